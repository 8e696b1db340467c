import type { LocalDate } from "../codec/date.js"
import type { LocalTime } from "../codec/time.js"
import type { LocalDateTime } from "../codec/timestamp.js"
import type { AbsentOf, Expr, NeedsOf } from "../core/expr.js"
import { callNode, type ExprNode } from "../core/expr-node.js"
import { date } from "../codec/date.js"
import { timestamptz } from "../codec/timestamptz.js"
import { doubleSpec, operand, wholeSpec } from "./arguments.js"
import type { Function1 } from "./signatures.js"

type Day = LocalDate | LocalDateTime | Date

/**
 * The moment at which the statement (in PostgreSQL: the transaction) began.
 *
 * The SQL: `current_timestamp`, in SQLite as ISO text with milliseconds, in UTC.
 *
 * @since 0.1.0
 */
export const now: Expr<Date, never, never> = callNode(timestamptz.spec.type, "now", [], "never") as never

/** The day in UTC. The SQL: `current_date`. @since 0.1.0 */
export const today: Expr<LocalDate, never, never> = callNode(date.spec.type, "today", [], "never") as never

const part = <I>(name: string): Function1<I, number> =>
  ((e: ExprNode) => callNode(name === "second" || name === "epoch" ? doubleSpec : wholeSpec, name, [e], "strict")) as never

/**
 * The year, in UTC where it is a moment.
 *
 * The SQL: `extract(year from a)`.
 *
 * @example
 * ```ts
 * import { date, from, select, table, toSql, year } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Order = table("order", { placed: date })
 * toSql(dialect)(pipe(from(Order), select({ year: year(Order.placed) })))
 * // => `select cast(strftime('%Y', "order"."placed") as integer) as "year" from "order"`
 * ```
 *
 * @since 0.1.0
 */
export const year: Function1<Day, number> = part("year")

/** The month, 1 to 12. The SQL: `extract(month from a)`. @since 0.1.0 */
export const month: Function1<Day, number> = part("month")

/** The day of the month, 1 to 31. The SQL: `extract(day from a)`. @since 0.1.0 */
export const day: Function1<Day, number> = part("day")

/** The day of the week, Sunday being 0. The SQL: `extract(dow from a)`. @since 0.1.0 */
export const dayOfWeek: Function1<Day, number> = part("dayOfWeek")

/** The day of the year, 1 to 366. The SQL: `extract(doy from a)`. @since 0.1.0 */
export const dayOfYear: Function1<Day, number> = part("dayOfYear")

/** The hour, 0 to 23. The SQL: `extract(hour from a)`. @since 0.1.0 */
export const hour: Function1<LocalDateTime | LocalTime | Date, number> = part("hour")

/** The minute, 0 to 59. The SQL: `extract(minute from a)`. @since 0.1.0 */
export const minute: Function1<LocalDateTime | LocalTime | Date, number> = part("minute")

/** The second with its fraction, to the millisecond on SQLite. The SQL: `extract(second from a)`. @since 0.1.0 */
export const second: Function1<LocalDateTime | LocalTime | Date, number> = part("second")

/** The quarter of the year, 1 to 4. The SQL: `extract(quarter from a)`. @since 0.1.0 */
export const quarter: Function1<Day, number> = part("quarter")

/**
 * The week of ISO 8601, 1 to 53: weeks begin on Monday and belong to the year of their Thursday, {@link isoYear}.
 *
 * The SQL: `extract(week from a)`.
 *
 * @since 0.1.0
 */
export const isoWeek: Function1<Day, number> = part("isoWeek")

/** The year that the week belongs to, as {@link isoWeek} counts. The SQL: `extract(isoyear from a)`. @since 0.1.0 */
export const isoYear: Function1<Day, number> = part("isoYear")

/** The day of the week from Monday, 1, to Sunday, 7. The SQL: `extract(isodow from a)`. @since 0.1.0 */
export const isoDayOfWeek: Function1<Day, number> = part("isoDayOfWeek")

/** The microseconds of the second, 0 to 999,999. The SQL: `microsecond(a)`. @since 0.1.0 */
export const microsecond: Function1<LocalDateTime | LocalTime | Date, number> = part("microsecond")

/**
 * The seconds since 1970 began in UTC, with their fraction; a day and time without a zone is taken as one in UTC.
 *
 * The SQL: `extract(epoch from a)`.
 *
 * @since 0.1.0
 */
export const epoch: Function1<Day, number> = part("epoch")

/** The calendar day of a moment, in UTC. The SQL: `cast(a as date)`. @since 0.1.0 */
export const dateOf: Function1<LocalDateTime | Date, LocalDate> = ((e: ExprNode) =>
  callNode(date.spec.type, "dateOf", [e], "strict")) as never

/** So many days later. The SQL: `a + 7`, in SQLite `date(a, '7 days')`. @since 0.1.0 */
export const addDays = <A extends LocalDate | null, R, N, const D extends number | Expr<number | null, unknown, unknown>>(
  expr: Expr<A, R, N>,
  days: D,
): Expr<
  LocalDate | (null extends A ? null : never) | (D extends Expr<infer X, unknown, unknown> ? (null extends X ? null : never) : never),
  R | NeedsOf<D>,
  N | AbsentOf<D>
> => callNode(date.spec.type, "addDays", [expr as unknown as ExprNode, operand(wholeSpec, days)], "strict") as never

/** From the second day to the first, in days. The SQL: `a - b`. @since 0.1.0 */
export const daysBetween = <
  A extends LocalDate | null,
  R,
  N,
  const B extends LocalDate | Expr<LocalDate | null, unknown, unknown>,
>(
  later: Expr<A, R, N>,
  earlier: B,
): Expr<
  number | (null extends A ? null : never) | (B extends Expr<infer X, unknown, unknown> ? (null extends X ? null : never) : never),
  R | NeedsOf<B>,
  N | AbsentOf<B>
> =>
  callNode(wholeSpec, "daysBetween", [later as unknown as ExprNode, operand(date.spec.type, earlier)], "strict") as never
