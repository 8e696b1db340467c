import type { LocalDate } from "../codec/date.js"
import { date, isLocalDate } from "../codec/date.js"
import type { LocalDateTime } from "../codec/timestamp.js"
import { binaryNode, callNode, type ExprNode, literalNode, valueNode } from "../core/expr-node.js"
import type { AbsentOf, Expr, NeedsOf, NullOf } from "../core/expr.js"
import { operand, wholeSpec } from "./arguments.js"
import { mod } from "./arithmetic.js"
import { between, eq, neq } from "./comparison.js"
import { caseWhen } from "./conditional.js"
import { and, or } from "./logic.js"
import { isIn } from "./membership.js"
import type { Function1, Given } from "./signatures.js"

type Day = LocalDate | LocalDateTime | Date

type Later = <A extends Day | null, R, N, const B extends Given<number>>(
  expr: Expr<A, R, N>,
  count: B,
) => Expr<A | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>

const months = (e: ExprNode, count: ExprNode): ExprNode => callNode(e.type, "addMonths", [e, count], "strict")

/**
 * So many months later, or earlier: the same day of the month, or its last one where it has fewer days. An instant is
 * taken in UTC.
 *
 * The SQL: `a + make_interval(months => 1)`, in MySQL `date_add(a, interval 1 month)`.
 *
 * @example
 * ```ts
 * import { addMonths, date, from, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/mysql"
 * import { pipe } from "effect"
 *
 * const Order = table("order", { placed: date })
 * toSql(dialect)(pipe(from(Order), select({ due: addMonths(Order.placed, 1) })))
 * // => "select date_add(`order`.`placed`, interval 1 month) as `due` from `order`"
 * ```
 *
 * @since 0.1.0
 */
export const addMonths: Later = ((e: ExprNode, count: unknown) => months(e, operand(wholeSpec, count))) as never

/** {@link addMonths}, of twelve months each. The SQL: `a + make_interval(months => 12)`. @since 0.1.0 */
export const addYears: Later = ((e: ExprNode, count: unknown) =>
  months(
    e,
    typeof count === "number"
      ? valueNode(wholeSpec, count * 12)
      : binaryNode(wholeSpec, "*", count as ExprNode, valueNode(wholeSpec, 12)),
  )) as never

/** The last day of the month, in UTC of an instant. The SQL: `last_day(a)`. @since 0.1.0 */
export const lastDayOfMonth: Function1<Day, LocalDate> = ((e: ExprNode) =>
  callNode(date.spec.type, "lastDayOfMonth", [e], "strict")) as never

type Number = Expr<number, never, never>

/** How many days the month of a year has. */
const daysIn = (year: Number, month: Number): Number => {
  const leap = or(and(eq(mod(year, 4), 0), neq(mod(year, 100), 0)), eq(mod(year, 400), 0))
  return caseWhen([[eq(month, 2), caseWhen([[leap, 29]], 28)], [isIn(month, [4, 6, 9, 11]), 30]], 31) as never
}

const two = (n: number): string => String(n).padStart(2, "0")

/**
 * The day of a year, a month and a day of the month; NULL if there is none such in the years 1 to 9999.
 *
 * The SQL: `make_date(y, m, d)`, where `y`, `m` and `d` are those of a day.
 *
 * @since 0.1.0
 */
export const makeDate = <const Y extends Given<number>, const M extends Given<number>, const D extends Given<number>>(
  year: Y,
  month: M,
  day: D,
): Expr<LocalDate | null, NeedsOf<Y | M | D>, AbsentOf<Y | M | D>> => {
  const given: ReadonlyArray<unknown> = [year, month, day]
  if (given.every((x) => typeof x === "number")) {
    const [y, m, d] = given as readonly [number, number, number]
    const text = `${String(y).padStart(4, "0")}-${two(m)}-${two(d)}`
    return (isLocalDate(text) ? valueNode(date.spec.type, text) : literalNode(date.spec.type, "null")) as never
  }
  const args = given.map((x) => operand(wholeSpec, x))
  const [y, m, d] = args as unknown as readonly [Number, Number, Number]
  const isDay = and(between(y, 1, 9999), between(m, 1, 12), between(d, 1, daysIn(y, m)))
  return caseWhen([[isDay, callNode(date.spec.type, "makeDate", args, "strict") as never]], null) as never
}
