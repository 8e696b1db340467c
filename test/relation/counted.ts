import { Database, type DatabaseService } from "fulmar"
import { Effect } from "effect"

/** Runs an effect, and gives the statements that it sent outside transactions too. */
export const counted = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<readonly [A, ReadonlyArray<string>], E, R | Database> =>
  Effect.gen(function* () {
    const database = yield* Database
    const sent: Array<string> = []
    const run: DatabaseService["executor"]["run"] = (sql, params, options) => {
      sent.push(sql)
      return database.executor.run(sql, params, options)
    }
    const watched = { ...database, executor: { ...database.executor, run } }
    const result = yield* Effect.provideService(effect, Database, watched)
    return [result, sent] as const
  })
