import { Effect } from "effect"
import { Database } from "./database.js"
import { notAnEffect } from "./not-an-effect.js"
import { databaseOf } from "./run.js"
import { sessionOn } from "./session.js"
import type { SqlError } from "./sql-error.js"
import { currentLevel } from "./transaction-service.js"

/**
 * Runs an effect with one connection for all its operations and transactions, so that what belongs to a session holds:
 * settings, temporary tables, advisory locks. In a transaction that is so anyway, and nothing changes.
 *
 * Fails with a `SqlError`, reason `PoolTimeout`, when no connection becomes free in time. A fiber that outlives it has
 * no connection any more: its operations fail with a `TransactionError`.
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
  notAnEffect("withConnection", effect) ??
  Effect.uninterruptibleMask((restore) =>
    Effect.withFiber((fiber): Effect.Effect<A, E | SqlError, R> => {
      const database = databaseOf(fiber)
      if (currentLevel(fiber.context, database) !== undefined) return restore(effect)
      return Effect.flatMap(database.acquire({ session: true }, restore), (lease) => {
        const { close, service } = sessionOn(database, lease, "withConnection")
        const session = Effect.provideService(restore(effect), Database, service)
        return Effect.onExitPrimitive(session as Effect.Effect<A, E, R>, () => close)
      })
    }),
  )
