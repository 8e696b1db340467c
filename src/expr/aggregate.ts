import type { Duration } from "effect/Duration"
import type { Option } from "effect/Option"
import type { Aggregate, Expr, Inside, Needs, Reads } from "../core/expr.js"
import { aggregateNode, type AggregateNode, type ExprNode, logicalNode, type NullRule } from "../core/expr-node.js"
import { type NeedsOfKey, orderKey, type SortKey } from "../core/query/order-by.js"
import type { TypeSpec } from "../core/sql-type.js"
import { booleanSpec, doubleSpec, wholeSpec } from "./arguments.js"
import type { NotNested } from "../core/query/where.js"
import { decimal } from "../codec/decimal.js"
import { bigint } from "../codec/bigint.js"
import type { Numeric } from "./signatures.js"

/** Columns read inside an aggregate need not be grouping keys. */
export type Within<R> = R extends Reads<infer T, unknown> ? Inside<T> : R

/**
 * An aggregate by itself, which can be made distinct or filtered, or be over a window; `I` is what its values need, and `O`
 * what an order of them does.
 */
export type AggregateExpr<A, R, I = unknown, O = Needs<"orderedAggregates">> = Expr<A, R, never, AggregateId<I, O>>
/** What tells an aggregate from other expressions. */
export interface AggregateId<out I, out O> extends WindowId<I> {
  readonly _tag: "Aggregate"
  readonly order: () => O
}
/** What tells what may be over a window. */
export interface WindowId<out I> {
  readonly inside: () => I
}

/** An aggregate of an expression that needs `R`. */
export type Of<A, R> = AggregateExpr<A, Aggregate | Within<R>, R>

const aggregate = (type: TypeSpec, name: string, args: ReadonlyArray<unknown>, nulls: NullRule): never =>
  aggregateNode(type, name, args as ReadonlyArray<ExprNode>, nulls) as never

/** In how many rows the expression is not NULL. The SQL: `count(a)`. @since 0.1.0 */
export const count = <A, R, N>(expr: Expr<A, R, N> & NotNested<R>): Of<number, R> =>
  aggregate(wholeSpec, "count", [expr], "never")

/** The number of rows. The SQL: `count(*)`. @since 0.1.0 */
export const countAll: AggregateExpr<number, Aggregate, never> = aggregate(wholeSpec, "countAll", [], "never")

/** The type of the sum of values of a type. */
export const summed = (type: TypeSpec): TypeSpec => {
  switch (type.family) {
    case "integer":
      return wholeSpec
    case "decimal":
      return decimal().spec.type
    case "bigint":
      return bigint.spec.type
    default:
      return type
  }
}

/** The value of an `option` column without its Option. */
type Bare<A> = A extends Option<infer X> ? X : Exclude<A, null>
/** What has a sum. */
export type Summable = Numeric | Duration | Option<Numeric | Duration> | null
/** One of the values, or NULL of none. */
export type Sum<A> = Bare<A> | null

/**
 * The sum of the values that are not NULL; NULL if there are none. Of whole numbers it is exact; beyond what the type can
 * hold, reading it is a DecodeError.
 *
 * The SQL: `sum(a)`.
 *
 * @example
 * ```ts
 * import { from, integer, select, sum, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { price: integer })
 * toSql(dialect)(pipe(from(Cake), select({ total: sum(Cake.price) }))) // => `select sum("cake"."price") as "total" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const sum = <A extends Summable, R, N>(expr: Expr<A, R, N> & NotNested<R>): Of<Sum<A>, R> => {
  const { type } = expr as unknown as ExprNode
  return aggregate(summed(type), sumOf(type), [expr], "always")
}

/** Sums of numbers of 64 bits are told apart: PostgreSQL makes decimals of them. */
const sumOf = (type: TypeSpec): string =>
  type.family === "decimal" ? "sumDecimal" : type.name === "bigint" ? "sumWide" : "sum"

type Mean<A> = Bare<A> extends number | bigint ? number | null : Bare<A> | null

/** The mean of the values that are not NULL; NULL if there are none. The SQL: `avg(a)`. @since 0.1.0 */
export const avg = <A extends Summable, R, N>(expr: Expr<A, R, N> & NotNested<R>): Of<Mean<A>, R> => {
  const { type } = expr as unknown as ExprNode
  switch (type.family) {
    case "decimal":
      return aggregate(decimal().spec.type, "avgDecimal", [expr], "always")
    case "interval":
      return aggregate(type, "avg", [expr], "always")
    default:
      return aggregate(doubleSpec, "avg", [expr], "always")
  }
}

const extreme = (name: "min" | "max") => <A, R, N>(expr: Expr<A, R, N> & NotNested<R>): Of<Sum<A>, R> => {
  const { type } = expr as unknown as ExprNode
  return aggregate(type, type.family === "decimal" ? `${name}Decimal` : name, [expr], "always")
}

/** The smallest value that is not NULL; NULL if there are none. The SQL: `min(a)`. @since 0.1.0 */
export const min: <A, R, N>(expr: Expr<A, R, N> & NotNested<R>) => Of<Sum<A>, R> = extreme("min")

/** The greatest value that is not NULL; NULL if there are none. The SQL: `max(a)`. @since 0.1.0 */
export const max: <A, R, N>(expr: Expr<A, R, N> & NotNested<R>) => Of<Sum<A>, R> = extreme("max")

/**
 * The aggregate of each different value once.
 *
 * The SQL: `count(distinct a)`.
 *
 * @example
 * ```ts
 * import { count, distinctValues, from, integer, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { price: integer })
 * toSql(dialect)(pipe(from(Cake), select({ prices: count(Cake.price).pipe(distinctValues) })))
 * // => `select count(distinct "cake"."price") as "prices" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const distinctValues = <A, R, I, O>(expr: AggregateExpr<A, R, I, O>): AggregateExpr<A, R, I, O> =>
  Object.freeze({ ...(expr as unknown as AggregateNode), distinct: true }) as never

/**
 * The aggregate of the rows for which the condition is true; of two conditions, both.
 *
 * The SQL: `count(*) filter (where a)`.
 *
 * @since 0.1.0
 */
export const filterWhere =
  <R2, N>(condition: Expr<boolean | null, R2, N> & NotNested<R2>) =>
  <A, R, I, O>(expr: AggregateExpr<A, R, I, O>): AggregateExpr<A, R | Within<R2>, I | R2, O> =>
    filtered(expr as unknown as AggregateNode, condition as unknown as ExprNode) as never

const filtered = (e: AggregateNode, condition: ExprNode): AggregateNode =>
  Object.freeze({
    ...e,
    filter: e.filter === null ? condition : logicalNode(booleanSpec, "and", [e.filter, condition]),
  })

/**
 * The aggregate of the rows in this order, which decides what `stringAgg` and `arrayAgg` give. Later keys come after earlier
 * ones. Of all but `stringAgg` it needs a database that has it. Distinct values are sorted by themselves only.
 *
 * The SQL: `array_agg(a order by b desc)`.
 *
 * @example
 * ```ts
 * import { arrayAgg, desc, from, integer, nullable, orderedBy, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { layers: integer.pipe(nullable), price: integer })
 * toSql(dialect)(pipe(from(Cake), select({ layers: arrayAgg(Cake.layers).pipe(orderedBy(desc(Cake.price))) })))
 * // => `select array_agg("cake"."layers" order by "cake"."price" desc) as "layers" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const orderedBy =
  <const E extends ReadonlyArray<SortKey>>(...keys: E) =>
  <A, R, I, O>(
    expr: AggregateExpr<A, R, I, O>,
  ): AggregateExpr<A, R | Within<NeedsOfKey<E[number]>> | O, I | NeedsOfKey<E[number]>, O> => {
    const e = expr as unknown as AggregateNode
    return Object.freeze({ ...e, orderBy: [...e.orderBy, ...keys.map(orderKey)] }) as never
  }
