import { exprNode, queryNode } from "../erase.js"
import type { CommandNode } from "../command-node.js"
import type { Aggregate, Expr, Windowed } from "../expr.js"
import { type QueryNode, withClauses } from "../query-node.js"
import type { Query } from "../query-types.js"
import { misplaced, open } from "./block.js"

/** What takes a condition. */
type Filtered = "select" | "compound" | "update" | "delete"

/** A condition on rows may not contain an aggregate or a window function. */
export type NoAggregate<R> = Aggregate extends R
  ? unknown extends R
    ? unknown
    : { readonly "aggregate in where; use having": true }
  : NoWindow<R>

/** What an aggregate is made of is a value of each row. */
export type NotNested<R> = Aggregate extends R
  ? unknown extends R
    ? unknown
    : { readonly "aggregate in an aggregate; make a table of the groups with as": true }
  : Windowed extends R
    ? { readonly "window function in an aggregate; make a table of the rows with as": true }
    : unknown

/** Windows are made of the rows that conditions left over. */
export type NoWindow<R> = Windowed extends R
  ? unknown extends R
    ? unknown
    : { readonly "window function in a condition; use as and where": true }
  : unknown

/**
 * Only the rows for which the condition is true, not those for which it is false or NULL. Several are joined with AND.
 * After `limit` or `offset` it filters their result.
 *
 * The SQL: `where …`, on a query, an update or a delete.
 *
 * @example
 * ```ts
 * import { from, gt, integer, primaryKey, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * toSql(dialect)(pipe(from(Cake), where(gt(Cake.id, 3)))) // => `select "cake"."id" from "cake" where "cake"."id" > 3`
 * ```
 *
 * @since 0.1.0
 */
export const where =
  <R>(condition: Expr<boolean | null, R, any> & NoAggregate<R>) =>
  <K extends Filtered, S, U, O, F, G>(query: Query<K | "unbounded", S, U, O, F, G>): Query<K, S, U, O, F | R, G> => {
    const expr = exprNode(condition)
    const q = query as unknown as QueryNode | CommandNode
    switch (q._tag) {
      case "Update":
      case "Delete":
        return q.limit !== null ? misplaced(q, "where after limit") : Object.freeze({ ...q, where: [...q.where, expr], bounded: true }) as never
      case "Insert":
      case "Merge":
        // The types leave this out; a cast can get here. The compiler refuses it with a CompileError.
        return misplaced(q, "where")
      default: {
        const block = open(queryNode(query))
        return withClauses(block, { where: [...block.where, expr] }) as never
      }
    }
  }
