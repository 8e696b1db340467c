import { Duration } from "effect"
import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

const perHour = 3_600_000_000n
const perMinute = 60_000_000n
const perSecond = 1_000_000n

/** Bounded, so that no text makes a number of endless digits. */
const n = /([+-]?\d{1,20})/.source
const iso = new RegExp(
  `^([+-]?)P(?:${n}Y)?(?:${n}M)?(?:${n}W)?(?:${n}D)?` +
    String.raw`(?:T(?:${n}H)?(?:${n}M)?(?:([+-]?)(\d{1,20})(?:\.(\d+))?S)?)?$`,
)
const micros = /^-?\d{1,20}$/

const fits = (n: bigint): boolean => BigInt.asIntN(64, n) === n

/** The microseconds of a duration; `null` if it is infinite, has a finer part, or is longer than 64 bits of them. */
const microsOf = (value: Duration.Duration): bigint | null => {
  if (!Duration.isFinite(value)) return null
  const nanos = Duration.toNanosUnsafe(value)
  return nanos % 1000n === 0n && fits(nanos / 1000n) ? nanos / 1000n : null
}

const fromMicros = (n: bigint): Duration.Duration =>
  n % 1000n === 0n && Number.isSafeInteger(Number(n / 1000n)) ? Duration.millis(Number(n / 1000n)) : Duration.micros(n)

/** Every part bears the sign: the one form of a negative interval that PostgreSQL both prints and reads. */
const toIso = (total: bigint): string => {
  const sign = total < 0n ? "-" : ""
  const n = total < 0n ? -total : total
  const hours = n / perHour
  const minutes = (n % perHour) / perMinute
  const seconds = (n % perMinute) / perSecond
  const fraction = (n % perSecond).toString().padStart(6, "0").replace(/0+$/, "")
  const parts =
    (hours === 0n ? "" : `${sign}${hours}H`) +
    (minutes === 0n ? "" : `${sign}${minutes}M`) +
    (seconds === 0n && fraction === "" ? "" : `${sign}${seconds}${fraction === "" ? "" : `.${fraction}`}S`)
  return parts === "" ? "PT0S" : `PT${parts}`
}

const read: t.Validate<unknown, Duration.Duration> = (u, c) => {
  if (typeof u === "bigint" || Number.isSafeInteger(u) || (typeof u === "string" && micros.test(u))) {
    const n = BigInt(u as bigint | number | string)
    return fits(n) ? t.success(fromMicros(n)) : t.failure(u, c)
  }
  const match = typeof u === "string" ? iso.exec(u) : null
  if (match === null || /[PT]$/.test(match[0])) return t.failure(u, c)
  if (BigInt(match[2] ?? 0) !== 0n || BigInt(match[3] ?? 0) !== 0n) {
    return t.failure(u, c, "years and months have no fixed length, so they are not a Duration")
  }
  const fraction = (match[10] ?? "").replace(/0+$/, "")
  if (fraction.length > 6) return t.failure(u, c, "it is finer than a microsecond")
  const part = (group: number): bigint => BigInt(match[group] ?? 0)
  const seconds = part(9) * perSecond + BigInt(fraction.padEnd(6, "0"))
  const total =
    (part(4) * 7n + part(5)) * 24n * perHour +
    part(6) * perHour +
    part(7) * perMinute +
    (match[8] === "-" ? -seconds : seconds)
  const signed = match[1] === "-" ? -total : total
  return fits(signed) ? t.success(fromMicros(signed)) : t.failure(u, c)
}

/**
 * A length of time, to the microsecond, as effect's `Duration`. A day is 24 hours.
 *
 * The SQL: `INTERVAL` on PostgreSQL, `BIGINT` of microseconds on MySQL, `TEXT` in ISO 8601 on SQLite. Intervals with
 * years or months, which other programs may have stored, have no fixed length and cannot be read.
 *
 * @example
 * ```ts
 * import { Duration } from "effect"
 * import { interval } from "fulmar"
 *
 * interval.spec.type.codec.encode(Duration.minutes(90)) // => "PT1H30M"
 * ```
 *
 * @since 0.1.0
 */
export const interval: SqlType<Duration.Duration> = scalar<Duration.Duration>({
  name: "interval",
  family: "interval",
  is: (u): u is Duration.Duration => Duration.isDuration(u) && microsOf(u) !== null,
  read,
  write: (value) => toIso(microsOf(value)!),
})
