import type { Option } from "effect/Option"
import type { Aggregate, Expr, Needs } from "../core/expr.js"
import { aggregateNode, type ExprNode } from "../core/expr-node.js"
import type { NotNested } from "../core/query/where.js"
import type { AggregateExpr, Of, Sum, Within } from "./aggregate.js"
import { summed } from "./aggregate.js"
import { booleanSpec, doubleSpec } from "./arguments.js"
import type { Numeric } from "./signatures.js"

type Numbers = Numeric | Option<Numeric> | null
type Wholes = number | bigint | Option<number | bigint> | null

/** Of numbers of any kind a fraction. */
type OfNumbers = <A extends Numbers, R, N>(expr: Expr<A, R, N> & NotNested<R>) => Of<number | null, R>

const statistic = (name: string): OfNumbers =>
  ((e: ExprNode) => aggregateNode(doubleSpec, name, [e], "always")) as never

/** How far the values are from their mean; NULL of none. Computed with fractions. The SQL: `stddev_pop(a)`. @since 0.1.0 */
export const stddevPop: OfNumbers = statistic("stddevPop")

/** {@link stddevPop} of all, judged by a sample; NULL of less than two values. The SQL: `stddev_samp(a)`. @since 0.1.0 */
export const stddevSamp: OfNumbers = statistic("stddevSamp")

/** The mean of the squares of how far the values are from their mean; NULL of none. The SQL: `var_pop(a)`. @since 0.1.0 */
export const varPop: OfNumbers = statistic("varPop")

/** {@link varPop} of all, judged by a sample; NULL of less than two values. The SQL: `var_samp(a)`. @since 0.1.0 */
export const varSamp: OfNumbers = statistic("varSamp")

/** Of pairs of numbers; those in which one is NULL are left out. */
type OfPairs = <A extends Numbers, R, N, A2 extends Numbers, R2, N2>(
  y: Expr<A, R, N> & NotNested<R>,
  x: Expr<A2, R2, N2> & NotNested<R2>,
) => AggregateExpr<number | null, Aggregate | Within<R | R2> | Needs<"regression">, R | R2 | Needs<"regression">>

const ofPairs = (name: string): OfPairs =>
  ((y: ExprNode, x: ExprNode) => aggregateNode(doubleSpec, name, [y, x], "always")) as never

/** How far two numbers change together. Needs a database that has it. The SQL: `covar_pop(y, x)`. @since 0.1.0 */
export const covarPop: OfPairs = ofPairs("covarPop")

/** {@link covarPop} of all, judged by a sample. The SQL: `covar_samp(y, x)`. @since 0.1.0 */
export const covarSamp: OfPairs = ofPairs("covarSamp")

/**
 * The correlation of two numbers, from -1 to 1; NULL if one of them never changes. Needs a database that has it.
 *
 * The SQL: `corr(y, x)`.
 *
 * @since 0.1.0
 */
export const corr: OfPairs = ofPairs("corr")

/**
 * The slope of the line that fits the points best; NULL if all have one `x`. Needs a database that has it.
 *
 * The SQL: `regr_slope(y, x)`.
 *
 * @example
 * ```ts
 * import { from, integer, regrIntercept, regrSlope, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { layers: integer, price: integer })
 * const line = { slope: regrSlope(Cake.price, Cake.layers), intercept: regrIntercept(Cake.price, Cake.layers) }
 * toSql(dialect)(pipe(from(Cake), select(line)))
 * // => `select regr_slope(cast("cake"."price" as float8), cast("cake"."layers" as float8)) as "slope", regr_intercept(cast("cake"."price" as float8), cast("cake"."layers" as float8)) as "intercept" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const regrSlope: OfPairs = ofPairs("regrSlope")

/** Where the line of {@link regrSlope} is at 0. The SQL: `regr_intercept(y, x)`. @since 0.1.0 */
export const regrIntercept: OfPairs = ofPairs("regrIntercept")

/** How well the line of {@link regrSlope} fits, from 0 to 1. The SQL: `regr_r2(y, x)`. @since 0.1.0 */
export const regrR2: OfPairs = ofPairs("regrR2")

/** Of whole numbers one of their kind. */
type OfBits = <A extends Wholes, R, N>(expr: Expr<A, R, N> & NotNested<R>) => Of<Sum<A>, R>

const bits = (name: string): OfBits =>
  ((e: ExprNode) => aggregateNode(summed(e.type), name, [e], "always")) as never

/** The bits that are set in all whole numbers; NULL of none. The SQL: `bit_and(a)`. @since 0.1.0 */
export const bitAndAgg: OfBits = bits("bitAndAgg")

/** The bits that are set in any whole number; NULL of none. The SQL: `bit_or(a)`. @since 0.1.0 */
export const bitOrAgg: OfBits = bits("bitOrAgg")

/** The bits that are set in an odd number of whole numbers; NULL of none. The SQL: `bit_xor(a)`. @since 0.1.0 */
export const bitXorAgg: OfBits = bits("bitXorAgg")

type OfConditions = <R, N>(condition: Expr<boolean | null, R, N> & NotNested<R>) => Of<boolean | null, R>

const conditions = (name: string): OfConditions =>
  ((e: ExprNode) => aggregateNode(booleanSpec, name, [e], "always")) as never

/** Are all that are not NULL true? NULL of none. The SQL: `bool_and(a)`, or `min(a)`. @since 0.1.0 */
export const boolAnd: OfConditions = conditions("boolAnd")

/** Is any that is not NULL true? NULL of none. The SQL: `bool_or(a)`, or `max(a)`. @since 0.1.0 */
export const boolOr: OfConditions = conditions("boolOr")
