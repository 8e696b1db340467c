import type Database from "better-sqlite3"
import { Effect, Semaphore, Stream } from "effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as SqlClient from "effect/sql/SqlClient"
import type { Connection } from "effect/sql/SqlConnection"
import { classifySqliteError, SqlError } from "effect/sql/SqlError"
import { makeCompilerSqlite } from "effect/sql/Statement"

/**
 * A client of effect/sql on better-sqlite3, as small as it gets: no release of @effect/sql-sqlite-node is for this effect.
 * Statements are prepared once and kept, as the official drivers do.
 */
export const effectSqlOn = (database: Database.Database): SqlClient.SqlClient => {
  const statements = new Map<string, Database.Statement>()
  const prepare = (sql: string): Database.Statement => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const attempt = <A>(read: () => A): Effect.Effect<A, SqlError> =>
    Effect.suspend(() => {
      try {
        return Effect.succeed(read())
      } catch (cause) {
        return Effect.fail(new SqlError({ reason: classifySqliteError(cause) }))
      }
    })
  const rows = (sql: string, params: ReadonlyArray<unknown>): ReadonlyArray<object> => {
    const statement = prepare(sql)
    if (statement.reader) return statement.all(...params) as ReadonlyArray<object>
    statement.run(...params)
    return []
  }
  const values = (sql: string, params: ReadonlyArray<unknown>) => {
    const statement = database.prepare(sql)
    return statement.reader ? (statement.raw().all(...params) as ReadonlyArray<ReadonlyArray<unknown>>) : []
  }
  const connection: Connection = {
    execute: (sql, params, transform) => attempt(() => (transform ? transform(rows(sql, params)) : rows(sql, params))),
    executeRaw: (sql, params) => attempt(() => rows(sql, params)),
    executeUnprepared: (sql, params) => attempt(() => rows(sql, params)),
    executeValues: (sql, params) => attempt(() => values(sql, params)),
    executeValuesUnprepared: (sql, params) => attempt(() => values(sql, params)),
    executeStream: (sql, params) =>
      Stream.suspend(() => Stream.fromIterable(prepare(sql).iterate(...params) as Iterable<object>)),
  }
  const client = SqlClient.make({
    ...SqlClient.makeSqliteAcquirers({
      connection: Effect.succeed(connection),
      semaphore: Semaphore.makeUnsafe(1),
      isTransaction: () => database.inTransaction,
    }),
    compiler: makeCompilerSqlite(),
    driver: "better-sqlite3",
    prepareTransactionControls: true,
    spanAttributes: [["db.system.name", "sqlite"]],
  })
  return Effect.runSync(Effect.provide(client, Reactivity.layer))
}
