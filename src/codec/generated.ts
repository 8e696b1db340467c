import { exprNode } from "../core/erase.js"
import type { Expr } from "../core/expr.js"
import type { ColumnDef, InsertMode } from "../core/sql-type.js"
import { amend } from "./amend.js"

/** Nothing, if an expression of `B` may compute a column of `A`; else what is wrong. */
export type GeneratedFits<A, B> = [B] extends [A | null]
  ? unknown
  : { readonly "the expression does not fit the column": [column: A, expression: B] }

/**
 * The database computes the column from others of its row; it can be neither inserted nor updated.
 *
 * The SQL: `generated always as (…) stored`, or `virtual` if `stored` is false, on PostgreSQL, MySQL and SQLite.
 *
 * @example
 * ```ts
 * import { generatedAlways, integer, table } from "fulmar"
 *
 * const Side = table("side", { length: integer })
 * const doubled = integer.pipe(generatedAlways(Side.length, { stored: false }))
 * doubled.spec.generated?.stored // => false
 * ```
 *
 * @since 0.1.0
 */
export const generatedAlways =
  <B>(expr: Expr<B, unknown, unknown>, options: { readonly stored?: boolean } = {}) =>
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk> & GeneratedFits<A, B>,
  ): ColumnDef<A, "never", false, Pk> =>
    amend(self, { generated: Object.freeze({ expr: exprNode(expr), stored: options.stored ?? true }) })
