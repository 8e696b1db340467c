import { shown, type SqlValue } from "./argument.js"

const LIMIT = 2n ** 63n

const whole = (x: SqlValue): bigint => {
  if (typeof x === "bigint") return x
  throw new RangeError(`Cannot use ${shown(x)} in arithmetic of 64-bit integers`)
}

const inRange = (n: bigint): bigint => {
  if (n >= -LIMIT && n < LIMIT) return n
  throw new RangeError(`integer overflow: ${n} is beyond 64 bits`)
}

/** SQLite goes on with a rounded float where an integer overflows; here it is an error, as on other databases. */
const checked =
  (operation: (a: bigint, b: bigint) => bigint) =>
  (a: SqlValue = null, b: SqlValue = null): SqlValue =>
    a === null || b === null ? null : inRange(operation(whole(a), whole(b)))

/** The whole number nearest to a float; SQLite's own cast takes the greatest integer for one that is greater. */
const ofFloat = (x: SqlValue = null): SqlValue => {
  if (x === null || typeof x === "bigint") return x
  if (typeof x !== "number" || !Number.isFinite(x)) {
    throw new RangeError(`Cannot cast ${shown(x)} to an integer`)
  }
  return inRange(BigInt(x < 0 ? -Math.round(-x) : Math.round(x)))
}

/** What the arithmetic of 64-bit integers prints as. */
export const int64 = {
  fulmar_add64: checked((a, b) => a + b),
  fulmar_sub64: checked((a, b) => a - b),
  fulmar_mul64: checked((a, b) => a * b),
  fulmar_int64: ofFloat,
}
