import { exprNode } from "../core/erase.js"
import type { Expr } from "../core/expr.js"
import type { ColumnDef, InsertMode } from "../core/sql-type.js"
import { amend } from "./amend.js"

/**
 * A condition that the database checks on every row.
 *
 * The SQL: `check (…)`, on PostgreSQL, MySQL and SQLite.
 *
 * @example
 * ```ts
 * import { boolean, check, integer, table } from "fulmar"
 *
 * const Cake = table("cake", { sweet: boolean })
 * integer.pipe(check(Cake.sweet)).spec.checks.length // => 1
 * ```
 *
 * @since 0.1.0
 */
export const check =
  (condition: Expr<boolean | null, unknown, unknown>) =>
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk>,
  ): ColumnDef<A, I, U, Pk> =>
    amend(self, { checks: Object.freeze([...self.spec.checks, exprNode(condition)]) })
