import type { Option } from "effect/Option"
import { exprNode } from "../core/erase.js"
import type { Aggregate, AnyExpr, Expr, Needs } from "../core/expr.js"
import { aggregateNode, valueNode } from "../core/expr-node.js"
import { orderNode } from "../core/query-node.js"
import type { NotNested } from "../core/query/where.js"
import type { TypeSpec } from "../core/sql-type.js"
import type { AggregateExpr, Sum, Within } from "./aggregate.js"
import { doubleSpec, narrowed } from "./arguments.js"
import type { Numeric } from "./signatures.js"

type Numbers = Numeric | Option<Numeric> | null
type Capability = Needs<"orderedSetAggregates">

/** It is over no window, and its order is its key: no database has what these would need. */
type OfSet<A, R> = AggregateExpr<
  A,
  Aggregate | Within<R> | Capability,
  R | Needs<"ordered-set aggregates over a window">,
  Needs<"a second order of an ordered-set aggregate">
>

const fractionSpec: TypeSpec = narrowed(doubleSpec, "a number from 0 to 1", (x) => (x as number) >= 0 && (x as number) <= 1)

const ofSet = (type: TypeSpec, name: string, key: AnyExpr, fraction: ReadonlyArray<unknown>): never => {
  const e = exprNode(key)
  const args = [e, ...fraction.map((x) => valueNode(fractionSpec, x))]
  return aggregateNode(type, name, args, "always", false, null, [orderNode(e, "asc", null)]) as never
}

/**
 * The number below which the fraction of all is, between two neighbours if need be; NULL of none. Needs a database that
 * has it.
 *
 * The SQL: `percentile_cont(0.9) within group (order by a)`.
 *
 * @example
 * ```ts
 * import { from, integer, percentileCont, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { price: integer })
 * toSql(dialect)(pipe(from(Cake), select({ most: percentileCont(0.9, Cake.price) })))
 * // => `select percentile_cont(0.9::float8) within group (order by "cake"."price") as "most" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const percentileCont = <A extends Numbers, R, N>(
  fraction: number,
  key: Expr<A, R, N> & NotNested<R>,
): OfSet<number | null, R> => ofSet(doubleSpec, "percentileCont", key, [fraction])

/** The number in the middle: {@link percentileCont} of a half. @since 0.1.0 */
export const median = <A extends Numbers, R, N>(key: Expr<A, R, N> & NotNested<R>): OfSet<number | null, R> =>
  percentileCont(0.5, key)

/**
 * The first value in order up to which at least the fraction of all is: one of the values, of any type that can be sorted;
 * NULL of none. Needs a database that has it.
 *
 * The SQL: `percentile_disc(0.9) within group (order by a)`.
 *
 * @since 0.1.0
 */
export const percentileDisc = <A, R, N>(fraction: number, key: Expr<A, R, N> & NotNested<R>): OfSet<Sum<A>, R> =>
  ofSet(exprNode(key).type, "percentileDisc", key, [fraction])

/**
 * The value that is most frequent, of equally frequent ones the first in order; NULL of none. Needs a database that has it.
 *
 * The SQL: `mode() within group (order by a)`.
 *
 * @since 0.1.0
 */
export const mode = <A, R, N>(key: Expr<A, R, N> & NotNested<R>): OfSet<Sum<A>, R> =>
  ofSet(exprNode(key).type, "mode", key, [])
