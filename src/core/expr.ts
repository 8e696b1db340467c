import type { Pipeable } from "effect/Pipeable"

export declare const ExprTypes: unique symbol

/**
 * A scalar expression. `A` is its type, with `null` where it may be NULL by itself; `R` what it still needs; `N` the
 * tables whose absence on the optional side of an outer join makes it NULL. `C` tells columns and aggregates from other
 * expressions.
 *
 * `R` is a union of {@link Reads}, {@link Inside}, {@link Aggregate}, {@link Windowed}, {@link Needs} and {@link Param}. A query discharges
 * what it provides, as an Effect is provided its services; what is left over when it is run does not compile.
 *
 * @since 0.1.0
 */
export interface Expr<out A, out R = never, out N = never, out C = unknown> extends Pipeable {
  readonly [ExprTypes]: { readonly A: () => A; readonly R: () => R; readonly N: () => N; readonly C: () => C }
}

/** Any expression. */
export type AnyExpr = Expr<any, any, any>

/** It reads column `K` of table `T`, or `"*"`, all of them: discharged by `from` and joins. */
export interface Reads<out T, out K> {
  readonly _tag: "Reads"
  readonly table: () => T
  readonly column: () => K
}

/** A table made of a query that reads table `T` beside it: discharged by a lateral join after `T`. */
export interface Beside<out T> {
  readonly _tag: "Beside"
  readonly table: () => T
}

/** It reads a column of table `T` inside an aggregate: discharged where an aggregate may stand. */
export interface Inside<out T> {
  readonly _tag: "Inside"
  readonly table: () => T
}

/** It contains an aggregate: `where` and `on` refuse it; `select`, `having` and `orderBy` discharge it. */
export interface Aggregate {
  readonly _tag: "Aggregate"
}

/** It contains a window function: only `select` and `orderBy` discharge it, and every condition refuses it. */
export interface Windowed {
  readonly _tag: "Windowed"
}

/** It needs a capability that not every database has: becomes `Supports<C>` in the Effect. */
export interface Needs<out C> {
  readonly _tag: "Needs"
  readonly capability: () => C
}

/** A named parameter, given its value by `prepare`. */
export interface Param<out K, out A> {
  readonly _tag: "Param"
  readonly parameter: () => K
  readonly value: () => A
}

/** `having` or `orderBy` of the query needs `R`, of which a grouped query has only keys and aggregates. */
export interface Sorts<out R> {
  readonly _tag: "Sorts"
  readonly needs: () => R
}

/** The query locks rows: needs `Transaction` in the Effect. */
export interface Locks {
  readonly _tag: "Locks"
}

/** What tells a column from other expressions: its table, its key, and the primary key of its table. */
export interface ColumnId<out T, out K, out P> {
  readonly _tag: "Column"
  readonly table: () => T
  readonly column: () => K
  readonly primaryKey: () => P
}

/**
 * A column of a table, which is an expression. `T` is the name its table has in the query, `K` its key, and `P` the keys
 * of the primary key of the table (`false` if it has none).
 *
 * @since 0.1.0
 */
export type Column<A, T, K, P = any> = Expr<A, Reads<T, K>, T, ColumnId<T, K, P>>

/** Any column. */
export type AnyColumn = Column<any, any, any, any>

/** What a value may be compared with: a value of the same type, NULL, or an expression of that type. */
export type Operand<A> = Exclude<A, null> | null | Expr<A | null, any, any>

/** The value type of an operand. */
export type ValueOf<B> = B extends Expr<infer A, any, any> ? A : B
/** What an operand needs. */
export type NeedsOf<B> = B extends Expr<any, infer R, any> ? R : never
/** The tables whose absence makes an operand NULL. */
export type AbsentOf<B> = B extends Expr<any, any, infer N> ? N : never
/** `null` if either side may be NULL by itself. */
export type NullOf<A, B> = null extends A
  ? null
  : B extends Expr<infer C, any, any>
    ? null extends C
      ? null
      : never
    : null extends B
      ? null
      : never
