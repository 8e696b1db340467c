import { exprNode, queryNode } from "../erase.js"
import type { Aggregate, AnyExpr, Expr, Sorts } from "../expr.js"
import { withClauses } from "../query-node.js"
import type { ExprNode } from "../expr-node.js"
import type { AnyQuery, Query } from "../query-types.js"
import { type Sets, SetsId } from "./grouping-sets.js"
import type { NoAggregate, NoWindow } from "./where.js"
import { isAggregated, isClosed, open } from "./block.js"

type Keys<G> = unknown extends G ? never : G
type NeedsOfKeys<E> = [E] extends [Expr<any, infer R, any>] ? R : never

/**
 * One row for each group of rows in which the keys are the same; NULLs are the same. What is selected must then be a key,
 * a column of a table whose primary key is among the keys, or an aggregate. Of no keys: one group of all rows. Several ways
 * of grouping at once are given by {@link rollup}, {@link cube} or {@link groupingSets}.
 *
 * The SQL: `group by …`.
 *
 * @example
 * ```ts
 * import { count, from, groupBy, integer, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Fruit = table("fruit", { id: integer, cakeId: integer })
 * const q = pipe(from(Fruit), groupBy(Fruit.cakeId), select({ cake: Fruit.cakeId, n: count(Fruit.id) }))
 * toSql(dialect)(q)
 * // => `select "fruit"."cakeId" as "cake", count("fruit"."id") as "n" from "fruit" group by "fruit"."cakeId"`
 * ```
 *
 * @since 0.1.0
 */
export const groupBy: {
  <R>(sets: Sets<R>): <S, U, O, F, G>(query: Query<"select", S, U, O, F, G>) => Query<"select", S, U, O, F | R, Keys<G>>
  <const E extends ReadonlyArray<AnyExpr>>(
    ...keys: E & NoAggregate<NeedsOfKeys<E[number]>>
  ): <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G>,
  ) => Query<"select", S, U, O, F | NeedsOfKeys<E[number]>, Keys<G> | E[number]>
} =
  (...keys: ReadonlyArray<object>): never =>
    ((query: AnyQuery) => {
      const block = open(queryNode(query))
      return withClauses(block, { grouped: true, groupBy: [...block.groupBy, ...keys.map(keyNode)] })
    }) as never

const keyNode = (key: object): ExprNode => (SetsId in key ? (key[SetsId] as ExprNode) : exprNode(key as AnyExpr))

/**
 * Only the groups for which the condition is true. Several are joined with AND.
 *
 * The SQL: `having …`.
 *
 * @example
 * ```ts
 * import { count, from, groupBy, gt, having, integer, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Fruit = table("fruit", { id: integer, cakeId: integer })
 * const q = pipe(from(Fruit), groupBy(Fruit.cakeId), having(gt(count(Fruit.id), 1)), select({ cake: Fruit.cakeId }))
 * toSql(dialect)(q)
 * // => `select "fruit"."cakeId" as "cake" from "fruit" group by "fruit"."cakeId" having count("fruit"."id") > 1`
 * ```
 *
 * @since 0.1.0
 */
export const having =
  <R>(condition: Expr<boolean | null, R, any> & NoWindow<R>) =>
  <S, U, O, F, G>(query: Query<"select", S, U, O, F, G>): Query<"select", S, U, O, F | R | Sorts<Aggregate>, G | Sorts<R>> => {
    const q = queryNode(query)
    const block = open(q)
    const expr = exprNode(condition)
    // The groups are rows of the closed block inside, so its aggregates are columns here.
    return q._tag === "Select" && isClosed(q) && isAggregated(q)
      ? (withClauses(block, { where: [...block.where, expr] }) as never)
      : (withClauses(block, { having: [...block.having, expr] }) as never)
  }
