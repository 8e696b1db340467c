import { exprNode } from "../core/erase.js"
import type { Aggregate, AnyExpr, Needs, NeedsOf } from "../core/expr.js"
import { aggregateNode, type CallNode } from "../core/expr-node.js"
import { type NeedsOfKey, orderKey, type SortKey, type ValueOfKey } from "../core/query/order-by.js"
import type { NotNested } from "../core/query/where.js"
import type { AggregateExpr, Within } from "./aggregate.js"
import { operand } from "./arguments.js"
import type { Comparable } from "./signatures.js"
import type { Ranking } from "./window.js"

type Pair = readonly [key: SortKey, value: unknown]

/** What is wrong with the pairs; `unknown` when nothing is. */
type CheckPairs<P extends ReadonlyArray<Pair>> = {
  readonly [I in keyof P]: P[I][1] extends null
    ? unknown
    : readonly [unknown, Comparable<ValueOfKey<P[I][0]>, Exclude<P[I][1], null>>]
} & NotNested<NeedsOfKey<P[number][0]> | NeedsOf<P[number][1]>>

/** It is over no window, and its order is that of its pairs. */
type OfPairs<P extends ReadonlyArray<Pair>> = AggregateExpr<
  number,
  Aggregate | Within<NeedsOfKey<P[number][0]>> | NeedsOf<Extract<P[number][1], AnyExpr>>,
  NeedsOfKey<P[number][0]> | NeedsOf<Extract<P[number][1], AnyExpr>> | Needs<"hypothetical rows over a window">,
  Needs<"a second order of a hypothetical row">
>

/**
 * Which place a row would have among those of the group, if it were one of them: it need not be there. Each pair is a key by
 * which the rows are sorted, and the value that the row has of it. NULL comes last, unless {@link nullsFirst} says
 * otherwise. Of {@link rank}, {@link denseRank} (of several keys on PostgreSQL only), {@link percentRank} (of no rows 0) and {@link cumeDist} (in
 * which the row counts too).
 *
 * The SQL: `rank(15) within group (order by "price" desc nulls last)`, or `1 + count(case when "price" > 15 then 1 end)`.
 *
 * @example
 * ```ts
 * import { desc, from, integer, rank, select, table, toSql, withinGroup } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { price: integer })
 * toSql(dialect)(pipe(from(Cake), select({ place: rank().pipe(withinGroup([desc(Cake.price), 15])) })))
 * // => `select rank(15) within group (order by "cake"."price" desc nulls last) as "place" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const withinGroup =
  <const P extends readonly [Pair, ...ReadonlyArray<Pair>]>(...given: P & CheckPairs<P>) =>
  (of: Ranking): OfPairs<P> => {
    const pairs: ReadonlyArray<Pair> = given as never
    const { name, type } = of as unknown as CallNode
    const orders = pairs.map(([key]) => {
      const order = orderKey(key)
      return { ...order, nulls: order.nulls ?? "last" }
    })
    const values = pairs.map(([, value], i) => operand(orders[i]!.expr.type, value, exprNode(orders[i]!.expr as never)))
    return aggregateNode(type, name, values, "never", false, null, orders) as never
  }
