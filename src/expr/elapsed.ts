import type { Duration } from "effect/Duration"
import type { LocalDate } from "../codec/date.js"
import { interval } from "../codec/interval.js"
import { timestamp, type LocalDateTime } from "../codec/timestamp.js"
import { timestamptz } from "../codec/timestamptz.js"
import { callNode, type ExprNode } from "../core/expr-node.js"
import type { AbsentOf, Expr, NeedsOf, NullOf, Operand } from "../core/expr.js"
import { doubleSpec, operand } from "./arguments.js"
import type { Function1, Given } from "./signatures.js"

type Day = LocalDate | LocalDateTime | Date

/** A day with a time added is one with a time. */
type Moved<A> = A extends Date ? Date : A extends LocalDateTime ? A : A extends LocalDate ? LocalDateTime : A

type Move = <A extends Day | null, R, N, const B extends Given<Duration>>(
  expr: Expr<A, R, N>,
  length: B,
) => Expr<Moved<A> | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>

const move = (name: string): Move =>
  ((e: ExprNode, length: unknown) => {
    const type = e.type.family === "date" ? timestamp.spec.type : e.type
    return callNode(type, name, [e, operand(interval.spec.type, length)], "strict")
  }) as never

/**
 * So much time later, where a day is 24 hours. An instant stays one to the millisecond.
 *
 * The SQL: `a + b`, in MySQL `date_add(a, interval b microsecond)`.
 *
 * @example
 * ```ts
 * import { addInterval, from, select, table, timestamp, toSql } from "fulmar"
 * import { dialect } from "fulmar/mysql"
 * import { Duration, pipe } from "effect"
 *
 * const Order = table("order", { placed: timestamp })
 * toSql(dialect)(pipe(from(Order), select({ due: addInterval(Order.placed, Duration.seconds(90)) })))
 * // => "select date_add(`order`.`placed`, interval 90000000 microsecond) as `due` from `order`"
 * ```
 *
 * @since 0.1.0
 */
export const addInterval: Move = move("addInterval")

/** So much time earlier. The SQL: `a - b`. @since 0.1.0 */
export const subInterval: Move = move("subInterval")

/**
 * The time from the second to the first: less than nothing if the second is later.
 *
 * The SQL: `a - b`, in MySQL `timestampdiff(microsecond, b, a)`.
 *
 * @since 0.1.0
 */
export const intervalBetween = <A extends Day | null, R, N, const B extends Exclude<Operand<A>, null>>(
  later: Expr<A, R, N>,
  earlier: B,
): Expr<Duration | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>> => {
  const e = later as unknown as ExprNode
  return callNode(interval.spec.type, "intervalBetween", [e, operand(e.type, earlier, e)], "strict") as never
}

/** The instant so many seconds after 1970 began in UTC. The SQL: `to_timestamp(a)`. @since 0.1.0 */
export const toTimestamp: Function1<number, Date> = ((e: ExprNode) =>
  callNode(timestamptz.spec.type, "toTimestamp", [operand(doubleSpec, e)], "strict")) as never
