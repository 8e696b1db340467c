import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { Cause, Effect, Exit, Stream } from "effect"
import type { Layer } from "effect"
import { expect } from "vitest"
import { Database } from "../../src/driver/database.js"
import type { RowsResult, WireRow } from "../../src/driver/connection.js"
import { MariaDb } from "../../src/driver/mariadb/index.js"
import { MySql } from "../../src/driver/mysql/index.js"
import type { MySqlOptions } from "../../src/driver/mysql/index.js"
import { executorOf } from "../../src/driver/run.js"
import { SqlError } from "../../src/driver/sql-error.js"
import type { SqlErrorReason } from "../../src/driver/sql-error-reasons.js"

/** Both databases that mysql2 talks to. */
export const both = ["mariadb", "mysql"] as const

type Options = Omit<MySqlOptions, "url">

interface Located {
  readonly kind: string
  readonly url: string
}

export const layerOf = (db: Located, options: Options = {}): Layer.Layer<Database, SqlError> => {
  const all = { ...options, url: db.url }
  return db.kind === "mysql" ? MySql.layer(all) : MariaDb.layer(all)
}

/** Runs a program on the database, with a pool of its own. */
export const on = <A, E>(
  db: Located,
  program: Effect.Effect<A, E, Database>,
  options: Options = {},
): Promise<A> => Effect.runPromise(Effect.provide(program, layerOf(db, options)))

/** Runs one statement as the operations do: in the transaction of the fiber, else on a connection of the pool. */
export const run = (sql: string, ...params: ReadonlyArray<unknown>): Effect.Effect<RowsResult, SqlError, Database> =>
  Effect.withFiber((fiber) =>
    Effect.flatMap(Database, (database) =>
      executorOf(fiber, database).run(sql, params, { wide: true, columns: true }),
    ),
  )

export const rows = (sql: string, ...params: ReadonlyArray<unknown>) =>
  Effect.map(run(sql, ...params), (result) => result.rows)

/** The first value of the first row. */
export const value = (sql: string, ...params: ReadonlyArray<unknown>) =>
  Effect.map(rows(sql, ...params), (found) => found[0]?.[0])

/** The rows of a statement as a stream. */
export const streamed = (
  sql: string,
  params: ReadonlyArray<unknown> = [],
  size = 256,
): Stream.Stream<WireRow, SqlError, Database> =>
  Stream.unwrap(
    Effect.withFiber((fiber) =>
      Effect.flatMap(Database, (database) =>
        Effect.map(executorOf(fiber, database).cursor(sql, params, { wide: true }), (cursor) =>
          Stream.flattenIterable(
            Stream.takeWhile(
              Stream.fromEffectRepeat(Effect.suspend(() => cursor.read(size))),
              (chunk) => chunk.length > 0,
            ),
          ),
        ),
      ),
    ) as Effect.Effect<Stream.Stream<WireRow, SqlError>, SqlError, Database>,
  ) as Stream.Stream<WireRow, SqlError, Database>

/** The reason that an effect fails for. */
export const reasonOf = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<SqlErrorReason, never, R> =>
  Effect.map(Effect.exit(effect), (exit) => {
    if (Exit.isSuccess(exit)) throw new Error("It succeeded")
    const error = Cause.squash(exit.cause)
    expect(error).toBeInstanceOf(SqlError)
    return (error as SqlError).reason
  })

export const tagOf = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<string, never, R> =>
  Effect.map(reasonOf(effect), (reason) => reason._tag)

/** Runs for longer than any test waits, in both databases, and cannot be taken for a sleep. */
export const endless =
  "select count(*) from information_schema.columns a, information_schema.columns b, information_schema.columns c " +
  "where a.column_name <> b.column_name or c.column_name <> a.table_name"

/** Waits until a condition holds. */
export const eventually = async (holds: () => Promise<boolean>, what: string, limit = 8000): Promise<void> => {
  const end = Date.now() + limit
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not in time: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void

/** Bytes that are really in use. */
export const memory = (): number => {
  collect()
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
