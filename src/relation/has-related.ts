import { existsNode } from "../core/expr-node.js"
import type { Expr, Reads } from "../core/expr.js"
import type { Query } from "../core/query-types.js"
import { type NoAggregate, where } from "../core/query/where.js"
import { withClauses } from "../core/query-node.js"
import { booleanSpec } from "../expr/arguments.js"
import { keysEqual, nameOf, pathQuery, tablesOf } from "./path.js"
import { type OnTheWay, relatedWhere } from "./refine.js"
import { type Cardinality, type Relation, relationNode } from "./relation.js"

/**
 * Has the row any related row, or one for which a condition is true? The condition reads the related rows and the tables on
 * the way to them, in a relation of a table to itself too.
 *
 * The SQL: `exists (select … from "fruit" where "fruit"."cakeId" = "cake"."id" and …)`.
 *
 * @example
 * ```ts
 * import { from, hasMany, hasRelated, integer, not, primaryKey, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const Fruit = table("fruit", { cakeId: integer })
 * const cakeFruits = hasMany(Cake, Fruit, { id: "cakeId" })
 * toSql(dialect)(pipe(from(Cake), where(not(hasRelated(cakeFruits)))))
 * // => `select "cake"."id" from "cake" where not exists (select "fruit"."cakeId" from "fruit" where "fruit"."cakeId" = "cake"."id")`
 * ```
 *
 * @since 0.1.0
 */
export const hasRelated: {
  <C extends Cardinality, N, T, S>(relation: Relation<C, N, T, S>): Expr<boolean, Reads<N, "*">>
  <C extends Cardinality, N, T, S, R>(
    relation: Relation<C, N, T, S> & OnTheWay<R, S>,
    condition: Expr<boolean | null, R, any> & NoAggregate<R>,
  ): Expr<boolean, Reads<N, "*">>
} = ((relation: never, condition?: never) => {
  const node = relationNode(condition === undefined ? relation : relatedWhere(condition)(relation))
  const tables = tablesOf(node, new Set([nameOf(node.from)]))
  const block = pathQuery(node, tables)
  return existsNode(
    booleanSpec,
    withClauses(block, { where: [...keysEqual(node.from, node.links[0], tables[0]!), ...block.where] }),
  )
}) as never

/**
 * The rows that have a related row, or one for which a condition is true: `where` of {@link hasRelated}.
 *
 * @example
 * ```ts
 * import { eq, from, hasMany, integer, primaryKey, table, text, whereRelated } from "fulmar"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const Fruit = table("fruit", { name: text, cakeId: integer })
 * const cakeFruits = hasMany(Cake, Fruit, { id: "cakeId" })
 * const cherryCakes = pipe(from(Cake), whereRelated(cakeFruits, eq(Fruit.name, "Cherry")))
 * ```
 *
 * @since 0.1.0
 */
export const whereRelated: {
  <C extends Cardinality, N, T, S>(
    relation: Relation<C, N, T, S>,
  ): <K extends "select" | "compound" | "update" | "delete", Q, U, O, F, G>(
    query: Query<K | "unbounded", Q, U, O, F, G>,
  ) => Query<K, Q, U, O, F | Reads<N, "*">, G>
  <C extends Cardinality, N, T, S, R>(
    relation: Relation<C, N, T, S> & OnTheWay<R, S>,
    condition: Expr<boolean | null, R, any> & NoAggregate<R>,
  ): <K extends "select" | "compound" | "update" | "delete", Q, U, O, F, G>(
    query: Query<K | "unbounded", Q, U, O, F, G>,
  ) => Query<K, Q, U, O, F | Reads<N, "*">, G>
} = ((relation: never, condition: never) => where(hasRelated(relation, condition) as never)) as never
