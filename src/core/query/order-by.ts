import { exprNode, queryNode } from "../erase.js"
import type { AnyExpr, Expr, Needs, Reads, Sorts } from "../expr.js"
import { type OrderNode, orderNode, type QueryNode, type SelectNode, withClauses } from "../query-node.js"
import { fromData } from "../table.js"
import type { AnyQuery, Derived, Query } from "../query-types.js"
import { keyOf, queryOutput } from "../selection.js"
import { derived, open } from "./block.js"

declare const OrderTypes: unique symbol

/** A sort key: an expression with a direction. */
export interface Order<out R, out A = unknown> {
  readonly [OrderTypes]: () => readonly [R, A]
}

/** An expression, sorted upwards, or a sort key. */
export type SortKey = AnyExpr | Order<any>

/** A sort key that reads nothing but the rows that it sorts. */
type RowKey = Expr<any, Reads<"", any>, any> | Order<Reads<"", any>>

/** What sort keys need. */
export type NeedsOfKey<E> = E extends Expr<any, infer R, any> | Order<infer R> ? R : never

/** What a sort key sorts by. */
export type ValueOfKey<E> = E extends Expr<infer A, any, any> | Order<any, infer A> ? A : never

/** What has ORDER BY. */
type Sortable = "select" | "update" | "delete" | "unbounded"

/** What ORDER BY needs of it. */
export interface SortNeeds {
  readonly select: never
  readonly update: Needs<"limitedCommands">
  readonly delete: Needs<"limitedCommands">
  readonly unbounded: Needs<"limitedCommands">
}

/** The node of a sort key. */
export const orderKey = (e: SortKey): OrderNode =>
  (e as unknown as OrderNode)._tag === "Order" ? (e as unknown as OrderNode) : orderNode(exprNode(e as AnyExpr), "asc", null)

/** From small to large, where the database puts NULLs. The SQL: `"name" asc`. @since 0.1.0 */
export const asc = <A, R>(expr: Expr<A, R, any>): Order<R, A> => orderNode(exprNode(expr), "asc", null) as never

/** From large to small. The SQL: `"name" desc`. @since 0.1.0 */
export const desc = <A, R>(expr: Expr<A, R, any>): Order<R, A> => orderNode(exprNode(expr), "desc", null) as never

/**
 * NULLs before everything else, on every database.
 *
 * The SQL: `"name" asc nulls first`, or `"name" is null desc, "name"` where the database lacks it.
 *
 * @since 0.1.0
 */
export const nullsFirst = <E extends SortKey>(order: E): Order<NeedsOfKey<E>, ValueOfKey<E>> => ({ ...orderKey(order), nulls: "first" }) as never

/**
 * NULLs after everything else, on every database.
 *
 * The SQL: `"name" asc nulls last`.
 *
 * @since 0.1.0
 */
export const nullsLast = <E extends SortKey>(order: E): Order<NeedsOfKey<E>, ValueOfKey<E>> => ({ ...orderKey(order), nulls: "last" }) as never

/**
 * Sorts the rows. Later keys come after earlier ones, so sorting by `a` and then by `b` is sorting by `(a, b)`. Of an update
 * or delete of one table, on MySQL, MariaDB and SQLite, it says which rows are the first ones for {@link limit}, and on
 * MySQL and MariaDB also which are changed first.
 *
 * The SQL: `order by …`.
 *
 * @example
 * ```ts
 * import { desc, from, integer, nullsLast, orderBy, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), orderBy(nullsLast(desc(Cake.id)))))
 * // => `select "cake"."id" from "cake" order by "cake"."id" desc nulls last`
 * ```
 *
 * @since 0.1.0
 */
export const orderBy: {
  <R>(
    key: Order<R>,
  ): <K extends Sortable, S, U, O, F, G>(
    query: Query<K, S, U, O, F, G>,
  ) => Query<K, S, U, O, F | R | Sorts<R> | SortNeeds[K], G | Sorts<R>>
  <const E extends ReadonlyArray<SortKey>>(
    ...keys: E
  ): <K extends Sortable, S, U, O, F, G>(
    query: Query<K, S, U, O, F, G>,
  ) => Query<
    K,
    S,
    U,
    O,
    F | NeedsOfKey<E[number]> | Sorts<NeedsOfKey<E[number]>> | SortNeeds[K],
    G | Sorts<NeedsOfKey<E[number]>>
  >
} =
  (...keys: ReadonlyArray<SortKey>): never =>
    ((query: AnyQuery) => {
      const q = queryNode(query) as QueryNode & { readonly orderBy: ReadonlyArray<OrderNode> }
      const orderBy = [...q.orderBy, ...keys.map(orderKey)]
      return q._tag === "Select" ? withClauses(q, { orderBy }) : Object.freeze({ ...q, orderBy })
    }) as never

/** The selected expressions of a block by key; those of a set operation that a block stands on by name. */
const selectedBy = (q: SelectNode): unknown =>
  q.from._tag === "ClosedSource" && q.from.query._tag !== "Select"
    ? fromData(derived("", q))
    : Object.fromEntries(queryOutput(q).leaves.map((leaf) => [keyOf(leaf.path), leaf.expr]))

/**
 * Sorts the rows by what is selected, which the function is given: an aggregate need not be written twice, and a set
 * operation has no other columns to sort by.
 *
 * The SQL: `… union … order by "name"`; of a SELECT the selected expression itself.
 *
 * @example
 * ```ts
 * import { desc, from, integer, orderRowsBy, table, toSql, unionAll } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const Fruit = table("fruit", { id: integer })
 * toSql(dialect)(pipe(from(Cake), unionAll(from(Fruit)), orderRowsBy((row) => [desc(row.id)])))
 * // => `select "cake"."id" from "cake" union all select "fruit"."id" from "fruit" order by "id" desc`
 * ```
 *
 * @since 0.1.0
 */
export const orderRowsBy =
  <S, U, O, F, G>(keys: (row: Derived<"", O, U, never>) => ReadonlyArray<RowKey>) =>
  <K extends "select" | "compound">(query: Query<K, S, U, O, F, G>): Query<K, S, U, O, F, G> => {
    const node = queryNode(query)
    const q = node._tag === "RawQuery" ? open(node) : node
    const row = (node._tag === "Select" ? selectedBy(node) : fromData(derived("", node))) as never
    return Object.freeze({ ...q, orderBy: [...q.orderBy, ...keys(row).map(orderKey)] }) as never
  }
