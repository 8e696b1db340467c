import { text } from "../codec/text.js"
import type { Expr, Needs, Reads } from "../core/expr.js"
import { callNode } from "../core/expr-node.js"

/**
 * What a merge did with the row that `returning` gives. PostgreSQL 17 and later.
 *
 * The SQL: `merge_action()`.
 *
 * @example
 * ```ts
 * import { eq, integer, mergeAction, mergeInto, returning, table, thenDelete, toSql, whenMatched } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Stock = table("stock", { id: integer })
 * const Gone = table("gone", { id: integer })
 * const sort = pipe(
 *   mergeInto(Stock, Gone, eq(Stock.id, Gone.id)),
 *   whenMatched(thenDelete),
 *   returning({ what: mergeAction, id: Stock.id }),
 * )
 * toSql(dialect)(sort).endsWith(`returning merge_action() as "what", "stock"."id"`) // => true
 * ```
 *
 * @since 0.1.0
 */
export const mergeAction: Expr<"INSERT" | "UPDATE" | "DELETE", Needs<"merge returning"> | Reads<"merge", "action">, never> =
  callNode(text.spec.type, "mergeAction", [], "never") as never
