import type { Aggregate, Expr } from "../core/expr.js"
import { aggregateNode, valueNode } from "../core/expr-node.js"
import type { NotNested } from "../core/query/where.js"
import type { AggregateExpr, Within } from "./aggregate.js"
import { textOperand, textSpec } from "./arguments.js"

/**
 * The texts that are not NULL, with the separator between them; NULL if there are none. `orderedBy` says in which order.
 *
 * The SQL: `string_agg(a, ', ')`, or `group_concat(a separator ', ')`, in which the separator is part of the statement. On
 * MariaDB a text of `max_allowed_packet` bytes or more, which the server would cut off, is a `DataError`. MySQL and MariaDB
 * have it over no window.
 *
 * @example
 * ```ts
 * import { from, groupBy, integer, orderedBy, select, stringAgg, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Fruit = table("fruit", { cakeId: integer, name: text })
 * const names = stringAgg(Fruit.name, ", ").pipe(orderedBy(Fruit.name))
 * toSql(dialect)(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ cake: Fruit.cakeId, names })))
 * // => `select "fruit"."cakeId" as "cake", group_concat("fruit"."name", ', ' order by "fruit"."name") as "names" from "fruit" group by "fruit"."cakeId"`
 * ```
 *
 * @since 0.1.0
 */
export const stringAgg = <A extends string | null, R, N>(
  expr: Expr<A, R, N> & NotNested<R>,
  separator: string,
): AggregateExpr<string | null, Aggregate | Within<R>, R, never> =>
  aggregateNode(textSpec, "stringAgg", [textOperand(expr), valueNode(textSpec, separator)], "always") as never
