import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { isDayAt } from "./calendar.js"
import { scalar } from "./scalar.js"

/** A day of the calendar, as ISO 8601 text: `2024-02-29`. @since 0.1.0 */
export type LocalDate = `${number}-${number}-${number}`

/** Is it a day of the years 1 to 9999? */
export const isLocalDate = (u: unknown): u is LocalDate => typeof u === "string" && u.length === 10 && isDayAt(u)

/**
 * The day of an instant, in UTC.
 *
 * @example
 * ```ts
 * import { localDate } from "fulmar"
 *
 * localDate(new Date("2024-02-29T23:00:00Z")) // => "2024-02-29"
 * ```
 *
 * @since 0.1.0
 */
export const localDate = (instant: Date): LocalDate => instant.toISOString().slice(0, 10) as LocalDate

/**
 * A day of the calendar, as ISO 8601 text of the years 0001 to 9999: never a `Date`, which is an instant.
 *
 * The SQL: `DATE` on PostgreSQL and MySQL, `TEXT` on SQLite.
 *
 * @example
 * ```ts
 * import { date } from "fulmar"
 *
 * date.spec.type.codec.is("2024-02-29") // => true
 * date.spec.type.codec.is("2023-02-29") // => false
 * ```
 *
 * @since 0.1.0
 */
export const date: SqlType<LocalDate> = scalar<LocalDate>({
  name: "date",
  family: "date",
  is: isLocalDate,
  read: (u, c) => (isLocalDate(u) ? t.success(u) : t.failure(u, c)),
  write: (d) => d,
})
