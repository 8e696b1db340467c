/** Numbers of the four families as each other. */
import { BigDecimal } from "effect"
import type { TypeSpec } from "../../../core/sql-type.js"
import { refuse } from "../evaluation-error.js"

/** A number of any family. */
export type AnyNumber = number | bigint | BigDecimal.BigDecimal

/** The digits of a whole number. */
export const wholeOf = (x: AnyNumber): bigint =>
  BigDecimal.isBigDecimal(x) ? BigDecimal.scale(x, 0).value : BigInt(x)

/** A decimal; of a float digit by digit as it is written. */
export const decimalOf = (x: AnyNumber): BigDecimal.BigDecimal =>
  BigDecimal.isBigDecimal(x)
    ? x
    : typeof x === "bigint"
      ? BigDecimal.fromBigInt(x)
      : Number.isFinite(x)
        ? BigDecimal.fromStringUnsafe(String(x))
        : refuse(`${x} is no decimal`)

/** The nearest float. */
export const floatOf = (x: AnyNumber): number =>
  BigDecimal.isBigDecimal(x) ? Number(`${x.value}e${-x.scale}`) : Number(x)

/** A whole number of 64 bits, as its type has it. */
export const wholeAs = (type: TypeSpec, n: bigint): number | bigint => {
  if (BigInt.asIntN(64, n) !== n) {
    return refuse(`${n} is beyond 64 bits`)
  }
  return type.family === "bigint" || !Number.isSafeInteger(Number(n)) ? n : Number(n)
}

/** A float that did not grow beyond all bounds. */
export const finite = (x: number, ...of: ReadonlyArray<number>): number =>
  of.every(Number.isFinite) && !Number.isFinite(x) ? refuse("The number is beyond what a float can hold") : x

/** The whole number nearest to a quotient, halves away from zero; the second is positive. */
export const nearest = (n: bigint, d: bigint): bigint => (n < 0n ? -((-n * 2n + d) / (2n * d)) : (n * 2n + d) / (2n * d))

/** A decimal with so many places after the point at most; `divide` says what becomes of the digits beyond. */
export const shortened = (
  x: BigDecimal.BigDecimal,
  places: number,
  divide: (n: bigint, d: bigint) => bigint,
): BigDecimal.BigDecimal =>
  x.scale <= places ? x : BigDecimal.make(divide(x.value, 10n ** BigInt(x.scale - places)), places)

/** Below 0, 0 or above it, as the first is less than the second, the same, or more. NaN is more than any other number. */
export const compareNumbers = (a: AnyNumber, b: AnyNumber): number => {
  if (typeof a === typeof b && !BigDecimal.isBigDecimal(a) && !BigDecimal.isBigDecimal(b)) {
    return a < b ? -1 : a > b ? 1 : Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  }
  const [x, y] = [floatOf(a), floatOf(b)]
  return Number.isFinite(x) && Number.isFinite(y) ? BigDecimal.Order(decimalOf(a), decimalOf(b)) : compareNumbers(x, y)
}
