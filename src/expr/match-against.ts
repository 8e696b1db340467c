import type { Column, Expr, Needs, NeedsOf } from "../core/expr.js"
import { callNode, type ExprNode, tupleNode } from "../core/expr-node.js"
import { doubleSpec, operand, textSpec } from "./arguments.js"

/** How the words of a query are taken. @since 0.1.0 */
export type MatchMode = "natural" | "boolean" | "query expansion"

type TextColumn = Column<string | null, unknown, unknown>

const names = { natural: "matchAgainst", boolean: "matchAgainst(boolean)", "query expansion": "matchAgainst(query expansion)" } as const

/**
 * How well the columns fit the words of a query: 0 if they do not, or are NULL. There must be a full text index over just these
 * columns, or the database refuses it with a SyntaxError; one of `in boolean mode` whose operators cannot be read is a
 * SyntaxError too. Whether case matters is up to the collation of the columns.
 *
 * The SQL: `match (a, b) against ('cake' in natural language mode)`.
 *
 * @example
 * ```ts
 * import { from, gt, matchAgainst, table, text, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/mysql"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { name: text, body: text })
 * toSql(dialect)(pipe(from(Cake), where(gt(matchAgainst([Cake.name, Cake.body], "+cake -nut", { mode: "boolean" }), 0))))
 * // => "select `cake`.`name`, `cake`.`body` from `cake` " +
 * //      "where match (`cake`.`name`, `cake`.`body`) against ('+cake -nut' in boolean mode) > 0e0"
 * ```
 *
 * @since 0.1.0
 */
export const matchAgainst = <
  const C extends readonly [TextColumn, ...ReadonlyArray<TextColumn>],
  Q extends string | Expr<string | null, unknown, never>,
>(
  columns: C,
  query: Q,
  options: { readonly mode?: MatchMode } = {},
): Expr<number, NeedsOf<C[number]> | NeedsOf<Q> | Needs<"matchAgainst">, never> =>
  callNode(
    doubleSpec,
    names[options.mode ?? "natural"],
    [tupleNode(textSpec, [], columns as unknown as ReadonlyArray<ExprNode>), operand(textSpec, query)],
    "never",
  ) as never
