import { DateTime } from "effect"
import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { daysAt, digitsEnd, secondsAt, twoDigits } from "./calendar.js"
import { scalar } from "./scalar.js"

/** The first and last millisecond of the years 0 to 9999, which ISO 8601 writes with four digits. */
const first = -62167219200000
const last = 253402300799999
const inRange = (ms: number): boolean => ms >= first && ms <= last

/** The seconds that the offset from `at` to the end of the text says; `null` if it is none. No offset is UTC. */
const offsetAt = (s: string, at: number): number | null => {
  const rest = s.length - at
  if (rest === 0 || (rest === 1 && s[at] === "Z")) return 0
  const sign = s[at] === "+" ? 1 : s[at] === "-" ? -1 : 0
  const minutesAt = s[at + 3] === ":" ? at + 4 : at + 3
  const hours = twoDigits(s, at + 1)
  const minutes = rest === 3 ? 0 : twoDigits(s, minutesAt)
  // PostgreSQL prints the seconds of zones before standard time
  const seconds = rest === 9 && s[at + 3] === ":" && s[at + 6] === ":" ? twoDigits(s, at + 7) : 0
  const whole = rest === 3 || minutesAt + 2 === s.length || rest === 9
  return sign !== 0 && whole && hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60
    ? sign * (hours * 3600 + minutes * 60 + seconds)
    : null
}

/** The milliseconds since 1970 of an instant as text; `null` if it is none. Finer digits are dropped. */
const epochMillis = (u: unknown): number | null => {
  if (typeof u !== "string" || (u[10] !== "T" && u[10] !== " ")) return null
  const days = daysAt(u)
  const seconds = secondsAt(u, 11)
  if (days === null || seconds < 0) return null
  const end = u[19] === "." ? digitsEnd(u, 20) : 19
  if (end === 20) return null
  const millis = end === 19 ? 0 : Number(u.slice(20, Math.min(end, 23)).padEnd(3, "0"))
  const offset = offsetAt(u, end)
  if (offset === null) return null
  const ms = (days * 86400 + seconds - offset) * 1000 + millis
  return inRange(ms) ? ms : null
}

const instantType = <A>(
  is: (u: unknown) => u is A,
  fromMillis: (ms: number) => A,
  toMillis: (value: A) => number,
): SqlType<A> =>
  scalar<A>({
    name: "timestamptz",
    family: "timestamptz",
    is,
    read: (u, c) => {
      const ms = epochMillis(u)
      return ms === null ? t.failure(u, c) : t.success(fromMillis(ms))
    },
    write: (value) => new Date(toMillis(value)).toISOString(),
  })

/**
 * An instant, to the millisecond, as a `Date` of the years 0 to 9999.
 *
 * The SQL: `TIMESTAMPTZ` on PostgreSQL, `DATETIME(6)` in UTC on MySQL, `TEXT` in UTC on SQLite. Digits below the
 * millisecond that another program has stored are dropped when they are read. Text without an offset is UTC.
 *
 * @example
 * ```ts
 * import { timestamptz } from "fulmar"
 *
 * timestamptz.spec.type.codec.encode(new Date(0)) // => "1970-01-01T00:00:00.000Z"
 * ```
 *
 * @since 0.1.0
 */
export const timestamptz: SqlType<Date> = instantType<Date>(
  (u): u is Date => u instanceof Date && inRange(u.getTime()),
  (ms) => new Date(ms),
  (value) => value.getTime(),
)

/**
 * An instant, to the millisecond, as effect's `DateTime.Utc`.
 *
 * The SQL: as {@link timestamptz}.
 *
 * @example
 * ```ts
 * import { DateTime } from "effect"
 * import { dateTimeUtc } from "fulmar"
 *
 * dateTimeUtc.spec.type.codec.encode(DateTime.makeUnsafe(0)) // => "1970-01-01T00:00:00.000Z"
 * ```
 *
 * @since 0.1.0
 */
export const dateTimeUtc: SqlType<DateTime.Utc> = instantType<DateTime.Utc>(
  (u): u is DateTime.Utc => DateTime.isDateTime(u) && DateTime.isUtc(u) && inRange(DateTime.toEpochMillis(u)),
  (ms) => DateTime.makeUnsafe(ms),
  (value) => DateTime.toEpochMillis(value),
)
