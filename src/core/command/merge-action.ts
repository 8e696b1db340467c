import type { MergeActionNode } from "../command-node.js"

export declare const ThenTypes: unique symbol

/** What a WHEN of a merge does: its kind and its values by column. */
export interface Then<out K, out V> {
  readonly [ThenTypes]: { readonly K: () => K; readonly V: () => V }
}

const then = (node: MergeActionNode): never => Object.freeze(node) as never

/**
 * Changes the row of the table. Values are checked as those of {@link update}, and may be expressions of both rows.
 *
 * The SQL: `then update set "n" = …`.
 *
 * @since 0.1.0
 */
export const thenUpdate = <const V extends { readonly [key: string]: unknown }>(set: V): Then<"update", V> =>
  then({ _tag: "ThenUpdate", set: Object.entries(set) })

/**
 * Inserts a row. Values are checked as those of {@link insertInto}, and may be expressions of the row of the source. Columns
 * that are left out get the default of the database; one that the program makes cannot be called for each row.
 *
 * The SQL: `then insert ("cake", "n") values (…)`.
 *
 * @since 0.1.0
 */
export const thenInsert = <const V extends { readonly [key: string]: unknown }>(row: V): Then<"insert", V> =>
  then({ _tag: "ThenInsert", row: { ...row } })

/** Deletes the row of the table. The SQL: `then delete`. @since 0.1.0 */
export const thenDelete: Then<"delete", {}> = then({ _tag: "ThenDelete" })

/** Leaves the rows, so that no later WHEN gets them. The SQL: `then do nothing`. @since 0.1.0 */
export const thenDoNothing: Then<"do nothing", {}> = then({ _tag: "ThenDoNothing" })
