import type { Value } from "./meaning.js"

/** What a query gives for one row: the value of an expression, a record of these, or `null` for a table that is absent. */
export type Tree = Value | { readonly [key: string]: Tree } | null

/** The rows of a query. */
export interface Answer {
  readonly rows: ReadonlyArray<Tree>
  /** For each row, which place its sort keys give it: rows of one place may come in any order. */
  readonly places: ReadonlyArray<number>
}
