/** Division of decimals. */
import { BigDecimal } from "effect"
import { nearest } from "./number.js"

type Decimal = BigDecimal.BigDecimal

const abs = (n: bigint): bigint => (n < 0n ? -n : n)
const digits = (n: bigint): number => abs(n).toString().length

/**
 * A quotient, exact where it ends soon enough, else rounded half away from zero to 20 significant digits: how many more there
 * are is the database's business.
 */
export const quotient = (a: Decimal, b: Decimal): Decimal => {
  const [x, y] = [BigDecimal.normalize(a), BigDecimal.normalize(b)]
  const whole = digits(x.value) - x.scale - (digits(y.value) - y.scale)
  const scale = Math.max(20 - whole, x.scale, y.scale, 0)
  const shift = scale + y.scale - x.scale
  const [n, d] = shift < 0 ? [x.value, y.value * 10n ** BigInt(-shift)] : [x.value * 10n ** BigInt(shift), y.value]
  return BigDecimal.make(d < 0n ? nearest(-n, -d) : nearest(n, d), scale)
}

/** The remainder of a quotient towards zero. */
export const remainder = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(a.scale, b.scale)
  return BigDecimal.make(BigDecimal.scale(a, scale).value % BigDecimal.scale(b, scale).value, scale)
}
