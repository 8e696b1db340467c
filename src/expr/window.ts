import type { Pipeable } from "effect/Pipeable"
import { countType } from "../core/count-type.js"
import type { AbsentOf, Expr, ExprTypes, NeedsOf, NullOf } from "../core/expr.js"
import { callNode, type ExprNode, type NullRule, valueNode } from "../core/expr-node.js"
import type { TypeSpec } from "../core/sql-type.js"
import type { WindowId } from "./aggregate.js"
import { doubleSpec, operand, wholeSpec } from "./arguments.js"
import type { WindowFunction } from "./over.js"
import type { Comparable } from "./signatures.js"

/** What tells the functions of a place from other window functions. */
interface RankId extends WindowId<never> {
  readonly _tag: "Rank"
}

/** The place of a row: over a window, or, of a row that need not be there, {@link withinGroup}. */
export interface Ranking extends Pipeable {
  readonly [ExprTypes]: { readonly A: () => number; readonly N: () => never; readonly C: () => RankId }
}

const windowFunction = (type: TypeSpec, name: string, args: ReadonlyArray<unknown>, nulls: NullRule): never =>
  callNode(type, name, args as ReadonlyArray<ExprNode>, nulls) as never

const rowCount = (rows: number): ExprNode => valueNode(countType, rows)

/** The number of the row in its partition, from 1. The SQL: `row_number() over …`. @since 0.1.0 */
export const rowNumber = (): WindowFunction<number> => windowFunction(wholeSpec, "rowNumber", [], "never")

/** The place of the row: rows that sort alike share one, and leave out the next. The SQL: `rank() over …`. @since 0.1.0 */
export const rank = (): Ranking => windowFunction(wholeSpec, "rank", [], "never")

/** {@link rank}, but no place is left out. The SQL: `dense_rank() over …`. @since 0.1.0 */
export const denseRank = (): Ranking => windowFunction(wholeSpec, "denseRank", [], "never")

/** The {@link rank} from 0 to 1: that of the first row is 0. The SQL: `percent_rank() over …`. @since 0.1.0 */
export const percentRank = (): Ranking => windowFunction(doubleSpec, "percentRank", [], "never")

/** Which part of the rows come no later, above 0 and to 1. The SQL: `cume_dist() over …`. @since 0.1.0 */
export const cumeDist = (): Ranking => windowFunction(doubleSpec, "cumeDist", [], "never")

/** In which of so many parts of about the same size the row is, from 1. The SQL: `ntile(4) over …`. @since 0.1.0 */
export const ntile = (parts: number): WindowFunction<number> =>
  windowFunction(wholeSpec, "ntile", [rowCount(parts)], "never")

/** What a row before or after is like. */
export interface Shift {
  /** Of the row so many before or after; 1 if nothing is said. NULL where there is none. */
  <A, R, N>(expr: Expr<A, R, N>, rows?: number): WindowFunction<A | null, R>
  /** Where there is no such row, `otherwise`. */
  <A, R, N, const B>(
    expr: Expr<A, R, N>,
    rows: number,
    otherwise: B & Comparable<A, B>,
  ): WindowFunction<A | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>
}

const shift = (name: "lag" | "lead"): Shift =>
  ((expr: ExprNode, rows: number = 1, ...rest: ReadonlyArray<unknown>) => {
    const { type } = expr
    const args = [expr, rowCount(rows)]
    return rest.length === 0
      ? windowFunction(type, name, args, "always")
      : windowFunction(type, `${name}Or`, [...args, operand(type, rest[0], expr)], "strict")
  }) as never

/**
 * The value of the row so many before; NULL, or what is given for it, where there is none.
 *
 * The SQL: `lag(a, 1, 0) over …`.
 *
 * @example
 * ```ts
 * import { from, integer, lag, over, select, sub, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Day = table("day", { id: integer, sold: integer })
 * const before = lag(Day.sold, 1, 0).pipe(over({ orderBy: [Day.id] }))
 * toSql(dialect)(pipe(from(Day), select({ more: sub(Day.sold, before) })))
 * // => `select "day"."sold" - lag("day"."sold", 1, 0) over (order by "day"."id") as "more" from "day"`
 * ```
 *
 * @since 0.1.0
 */
export const lag: Shift = shift("lag")

/** The value of the row so many after; NULL, or what is given for it, where there is none. The SQL: `lead(a, 1, 0) over …`. @since 0.1.0 */
export const lead: Shift = shift("lead")

const ofFrame = (name: string) => <A, R, N>(expr: Expr<A, R, N>): WindowFunction<A | null, R> =>
  windowFunction((expr as unknown as ExprNode).type, name, [expr], "always")

/** The value of the first row of the frame; NULL if it is empty. The SQL: `first_value(a) over …`. @since 0.1.0 */
export const firstValue: <A, R, N>(expr: Expr<A, R, N>) => WindowFunction<A | null, R> = ofFrame("firstValue")

/**
 * The value of the last row of the frame; NULL if it is empty. Without a frame it ends at the current row, which is seldom
 * what is meant.
 *
 * The SQL: `last_value(a) over …`.
 *
 * @since 0.1.0
 */
export const lastValue: <A, R, N>(expr: Expr<A, R, N>) => WindowFunction<A | null, R> = ofFrame("lastValue")

/** The value of the row of a number in the frame, from 1; NULL if there is none. The SQL: `nth_value(a, 2) over …`. @since 0.1.0 */
export const nthValue = <A, R, N>(expr: Expr<A, R, N>, row: number): WindowFunction<A | null, R> =>
  windowFunction((expr as unknown as ExprNode).type, "nthValue", [expr, rowCount(row)], "always")
