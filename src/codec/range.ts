import type { BigDecimal } from "effect/BigDecimal"
import * as t from "io-ts"
import type { SqlType, Wire } from "../core/sql-type.js"
import { bigint } from "./bigint.js"
import { toHex } from "./bytes.js"
import { date, type LocalDate } from "./date.js"
import { numeric } from "./decimal.js"
import { integer } from "./integer.js"
import { boundText, parseRangeLiteral } from "./postgres-range.js"
import { scalar } from "./scalar.js"
import { type LocalDateTime, timestamp } from "./timestamp.js"
import { timestamptz } from "./timestamptz.js"

/** A range that contains something; `null` is no bound, which is never included. @since 0.1.0 */
export interface BoundedRange<out A> {
  readonly _tag: "Range"
  readonly lower: A | null
  readonly upper: A | null
  readonly lowerInclusive: boolean
  readonly upperInclusive: boolean
}

/** The range that contains nothing. @since 0.1.0 */
export interface EmptyRange {
  readonly _tag: "EmptyRange"
}

/** All values between two bounds. @since 0.1.0 */
export type Range<A> = BoundedRange<A> | EmptyRange

/** Which bounds are included, as SQL writes it. @since 0.1.0 */
export type RangeBounds = "[)" | "[]" | "(]" | "()"

/** The range that contains nothing. The SQL: `'empty'`. @since 0.1.0 */
export const emptyRange: EmptyRange = Object.freeze({ _tag: "EmptyRange" })

/**
 * The range from a lower to an upper bound, of which `null` is none. Without saying so, the lower bound is included and the
 * upper is not.
 *
 * The SQL: `'[1,5)'`.
 *
 * @example
 * ```ts
 * import { rangeOf } from "fulmar"
 *
 * rangeOf(1, 5) // => { _tag: "Range", lower: 1, upper: 5, lowerInclusive: true, upperInclusive: false }
 * rangeOf("2024-05-01", null, "[]")
 * // => { _tag: "Range", lower: "2024-05-01", upper: null, lowerInclusive: true, upperInclusive: false }
 * ```
 *
 * @since 0.1.0
 */
export const rangeOf = <const A>(lower: A | null, upper: A | null, bounds: RangeBounds = "[)"): BoundedRange<A> =>
  Object.freeze({
    _tag: "Range",
    lower,
    upper,
    lowerInclusive: lower !== null && bounds.startsWith("["),
    upperInclusive: upper !== null && bounds.endsWith("]"),
  })

const wireText = (wire: Wire): string =>
  wire instanceof Uint8Array ? toHex(wire) : Object.is(wire, -0) ? "-0" : String(wire)

/**
 * A range type that was made by CREATE TYPE … AS RANGE, of elements of a type. Those that PostgreSQL has itself are
 * {@link int4range} and its kin.
 *
 * The SQL: `"name"` on PostgreSQL; other databases have no ranges, and refuse a table with one.
 *
 * @example
 * ```ts
 * import { range, rangeOf, text } from "fulmar"
 *
 * range("letters", text).spec.type.codec.encode(rangeOf("a", "z", "[]")) // => "[a,z]"
 * ```
 *
 * @since 0.1.0
 */
export const range = <A>(name: string, element: SqlType<A>): SqlType<Range<A>> => {
  const { type } = element.spec
  const { codec } = type
  const isBound = (u: unknown): boolean => u === null || codec.is(u)
  const text = (value: A | null): string => (value === null ? "" : boundText(wireText(codec.encode(value))))
  return scalar<Range<A>>({
    name,
    family: "range",
    element: type,
    title: `${name} of ${codec.name}`,
    is: (u): u is Range<A> => {
      const r = u as Range<A> | null | undefined
      return (
        r?._tag === "EmptyRange" ||
        (r?._tag === "Range" &&
          isBound(r.lower) &&
          isBound(r.upper) &&
          typeof r.lowerInclusive === "boolean" &&
          typeof r.upperInclusive === "boolean")
      )
    },
    read: (u, c) => {
      const literal = typeof u === "string" ? parseRangeLiteral(u) : null
      if (literal === null) return t.failure(u, c)
      if (literal === "empty") return t.success(emptyRange)
      const bound = (key: "lower" | "upper"): t.Validation<A | null> =>
        literal[key] === null ? t.success(null) : codec.validate(literal[key], t.appendContext(c, key, codec, literal[key]))
      const lower = bound("lower")
      const upper = bound("upper")
      if (lower._tag === "Left") return lower
      if (upper._tag === "Left") return upper
      const { lowerInclusive, upperInclusive } = literal
      return t.success(Object.freeze({ _tag: "Range", lower: lower.right, upper: upper.right, lowerInclusive, upperInclusive }))
    },
    write: (r) =>
      r._tag === "EmptyRange"
        ? "empty"
        : `${r.lowerInclusive ? "[" : "("}${text(r.lower)},${text(r.upper)}${r.upperInclusive ? "]" : ")"}`,
  })
}

/**
 * A range of whole numbers of 32 bits. PostgreSQL stores a range of whole numbers or days with the lower bound and without
 * the upper: `rangeOf(1, 4, "[]")` is read as `rangeOf(1, 5)`, and one that contains nothing as `emptyRange`.
 *
 * The SQL: `INT4RANGE` on PostgreSQL; other databases have no ranges.
 *
 * @since 0.1.0
 */
export const int4range: SqlType<Range<number>> = range("int4range", integer)

/** A range of whole numbers of 64 bits: as {@link int4range}. The SQL: `INT8RANGE`. @since 0.1.0 */
export const int8range: SqlType<Range<bigint>> = range("int8range", bigint)

/** A range of decimals of any size. The SQL: `NUMRANGE`. @since 0.1.0 */
export const numrange: SqlType<Range<BigDecimal>> = range("numrange", numeric())

/** A range of days: stored as {@link int4range} is. The SQL: `DATERANGE`. @since 0.1.0 */
export const daterange: SqlType<Range<LocalDate>> = range("daterange", date)

/** A range of dates and times without a time zone. The SQL: `TSRANGE`. @since 0.1.0 */
export const tsrange: SqlType<Range<LocalDateTime>> = range("tsrange", timestamp)

/** A range of instants, to the millisecond. The SQL: `TSTZRANGE`. @since 0.1.0 */
export const tstzrange: SqlType<Range<Date>> = range("tstzrange", timestamptz)
