import { BigDecimal } from "effect"
import { decimalText, shown, type SqlValue, toCount, toDecimal } from "./argument.js"
import { nearest } from "./quotient.js"

/** A decimal without the digits beyond so many places, `divide` says how. */
const shortened = (
  value: BigDecimal.BigDecimal,
  places: number,
  divide: (numerator: bigint, denominator: bigint) => bigint,
): BigDecimal.BigDecimal =>
  value.scale <= places ? value : BigDecimal.make(divide(value.value, 10n ** BigInt(value.scale - places)), places)

/** The nearest decimal of so many places, halves away from zero. */
export const rounded = (value: BigDecimal.BigDecimal, places: number): BigDecimal.BigDecimal =>
  shortened(value, places, nearest)

// The denominators are powers of ten, so positive.
const below = (n: bigint, d: bigint): bigint => n / d - (n % d < 0n ? 1n : 0n)
const above = (n: bigint, d: bigint): bigint => n / d + (n % d > 0n ? 1n : 0n)

const unary =
  (use: string, result: (value: BigDecimal.BigDecimal) => SqlValue) =>
  (x: SqlValue = null): SqlValue =>
    x === null ? null : result(toDecimal(x, use))

type Shorten = (value: BigDecimal.BigDecimal, places: number) => BigDecimal.BigDecimal

const truncated: Shorten = (value, places) => shortened(value, places, (n, d) => n / d)

const toPlaces =
  (use: string, shorten: Shorten) =>
  (x: SqlValue = null, places: SqlValue = 0n): string | null =>
    x === null || places === null ? null : decimalText(shorten(toDecimal(x, use), toCount(places, use)))

/** Of a float, digit by digit as it is written; an infinity has none. */
const floatToPlaces = (use: string, shorten: Shorten) => {
  const exactly = toPlaces(use, shorten)
  return (x: SqlValue = null, places: SqlValue = 0n): SqlValue => {
    if (typeof x === "number" && !Number.isFinite(x)) return places === null ? null : x
    const text = exactly(x, places)
    return text === null ? null : Number(text)
  }
}

const integer = (value: BigDecimal.BigDecimal): bigint => {
  const whole = BigDecimal.scale(rounded(value, 0), 0).value
  if (BigInt.asIntN(64, whole) !== whole) throw new RangeError(`${shown(decimalText(value))} is no integer of 64 bits`)
  return whole
}

/** Functions of one decimal. Those that give as many places as they got keep the text of a column's type. */
export const rounding = {
  fulmar_abs: unary("abs", (v) => decimalText(BigDecimal.abs(v), v.scale)),
  fulmar_neg: unary("a negation", (v) => decimalText(BigDecimal.negate(v), v.scale)),
  fulmar_sign: unary("sign", (v) => (v.value < 0n ? -1n : v.value > 0n ? 1n : 0n)),
  fulmar_ceil: unary("ceil", (v) => decimalText(shortened(v, 0, above))),
  fulmar_floor: unary("floor", (v) => decimalText(shortened(v, 0, below))),
  fulmar_integer: unary("a cast to integer", integer),
  fulmar_round: toPlaces("round", rounded),
  fulmar_trunc: toPlaces("trunc", truncated),
  fulmar_round_float: floatToPlaces("round", rounded),
  fulmar_trunc_float: floatToPlaces("trunc", truncated),
}
