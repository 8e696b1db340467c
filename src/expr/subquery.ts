import { queryNode } from "../core/erase.js"
import type { Aggregate, Expr } from "../core/expr.js"
import { type ExprNode, nestedNode, scalarNode } from "../core/expr-node.js"
import type { QueryNode } from "../core/query-node.js"
import type { CheckGroup, Free, InnerRow, Query, ReadsOf } from "../core/query-types.js"
import { queryOutput } from "../core/selection.js"
import { textSpec } from "./arguments.js"
import type { CheckColumn, OneColumn } from "./membership.js"

type Rows = "select" | "compound"

/** A query of one aggregate without groups gives one row always; any other may give none. */
type NoRow<O, G> = unknown extends G ? (Aggregate extends ReadsOf<O> ? never : null) : null

/**
 * The value of a query of one column and at most one row; NULL if there is no row. It may use the tables around it. More
 * than one row: PostgreSQL, MySQL and MariaDB refuse, SQLite takes the first.
 *
 * The SQL: `(select …)`.
 *
 * @example
 * ```ts
 * import { count, eq, from, integer, scalar, select, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const Fruit = table("fruit", { id: integer, cakeId: integer })
 * const fruits = pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select(count(Fruit.id)))
 * toSql(dialect)(pipe(from(Cake), select({ id: Cake.id, fruits: scalar(fruits) })))
 * // => `select "cake"."id", (select count("fruit"."id") as "value" from "fruit" where "fruit"."cakeId" = "cake"."id") as "fruits" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const scalar = <S, U, O, F, G>(
  query: Query<Rows, S, U, O, F, G> & CheckGroup<S, O, G, F> & CheckColumn<O>,
): Expr<OneColumn<O, S, U> | NoRow<O, G>, Free<F, S>, never> => {
  const q = queryNode(query)
  return scalarNode(queryOutput(q).leaves[0]?.expr.type ?? textSpec, q) as never
}

const nested = (kind: "many" | "maybe", query: QueryNode): ExprNode =>
  nestedNode(Object.freeze({ ...textSpec, nested: { kind, query } }), kind, query)

/**
 * All rows of a query as an array in one column: nested rows of any depth in one statement. The query may use the tables
 * around it; its order and limit hold for each row outside. Values come back as they would from a query by itself.
 *
 * The SQL: `(select json_group_array(json_array(…)) from (select …))`, or what the database has for it.
 *
 * @example
 * ```ts
 * import { eq, from, integer, many, type RowOf, select, table, text, where } from "fulmar"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const Fruit = table("fruit", { cakeId: integer, name: text })
 * const q = pipe(
 *   from(Cake),
 *   select({ id: Cake.id, fruits: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select({ name: Fruit.name }))) }),
 * )
 * const row: RowOf<typeof q> = { id: 1, fruits: [{ name: "Cherry" }] }
 * row.fruits.length // => 1
 * ```
 *
 * @since 0.1.0
 */
export const many = <S, U, O, F, G>(
  query: Query<Rows, S, U, O, F, G> & CheckGroup<S, O, G, F>,
): Expr<ReadonlyArray<InnerRow<O, S, U>>, Free<F, S>, never> => nested("many", queryNode(query)) as never

/**
 * The first row of a query as an object in one column, or `null` if it has none.
 *
 * The SQL: `(select json_array(…) from (select … limit 1))`, or what the database has for it.
 *
 * @since 0.1.0
 */
export const maybe = <S, U, O, F, G>(
  query: Query<Rows, S, U, O, F, G> & CheckGroup<S, O, G, F>,
): Expr<InnerRow<O, S, U> | null, Free<F, S>, never> => nested("maybe", queryNode(query)) as never
