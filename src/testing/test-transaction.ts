import { Effect, Layer, Result } from "effect"
import type { Scope } from "effect"
import { Database } from "../driver/database.js"
import type { DatabaseService } from "../driver/database.js"
import { sessionOn } from "../driver/session.js"
import { sqlError } from "../driver/sql-error.js"
import type { SqlError } from "../driver/sql-error.js"
import { TransactionError } from "../driver/sql-error-reasons.js"
import type { BeginOptions } from "../driver/transaction-options.js"
import { connectionWithin } from "./test-transaction/connection.js"
import { controlWithin } from "./test-transaction/control.js"

/**
 * A transaction of the database around whatever is provided with this layer, which is rolled back at its end, however
 * that comes: tests that share a database see nothing of each other. All runs on one connection.
 *
 * A program does in it what it does outside: its `transaction` is a savepoint here, with its retries and what it has for
 * `afterCommit`; a statement that fails undoes itself only; fibers take turns. Different are: a transaction cannot have a
 * stronger isolation than the test has, as given in `options`, nor be read only by itself on servers; constraints that
 * are deferred are not looked at; and MySQL and MariaDB commit before and after CREATE TABLE and its like, so that these
 * fail with a `TransactionError`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { count, createAll, execute, from, insertInto, integer, table } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 * import { testTransaction } from "fulmar/testing"
 *
 * const Cake = table("cake", { id: integer })
 * const test = Effect.andThen(execute(insertInto(Cake, { id: 1 })), count(from(Cake)))
 * const both = Effect.gen(function* () {
 *   yield* createAll([Cake])
 *   return [yield* Effect.provide(test, testTransaction()), yield* Effect.provide(test, testTransaction())]
 * })
 * Effect.runSync(Effect.provide(both, Sqlite.layer({ filename: ":memory:" }))) // => [1, 1]
 * ```
 *
 * @since 0.1.0
 */
export const testTransaction = (options: BeginOptions = {}): Layer.Layer<Database, SqlError, Database> =>
  // One for each use, though the layer may be one value.
  Layer.fresh(Layer.effect(Database, Effect.flatMap(Effect.service(Database), (database) => within(database, options))))

const within = (
  database: DatabaseService,
  options: BeginOptions,
): Effect.Effect<DatabaseService, SqlError, Scope.Scope> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const begin = database.control.begin(options)
      if (Result.isFailure(begin)) return yield* Effect.fail(sqlError(new TransactionError({ message: begin.failure })))
      const lease = yield* database.acquire({ ...options, session: true }, restore)
      const control = controlWithin(database.control, options)
      const connection = connectionWithin(database, control, lease.connection)
      const { close, service } = sessionOn({ ...database, control }, { ...lease, connection }, "testTransaction")
      // What is open on a connection that is given back is rolled back.
      yield* Effect.addFinalizer(() => close)
      for (const text of begin.success) yield* lease.connection.control(text, restore)
      // A connection of the program is in use while a transaction of its own is open.
      const used = Effect.map(service.pool, ({ waiting }) => {
        const busy = connection.state() === "idle" ? 0 : 1
        return { open: 1, used: busy, idle: 1 - busy, waiting }
      })
      return { ...service, pool: used }
    }),
  )
