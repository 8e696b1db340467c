import { exprNode } from "../core/erase.js"
import type { Expr } from "../core/expr.js"
import type { NeedsOfTable } from "../core/table.js"
import type { AnyQuery, CheckGroup, Free, Query } from "../core/query-types.js"
import type { NoAggregate } from "../core/query/where.js"
import type { Reads } from "../core/expr.js"
import { type Cardinality, makeRelation, type Related, type Relation, relationNode, type Strategy } from "./relation.js"

type Loose<C extends Cardinality> = C extends "one" ? "maybe" : C

/** A condition of a relation reads the tables on its way. */
export type OnTheWay<R, S> = [OtherTable<R, S>] extends [never] ? unknown : { readonly "the relation does not read table": OtherTable<R, S> }
type OtherTable<R, S> = R extends Reads<infer T, any> ? Exclude<T, S> : never

/**
 * The related rows for which a condition is true, wherever the relation is used: loaded, joined or asked for. The condition
 * reads the tables on the way. Where there was always one row, there may be none now.
 *
 * The SQL: `… and "fruit"."ripe"`.
 *
 * @example
 * ```ts
 * import { boolean, hasMany, integer, primaryKey, relatedWhere, table } from "fulmar"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey), cakeId: integer, ripe: boolean })
 * const cakeFruits = hasMany(Cake, Fruit, { id: "cakeId" })
 * const ripeFruits = cakeFruits.pipe(relatedWhere(Fruit.ripe))
 * ```
 *
 * @since 0.1.0
 */
export const relatedWhere =
  <R>(condition: Expr<boolean | null, R, any> & NoAggregate<R>) =>
  <C extends Cardinality, N, T, S, K, H>(relation: Relation<C, N, T, S, K, H> & OnTheWay<R, S>): Relation<Loose<C>, N, T, S, K, H> => {
    const node = relationNode(relation)
    const last = node.links[node.links.length - 1]!
    return makeRelation({
      ...node,
      links: [...node.links.slice(0, -1), Object.freeze({ ...last, where: [...last.where, exprNode(condition)] })] as never,
      cardinality: node.cardinality === "one" ? "maybe" : node.cardinality,
    })
  }

type RelatedQuery<T, S> = Query<"select", S, never, T, NeedsOfTable<T>, unknown>

/**
 * What is loaded of the related rows: which, in what order, how many for each row, and what of them. The function gets a
 * query of all of them, in which the tables on the way, as a junction, are joined; `limit` and `offset` count for each row
 * by itself.
 *
 * @example
 * ```ts
 * import { desc, hasMany, integer, limit, orderBy, primaryKey, refineRelation, select, table, text } from "fulmar"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const Review = table("review", { id: integer.pipe(primaryKey), cakeId: integer, stars: integer, text })
 * const cakeReviews = hasMany(Cake, Review, { id: "cakeId" })
 * const bestReviews = cakeReviews.pipe(
 *   refineRelation((reviews) => pipe(reviews, orderBy(desc(Review.stars)), limit(3), select({ text: Review.text }))),
 * )
 * ```
 *
 * @since 0.1.0
 */
export const refineRelation =
  <T, S, L, U, O, F, G>(
    refine: (query: RelatedQuery<T, S>) => Query<"select" | "compound", L, U, O, F, G> & CheckGroup<L, O, G, F>,
  ) =>
  <C extends Cardinality, N>(relation: Relation<C, N, T, S>): Related<Loose<C>, N, T, U, O, Free<F, L>> => {
    const node = relationNode(relation)
    return makeRelation({
      ...node,
      cardinality: node.cardinality === "one" ? "maybe" : node.cardinality,
      refine: refine as unknown as (query: AnyQuery) => AnyQuery,
    })
  }

/**
 * How the related rows are read by {@link load}: by a `"join"` in the statement of their parents, which only a relation to
 * one row can be; `"nested"` in it as JSON; or by a `"query"` of their own, for all parents at once. By default a join
 * where there is at most one by a unique key, else a query.
 *
 * @since 0.1.0
 */
export const loadedBy =
  <const S extends Strategy>(strategy: S) =>
  <R extends Related<S extends "join" ? "one" | "maybe" : Cardinality, any, any, any, any, any>>(relation: R): R =>
    makeRelation({ ...relationNode(relation), strategy })
