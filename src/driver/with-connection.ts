import { Effect } from "effect"
import type { Connection } from "./connection.js"
import { Database } from "./database.js"
import type { DatabaseService, Lease } from "./database.js"
import { exclusive } from "./exclusive.js"
import { databaseOf } from "./run.js"
import { sqlError } from "./sql-error.js"
import type { SqlError } from "./sql-error.js"
import { PoolTimeout } from "./sql-error-reasons.js"
import { currentLevel } from "./transaction-service.js"
import { makeTurn } from "./turn.js"

/**
 * Runs an effect with one connection for all its operations and transactions, so that what belongs to a session holds:
 * settings, temporary tables, advisory locks. In a transaction that is so anyway, and nothing changes.
 *
 * Fails with a `SqlError`, reason `PoolTimeout`, when no connection becomes free in time.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { transaction, withConnection } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const program = withConnection(transaction(Effect.succeed("on one connection")))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => "on one connection"
 * ```
 *
 * @since 0.1.0
 */
export const withConnection = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R | Database> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.withFiber((fiber): Effect.Effect<A, E | SqlError, R> => {
      const database = databaseOf(fiber)
      if (currentLevel(fiber.context, database) !== undefined) return restore(effect)
      return Effect.flatMap(database.acquire({}, restore), (lease) => {
        const session = Effect.provideService(restore(effect), Database, sessionOn(database, lease.connection))
        return Effect.onExitPrimitive(session as Effect.Effect<A, E, R>, () => lease.release(false))
      })
    }),
  )

/** A database that has this one connection. */
const sessionOn = (database: DatabaseService, connection: Connection): DatabaseService => {
  const shared = exclusive(() => connection, makeTurn(), database.acquireTimeout, sessionTimeout)
  const lease: Lease = { connection, release: () => shared.release }
  return {
    ...database,
    executor: {
      run: (sql, params, options) =>
        shared.turn.held() ? shared.use((own) => own.run(sql, params, options)) : connection.run(sql, params, options),
      cursor: (sql, params, options) =>
        shared.turn.held()
          ? shared.use((own) => own.cursor(sql, params, options))
          : connection.cursor(sql, params, options),
    },
    acquire: (_options, restore) => Effect.as(shared.take(restore), lease),
    pool: Effect.sync(() => ({ open: 1, used: 1, idle: 0, waiting: shared.turn.waiting() })),
  }
}

const sessionTimeout = (): SqlError =>
  sqlError(
    new PoolTimeout({
      message:
        "Waited too long for the one connection of withConnection: a transaction is open on it in another fiber.",
    }),
  )
