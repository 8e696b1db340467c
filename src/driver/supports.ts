declare const SupportsTypes: unique symbol

/**
 * The requirement, in the `R` of an effect, for a database that has the capability `C`. A layer provides one union of
 * all that its database has, and `Supports<"ilike">` is discharged by `Supports<"ilike" | "returning">`. It exists in
 * types only: there is nothing to look up when a statement runs.
 *
 * @since 0.1.0
 */
export interface Supports<out C extends string> {
  readonly [SupportsTypes]: { readonly C: () => C }
}
