import { queryNode } from "../core/erase.js"
import type { AbsentOf, AnyExpr, Expr, NeedsOf, NullOf, Operand } from "../core/expr.js"
import { type ExprNode, existsNode, inNode, inQueryNode } from "../core/expr-node.js"
import type { CheckGroup, Free, InnerRow, Query } from "../core/query-types.js"
import type { AnyTable, DefsOf, Row } from "../core/table.js"
import { booleanSpec, dual, operand } from "./arguments.js"
import { type Loose, type NullInRow, type OtherKeys, rowOperand, type RowOperand, type RowValue } from "./row-value.js"

export interface In {
  <T, R, N, const B extends RowOperand<T>>(
    row: RowValue<T, R, N>,
    items: ReadonlyArray<B & OtherKeys<B, T>>,
  ): Expr<boolean | NullInRow<T> | NullInRow<B>, R | NeedsOf<B[keyof B]>, N | AbsentOf<B[keyof B]>>
  <A, R, N, const B extends ReadonlyArray<Operand<A>>>(
    expr: Expr<A, R, N>,
    items: B,
  ): Expr<boolean | NullOf<A, Exclude<B[number], null>>, R | NeedsOf<B[number]>, N | AbsentOf<B[number]>>
  <const B>(
    items: ReadonlyArray<B>,
  ): <A, R, N>(
    expr: Expr<A, R, N> & ([B] extends [Operand<A>] ? unknown : { readonly "cannot be compared": readonly [A, B] }),
  ) => Expr<boolean | NullOf<A, Exclude<B, null>>, R | NeedsOf<B>, N | AbsentOf<B>>
}

const inOf = (negated: boolean): In =>
  dual((e: ExprNode, items: ReadonlyArray<unknown>) =>
    inNode(
      booleanSpec,
      e,
      items.map((item) => (e._tag === "Tuple" ? rowOperand(e, item) : operand(e.type, item, e))),
      negated,
    ),
  )

/**
 * Is it one of the values? Of none: false. The value `null` among them asks whether it is NULL.
 *
 * The SQL: `a in (1, 2, 3)`; of an empty list `false`.
 *
 * @example
 * ```ts
 * import { from, integer, isIn, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), where(isIn(Cake.id, [1, 2])))) // => `select "cake"."id" from "cake" where "cake"."id" in (1, 2)`
 * toSql(dialect)(pipe(from(Cake), where(isIn(Cake.id, [])))) // => `select "cake"."id" from "cake" where false`
 * ```
 *
 * @since 0.1.0
 */
export const isIn: In = inOf(false)

/** Is it none of the values? Of none: true. The SQL: `a not in (1, 2, 3)`. @since 0.1.0 */
export const notIn: In = inOf(true)

type Rows = "select" | "compound"
/** The value of a query in a query that selects one column. */
export type OneColumn<O, S, U> = O extends AnyExpr
  ? InnerRow<O, S, U>
  : O extends AnyTable
    ? Row<O>[keyof Row<O>] | (null extends InnerRow<O, S, U> ? null : never)
    : OneColumn<O[keyof O], S, U>

type Single<K, L = K> = K extends unknown ? ([L] extends [K] ? unknown : { readonly "select one column, not": L }) : never
/** A selection of one expression, by itself, in a record or in a table. */
export type CheckColumn<O> = O extends AnyExpr ? unknown : Single<O extends AnyTable ? keyof DefsOf<O> : keyof O>

type SameValue<A, B> = [Exclude<B, null>] extends [Exclude<A, null>]
  ? unknown
  : { readonly "cannot be compared": readonly [A, B] }

type SameRow<A, B> = [B] extends [Loose<A>]
  ? [keyof B] extends [keyof A]
    ? unknown
    : { readonly "cannot be compared": readonly [A, B] }
  : { readonly "cannot be compared": readonly [A, B] }

export interface InQuery {
  <T, R, N, S, U, O, F, G>(
    row: RowValue<T, R, N>,
    query: Query<Rows, S, U, O, F, G> & CheckGroup<S, O, G, F> & SameRow<T, InnerRow<O, S, U>>,
  ): Expr<boolean | NullInRow<T> | NullInRow<InnerRow<O, S, U>>, R | Free<F, S>, N>
  <A, R, N, S, U, O, F, G>(
    expr: Expr<A, R, N>,
    query: Query<Rows, S, U, O, F, G> & CheckGroup<S, O, G, F> & CheckColumn<O> & SameValue<A, OneColumn<O, S, U>>,
  ): Expr<boolean | (null extends A | OneColumn<O, S, U> ? null : never), R | Free<F, S>, N>
}

const inQueryOf = (negated: boolean): InQuery =>
  ((e: ExprNode, q: never) => inQueryNode(booleanSpec, e, queryNode(q), negated)) as never

/**
 * Is it among the values that a query of one column gives? The query may use the tables around it.
 *
 * The SQL: `a in (select …)`.
 *
 * @since 0.1.0
 */
export const inQuery: InQuery = inQueryOf(false)

/**
 * Is it not among the values that a query gives? As in SQL it is NULL, not true, when one of them is NULL; `not(exists(…))`
 * has no such trap.
 *
 * The SQL: `a not in (select …)`.
 *
 * @since 0.1.0
 */
export const notInQuery: InQuery = inQueryOf(true)

/**
 * Does the query give any row? It may use the tables around it.
 *
 * The SQL: `exists (select …)`.
 *
 * @example
 * ```ts
 * import { eq, exists, from, integer, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const Fruit = table("fruit", { cakeId: integer })
 * const withFruit = pipe(from(Cake), where(exists(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id))))))
 * toSql(dialect)(withFruit)
 * // => `select "cake"."id" from "cake" where exists (select "fruit"."cakeId" from "fruit" where "fruit"."cakeId" = "cake"."id")`
 * ```
 *
 * @since 0.1.0
 */
export const exists = <S, U, O, F, G>(
  query: Query<Rows, S, U, O, F, G> & CheckGroup<S, O, G, F>,
): Expr<boolean, Free<F, S>, never> => existsNode(booleanSpec, queryNode(query)) as never
