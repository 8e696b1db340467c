import type { BigDecimal } from "effect/BigDecimal"
import * as Duration from "effect/Duration"
import type { Pipeable } from "effect/Pipeable"
import { pipeArguments } from "effect/Pipeable"
import { interval } from "../codec/interval.js"
import type { Needs } from "../core/expr.js"
import { valueNode } from "../core/expr-node.js"
import type { FrameBound, FrameExclusion, FrameNode, FrameUnit } from "../core/window-node.js"
import { typeOfValue } from "./arguments.js"

declare const FrameTypes: unique symbol
declare const BoundTypes: unique symbol

/** The rows around the current one that count. `R` is what it needs of the database. */
export interface Frame<out R> extends Pipeable {
  readonly [FrameTypes]: { readonly R: () => R }
}

/** Where a frame begins or ends, `D` away from the current row. */
export interface Bound<out D> {
  readonly [BoundTypes]: { readonly D: () => D }
}

/** The current row; in a frame by range or by groups, those that sort like it too. The SQL: `current row`. @since 0.1.0 */
export const currentRow: Bound<never> = { _tag: "CurrentRow" } satisfies FrameBound as never

/** The first row of the partition. The SQL: `unbounded preceding`. @since 0.1.0 */
export const unboundedPreceding: Bound<never> = { _tag: "Preceding", offset: null } satisfies FrameBound as never

/** The last row of the partition. The SQL: `unbounded following`. @since 0.1.0 */
export const unboundedFollowing: Bound<never> = { _tag: "Following", offset: null } satisfies FrameBound as never

const bound =
  (tag: "Preceding" | "Following") =>
  <const D extends Distance>(distance: D): Bound<D> => {
    const type = Duration.isDuration(distance) ? interval.spec.type : typeOfValue(distance)
    return { _tag: tag, offset: valueNode(type, distance) } satisfies FrameBound as never
  }

/** How far a frame reaches: a number of rows or groups; by range a difference of numbers, or of moments. */
export type Distance = number | bigint | BigDecimal | Duration.Duration

/** So many rows or groups before the current one; by range, so much less than it. The SQL: `3 preceding`. @since 0.1.0 */
export const preceding = bound("Preceding")

/** So many rows or groups after the current one; by range, so much more than it. The SQL: `3 following`. @since 0.1.0 */
export const following = bound("Following")

function framePipe(this: unknown): unknown {
  return pipeArguments(this, arguments)
}

const frame = (unit: FrameUnit, start: unknown, end: unknown): never =>
  Object.freeze({ unit, start, end, exclude: null, pipe: framePipe } satisfies Record<keyof FrameNode | "pipe", unknown>) as never

/**
 * A frame of rows, counted from the current one.
 *
 * The SQL: `rows between 2 preceding and current row`.
 *
 * @example
 * ```ts
 * import { avg, currentRow, from, integer, over, preceding, rowsBetween, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Day = table("day", { id: integer, sold: integer })
 * const mean = avg(Day.sold).pipe(over({ orderBy: [Day.id], frame: rowsBetween(preceding(2), currentRow) }))
 * toSql(dialect)(pipe(from(Day), select({ mean })))
 * // => `select avg("day"."sold") over (order by "day"."id" rows between 2 preceding and current row) as "mean" from "day"`
 * ```
 *
 * @since 0.1.0
 */
export const rowsBetween = (start: Bound<number>, end: Bound<number>): Frame<never> => frame("rows", start, end)

/**
 * A frame of the rows whose sort key is near the current row's: the window is sorted by one key. A distance of numbers is a
 * number; of dates and times it is a `Duration`, on PostgreSQL and MySQL.
 *
 * The SQL: `range between 10 preceding and 10 following`.
 *
 * @since 0.1.0
 */
export const rangeBetween = <D>(start: Bound<D>, end: Bound<D>): Frame<Reach<D>> => frame("range", start, end)
type Reach<D> = [Extract<D, Duration.Duration>] extends [never] ? never : Needs<"intervalFrame">

/**
 * A frame of groups of rows that sort alike, counted from the current row's. The window has an `orderBy`. PostgreSQL and
 * SQLite have it.
 *
 * The SQL: `groups between 1 preceding and current row`.
 *
 * @since 0.1.0
 */
export const groupsBetween = (start: Bound<number>, end: Bound<number>): Frame<Needs<"groupsFrame">> =>
  frame("groups", start, end)

/**
 * Leaves rows out of a frame: the current row, all that sort like it (`"group"`), or these without itself (`"ties"`).
 * PostgreSQL and SQLite have it.
 *
 * The SQL: `exclude ties`.
 *
 * @since 0.1.0
 */
export const excluding =
  (rows: FrameExclusion) =>
  <R>(frame: Frame<R>): Frame<R | Needs<"frameExclusion">> =>
    Object.freeze({ ...frame, exclude: rows }) as never
