import type { CommandNode } from "../command-node.js"
import { exprNode, queryNode } from "../erase.js"
import type { AnyExpr, Expr, Needs } from "../expr.js"
import { readsBeside } from "../free-tables.js"
import { type JoinKind, type QueryNode, type SourceNode, withClauses } from "../query-node.js"
import type { AnyQuery, Query } from "../query-types.js"
import { tableData, type TableMeta } from "../table.js"
import { open } from "./block.js"
import type { NoAggregate } from "./where.js"

type AnyT = TableMeta<any, any, any>

/** A table may stand in a query once under one name. */
export type NewName<T, S> = T extends S ? { readonly "table is already in from/join; use alias": T } : unknown

/** A function in FROM reads the tables before it by itself, but for a join that keeps rows without them. */
const join = (kind: JoinKind, table: AnyT, on: AnyExpr | null) => {
  const source = tableData(table).source()
  return joinSource(kind, source, on, source._tag === "FunctionSource" && kind !== "right" && kind !== "full" && readsBeside(source))
}

/** Adds a join with a source, which may be one that reads the tables before it. */
export const joinSource = (kind: JoinKind, source: SourceNode, on: AnyExpr | null, lateral: boolean) => (query: AnyQuery) => {
  const node = { kind, source, on: on === null ? null : exprNode(on), lateral }
  const q = query as unknown as QueryNode | CommandNode
  if (q._tag === "Update" || q._tag === "Delete") {
    return Object.freeze({ ...q, joins: [...q.joins, node] }) as never
  }
  const block = open(queryNode(query))
  return withClauses(block, { joins: [...block.joins, node] }) as never
}

/**
 * Every pair of a row so far and a row of the table for which the condition is true. The selection stays as it is.
 *
 * The SQL: `inner join "fruit" on …`; on an update `from "fruit" where …`, on a delete `using "fruit" where …`, or the like.
 * On an update the joined rows may be used in the values set and in `where`, on a delete in `where`; a row that has several
 * of them is changed once.
 *
 * @example
 * ```ts
 * import { eq, from, innerJoin, integer, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const Fruit = table("fruit", { cakeId: integer })
 * const q = pipe(from(Cake), innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)), select({ id: Cake.id }))
 * toSql(dialect)(q)
 * // => `select "cake"."id" from "cake" inner join "fruit" on "fruit"."cakeId" = "cake"."id"`
 * ```
 *
 * @since 0.1.0
 */
export const innerJoin =
  <T, X, R>(table: TableMeta<T, any, X>, on: Expr<boolean | null, R, any> & NoAggregate<R>) =>
  <K extends "select" | "update" | "delete" | "unbounded", S, U, O, F, G>(
    query: Query<K, S, U, O, F, G> & NewName<T, S>,
  ): Query<K, S | T, U, O, F | R | X, G> =>
    join("inner", table, on)(query)

/**
 * Every row so far with every row of the table for which the condition is true, or without one where there is none: then
 * the columns of the table are NULL, and so is everything computed from them that is not NULL-safe.
 *
 * The SQL: `left join "fruit" on …`.
 *
 * @example
 * ```ts
 * import { eq, from, integer, leftJoin, type RowOf, select, table, text } from "fulmar"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const Fruit = table("fruit", { cakeId: integer, name: text })
 * const q = pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), select({ id: Cake.id, fruit: Fruit.name }))
 * const row: RowOf<typeof q> = { id: 1, fruit: null }
 * row.fruit // => null
 * ```
 *
 * @since 0.1.0
 */
export const leftJoin =
  <T, X, R>(table: TableMeta<T, any, X>, on: Expr<boolean | null, R, any> & NoAggregate<R>) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G> & NewName<T, S>,
  ): Query<"select", S | T, U | T, O, F | R | X, G> =>
    join("left", table, on)(query)

/**
 * {@link leftJoin} the other way round: every row of the table, and the rows so far where the condition is true.
 *
 * The SQL: `right join "fruit" on …`.
 *
 * @since 0.1.0
 */
export const rightJoin =
  <T, X, R>(table: TableMeta<T, any, X>, on: Expr<boolean | null, R, any> & NoAggregate<R>) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G> & NewName<T, S>,
  ): Query<"select", S | T, U | S, O, F | R | X, G> =>
    join("right", table, on)(query)

/**
 * Every pair for which the condition is true, every row so far without one, and every row of the table without one.
 * MySQL and MariaDB have none.
 *
 * The SQL: `full join "fruit" on …`.
 *
 * @since 0.1.0
 */
export const fullJoin =
  <T, X, R>(table: TableMeta<T, any, X>, on: Expr<boolean | null, R, any> & NoAggregate<R>) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G> & NewName<T, S>,
  ): Query<"select", S | T, U | S | T, O, F | R | X | Needs<"fullJoin">, G> =>
    join("full", table, on)(query)

/**
 * Every row so far with every row of the table.
 *
 * The SQL: `cross join "fruit"`.
 *
 * @since 0.1.0
 */
export const crossJoin =
  <T, X>(table: TableMeta<T, any, X>) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G> & NewName<T, S>,
  ): Query<"select", S | T, U, O, F | X, G> =>
    join("cross", table, null)(query)
