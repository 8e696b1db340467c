import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { isDayAt, timeEnd } from "./calendar.js"
import type { LocalDate } from "./date.js"
import { scalar } from "./scalar.js"
import type { LocalTime } from "./time.js"

/** A day and a time of day, as ISO 8601 text: `2024-02-29T09:30:00`. @since 0.1.0 */
export type LocalDateTime = `${LocalDate}T${LocalTime}`

/** The canonical text of a date and time; `null` if it is none. */
const canonical = (u: unknown): LocalDateTime | null => {
  if (typeof u !== "string" || !isDayAt(u) || (u[10] !== "T" && u[10] !== " ")) return null
  const end = timeEnd(u, 11)
  if (end < 0) return null
  return (u[10] === "T" ? u.slice(0, end) : `${u.slice(0, 10)}T${u.slice(11, end)}`) as LocalDateTime
}

/**
 * A date and time of day without a time zone, to the microsecond, as ISO 8601 text: never a `Date`, which is an
 * instant.
 *
 * The SQL: `TIMESTAMP` on PostgreSQL, `DATETIME(6)` on MySQL, `TEXT` on SQLite. A fraction of more than six digits is
 * refused, not rounded.
 *
 * @example
 * ```ts
 * import { timestamp } from "fulmar"
 *
 * timestamp.spec.type.codec.decode("2024-02-29 09:30:00.50") // => { _tag: "Right", right: "2024-02-29T09:30:00.5" }
 * ```
 *
 * @since 0.1.0
 */
export const timestamp: SqlType<LocalDateTime> = scalar<LocalDateTime>({
  name: "timestamp",
  family: "timestamp",
  is: (u): u is LocalDateTime => canonical(u) !== null,
  read: (u, c) => {
    const value = canonical(u)
    return value === null ? t.failure(u, c) : t.success(value)
  },
  write: (value) => canonical(value)!,
})
