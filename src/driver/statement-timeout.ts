import { Context, Duration, Effect } from "effect"

/**
 * How long each statement of a fiber may run; `null` leaves it to the layer. The drivers of servers read it when a
 * statement starts. SQLite, which works in the thread that calls it, cannot.
 */
export const CurrentStatementTimeout: Context.Reference<Duration.Duration | null> = Context.Reference(
  "fulmar/StatementTimeout",
  { defaultValue: (): Duration.Duration | null => null },
)

/**
 * Sets how long each statement in an effect may run, in the place of the layer's `statementTimeout`. A statement that
 * takes longer is cancelled in the server and fails with a `SqlError`, reason `StatementTimeout`; the effect as a whole
 * may take as long as it likes. Waiting for a connection does not count, nor do BEGIN and COMMIT. For a stream it is
 * the time of each read. `Duration.infinity` takes a limit away.
 *
 * SQLite cannot interrupt a statement, and pays no heed to it.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { transaction, withStatementTimeout } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const program = transaction(Effect.succeed("in time")).pipe(withStatementTimeout("5 seconds"))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => "in time"
 * ```
 *
 * @since 0.1.0
 */
export const withStatementTimeout =
  (limit: Duration.Input) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.provideService(effect, CurrentStatementTimeout, Duration.fromInputUnsafe(limit))
