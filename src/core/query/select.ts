import { queryNode, selectionNode } from "../erase.js"
import type { ExprNode } from "../expr-node.js"
import { withClauses } from "../query-node.js"
import type { Query, ReadsOf, Selection } from "../query-types.js"
import { hasAggregate, hasWindow, leafExprs } from "../traverse.js"
import { isAggregated, isClosed, open } from "./block.js"

/**
 * What each row gives: an expression, a whole table, or a record of these, nested as deep as wanted. The last one wins.
 * It never changes the number of rows, but for an aggregate without `groupBy`, which makes one row of all.
 *
 * The SQL: the list after `select`.
 *
 * @example
 * ```ts
 * import { from, integer, select, table, text, toSql, upper } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, name: text })
 * const q = pipe(from(Cake), select({ id: Cake.id, loud: upper(Cake.name) }))
 * toSql(dialect)(q) // => `select "cake"."id", upper("cake"."name") as "loud" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const select =
  <const P extends Selection>(selection: P) =>
  <S, U, F, G>(
    query: Query<"select", S, U, any, F, G>,
  ): Query<"select", S, U, P, F | ReadsOf<P>, G> => {
    const node = selectionNode(selection)
    const q = queryNode(query)
    if (q._tag !== "Select") {
      return withClauses(open(q), { selection: node }) as never
    }
    // An aggregate or a window counts the rows that LIMIT left over, so it belongs outside.
    const counts = (e: ExprNode): boolean => (!isAggregated(q) && hasAggregate(e)) || hasWindow(e)
    const block = isClosed(q) && leafExprs(node).some(counts) ? open(q) : q
    return withClauses(block, { selection: node }) as never
  }
