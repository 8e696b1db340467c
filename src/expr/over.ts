import type { Pipeable } from "effect/Pipeable"
import { exprNode } from "../core/erase.js"
import type { AnyExpr, Expr, ExprTypes, NeedsOf, Windowed } from "../core/expr.js"
import { type AggregateNode, type CallNode, windowNode } from "../core/expr-node.js"
import { type NeedsOfKey, orderKey, type SortKey } from "../core/query/order-by.js"
import type { FrameNode, WindowSpec } from "../core/window-node.js"
import type { WindowId } from "./aggregate.js"
import type { Frame } from "./frame.js"

/** What may be over a window: an aggregate, or a {@link WindowFunction}. */
export interface Windowable<out A, out I, out N> extends Pipeable {
  readonly [ExprTypes]: { readonly A: () => A; readonly N: () => N; readonly C: () => WindowId<I> }
}

/** A function that is none without a window: it is no expression until {@link over} gives it one. */
export type WindowFunction<A, R = never, N = never> = Windowable<A, R, N>

/** Which rows a window function sees. */
export interface WindowOptions<P, O, W> {
  /** Rows that are alike in these are seen together; default: all rows. */
  readonly partitionBy?: P
  /** The order in which they are counted. */
  readonly orderBy?: O
  /** Which of them, around the current row; default with `orderBy`: all up to it and what sorts like it, else all. */
  readonly frame?: Frame<W>
}

declare const WindowTypes: unique symbol

/** A window with a name. */
export interface Window<out R> {
  readonly [WindowTypes]: { readonly R: () => R }
}

type Keys = ReadonlyArray<SortKey>

const spec = (name: string | null, { frame, orderBy, partitionBy }: WindowOptions<ReadonlyArray<AnyExpr>, Keys, unknown>): WindowSpec =>
  Object.freeze({
    name,
    partitionBy: (partitionBy ?? []).map(exprNode),
    orderBy: (orderBy ?? []).map(orderKey),
    frame: frame === undefined ? null : withoutPipe(frame),
  })

const withoutPipe = (frame: Frame<unknown>): FrameNode => {
  const { end, exclude, start, unit } = frame as unknown as FrameNode
  return { unit, start, end, exclude }
}

/**
 * A window with a name, for several functions. The statement says it once, wherever it is used.
 *
 * The SQL: `window "byBakery" as (partition by …)`.
 *
 * @example
 * ```ts
 * import { countAll, from, integer, over, rowNumber, select, table, toSql, window } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, bakery: integer })
 * const mates = window("mates", { partitionBy: [Cake.bakery] })
 * const query = pipe(from(Cake), select({ number: rowNumber().pipe(over(mates)), of: countAll.pipe(over(mates)) }))
 * toSql(dialect)(query)
 * // => `select row_number() over "mates" as "number", count(*) over "mates" as "of" from "cake" window "mates" as (partition by "cake"."bakery")`
 * ```
 *
 * @since 0.1.0
 */
export const window = <const P extends ReadonlyArray<AnyExpr> = [], const O extends Keys = [], W = never>(
  name: string,
  options: WindowOptions<P, O, W>,
): Window<NeedsOf<P[number]> | NeedsOfKey<O[number]> | W> => spec(name, options) as never

/**
 * A window function, or any aggregate, over the rows of a window: every row stays, and has its value. Windows see the
 * rows that `where`, `groupBy` and `having` leave; a condition on one is written around it, with `as`. After `limit`, `select`
 * counts the rows that are left.
 *
 * The SQL: `sum(a) over (partition by … order by … rows between …)`.
 *
 * @example
 * ```ts
 * import { desc, from, integer, over, rank, select, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { bakery: text, name: text, price: integer })
 * const place = rank().pipe(over({ partitionBy: [Cake.bakery], orderBy: [desc(Cake.price)] }))
 * toSql(dialect)(pipe(from(Cake), select({ place })))
 * // => `select rank() over (partition by "cake"."bakery" order by "cake"."price" desc) as "place" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const over: {
  <RW>(window: Window<RW>): <A, I, N>(of: Windowable<A, I, N>) => Expr<A, I | RW | Windowed, N>
  <const P extends ReadonlyArray<AnyExpr> = [], const O extends Keys = [], W = never>(
    options?: WindowOptions<P, O, W>,
  ): <A, I, N>(of: Windowable<A, I, N>) => Expr<A, I | NeedsOf<P[number]> | NeedsOfKey<O[number]> | W | Windowed, N>
} =
  (window: object = {}): never =>
    ((of: unknown) =>
      windowNode(of as CallNode | AggregateNode, "name" in window ? (window as WindowSpec) : spec(null, window))) as never
