/** Ranges of PostgreSQL. */
import { daterange, emptyRange, int4range, numrange, rangeOf } from "../../codec/index.js"
import {
  isEmptyRange, lowerBound, lowerInclusive, lowerInfinite, nullOf, rangeAdjacent, rangeContainedBy, rangeContains, rangeDifference, rangeFrom,
  rangeIntersection, rangeMerge, rangeOverlaps, rangeStrictlyLeft, rangeStrictlyRight, rangeUnion, upperBound, upperInclusive,
  upperInfinite, value,
} from "../../expr/index.js"
import type { Expressions } from "./case.js"
import { exactly, k } from "./operands.js"

const some = value(int4range, rangeOf(2, 5))
const empty = value(int4range, emptyRange)
const all = value(int4range, rangeOf<number>(null, null))
const from3 = value(int4range, rangeOf(3, null))
const to5 = value(int4range, rangeOf(null, 5, "(]"))
const none = nullOf(int4range)

export const ranges: Expressions = {
  "of bounds": [rangeFrom(int4range, 2, k.n), rangeOf(2, 7)],
  "of bounds, both in it": [rangeFrom(int4range, k.m, k.n, "[]"), rangeOf(3, 8), rangeOf(null, -6)],
  "of a day": [rangeFrom(daterange, k.day, null), rangeOf("2024-02-29", null), rangeOf(null, null)],
  "of equal bounds": [rangeFrom(int4range, 3, 3), emptyRange],
  "contains": [rangeContains(some, k.m), true, null],
  "contains not its upper bound": [rangeContains(some, 5), false],
  "contains the empty one": [rangeContains(empty, emptyRange), true],
  "contains a range": [rangeContains(some, rangeOf(2, 6)), false],
  "is contained": [rangeContainedBy(k.m, some), true, null],
  "is contained, a range": [rangeContainedBy(some, all), true],
  "is contained in nothing": [rangeContainedBy(k.n, empty), false, false],
  "overlap": [rangeOverlaps(some, rangeOf(4, 9)), true],
  "overlap not where they meet": [rangeOverlaps(some, rangeOf(5, 9)), false],
  "overlap of NULL": [rangeOverlaps(some, none), null],
  "left": [rangeStrictlyLeft(some, rangeOf(5, 6)), true],
  "not left": [rangeStrictlyLeft(some, rangeOf(4, 6)), false],
  "left of NULL": [rangeStrictlyLeft(none, some), null],
  "right": [rangeStrictlyRight(some, rangeOf(0, 2)), true],
  "not right": [rangeStrictlyRight(some, to5), false],
  "right of NULL": [rangeStrictlyRight(none, some), null],
  "adjacent": [rangeAdjacent(some, rangeOf(5, 6)), true],
  "not adjacent": [rangeAdjacent(some, rangeOf(6, 7)), false],
  "adjacent to the empty one": [rangeAdjacent(some, emptyRange), false],
  "adjacent to NULL": [rangeAdjacent(none, some), null],
  "union": [rangeUnion(some, rangeOf(5, 9)), rangeOf(2, 9)],
  "union with nothing": [rangeUnion(some, emptyRange), rangeOf(2, 5)],
  "union with NULL": [rangeUnion(some, none), null],
  "intersection": [rangeIntersection(from3, to5), rangeOf(3, 6)],
  "intersection of none": [rangeIntersection(some, rangeOf(5, 6)), emptyRange],
  "intersection with NULL": [rangeIntersection(none, some), null],
  "difference": [rangeDifference(some, rangeOf(4, null)), rangeOf(2, 4)],
  "difference of all": [rangeDifference(some, all), emptyRange],
  "difference with NULL": [rangeDifference(some, none), null],
  "merge": [rangeMerge(some, rangeOf(8, 9)), rangeOf(2, 9)],
  "merge with nothing": [rangeMerge(empty, some), rangeOf(2, 5)],
  "merge with NULL": [rangeMerge(some, none), null],
  "lower bound": [lowerBound(some), 2],
  "no lower bound": [lowerBound(to5), null],
  "lower bound of nothing": [lowerBound(empty), null],
  "upper bound": [upperBound(to5), 6],
  "no upper bound": [upperBound(from3), null],
  "upper bound of NULL": [upperBound(none), null],
  "empty": [isEmptyRange(empty), true],
  "not empty": [isEmptyRange(some), false],
  "empty, of NULL": [isEmptyRange(none), null],
  "lower bound is in it": [lowerInclusive(some), true],
  "no lower bound is in it": [lowerInclusive(to5), false],
  "lower bound of NULL is in it": [lowerInclusive(none), null],
  "upper bound is in it": [upperInclusive(some), false],
  "upper bound of decimals is in it": [upperInclusive(value(numrange, rangeOf(exactly("1"), exactly("1.5"), "[]"))), true],
  "upper bound of NULL is in it": [upperInclusive(none), null],
  "no lower bound at all": [lowerInfinite(to5), true],
  "no lower bound of nothing": [lowerInfinite(empty), false],
  "no lower bound of NULL": [lowerInfinite(none), null],
  "no upper bound at all": [upperInfinite(from3), true],
  "an upper bound": [upperInfinite(to5), false],
  "no upper bound of NULL": [upperInfinite(none), null],
}
