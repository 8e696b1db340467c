import type { BigDecimal } from "effect"
import { decimalDigits, decimalOf, decimalTextOf } from "../../../codec/decimal.js"

/** What SQLite hands to a function and takes from it: whole numbers are `bigint`, a `number` is REAL. */
export type SqlValue = null | bigint | number | string | Uint8Array

// The most digits that the decimal codec reads.
const mostWhole = 131072
export const mostPlaces = 16383

/** Are two values the same, byte by byte? */
export const isSame = (a: SqlValue, b: SqlValue): boolean =>
  a === b || (a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0)

/** A value as an error shows it. */
export const shown = (x: SqlValue): string => {
  const text = typeof x === "string" ? JSON.stringify(x) : x instanceof Uint8Array ? `${x.length} bytes` : String(x)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** A decimal of text or of a number; anything else fails the statement, since any number made of it would be wrong. */
export const toDecimal = (x: string | bigint | number | Uint8Array, use: string): BigDecimal.BigDecimal => {
  const value = x instanceof Uint8Array ? undefined : decimalOf(String(x))
  if (value === undefined) {
    throw new RangeError(`Cannot use ${shown(x)} in ${use}: expected a decimal, such as '12.50'`)
  }
  return value
}

/** The text of a result, with at least so many places; without needless zeros beyond them. */
export const decimalText = (value: BigDecimal.BigDecimal, places = 0): string => {
  const digits = decimalDigits(value)
  if (digits.whole > mostWhole || digits.places > mostPlaces) {
    throw new RangeError(`A decimal has at most ${mostWhole} digits before and ${mostPlaces} after the point`)
  }
  return decimalTextOf(value, Math.max(places, 0))
}

/** A count of digits, given as an argument. */
export const toCount = (x: SqlValue | undefined, use: string): number => {
  const n = typeof x === "bigint" ? Number(x) : Number.NaN
  if (!Number.isSafeInteger(n) || Math.abs(n) > mostWhole) {
    throw new RangeError(`Cannot use ${shown(x ?? null)} in ${use}: expected a number of digits`)
  }
  return n
}
