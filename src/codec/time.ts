import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { timeEnd } from "./calendar.js"
import { scalar } from "./scalar.js"

/** A time of day, as ISO 8601 text: `09:30:00` or `09:30:00.25`. @since 0.1.0 */
export type LocalTime = `${number}:${number}:${number}`

/** The canonical text of a time of day; `null` if it is none. */
const canonical = (u: unknown): LocalTime | null => {
  if (typeof u !== "string") return null
  const end = timeEnd(u, 0)
  return end < 0 ? null : (u.slice(0, end) as LocalTime)
}

/**
 * A time of day without a time zone, to the microsecond, as ISO 8601 text.
 *
 * The SQL: `TIME` on PostgreSQL, `TIME(6)` on MySQL, `TEXT` on SQLite. A fraction of more than six digits is refused,
 * not rounded; trailing zeros of the fraction are dropped. Before 00:00 and from 24:00 on there is no time of day.
 *
 * @example
 * ```ts
 * import { time } from "fulmar"
 *
 * time.spec.type.codec.decode("09:30:00.250000") // => { _tag: "Right", right: "09:30:00.25" }
 * ```
 *
 * @since 0.1.0
 */
export const time: SqlType<LocalTime> = scalar<LocalTime>({
  name: "time",
  family: "time",
  is: (u): u is LocalTime => canonical(u) !== null,
  read: (u, c) => {
    const value = canonical(u)
    return value === null ? t.failure(u, c) : t.success(value)
  },
  write: (value) => canonical(value)!,
})
