import { BigDecimal } from "effect"
import { mostPlaces } from "./argument.js"

/** PostgreSQL gives at least 16; these are the 20 that it prints of a third. */
const significant = 20

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n)

/** The whole number nearest to a quotient, halves away from zero. */
export const nearest = (numerator: bigint, denominator: bigint): bigint => {
  const whole = numerator / denominator
  const rest = numerator % denominator
  if (2n * magnitude(rest) < magnitude(denominator)) return whole
  return whole + (numerator < 0n === denominator < 0n ? 1n : -1n)
}

const digits = (n: bigint): number => magnitude(n).toString().length

/**
 * A quotient, rounded half away from zero to at least 20 significant digits and at least the places of either operand
 * without trailing zeros; of those 16,383 at most. So a quotient that ends earlier is exact. `null` of zero.
 */
export const quotient = (a: BigDecimal.BigDecimal, b: BigDecimal.BigDecimal): BigDecimal.BigDecimal | null => {
  if (b.value === 0n) return null
  const x = BigDecimal.normalize(a)
  const y = BigDecimal.normalize(b)
  const whole = digits(x.value) - x.scale - (digits(y.value) - y.scale)
  const scale = Math.min(Math.max(significant - whole, x.scale, y.scale, 0), mostPlaces)
  const shift = scale + y.scale - x.scale
  const power = 10n ** BigInt(Math.abs(shift))
  return BigDecimal.make(shift < 0 ? nearest(x.value, y.value * power) : nearest(x.value * power, y.value), scale)
}
