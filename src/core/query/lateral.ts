import type { AnyExpr, Beside, Expr, Reads } from "../expr.js"
import { readsBeside } from "../free-tables.js"
import type { JoinKind } from "../query-node.js"
import type { Query } from "../query-types.js"
import { type AnyTable, tableData, type TableMeta } from "../table.js"
import { joinSource, type NewName } from "./join.js"
import type { NoAggregate } from "./where.js"

/** The tables that a table reads beside it. */
type LeftOf<X> = X extends Beside<infer T> | Reads<infer T, any> ? T : never

/** What a table reads beside it must stand in the query before it. */
export type CheckLeft<X, S> = [Exclude<LeftOf<X>, S>] extends [never]
  ? unknown
  : { readonly "table is not in from/join before the lateral join": Exclude<LeftOf<X>, S> }

const join = (kind: JoinKind, table: AnyTable, on: AnyExpr | null) => {
  const source = tableData(table).source()
  return joinSource(kind, source, on, readsBeside(source))
}

/**
 * {@link innerJoin} with a table that may read the tables before it: for each row so far, the rows that the table has for
 * it. Such a table is made by `as` of a query that uses them. PostgreSQL and MySQL have it.
 *
 * The SQL: `inner join lateral (select …) as "top" on …`; just `inner join` of a table that reads nothing beside it.
 *
 * @example
 * ```ts
 * import { always, as, desc, eq, from, innerJoinLateral, integer, limit, orderBy, select, table, text, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, name: text })
 * const Slice = table("slice", { cakeId: integer, size: integer })
 * const top = pipe(from(Slice), where(eq(Slice.cakeId, Cake.id)), orderBy(desc(Slice.size)), limit(2), as("top"))
 * toSql(dialect)(pipe(from(Cake), innerJoinLateral(top, always), select({ cake: Cake.name, size: top.size })))
 * // => `select "cake"."name" as "cake", "top"."size" from "cake" inner join lateral (select "slice"."cakeId", "slice"."size" from "slice" where "slice"."cakeId" = "cake"."id" order by "slice"."size" desc limit 2) as "top" on true`
 * ```
 *
 * @since 0.1.0
 */
export const innerJoinLateral =
  <T, X, R>(table: TableMeta<T, any, X>, on: Expr<boolean | null, R, any> & NoAggregate<R>) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G> & NewName<T, S> & CheckLeft<X, S>,
  ): Query<"select", S | T, U, O, F | R | Exclude<X, Beside<any>>, G> =>
    join("inner", table, on)(query)

/**
 * {@link innerJoinLateral} that keeps every row so far: where the table has none for it, its columns are NULL.
 *
 * The SQL: `left join lateral (select …) as "top" on …`.
 *
 * @since 0.1.0
 */
export const leftJoinLateral =
  <T, X, R>(table: TableMeta<T, any, X>, on: Expr<boolean | null, R, any> & NoAggregate<R>) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G> & NewName<T, S> & CheckLeft<X, S>,
  ): Query<"select", S | T, U | T, O, F | R | Exclude<X, Beside<any>>, G> =>
    join("left", table, on)(query)

/**
 * {@link innerJoinLateral} without a condition.
 *
 * The SQL: `cross join lateral (select …) as "top"`.
 *
 * @since 0.1.0
 */
export const crossJoinLateral =
  <T, X>(table: TableMeta<T, any, X>) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G> & NewName<T, S> & CheckLeft<X, S>,
  ): Query<"select", S | T, U, O, F | Exclude<X, Beside<any>>, G> =>
    join("cross", table, null)(query)
