import { commandNode } from "../erase.js"
import type { CommandNode, WithNode } from "../command-node.js"
import type { Needs } from "../expr.js"
import { type QueryNode, queryPipe } from "../query-node.js"
import type { CheckPrepared, Command, Free, Query } from "../query-types.js"

/**
 * Runs a command in the same statement as a query or another command, which alone says what rows it gives. Both see the
 * tables as they were before: neither sees what the other changes, and a row that both change is changed by one of them
 * only. What the one returns the other can read where it is made a table by {@link cte} instead. The result takes no more
 * clauses, but further commands. PostgreSQL only.
 *
 * The SQL: `with "_1" as (delete from "cart" …) select …`.
 *
 * @example
 * ```ts
 * import { alongside, deleteFrom, eq, insertInto, integer, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cart = table("cart", { id: integer })
 * const Sale = table("sale", { id: integer })
 * const sell = pipe(insertInto(Sale, { id: 7 }), alongside(pipe(deleteFrom(Cart), where(eq(Cart.id, 7)))))
 * toSql(dialect)(sell)
 * // => `with "_1" as (delete from "cart" where "cart"."id" = 7) insert into "sale" ("id") values (7)`
 * ```
 *
 * @since 0.1.0
 */
export const alongside =
  <C extends Command, S2, U2, O2, F2, G2>(command: Query<C, S2, U2, O2, F2, G2> & CheckPrepared<C, S2, F2, O2, unknown>) =>
  <K extends "select" | "compound" | "with" | Command, S, U, O, F, G>(
    query: Query<K, S, U, O, F, G> & CheckPrepared<K, S, F, O, G>,
  ): Query<"with", never, U, O, Free<F, S> | Free<F2, S2> | Needs<"dataModifyingCte">, unknown> => {
    const node = query as unknown as QueryNode | CommandNode | WithNode
    const made: WithNode =
      node._tag === "With"
        ? { ...node, commands: [...node.commands, commandNode(command)] }
        : { _tag: "With", commands: [commandNode(command)], body: node, pipe: queryPipe }
    return Object.freeze(made) as never
  }
