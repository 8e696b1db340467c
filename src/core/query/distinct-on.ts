import { exprNode, queryNode } from "../erase.js"
import type { AnyExpr, Expr, Sorts } from "../expr.js"
import { withClauses } from "../query-node.js"
import type { Query } from "../query-types.js"
import { open } from "./block.js"

type NeedsOfKeys<E> = [E] extends [Expr<any, infer R, any>] ? R : never

/**
 * Of the rows in which the keys are the same only the first, by the order of the query; NULLs are the same. Said again it
 * adds keys. After `limit` or `offset` it applies to their result.
 *
 * The SQL: `select distinct on (…) …`, or where the database lacks it `row_number() over (partition by …)` in a derived
 * table. The order need not begin with the keys, as PostgreSQL wants it: rows that are left are sorted in a query around.
 *
 * @example
 * ```ts
 * import { desc, distinctOn, from, integer, orderBy, select, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Sale = table("sale", { kind: text, cents: integer })
 * const dearest = pipe(from(Sale), distinctOn(Sale.kind), orderBy(Sale.kind, desc(Sale.cents)), select({ kind: Sale.kind, cents: Sale.cents }))
 * toSql(dialect)(dearest)
 * // => `select distinct on ("sale"."kind") "sale"."kind", "sale"."cents" from "sale" order by "sale"."kind", "sale"."cents" desc`
 * ```
 *
 * @since 0.1.0
 */
export const distinctOn =
  <const E extends readonly [AnyExpr, ...ReadonlyArray<AnyExpr>]>(...keys: E) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G>,
  ): Query<
    "select",
    S,
    U,
    O,
    F | NeedsOfKeys<E[number]> | Sorts<NeedsOfKeys<E[number]>>,
    G | Sorts<NeedsOfKeys<E[number]>>
  > => {
    const block = open(queryNode(query))
    return withClauses(block, { distinctOn: [...(block.distinctOn ?? []), ...keys.map(exprNode)] }) as never
  }
