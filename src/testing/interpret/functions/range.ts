import { emptyRange, type BoundedRange, type Range, type RangeBounds, rangeOf } from "../../../codec/range.js"
import type { TypeSpec } from "../../../core/sql-type.js"
import { refuse } from "../evaluation-error.js"
import type { Meaning, Types, Value } from "../meaning.js"
import { microsOf, momentAs, perDay } from "./moment.js"
import { wholeAs, wholeOf } from "./number.js"
import { compareLower, compareUpper, compareValues, sameValue } from "./order.js"

type AnyRange = Range<unknown>
type Bounded = BoundedRange<unknown>

/** The ranges of which each element has a next one. */
const discrete: ReadonlySet<string> = new Set(["int4range", "int8range", "daterange"])

const next = (type: TypeSpec, x: unknown): unknown =>
  type.family === "date" ? momentAs(type, microsOf(x) + perDay) : wholeAs(type, wholeOf(x as number) + 1n)

const made = (lower: unknown, upper: unknown, lowerInclusive: boolean, upperInclusive: boolean): Bounded =>
  rangeOf(lower, upper, `${lowerInclusive ? "[" : "("}${upperInclusive ? "]" : ")"}` as RangeBounds)

/** With the lower bound and without the upper, where each element has a next one; empty if it contains nothing. */
const canonical = (type: TypeSpec, range: AnyRange): AnyRange => {
  if (range._tag === "EmptyRange") {
    return emptyRange
  }
  const element = type.element!
  const order = range.lower === null || range.upper === null ? -1 : compareValues(element)(range.lower, range.upper)
  if (order > 0) {
    return refuse("The lower bound of a range is not above its upper bound")
  }
  if (order === 0 && !(range.lowerInclusive && range.upperInclusive)) {
    return emptyRange
  }
  if (!discrete.has(type.name)) {
    return range
  }
  const lower = range.lower === null || range.lowerInclusive ? range.lower : next(element, range.lower)
  const upper = range.upper === null || !range.upperInclusive ? range.upper : next(element, range.upper)
  return lower !== null && upper !== null && sameValue(element)(lower, upper) ? emptyRange : made(lower, upper, true, false)
}

const later = (type: TypeSpec, a: Bounded, b: Bounded): Bounded => (compareLower(type.element!)(a, b) >= 0 ? a : b)
const earlier = (type: TypeSpec, a: Bounded, b: Bounded): Bounded => (compareUpper(type.element!)(a, b) <= 0 ? a : b)

/** What starts as the one does and ends as the other. */
const between = (from: Bounded, to: Bounded): Bounded => made(from.lower, to.upper, from.lowerInclusive, to.upperInclusive)

/** Does the first end before the second begins? `gap`: or just where it does, with one of them having the bound. */
const isBefore = (type: TypeSpec, a: Bounded, b: Bounded): boolean => {
  if (a.upper === null || b.lower === null) {
    return false
  }
  const order = compareValues(type.element!)(a.upper, b.lower)
  return order < 0 || (order === 0 && !(a.upperInclusive && b.lowerInclusive))
}

/** Does the first end just where the second begins, and one of them have the bound? */
const meets = (type: TypeSpec, a: Bounded, b: Bounded): boolean =>
  a.upper !== null && b.lower !== null && sameValue(type.element!)(a.upper, b.lower) && a.upperInclusive !== b.lowerInclusive

const intersection = (type: TypeSpec, a: AnyRange, b: AnyRange): AnyRange =>
  a._tag === "EmptyRange" || b._tag === "EmptyRange" || isBefore(type, a, b) || isBefore(type, b, a)
    ? emptyRange
    : between(later(type, a, b), earlier(type, a, b))

const merged = (type: TypeSpec, a: AnyRange, b: AnyRange): AnyRange =>
  a._tag === "EmptyRange"
    ? b
    : b._tag === "EmptyRange"
      ? a
      : between(later(type, a, b) === a ? b : a, earlier(type, a, b) === a ? b : a)

const isAdjacent = (type: TypeSpec, a: AnyRange, b: AnyRange): boolean =>
  a._tag === "Range" && b._tag === "Range" && (meets(type, a, b) || meets(type, b, a))

const overlaps = (type: TypeSpec, a: AnyRange, b: AnyRange): boolean => intersection(type, a, b)._tag === "Range"

const union = (type: TypeSpec, a: AnyRange, b: AnyRange): AnyRange =>
  a._tag === "EmptyRange" || b._tag === "EmptyRange" || overlaps(type, a, b) || isAdjacent(type, a, b)
    ? merged(type, a, b)
    : refuse("The union of two ranges with a gap between them is none")

/** What the first has before the second begins, and after it ends. */
const difference = (type: TypeSpec, a: AnyRange, b: AnyRange): AnyRange => {
  if (a._tag === "EmptyRange" || b._tag === "EmptyRange" || !overlaps(type, a, b)) {
    return a
  }
  const before = compareLower(type.element!)(a, b) < 0 ? made(a.lower, b.lower, a.lowerInclusive, !b.lowerInclusive) : emptyRange
  const after = compareUpper(type.element!)(a, b) > 0 ? made(b.upper, a.upper, !b.upperInclusive, a.upperInclusive) : emptyRange
  return before._tag === "Range" && after._tag === "Range"
    ? refuse("What is left of the range is two ranges")
    : before._tag === "Range"
      ? before
      : after
}

/** Has the first all of the second? Every range has all of the empty one. */
const contains = (type: TypeSpec, a: AnyRange, b: AnyRange): boolean =>
  b._tag === "EmptyRange" || (a._tag === "Range" && compareLower(type.element!)(a, b) <= 0 && compareUpper(type.element!)(a, b) >= 0)

const isRange = (x: unknown): x is AnyRange => {
  const tag = (x as { readonly _tag?: unknown } | null)?._tag
  return tag === "Range" || tag === "EmptyRange"
}

/** An element is contained as the range of just that element is. */
const asRange = (type: TypeSpec, x: unknown): AnyRange => canonical(type, isRange(x) ? x : rangeOf(x, x, "[]"))

/** The type of ranges among those of the arguments. */
const rangeType = ({ args }: Types): TypeSpec => args.find((type) => type.family === "range")!

const two =
  (meaning: (type: TypeSpec, a: AnyRange, b: AnyRange) => Value): Meaning =>
  ([a, b], types) => {
    const type = rangeType(types)
    return meaning(type, asRange(type, a), asRange(type, b))
  }

/** A range made of two. */
const operation = (meaning: (type: TypeSpec, a: AnyRange, b: AnyRange) => AnyRange): Meaning =>
  two((type, a, b) => canonical(type, meaning(type, a, b)))

/** A question about one range, whose answer for the empty one is no. */
const ofBounded =
  (meaning: (range: Bounded) => Value, otherwise: Value): Meaning =>
  ([x], { args }) => {
    const range = x === null ? null : canonical(args[0]!, x as AnyRange)
    return range === null ? null : range._tag === "EmptyRange" ? otherwise : meaning(range)
  }

const from: Meaning = ([lower, upper, bounds], { result }) => canonical(result, rangeOf(lower, upper, bounds as RangeBounds))

export const range: Readonly<Record<string, Meaning>> = {
  rangeContains: two(contains),
  rangeContainedBy: two((type, a, b) => contains(type, b, a)),
  rangeOverlaps: two(overlaps),
  rangeStrictlyLeft: two((type, a, b) => a._tag === "Range" && b._tag === "Range" && isBefore(type, a, b)),
  rangeStrictlyRight: two((type, a, b) => a._tag === "Range" && b._tag === "Range" && isBefore(type, b, a)),
  rangeAdjacent: two(isAdjacent),
  rangeUnion: operation(union),
  rangeIntersection: operation(intersection),
  rangeDifference: operation(difference),
  rangeMerge: operation(merged),
  lowerBound: ofBounded((range) => range.lower, null),
  upperBound: ofBounded((range) => range.upper, null),
  isEmptyRange: ofBounded(() => false, true),
  lowerInclusive: ofBounded((range) => range.lowerInclusive, false),
  upperInclusive: ofBounded((range) => range.upperInclusive, false),
  lowerInfinite: ofBounded((range) => range.lower === null, false),
  upperInfinite: ofBounded((range) => range.upper === null, false),
  "rangeFrom int4range": from,
  "rangeFrom int8range": from,
  "rangeFrom numrange": from,
  "rangeFrom daterange": from,
  "rangeFrom tsrange": from,
  "rangeFrom tstzrange": from,
}
