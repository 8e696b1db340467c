import { Duration } from "effect"
import { bigint } from "../codec/bigint.js"
import { date, type LocalDate } from "../codec/date.js"
import { interval } from "../codec/interval.js"
import type { LocalDateTime } from "../codec/timestamp.js"
import { timestamptz } from "../codec/timestamptz.js"
import type { Column, Expr, Needs, NeedsOf } from "../core/expr.js"
import { type ExprNode, isExprNode, valueNode } from "../core/expr-node.js"
import { freeTables } from "../core/free-tables.js"
import { functionTable, resultColumn } from "../core/function-table.js"
import { selectNode } from "../core/query-node.js"
import type { NeedsBeside } from "../core/query-types.js"
import { derived } from "../core/query/block.js"
import type { NoAggregate } from "../core/query/where.js"
import type { ColumnDef, TypeSpec } from "../core/sql-type.js"
import { type AnyTable, fromData, type Table, tableData } from "../core/table.js"
import { operand, wholeSpec } from "./arguments.js"
import { addDays, daysBetween } from "./datetime.js"

type End<A> = A | Expr<A | null, unknown, unknown>
type Series<N extends string, A, B, X = never> = Table<
  N,
  { readonly value: ColumnDef<A, "never", false, false> },
  NeedsBeside<NeedsOf<B>> | X
>

/** A series between two ends, which are values or expressions. */
export interface GenerateSeries {
  <const N extends string, F extends End<number>, T extends End<number>>(
    name: N,
    from: F & NoAggregate<NeedsOf<F>>,
    to: T & NoAggregate<NeedsOf<T>>,
    step?: number,
  ): Series<N, number, F | T>
  <const N extends string, F extends End<bigint>, T extends End<bigint>>(
    name: N,
    from: F & NoAggregate<NeedsOf<F>>,
    to: T & NoAggregate<NeedsOf<T>>,
    step?: bigint,
  ): Series<N, bigint, F | T>
  <const N extends string, F extends End<LocalDate>, T extends End<LocalDate>>(
    name: N,
    from: F & NoAggregate<NeedsOf<F>>,
    to: T & NoAggregate<NeedsOf<T>>,
    days?: number,
  ): Series<N, LocalDate, F | T>
  <const N extends string, F extends End<Date>, T extends End<Date>>(
    name: N,
    from: F & NoAggregate<NeedsOf<F>>,
    to: T & NoAggregate<NeedsOf<T>>,
    step: Duration.Duration,
  ): Series<N, Date, F | T, Needs<"timeSeries">>
  <const N extends string, F extends Expr<LocalDateTime | null, unknown, unknown>, T extends End<LocalDateTime>>(
    name: N,
    from: F & NoAggregate<NeedsOf<F>>,
    to: T & NoAggregate<NeedsOf<T>>,
    step: Duration.Duration,
  ): Series<N, LocalDateTime, F | T, Needs<"timeSeries">>
}

const wide = (u: unknown): boolean => typeof u === "bigint" || (isExprNode(u) && u.type.family === "bigint")

const numbers = (name: string, from: unknown, to: unknown, step: unknown): AnyTable => {
  const type = wide(from) || wide(to) ? bigint.spec.type : wholeSpec
  const one = type === wholeSpec ? 1 : 1n
  const args = [operand(type, from), operand(type, to), valueNode(type, step ?? one)]
  return functionTable(name, "generateSeries", args, [resultColumn("value", type)])
}

/** The days that are so many days after the first. */
const days = (name: string, from: unknown, to: unknown, step: unknown): AnyTable => {
  const first = operand(date.spec.type, from) as never as Expr<LocalDate>
  const last = operand(date.spec.type, to) as never as Expr<LocalDate>
  const after = numbers(name, 0, daysBetween(last, first), step) as AnyTable & { readonly value: Column<number, never, "value"> }
  const day = addDays(first, after.value) as never as ExprNode
  const query = selectNode(tableData(after).source(), { _tag: "Record", fields: [["value", { _tag: "Field", expr: day }]] })
  return fromData(derived(name, query, freeTables(query)))
}

const times = (name: string, from: unknown, to: unknown, step: unknown): AnyTable => {
  const type: TypeSpec = isExprNode(from) ? from.type : timestamptz.spec.type
  const args = [operand(type, from), operand(type, to), valueNode(interval.spec.type, step)]
  return functionTable(name, "generateTimes", args, [resultColumn("value", type)])
}

/**
 * The values from one to another, both included, as a table of the column `value`: whole numbers by a step, which is 1 if
 * none is given; days by a number of days; moments and times of day by a Duration, on PostgreSQL. With a step below 0 it
 * goes down. It is empty if the end lies before the start or one of them is NULL; a step of 0 is a CompileError. What ends
 * it may be a column of a table before it, in a lateral join.
 *
 * The SQL: `generate_series(1, 10, 1) as "n" ("value")`; a recursive query where the database has no such function.
 *
 * @example
 * ```ts
 * import { from, generateSeries, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 *
 * toSql(dialect)(from(generateSeries("n", 10, 0, -2)))
 * // => `select "n"."value" from generate_series(10, 0, (-2)) as "n" ("value")`
 * ```
 *
 * @since 0.1.0
 */
export const generateSeries: GenerateSeries = ((name: string, from: unknown, to: unknown, step?: unknown): AnyTable => {
  const family = isExprNode(from) ? from.type.family : typeof from === "string" ? "date" : null
  return Duration.isDuration(step) ? times(name, from, to, step) : family === "date" ? days(name, from, to, step) : numbers(name, from, to, step)
}) as never
