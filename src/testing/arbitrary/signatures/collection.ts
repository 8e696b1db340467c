import { daterange, int4range } from "../../../codec/range.js"
import { kinds } from "../kind.js"
import { alike, among, call, type Chapter, maybe, or, several, special, within, words } from "../signature.js"

const arrays = { needs: "arrays" }
const ranges = { needs: "ranges" }
const both = ["integers", "texts"] as const
const spans = ["integerRange", "dateRange"] as const
const elementOf = { integers: "integer", texts: "text", integerRange: "integer", dateRange: "date" } as const

/** Arrays. */
export const arraySignatures: Chapter = [
  ...both.map((self) => call("arrayOf", self, [elementOf[self], several(or(elementOf[self]), 0, 2)], arrays)),
  ...both.map((self) => special("arrayFrom", self, (d) => words.arrayFrom(d.query([kinds[elementOf[self]]])), { ...arrays, determined: false })),
  ...alike("arrayAppend", both, (self) => [self, or(elementOf[self])], arrays),
  ...alike("arrayPrepend", both, (self) => [self, or(elementOf[self])], arrays),
  ...alike("arrayRemove", both, (self) => [self, or(elementOf[self])], arrays),
  ...alike("arrayConcat", both, (self) => [self, self], arrays),
  ...alike("arrayReplace", both, (self) => [self, or(elementOf[self]), or(elementOf[self])], arrays),
  ...alike("arraySlice", both, (self) => [self, within(1, 3), maybe(within(1, 4))], arrays),
  ...both.flatMap((self) => [
    call("arrayContains", "boolean", [self, self], arrays),
    call("arrayContainedBy", "boolean", [self, self], arrays),
    call("arrayOverlaps", "boolean", [self, self], arrays),
    call("arrayElement", elementOf[self], [self, within(1, 3)], arrays),
    call("arrayPosition", "integer", [self, or(elementOf[self])], arrays),
    call("arrayPositions", "integers", [self, or(elementOf[self])], arrays),
    call("arrayToString", "text", [self, among(",", ""), maybe(among("none"))], arrays),
    call("cardinality", "integer", [self], arrays),
  ]),
  ...(["anyOf", "allOf"] as const).map((name) =>
    special(name, "boolean", (d) => words.eq(d.expr(kinds.integer), words[name](d.expr(kinds.integers))), arrays)),
]

/** Ranges. */
export const rangeSignatures: Chapter = [
  call("rangeFrom", "integerRange", [among(int4range), within(-9, 5), within(5, 99)], ranges),
  call("rangeFrom", "dateRange", [among(daterange), among("1970-01-01", "2000-01-01"), among("2000-01-02", "2024-02-29")], ranges),
  ...alike("rangeIntersection", spans, (self) => [self, self], ranges),
  ...alike("rangeMerge", spans, (self) => [self, self], ranges),
  // The union of a range with itself, and with nothing, is surely one range; the difference of others may be two.
  ...alike("rangeUnion", spans, (self) => [self, among({ _tag: "EmptyRange" })], ranges),
  ...alike("rangeDifference", spans, (self) => [self, among({ _tag: "EmptyRange" })], ranges),
  ...spans.flatMap((self) => [
    call("rangeContains", "boolean", [self, or(elementOf[self])], ranges),
    call("rangeContains", "boolean", [self, self], ranges),
    call("rangeContainedBy", "boolean", [self, self], ranges),
    call("rangeOverlaps", "boolean", [self, self], ranges),
    call("rangeStrictlyLeft", "boolean", [self, self], ranges),
    call("rangeStrictlyRight", "boolean", [self, self], ranges),
    call("rangeAdjacent", "boolean", [self, self], ranges),
    call("lowerBound", elementOf[self], [self], ranges),
    call("upperBound", elementOf[self], [self], ranges),
    call("isEmptyRange", "boolean", [self], ranges),
    call("lowerInclusive", "boolean", [self], ranges),
    call("upperInclusive", "boolean", [self], ranges),
    call("lowerInfinite", "boolean", [self], ranges),
    call("upperInfinite", "boolean", [self], ranges),
  ]),
]
