/** Days, days with a time, and instants, as microseconds since 1970 began; of an instant in UTC. */
import { DateTime, Duration } from "effect"
import { daysAt, secondsAt } from "../../../codec/calendar.js"
import type { TypeSpec } from "../../../core/sql-type.js"
import { refuse } from "../evaluation-error.js"

export const perDay = 86_400_000_000n

/** The quotient, towards minus infinity; the second is positive. */
export const below = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b

/** The microseconds of a fraction of a second: of `.25` or of nothing. */
const fractionOf = (text: string): bigint => BigInt(text.slice(1).padEnd(6, "0"))

/** The microseconds of a time of day. */
export const timeMicros = (text: string): bigint => BigInt(secondsAt(text, 0)) * 1_000_000n + fractionOf(text.slice(8))

/** The microseconds of a `date`, a `timestamp` or a `timestamptz`. */
export const microsOf = (x: unknown): bigint => {
  if (typeof x === "string") {
    return BigInt(daysAt(x)!) * perDay + (x.length > 10 ? timeMicros(x.slice(11)) : 0n)
  }
  return BigInt(x instanceof Date ? x.getTime() : DateTime.toEpochMillis(x as DateTime.DateTime)) * 1000n
}

/** The moment of a type; of an instant to the millisecond. */
export const momentAs = (type: TypeSpec, micros: bigint): unknown => {
  const millis = below(micros, 1000n)
  const date = new Date(Number(millis))
  const year = Number.isNaN(date.getTime()) ? 0 : date.getUTCFullYear()
  if (year < 1 || year > 9999) {
    return refuse("A day is of the years 1 to 9999")
  }
  const iso = date.toISOString()
  switch (type.family) {
    case "date":
      return iso.slice(0, 10)
    case "timestamp": {
      const fraction = `${iso.slice(20, 23)}${String(micros - millis * 1000n).padStart(3, "0")}`.replace(/0+$/, "")
      return iso.slice(0, 19) + (fraction === "" ? "" : `.${fraction}`)
    }
    default: {
      const decoded = type.codec.decode(iso)
      return decoded._tag === "Right" ? decoded.right : date
    }
  }
}

/** The microseconds of a length of time. */
export const lengthOf = (x: Duration.Duration): bigint => below(Duration.toNanosUnsafe(x), 1000n)

/** A length of time. */
export const lengthAs = (micros: bigint): Duration.Duration => {
  if (BigInt.asIntN(64, micros) !== micros) {
    return refuse("A length of time has 64 bits of microseconds")
  }
  return micros % 1000n === 0n && Number.isSafeInteger(Number(micros / 1000n))
    ? Duration.millis(Number(micros / 1000n))
    : Duration.micros(micros)
}
