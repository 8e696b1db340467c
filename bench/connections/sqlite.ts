import { readFileSync } from "node:fs"
import Database from "better-sqlite3"
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3"
import { type Context, Effect, Exit, Layer, Scope } from "effect"
import type { SqlClient } from "effect/sql/SqlClient"
import { Sqlite } from "fulmar/sqlite"
import { Kysely, SqliteDialect } from "kysely"
import { inFile } from "../../test/servers/database.js"
import * as schema from "../northwind/drizzle-sqlite.js"
import type { Northwind } from "../northwind/kysely.js"
import { effectSqlOn } from "./effect-sql-sqlite.js"

export type SqliteServices = Layer.Success<ReturnType<typeof Sqlite.layer>>

/** One database, or as many alike, each contender with a connection of its own. */
export interface SqliteContenders {
  readonly fulmar: Context.Context<SqliteServices>
  readonly kysely: Kysely<Northwind>
  readonly drizzle: BetterSQLite3Database<typeof schema>
  readonly effectSql: SqlClient
  readonly bare: Database.Database
}

/**
 * In a file, all contenders share one database. In memory each has its own, where nothing but the library and SQLite takes
 * time.
 */
export type Place = "file" | "memory"

export const withSqlite = async <E>(
  place: Place,
  fill: Effect.Effect<unknown, E, SqliteServices>,
  body: (contenders: SqliteContenders) => Promise<void>,
): Promise<void> => {
  const [{ url: file }, { drop }] = inFile()
  const opened: Array<Database.Database> = []
  const scope = Scope.makeUnsafe()
  const open = (filename: string): Promise<Context.Context<SqliteServices>> =>
    Effect.runPromise(Layer.buildWithScope(Sqlite.layer({ filename, wal: place === "file" }), scope))
  const connect = (): Database.Database => {
    const database = new Database(place === "file" ? file : readFileSync(file))
    opened.push(database)
    database.pragma("case_sensitive_like = on")
    return database
  }
  try {
    const inTheFile = await open(file)
    await Effect.runPromiseWith(inTheFile)(fill)
    const fulmar = place === "file" ? inTheFile : await open(":memory:")
    if (place === "memory") await Effect.runPromiseWith(fulmar)(fill)
    await body({
      fulmar,
      kysely: new Kysely({ dialect: new SqliteDialect({ database: connect() }) }),
      drizzle: drizzle(connect(), { schema }),
      effectSql: effectSqlOn(connect()),
      bare: connect(),
    })
  } finally {
    for (const database of opened) database.close()
    await Effect.runPromise(Scope.close(scope, Exit.void))
    await drop()
  }
}
