import { BigDecimal } from "effect"
import type { TypeSpec } from "../../../core/sql-type.js"
import type { Meaning, Value } from "../meaning.js"
import { type AnyNumber, compareNumbers, decimalOf, finite, floatOf, nearest, shortened, wholeAs, wholeOf } from "./number.js"
import { of, typed, unlessNull } from "./of.js"

/** How a quotient becomes a whole number; the second is positive. */
type Divide = (n: bigint, d: bigint) => bigint

const below: Divide = (n, d) => n / d - (n % d < 0n ? 1n : 0n)
const above: Divide = (n, d) => -below(-n, d)
const towardsZero: Divide = (n, d) => n / d

/** Digit by digit as the number is written, so that 1.005 is rounded up; an infinity has no digits. */
const toPlaces = (type: TypeSpec, x: AnyNumber, places: number, divide: Divide): Value =>
  type.family === "decimal"
    ? shortened(decimalOf(x), places, divide)
    : Number.isFinite(floatOf(x))
      ? floatOf(shortened(decimalOf(x), places, divide))
      : x

const shortening = (divide: Divide): Meaning =>
  typed(([x, places = 0]: readonly [AnyNumber, number?], { result }) => toPlaces(result, x, Number(places), divide))

/** The number without its sign. */
const absolute = (type: TypeSpec, x: AnyNumber): Value =>
  BigDecimal.isBigDecimal(x) ? BigDecimal.abs(x) : type.family === "float" ? Math.abs(Number(x)) : wholeAs(type, wholeOf(x) < 0n ? -wholeOf(x) : wholeOf(x))

/** A function of floats. */
const float = (f: (...args: ReadonlyArray<number>) => number): Meaning =>
  unlessNull((...args: ReadonlyArray<AnyNumber>) => finite(f(...args.map(floatOf)), ...args.map(floatOf)))

/** NULL where the condition does not hold. */
const floatWhere = (f: (x: number) => number, holds: (x: number) => boolean): Meaning =>
  unlessNull((x: AnyNumber) => (holds(floatOf(x)) ? f(floatOf(x)) : null))

const positive = (x: number): boolean => x > 0
const sineLike = (x: number): boolean => x >= -1 && x <= 1

/** Of a negative number a fraction is no power, and 0 has none below 0. */
const power: Meaning = unlessNull((a: AnyNumber, b: AnyNumber) => {
  const [x, y] = [floatOf(a), floatOf(b)]
  return (x < 0 && !Number.isInteger(y)) || (x === 0 && y < 0) ? null : finite(x ** y, x, y)
})

export const arithmetic: Readonly<Record<string, Meaning>> = {
  abs: typed(([x]: readonly [AnyNumber], { result }) => absolute(result, x)),
  sign: of((x: AnyNumber) => Math.sign(compareNumbers(x, 0))),
  ceil: shortening(above),
  floor: shortening(below),
  round: shortening(nearest),
  roundTo: shortening(nearest),
  trunc: shortening(towardsZero),
  truncTo: shortening(towardsZero),
  sqrt: floatWhere(Math.sqrt, (x) => x >= 0),
  power,
  exp: float(Math.exp),
  ln: floatWhere(Math.log, positive),
  log10: floatWhere(Math.log10, positive),
  sin: float(Math.sin),
  cos: float(Math.cos),
  tan: float(Math.tan),
  atan: float(Math.atan),
  atan2: float((y, x) => Math.atan2(y!, x!)),
  asin: floatWhere(Math.asin, sineLike),
  acos: floatWhere(Math.acos, sineLike),
  bitXor: typed(([a, b]: readonly [AnyNumber, AnyNumber], { result }) => wholeAs(result, wholeOf(a) ^ wholeOf(b))),
  toHex: of((x: AnyNumber) => BigInt.asUintN(64, wholeOf(x)).toString(16)),
}
