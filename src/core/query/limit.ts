import { queryNode } from "../erase.js"
import type { Expr, Param } from "../expr.js"
import { type ExprNode, isExprNode, paramNode, valueNode } from "../expr-node.js"
import { type QueryNode, withClauses } from "../query-node.js"
import type { AnyQuery, Query } from "../query-types.js"
import { countType } from "../count-type.js"
import { type CommandNode, isCommand } from "../command-node.js"
import { misplaced, open } from "./block.js"

/** A number of rows: a whole number, not negative, or a named parameter. */
export type RowCount = number | Expr<number | bigint, Param<any, any>, never>

type Rows = "select" | "compound"

/** A bound on the rows of a query, which stays what it is, but for the parameter. */
export interface Bound {
  (rows: number): <Q extends Query<Rows, any, any, any, any, any>>(query: Q) => Q
  <P, A extends number | bigint>(
    rows: Expr<A, Param<P, A>, never>,
  ): <K extends Rows, S, U, O, F, G>(query: Query<K, S, U, O, F, G>) => Query<K, S, U, O, F | Param<P, A>, G>
}

/** What has a limit. */
type Limited = Rows | "update" | "delete" | "unbounded"

/** A {@link Bound}, also on the rows that a command changes. */
export interface Limit {
  (rows: number): <Q extends Query<Limited, any, any, any, any, any>>(query: Q) => Q
  <P, A extends number | bigint>(
    rows: Expr<A, Param<P, A>, never>,
  ): <K extends Limited, S, U, O, F, G>(query: Query<K, S, U, O, F, G>) => Query<K, S, U, O, F | Param<P, A>, G>
}

/** A {@link Bound} of a SELECT block alone. */
export interface BoundOfSelect {
  (rows: number): <S, U, O, F, G>(query: Query<"select", S, U, O, F, G>) => Query<"select", S, U, O, F, G>
  <P, A extends number | bigint>(
    rows: Expr<A, Param<P, A>, never>,
  ): <S, U, O, F, G>(query: Query<"select", S, U, O, F, G>) => Query<"select", S, U, O, F | Param<P, A>, G>
}

const amount = (n: RowCount): ExprNode => {
  if (!isExprNode(n)) {
    return valueNode(countType, n)
  }
  // A negative number would be no limit to some databases, so a parameter takes numbers of rows only.
  return n._tag === "Param" ? paramNode(countType, n.name) : n
}

const bound = (query: QueryNode | CommandNode, field: "limit" | "offset", n: RowCount): QueryNode => {
  const node = amount(n)
  if (isCommand(query)) {
    // The types leave out an offset, and a limit of other commands; a cast can get here.
    return field === "limit" && "limit" in query
      ? query.limit === null
        ? (Object.freeze({ ...query, limit: node }) as never)
        : misplaced(query, "second limit")
      : misplaced(query, field)
  }
  if (query._tag === "RawQuery") {
    return withClauses(open(query), { [field]: node })
  }
  return query._tag === "Set" && query[field] === null
    ? Object.freeze({ ...query, [field]: node })
    : withClauses(query._tag === "Select" && query[field] === null ? query : open(query), { [field]: node })
}

/**
 * At most so many rows. With `offset` it is a pair, in either order; what comes after them applies to their result, so
 * the second of two limits can only make it fewer. Of an update or delete of one table it is how many rows it changes at
 * most, the first ones by its {@link orderBy}, which it must have; it comes once, and after the conditions.
 *
 * The SQL: `limit 10`.
 *
 * @example
 * ```ts
 * import { from, integer, limit, offset, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), limit(10), offset(20))) // => `select "cake"."id" from "cake" limit 10 offset 20`
 * ```
 *
 * @since 0.1.0
 */
export const limit: Limit = ((rows: RowCount) => (query: AnyQuery) => bound(queryNode(query), "limit", rows)) as never

/**
 * Without the first so many rows.
 *
 * The SQL: `offset 20`; with `limit -1` or the like where the database wants a limit.
 *
 * @since 0.1.0
 */
export const offset: Bound = ((rows: RowCount) => (query: AnyQuery) => bound(queryNode(query), "offset", rows)) as never

/**
 * {@link limit}, and the rows after it that sort like the last of them: the three best prices, however many cakes have the
 * third. Without `orderBy` it is a CompileError. With `offset` it is a pair, in either order. A set operation is made a table
 * with `as` first.
 *
 * The SQL: `fetch first 3 rows with ties`; `rank() over (order by …) <= 3` where the database has none.
 *
 * @example
 * ```ts
 * import { desc, from, integer, limitWithTies, orderBy, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { price: integer })
 * toSql(dialect)(pipe(from(Cake), orderBy(desc(Cake.price)), limitWithTies(3)))
 * // => `select "cake"."price" from "cake" order by "cake"."price" desc fetch first 3 rows with ties`
 * ```
 *
 * @since 0.1.0
 */
export const limitWithTies: BoundOfSelect = ((rows: RowCount) => (query: AnyQuery) => {
  const node = queryNode(query)
  const q = node._tag === "Select" && node.limit === null ? node : open(node)
  return withClauses(q, { limit: amount(rows), ties: true })
}) as never

/**
 * Every row once. NULLs are the same. After `limit` or `offset` it applies to their result.
 *
 * The SQL: `select distinct …`.
 *
 * @since 0.1.0
 */
export const distinct = <S, U, O, F, G>(query: Query<"select", S, U, O, F, G>): Query<"select", S, U, O, F, G> =>
  withClauses(open(queryNode(query)), { distinct: true }) as never
