import { BigDecimal } from "effect"
import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

const decimalText = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/
const special = new Set(["NaN", "Infinity", "-Infinity"])

/** Digits before and after the point that PostgreSQL can hold; a bound, so that no exponent makes endless text. */
const mostWhole = 131072
const mostFraction = 16383

/** A decimal from its text, with the scale that is written; `undefined` if it is none. */
export const decimalOf = (text: string): BigDecimal.BigDecimal | undefined => {
  const match = decimalText.exec(text)
  if (match === null) return undefined
  const whole = match[2] ?? ""
  const fraction = match[3] ?? ""
  if (whole === "" && fraction === "") return undefined
  const scale = fraction.length - Number(match[4] ?? 0)
  if (scale > mostFraction || scale < -mostWhole) return undefined
  const digits = BigInt(whole + fraction)
  return BigDecimal.make(match[1] === "-" ? -digits : digits, scale)
}

/** Plain text without an exponent, with at least `places` digits after the point. Exact. */
export const decimalTextOf = (value: BigDecimal.BigDecimal, places: number): string => {
  const n = BigDecimal.normalize(value)
  const scale = Math.max(n.scale, places)
  const unscaled = n.value * 10n ** BigInt(scale - n.scale)
  if (scale <= 0) return (unscaled * 10n ** BigInt(-scale)).toString()
  const sign = unscaled < 0n ? "-" : ""
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0")
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** The digits of a decimal, counted as they are written: before the point, without leading zeros, and after it. */
export const decimalDigits = (value: BigDecimal.BigDecimal): { readonly whole: number; readonly places: number } => {
  const n = BigDecimal.normalize(value)
  if (n.value === 0n) return { whole: 0, places: 0 }
  const digits = (n.value < 0n ? -n.value : n.value).toString().length
  return { whole: Math.max(digits - n.scale, 0), places: Math.max(n.scale, 0) }
}

/**
 * An exact decimal number of `precision` digits, `scale` of them after the point, as effect's `BigDecimal`.
 *
 * The SQL: `NUMERIC(p, s)` on PostgreSQL, `DECIMAL(p, s)` on MySQL, `TEXT` on SQLite, which has no exact decimals.
 * Unlike SQL, a value with too many digits is refused, never rounded. As in SQL, a precision without a scale means whole
 * numbers.
 *
 * @example
 * ```ts
 * import { BigDecimal } from "effect"
 * import { numeric } from "fulmar"
 *
 * numeric(10, 2).spec.type.codec.encode(BigDecimal.fromStringUnsafe("12.5")) // => "12.50"
 * numeric(10, 2).spec.type.codec.is(BigDecimal.fromStringUnsafe("12.345")) // => false
 * ```
 *
 * @since 0.1.0
 */
export const numeric = (precision?: number, scale?: number): SqlType<BigDecimal.BigDecimal> => {
  const places = precision === undefined ? 0 : (scale ?? 0)
  const wholeLimit = precision === undefined ? mostWhole : precision - places
  const placesLimit = precision === undefined ? mostFraction : places
  return scalar<BigDecimal.BigDecimal>({
    name: "numeric",
    family: "decimal",
    args: precision === undefined ? [] : scale === undefined ? [precision] : [precision, scale],
    is: (u): u is BigDecimal.BigDecimal => {
      if (!BigDecimal.isBigDecimal(u)) return false
      const digits = decimalDigits(u)
      return digits.whole <= wholeLimit && digits.places <= placesLimit
    },
    read: (u, c) => {
      if (typeof u === "string") {
        if (special.has(u)) return t.failure(u, c, `a BigDecimal cannot be ${u}`)
        const value = decimalOf(u)
        return value === undefined ? t.failure(u, c) : t.success(value)
      }
      if (typeof u === "bigint") return t.success(BigDecimal.fromBigInt(u))
      // a number with a fraction has already lost digits on its way here
      if (Number.isSafeInteger(u)) return t.success(BigDecimal.fromBigInt(BigInt(u as number)))
      return typeof u === "number" ? t.failure(u, c, "a number with a fraction is not exact") : t.failure(u, c)
    },
    write: (value) => decimalTextOf(value, places),
  })
}

/**
 * Another name of {@link numeric}.
 *
 * The SQL: `NUMERIC(p, s)` on PostgreSQL, `DECIMAL(p, s)` on MySQL, `TEXT` on SQLite.
 *
 * @example
 * ```ts
 * import { decimal } from "fulmar"
 *
 * decimal(10, 2).spec.type.name // => "numeric"
 * ```
 *
 * @since 0.1.0
 */
export const decimal: typeof numeric = numeric
