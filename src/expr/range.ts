import { daterange, int4range, int8range, numrange, range, type Range, type RangeBounds, tsrange, tstzrange } from "../codec/range.js"
import { sqlType } from "../core/column-spec.js"
import type { Expr, Needs, NeedsOf, Operand } from "../core/expr.js"
import { callNode, castNode, type ExprNode, isExprNode, valueNode } from "../core/expr-node.js"
import type { Family, SqlType, TypeSpec } from "../core/sql-type.js"
import { elementType, storedAs } from "./array-type.js"
import { booleanSpec, dual, operand, textSpec, wholeSpec } from "./arguments.js"
import type {
  BoundFunction,
  ContainedBy,
  Contains,
  RangeFunction,
  RangeOperator,
  RangeTest,
} from "./range-signatures.js"

const isRange = (u: unknown): boolean => {
  const tag = isExprNode(u) ? null : (u as { readonly _tag?: unknown } | null | undefined)?._tag
  return isExprNode(u) ? u.type.family === "range" : tag === "Range" || tag === "EmptyRange"
}

/** An element of ranges of a type. */
const element = (type: TypeSpec, value: unknown): ExprNode => {
  const e = operand(type, value)
  return e._tag === "Value" ? valueNode(type, e.value) : storedAs(e.type, type) ? e : castNode(type, e)
}

const wholeRange: TypeSpec = range("int8range", sqlType(wholeSpec)).spec.type

const rangesOf: Partial<Record<Family, TypeSpec>> = {
  integer: int4range.spec.type,
  bigint: int8range.spec.type,
  decimal: numrange.spec.type,
  date: daterange.spec.type,
  timestamp: tsrange.spec.type,
  timestamptz: tstzrange.spec.type,
}

/** The range type of the database that has elements of a type; of others, there being none, the type itself. */
const rangeTypeOf = (type: TypeSpec): TypeSpec =>
  type.family === "range" ? type : type === wholeSpec ? wholeRange : (rangesOf[type.family] ?? type)

const test = (name: string): RangeTest =>
  dual((a: ExprNode, b: unknown) => callNode(booleanSpec, name, [a, operand(a.type, b)], "strict"))

/**
 * Does the range contain the element, or all of the other range? Every range contains the empty one.
 *
 * The SQL: `a @> b`.
 *
 * @example
 * ```ts
 * import { daterange, from, integer, rangeContains, select, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Stay = table("stay", { room: integer, nights: daterange })
 * toSql(dialect)(pipe(from(Stay), where(rangeContains(Stay.nights, "2024-05-01")), select(Stay.room)))
 * // => `select "stay"."room" from "stay" where ("stay"."nights" @> '2024-05-01'::date)`
 * ```
 *
 * @since 0.1.0
 */
export const rangeContains: Contains = dual((a: ExprNode, b: unknown) =>
  callNode(booleanSpec, "rangeContains", [a, isRange(b) ? operand(a.type, b) : element(elementType(a.type), b)], "strict"),
)

/** Is the element, or the range, in the other range? The SQL: `a <@ b`. @since 0.1.0 */
export const rangeContainedBy: ContainedBy = dual((a: ExprNode, b: unknown) => {
  const other = operand(rangeTypeOf(a.type), b)
  const inner = isRange(a) ? a : element(elementType(other.type), a)
  return callNode(booleanSpec, "rangeContainedBy", [inner, other], "strict")
})

/**
 * Have the two ranges something in common?
 *
 * The SQL: `a && b`.
 *
 * @example
 * ```ts
 * import { daterange, from, integer, rangeOf, rangeOverlaps, select, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Stay = table("stay", { room: integer, nights: daterange })
 * const taken = rangeOverlaps(Stay.nights, rangeOf("2024-05-01", "2024-05-08"))
 * toSql(dialect)(pipe(from(Stay), where(taken), select(Stay.room)))
 * // => `select "stay"."room" from "stay" where ("stay"."nights" && '[2024-05-01,2024-05-08)'::daterange)`
 * ```
 *
 * @since 0.1.0
 */
export const rangeOverlaps: RangeTest = test("rangeOverlaps")

/** Does the first range end before the second begins? The SQL: `a << b`. @since 0.1.0 */
export const rangeStrictlyLeft: RangeTest = test("rangeStrictlyLeft")

/** Does the first range begin after the second has ended? The SQL: `a >> b`. @since 0.1.0 */
export const rangeStrictlyRight: RangeTest = test("rangeStrictlyRight")

/** Does one range begin just where the other ends, with nothing between and nothing in common? The SQL: `a -|- b`. @since 0.1.0 */
export const rangeAdjacent: RangeTest = test("rangeAdjacent")

const operator = (name: string): RangeOperator =>
  dual((a: ExprNode, b: unknown) => callNode(a.type, name, [a, operand(a.type, b)], "strict"))

/** What is in either range; a DataError of the database if there is a gap between them. The SQL: `a + b`. @since 0.1.0 */
export const rangeUnion: RangeOperator = operator("rangeUnion")

/** What is in both ranges. The SQL: `a * b`. @since 0.1.0 */
export const rangeIntersection: RangeOperator = operator("rangeIntersection")

/** What is in the first range only; a DataError of the database if that is two ranges. The SQL: `a - b`. @since 0.1.0 */
export const rangeDifference: RangeOperator = operator("rangeDifference")

/** The smallest range that contains both, and what is between them. The SQL: `range_merge(a, b)`. @since 0.1.0 */
export const rangeMerge: RangeOperator = operator("rangeMerge")

const bound = (name: string): BoundFunction =>
  ((e: ExprNode) => callNode(elementType(e.type), name, [e], "always")) as never

/** The lower bound; NULL if there is none, or the range is empty. The SQL: `lower(a)`. @since 0.1.0 */
export const lowerBound: BoundFunction = bound("lowerBound")

/** The upper bound; NULL if there is none, or the range is empty. The SQL: `upper(a)`. @since 0.1.0 */
export const upperBound: BoundFunction = bound("upperBound")

const question = (name: string): RangeFunction => ((e: ExprNode) => callNode(booleanSpec, name, [e], "strict")) as never

/** Does the range contain nothing? The SQL: `isempty(a)`. @since 0.1.0 */
export const isEmptyRange: RangeFunction = question("isEmptyRange")

/** Is the lower bound in the range? The SQL: `lower_inc(a)`. @since 0.1.0 */
export const lowerInclusive: RangeFunction = question("lowerInclusive")

/** Is the upper bound in the range? The SQL: `upper_inc(a)`. @since 0.1.0 */
export const upperInclusive: RangeFunction = question("upperInclusive")

/** Has the range no lower bound? Not of the empty range. The SQL: `lower_inf(a)`. @since 0.1.0 */
export const lowerInfinite: RangeFunction = question("lowerInfinite")

/** Has the range no upper bound? Not of the empty range. The SQL: `upper_inf(a)`. @since 0.1.0 */
export const upperInfinite: RangeFunction = question("upperInfinite")

/**
 * The range of a type from a lower to an upper bound, each an expression or a value. NULL is no bound, so the range is never
 * NULL; a DataError of the database if the lower bound is above the upper.
 *
 * The SQL: `daterange(a, b, '[)')`.
 *
 * @example
 * ```ts
 * import { date, daterange, from, integer, rangeFrom, rangeOf, rangeOverlaps, select, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Stay = table("stay", { room: integer, arrival: date, departure: date })
 * const nights = rangeFrom(daterange, Stay.arrival, Stay.departure)
 * toSql(dialect)(pipe(from(Stay), where(rangeOverlaps(nights, rangeOf("2024-05-01", null))), select(Stay.room)))
 * // => `select "stay"."room" from "stay" where (daterange("stay"."arrival", "stay"."departure", '[)') && '[2024-05-01,)'::daterange)`
 * ```
 *
 * @since 0.1.0
 */
export const rangeFrom = <A, const L extends Operand<A>, const U extends Operand<A>>(
  type: SqlType<Range<A>>,
  lower: L,
  upper: U,
  bounds: RangeBounds = "[)",
): Expr<Range<A>, NeedsOf<L> | NeedsOf<U> | Needs<"ranges">, never> => {
  const spec = type.spec.type
  const args = [element(elementType(spec), lower), element(elementType(spec), upper), operand(textSpec, bounds)]
  return callNode(spec, `rangeFrom ${spec.name}`, args, "never") as never
}
