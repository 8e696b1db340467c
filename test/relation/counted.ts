import { Database, type DatabaseService } from "fulmar"
import { Effect } from "effect"

/** Runs an effect, and gives the statements that it sent, in transactions too, but for those that control them. */
export const counted = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<readonly [A, ReadonlyArray<string>], E, R | Database> =>
  Effect.gen(function* () {
    const database = yield* Database
    const sent: Array<string> = []
    type Run = DatabaseService["executor"]["run"]
    const watching =
      (run: Run): Run =>
      (sql, params, options) => {
        sent.push(sql)
        return run(sql, params, options)
      }
    const watched: DatabaseService = {
      ...database,
      executor: { ...database.executor, run: watching(database.executor.run) },
      acquire: (options, restore) =>
        Effect.map(database.acquire(options, restore), (lease) => ({
          ...lease,
          connection: { ...lease.connection, run: watching((sql, params, options) => lease.connection.run(sql, params, options)) },
        })),
    }
    const result = yield* Effect.provideService(effect, Database, watched)
    return [result, sent] as const
  })
