/** What is equal to what, and which comes first. */
import type { Duration } from "effect"
import type { BoundedRange, Range } from "../../../codec/range.js"
import type { Json } from "../../../codec/json.js"
import type { TypeSpec } from "../../../core/sql-type.js"
import { Document } from "./document.js"
import { lengthOf, microsOf, timeMicros } from "./moment.js"
import { compareNumbers } from "./number.js"

/** Values of one type, which is known where it is called. */
type Compare = (a: never, b: never) => number

const natural = <A>(a: A, b: A): number => (a < b ? -1 : a > b ? 1 : 0)

/** Texts by the code points of their characters, of which JavaScript compares halves. */
export const compareTexts = (a: string, b: string): number => {
  const [x, y] = [[...a], [...b]]
  const at = x.findIndex((character, i) => character !== y[i])
  return at < 0 || at >= y.length ? x.length - y.length : x[at]!.codePointAt(0)! - y[at]!.codePointAt(0)!
}

const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  const at = a.findIndex((byte, i) => byte !== b[i])
  return at < 0 || at >= b.length ? a.length - b.length : a[at]! - b[at]!
}

/** Item by item; NULL is equal to NULL, and more than all else. */
const compareArrays = (element: TypeSpec) => (a: ReadonlyArray<unknown>, b: ReadonlyArray<unknown>): number => {
  const compare = compareValues(element)
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a[i] ?? null, b[i] ?? null]
    const order = x === null || y === null ? Number(x === null) - Number(y === null) : compare(x, y)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Lower bounds of two ranges: none is before all. */
export const compareLower = (element: TypeSpec) => (a: BoundedRange<unknown>, b: BoundedRange<unknown>): number => {
  if (a.lower === null || b.lower === null) {
    return Number(b.lower === null) - Number(a.lower === null)
  }
  const order = compareValues(element)(a.lower, b.lower)
  return order === 0 ? Number(b.lowerInclusive) - Number(a.lowerInclusive) : order
}

/** Upper bounds of two ranges: none is after all. */
export const compareUpper = (element: TypeSpec) => (a: BoundedRange<unknown>, b: BoundedRange<unknown>): number => {
  if (a.upper === null || b.upper === null) {
    return Number(a.upper === null) - Number(b.upper === null)
  }
  const order = compareValues(element)(a.upper, b.upper)
  return order === 0 ? Number(a.upperInclusive) - Number(b.upperInclusive) : order
}

/** By the lower bounds, then by the upper; the empty range is before all. */
const compareRanges = (element: TypeSpec) => (a: Range<unknown>, b: Range<unknown>): number =>
  a._tag === "EmptyRange" || b._tag === "EmptyRange"
    ? Number(b._tag === "EmptyRange") - Number(a._tag === "EmptyRange")
    : compareLower(element)(a, b) || compareUpper(element)(a, b)

const kinds: ReadonlyArray<string> = ["null", "string", "number", "boolean", "array", "object"]
const kindOf = (json: Json): string => (json === null ? "null" : Array.isArray(json) ? "array" : typeof json)

/** Documents by what they are, then by what they hold; objects are equal whatever the order of their keys is. */
const compareJson = (a: Json, b: Json): number => {
  const kind = kindOf(a)
  if (kind !== kindOf(b)) {
    return kinds.indexOf(kind) - kinds.indexOf(kindOf(b))
  }
  switch (kind) {
    case "string":
      return compareTexts(a as string, b as string)
    case "array":
    case "object": {
      const [x, y] = [entriesOf(a), entriesOf(b)]
      const differences = x.map(([key, value], i) => (i < y.length ? compareTexts(key, y[i]![0]) || compareJson(value, y[i]![1]) : 1))
      return x.length - y.length || (differences.find((difference) => difference !== 0) ?? 0)
    }
    default:
      return natural(a, b)
  }
}

const entriesOf = (json: Json): ReadonlyArray<readonly [string, Json]> =>
  Object.entries(json as object).toSorted(([a], [b]) => (Array.isArray(json) ? Number(a) - Number(b) : compareTexts(a, b)))

/** The place of a label in its enumeration. */
const compareLabels = (labels: ReadonlyArray<unknown>) => (a: string, b: string): number => labels.indexOf(a) - labels.indexOf(b)

const comparison = (type: TypeSpec): Compare => {
  switch (type.family) {
    case "integer":
    case "bigint":
    case "float":
    case "decimal":
      return compareNumbers
    case "boolean":
      return natural
    case "bytes":
      return compareBytes
    case "date":
    case "timestamp":
    case "timestamptz":
      return (a, b) => natural(microsOf(a), microsOf(b))
    case "time":
      return (a, b) => natural(timeMicros(a), timeMicros(b))
    case "interval":
      return (a: Duration.Duration, b: Duration.Duration) => natural(lengthOf(a), lengthOf(b))
    case "enum":
      return compareLabels(type.args)
    case "array":
      return compareArrays(type.element!)
    case "range":
      return compareRanges(type.element!)
    default:
      return (a: unknown, b: unknown) => (typeof a === "string" && typeof b === "string" ? compareTexts(a, b) : natural(a, b))
  }
}

/** Below 0, 0 or above it, as the first of two values that are not NULL is before the second, equal to it, or after it. */
export const compareValues = (type: TypeSpec): ((a: unknown, b: unknown) => number) => {
  const compare = comparison(type)
  return (a, b) => (a instanceof Document && b instanceof Document ? compareJson(a.json, b.json) : compare(a as never, b as never))
}

/** Are two values that are not NULL equal? */
export const sameValue =
  (type: TypeSpec) =>
  (a: unknown, b: unknown): boolean =>
    compareValues(type)(a, b) === 0
