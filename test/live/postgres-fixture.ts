import { Effect, Layer } from "effect"
import { Database } from "../../src/driver/database.js"
import { dialect } from "../../src/driver/postgres/dialect.js"
import type { PostgresOptions } from "../../src/driver/postgres/options.js"
import { makeService } from "../../src/driver/postgres/service.js"
import type { RowsResult, WireRow } from "../../src/driver/connection.js"
import { executorOf } from "../../src/driver/run.js"
import type { SqlError } from "../../src/driver/sql-error.js"
import type { SqlErrorReason } from "../../src/driver/sql-error-reasons.js"

/** The database of a test. */
export interface Place {
  readonly url: string
}

export const layer = (db: Place, options: PostgresOptions = {}): Layer.Layer<Database, SqlError> =>
  Layer.effect(Database, makeService(dialect, { url: db.url, ...options }))

/** Runs a statement: in the transaction of the fiber, or else on a connection of its own. */
export const run = (sql: string, ...params: ReadonlyArray<unknown>): Effect.Effect<RowsResult, SqlError, Database> =>
  Effect.flatMap(Database, (database) =>
    Effect.withFiber((fiber) => executorOf(fiber, database).run(sql, params, { wide: true, columns: true })),
  )

export const rows = (
  sql: string,
  ...params: ReadonlyArray<unknown>
): Effect.Effect<ReadonlyArray<WireRow>, SqlError, Database> => Effect.map(run(sql, ...params), (result) => result.rows)

/** The first value of the first row. */
export const value = (sql: string, ...params: ReadonlyArray<unknown>): Effect.Effect<unknown, SqlError, Database> =>
  Effect.map(rows(sql, ...params), (found) => found[0]?.[0])

/** Why an effect fails. */
export const reason = <A, R>(effect: Effect.Effect<A, SqlError, R>): Effect.Effect<SqlErrorReason, A, R> =>
  Effect.map(Effect.flip(effect), (error) => error.reason)

/** Runs a program on a layer of its own. */
export const on = <A, E>(
  db: Place,
  program: Effect.Effect<A, E, Database>,
  options: PostgresOptions = {},
): Promise<A> => Effect.runPromise(Effect.provide(program, layer(db, options)))

export const figures = Effect.flatMap(Database, (database) => database.pool)
