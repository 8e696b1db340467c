import { Context, Effect, Layer } from "effect"
import { Database } from "../driver/database.js"
import type { DatabaseService } from "../driver/database.js"
import type { Group } from "./log/group.js"
import { snapshot } from "./log/group.js"
import { recording } from "./log/recording.js"
import { StatementLog } from "./log/statement-log.js"

/** A database that is recorded, and its log. */
export const withLog = (database: DatabaseService): Context.Context<Database | StatementLog> => {
  const log: Group = { entries: [] }
  return Context.make(Database, recording(database, log)).pipe(
    Context.add(StatementLog, {
      entries: Effect.sync(() => snapshot(log)),
      clear: Effect.sync(() => void log.entries.splice(0)),
    }),
  )
}

/**
 * The layer of a real database, whose statements are put into a {@link StatementLog} on their way. They are the same, in
 * the same order.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { all, createAll, from, integer, table } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 * import { recorded, showLog, StatementLog, statementLog } from "fulmar/testing"
 *
 * const Cake = table("cake", { id: integer })
 * const program = Effect.gen(function* () {
 *   yield* createAll([Cake])
 *   const log = yield* StatementLog
 *   yield* log.clear
 *   yield* all(from(Cake))
 *   return showLog(yield* statementLog)
 * })
 * const layer = recorded(Sqlite.layer({ filename: ":memory:" }))
 * Effect.runSync(Effect.provide(program, layer)) // => `select "cake"."id" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const recorded = <ROut, E, R>(
  layer: Layer.Layer<ROut, E, R> & ([Database] extends [ROut] ? unknown : { readonly "a layer of no database": never }),
): Layer.Layer<ROut | StatementLog, E, R> =>
  Layer.provideMerge(
    Layer.effectContext(Effect.map(Effect.service(Database), withLog)),
    layer as unknown as Layer.Layer<Database, E, R>,
  ) as Layer.Layer<ROut | StatementLog, E, R>
