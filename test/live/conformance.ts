/** What the conformance tests share: one program for SQLite and each server, and the state that it must leave behind. */
import { Cause, Deferred, Effect, Exit, type Layer } from "effect"
import { Database, SqlError, type Supports, transaction } from "fulmar"
import { MariaDb } from "fulmar/mariadb"
import { MySql } from "fulmar/mysql"
import { Postgres } from "fulmar/postgres"
import { Sqlite, type SqliteCapability } from "fulmar/sqlite"
import { expect } from "vitest"
import { kinds } from "../servers/kinds.js"
import type { LiveDb } from "../servers/live.js"
import { eventually } from "./mysql-fixture.js"

export const everywhere = ["sqlite", ...kinds] as const

/** Connections that a pool of a server may have here. */
export const poolSize = 6

/** All that a program may need: what a database does not have of it is a CompileError. */
export type Anything = Database | Supports<SqliteCapability | "ilike" | "rowLocks">

const layerOf = (db: LiveDb): Layer.Layer<Anything, SqlError> => {
  const options = { url: db.url, max: poolSize }
  switch (db.kind) {
    case "sqlite":
      return Sqlite.layer({ filename: db.url }) as never
    case "postgres":
      return Postgres.layer(options) as never
    case "mariadb":
      return MariaDb.layer(options) as never
    case "mysql":
      return MySql.layer(options) as never
  }
}

/** Runs a program on the database, with a pool of its own. */
export const on = <A, E>(db: LiveDb, program: Effect.Effect<A, E, Anything>): Promise<A> =>
  Effect.runPromise(Effect.provide(program, layerOf(db)))

/** The tag of the reason for which an effect fails, with a SqlError; or that it does not. */
export const tagOf = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<string, never, R> =>
  Effect.map(Effect.exit(effect), (exit) => {
    if (Exit.isSuccess(exit)) return "no error"
    const error = Cause.squash(exit.cause)
    return error instanceof SqlError ? error.reason._tag : String(error)
  })

/** Numbers from 0 to below 1, the same for the same seed. */
export const randomOf = (seed: number) => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, below: (n: number) => Math.floor(next() * n), chance: (p: number) => next() < p }
}

/** Transactions that are open on the database, as the server itself sees them. */
const openTransactions = async (db: LiveDb): Promise<number> => {
  switch (db.kind) {
    case "sqlite": {
      // Only one may write: were a transaction open, this would be refused.
      const other = await db.connect()
      return other
        .query("begin immediate")
        .then(() => other.query("rollback"))
        .then(() => 0, () => 1)
    }
    case "postgres": {
      const sql =
        "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null"
      return (await db.query(sql)).length
    }
    default: {
      const sql =
        "select t.trx_id from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id where p.db = ?"
      return (await db.query(sql, [db.name])).length
    }
  }
}

/** Nothing is left: no open transaction, no connection in use, nobody who waits; and all the pool can be had at once. */
export const nothingLeft = (db: LiveDb): Effect.Effect<void, SqlError, Database> =>
  Effect.gen(function* () {
    const { pool } = yield* Database
    const isIdle = Effect.map(pool, ({ idle, open, used, waiting }) => used === 0 && waiting === 0 && idle === open)
    yield* Effect.promise(() => eventually(() => Effect.runPromise(isIdle), "the pool is idle"))
    yield* Effect.promise(() => eventually(async () => (await openTransactions(db)) === 0, "no transaction is open"))
    const members = db.kind === "sqlite" ? 1 : poolSize
    const together = yield* Deferred.make<void>()
    let inside = 0
    const member = transaction(
      Effect.suspend(() => (++inside === members ? Deferred.succeed(together, undefined) : Deferred.await(together))),
    )
    yield* Effect.all(Array.from({ length: members }, () => member), { concurrency: "unbounded", discard: true })
    const figures = yield* pool
    expect(figures).toMatchObject({ used: 0, waiting: 0, idle: figures.open })
    if (db.kind !== "sqlite") expect(figures.open).toBeLessThanOrEqual(poolSize)
  })
