import type { LocalDate } from "../codec/date.js"
import type { LocalDateTime } from "../codec/timestamp.js"
import { callNode, type ExprNode } from "../core/expr-node.js"
import type { Expr } from "../core/expr.js"

/** What a day can be cut off to. */
export type DayUnit = "year" | "quarter" | "month" | "week" | "day"
/** What a day with a time can be cut off to. */
export type TimeUnit = DayUnit | "hour" | "minute" | "second"

interface DateTrunc {
  <A extends LocalDate | null, R, N>(unit: DayUnit, expr: Expr<A, R, N>): Expr<A, R, N>
  <A extends LocalDateTime | Date | null, R, N>(unit: TimeUnit, expr: Expr<A, R, N>): Expr<A, R, N>
}

/**
 * The begin of the year, quarter, month, week, day, hour, minute or second, in UTC of an instant. Weeks begin on Monday.
 *
 * The SQL: `date_trunc('month', a)`, in MySQL `cast(date_format(a, '%Y-%m-01') as datetime(6))`.
 *
 * @example
 * ```ts
 * import { countAll, dateTrunc, from, groupBy, select, table, timestamp, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Order = table("order", { placed: timestamp })
 * const month = dateTrunc("month", Order.placed)
 * toSql(dialect)(pipe(from(Order), groupBy(month), select({ month, orders: countAll })))
 * // => `select date_trunc('month', "order"."placed") as "month", count(*) as "orders" from "order" ` +
 * //      `group by date_trunc('month', "order"."placed")`
 * ```
 *
 * @since 0.1.0
 */
export const dateTrunc: DateTrunc = ((unit: string, e: ExprNode) =>
  callNode(e.type, `dateTrunc ${unit}`, [e], "strict")) as never
