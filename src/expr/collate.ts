import { collateNode, type ExprNode } from "../core/expr-node.js"
import type { Expr } from "../core/expr.js"
import { dual, textOperand } from "./arguments.js"

interface Collate {
  <A extends string | null, R, N>(expr: Expr<A, R, N>, collation: string): Expr<A, R, N>
  (collation: string): <A extends string | null, R, N>(expr: Expr<A, R, N>) => Expr<A, R, N>
}

/**
 * The text, to be compared and sorted by a collation: `NOCASE` on SQLite, `C` or `de-x-icu` on PostgreSQL,
 * `utf8mb4_general_ci` on MariaDB and MySQL. Which there are is the database's business. `like` and its kin mind upper
 * and lower case whatever the collation: on MariaDB and MySQL they refuse a text with one.
 *
 * The SQL: `a collate "C"`.
 *
 * @example
 * ```ts
 * import { collate, eq, from, table, text, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { name: text })
 * toSql(dialect)(pipe(from(Cake), where(eq(collate(Cake.name, "NOCASE"), "opera"))))
 * // => `select "cake"."name" from "cake" where "cake"."name" collate "NOCASE" = 'opera'`
 * ```
 *
 * @since 0.1.0
 */
export const collate: Collate = dual((e: ExprNode, collation: string) => collateNode(textOperand(e), collation))
