import type { Effect } from "effect"
import type { StatementNode } from "../../core/ddl-node.js"
import type { CheckRows, Query, RowOut } from "../../core/query-types.js"
import { rowsIn } from "../run.js"
import { withCompiled } from "./compiled.js"
import type { EnvOf, ErrorOf } from "./types.js"

/**
 * All rows of a query, or of a command with `returning`, decoded and checked.
 *
 * Fails with a `SqlError`, with a `DecodeError` if a row is not what its columns say, and commands with a
 * `ValidationError` if a value does not fit its column; then nothing was sent.
 *
 * @example
 * ```ts
 * import { all, createAll, from, integer, primaryKey, table, text } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const program = Effect.gen(function* () {
 *   yield* createAll([Cake])
 *   yield* all(from(Cake))
 * })
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
 * ```
 *
 * @since 0.1.0
 */
export const all = <K, S, U, O, F, G>(
  query: Query<K, S, U, O, F, G> & CheckRows<K, S, F, O, G>,
): Effect.Effect<ReadonlyArray<RowOut<O, U>>, ErrorOf<K, F>, EnvOf<F, S>> =>
  withCompiled(query as unknown as StatementNode, rowsIn) as never
