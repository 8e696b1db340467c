import { Effect } from "effect"
import type { StatementNode } from "../../core/ddl-node.js"
import type { Check, Query } from "../../core/query-types.js"
import { executeIn } from "../run.js"
import { withCompiled } from "./compiled.js"
import type { EnvOf, ErrorOf, Executed } from "./types.js"

/** An insert of no rows changes nothing, so nothing is sent. */
const isEmpty = (node: StatementNode): boolean =>
  node._tag === "Insert" && node.source._tag === "Rows" && node.source.rows.length === 0

/**
 * Runs a command for its effect, and says how many rows it inserted, changed or deleted.
 *
 * Fails with a `SqlError`, or with a `ValidationError` if a value does not fit its column; then nothing was sent.
 *
 * @example
 * ```ts
 * import { createAll, execute, insertInto, integer, primaryKey, table } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const program = Effect.andThen(createAll([Cake]), execute(insertInto(Cake, [{ id: 1 }, { id: 2 }])))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => { rowsAffected: 2 }
 * ```
 *
 * @since 0.1.0
 */
export const execute = <K, S, U, O, F, G>(
  command: Query<K, S, U, O, F, G> & Check<K, S, F, O, G>,
): Effect.Effect<Executed, Exclude<ErrorOf<K, F>, { readonly _tag: "DecodeError" }>, EnvOf<F, S>> => {
  const node = command as unknown as StatementNode
  return withCompiled(node, (fiber, database, compiled) =>
    isEmpty(node) ? Effect.succeed({ rowsAffected: 0 }) : executeIn(fiber, database, compiled),
  ) as never
}
