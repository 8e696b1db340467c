/** The four databases as the conformance suite takes them, and one program for all of them. */
import { Effect, type Layer } from "effect"
import { Database, type Dialect, type Supports } from "fulmar"
import type { ConformanceHooks, ConformanceOptions } from "fulmar/conformance"
import { MariaDb } from "fulmar/mariadb"
import { MySql } from "fulmar/mysql"
import { Postgres } from "fulmar/postgres"
import { Sqlite } from "fulmar/sqlite"
import { nothingLeft as nothing } from "../../src/conformance/nothing-left.js"
import { reasonOf as tagOf } from "../../src/conformance/check.js"
import { randomOf } from "../../src/conformance/transactions/random.js"
import { executorOf } from "../../src/driver/run.js"
import { kinds } from "../servers/kinds.js"
import type { LiveDb } from "../servers/live.js"

export { randomOf, tagOf }

export const everywhere = ["sqlite", ...kinds] as const

/** Connections that a pool of a server may have here. */
export const poolSize = 6

/** All that a program may need: what a database does not have of it is a CompileError. */
export type Anything = Database | Supports<string>

interface Subject {
  readonly layer: Layer.Layer<Database, unknown>
  readonly dialect: Dialect
}

const subjectOf = ({ kind, url }: LiveDb): Subject => {
  const options = { url, max: poolSize }
  switch (kind) {
    case "sqlite":
      return { layer: Sqlite.layer({ filename: url }), dialect: Sqlite.dialect }
    case "postgres":
      // It waits a second before it looks for a deadlock, which makes many of them long.
      return { layer: Postgres.layer({ ...options, onConnect: ["set deadlock_timeout = '20ms'"] }), dialect: Postgres.dialect }
    case "mariadb":
      return { layer: MariaDb.layer(options), dialect: MariaDb.dialect }
    case "mysql":
      return { layer: MySql.layer(options), dialect: MySql.dialect }
  }
}

/** The dialect of the database. */
export const dialectOf = (db: LiveDb): Dialect => subjectOf(db).dialect

/** Runs a program on the database, with a pool of its own. */
export const on = <A, E>(db: LiveDb, program: Effect.Effect<A, E, Anything>): Promise<A> =>
  Effect.runPromise(Effect.provide(program as Effect.Effect<A, E, Database>, subjectOf(db).layer))

/** Transactions that are open on the database, as the server itself sees them. */
const openTransactions = async (db: LiveDb): Promise<number> => {
  switch (db.kind) {
    case "sqlite": {
      // Only one may write: were a transaction open, this would be refused.
      const other = await db.connect()
      await other.query("pragma busy_timeout = 0")
      return other
        .query("begin immediate")
        .then(() => other.query("rollback"))
        .then(() => 0, () => 1)
        .finally(other.close)
    }
    case "postgres": {
      const sql =
        "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null"
      return (await db.query(sql)).length
    }
    default: {
      // The server keeps what it has shown until nobody has asked for a tenth of a second.
      await new Promise((resolve) => setTimeout(resolve, 150))
      const sql =
        "select t.trx_id from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id where p.db = ?"
      return (await db.query(sql, [db.name])).length
    }
  }
}

/** SQLite has no server that could end a connection. */
const killing = (db: LiveDb): ConformanceHooks =>
  db.kind === "sqlite"
    ? {}
    : {
        connectionId: Effect.withFiber((fiber) =>
          Effect.flatMap(Database, (database) => {
            const sql = db.kind === "postgres" ? "select pg_backend_pid()" : "select connection_id()"
            return Effect.map(executorOf(fiber, database).run(sql, [], { wide: false }), ({ rows }) => rows[0]?.[0])
          }),
        ),
        kill: (id) => Effect.promise(() => db.kill(Number(id))),
      }

/** What the suite is run with. */
export const conformanceOptions = (db: LiveDb): ConformanceOptions => ({
  ...subjectOf(db),
  connections: db.kind === "sqlite" ? 1 : poolSize,
  hooks: { openTransactions: Effect.promise(() => openTransactions(db)), ...killing(db) },
})

/** Nothing is left: no open transaction, no connection in use, nobody who waits; and all the pool can be had at once. */
export const nothingLeft = (db: LiveDb): Effect.Effect<void, unknown, Anything> => {
  const { connections, hooks } = conformanceOptions(db)
  return nothing({ connections: connections!, hooks: hooks! })
}
