import { randomBytes } from "node:crypto"
import { Effect, type Layer } from "effect"
import type { Database, Supports } from "fulmar"
import { MariaDb } from "fulmar/mariadb"
import { MySql, type MySqlOptions } from "fulmar/mysql"
import { Postgres, type PostgresOptions } from "fulmar/postgres"
import type { SqliteCapability } from "fulmar/sqlite"
import { withPlain } from "../servers/plain.js"

/** A layer that is said to have all that SQLite has: what it has not is a CompileError. */
type Any = Layer.Layer<Database | Supports<SqliteCapability>, unknown>

export const layerOf = (url: string, options: Omit<PostgresOptions & MySqlOptions, "url" | "ssl"> = {}): Any => {
  switch (new URL(url).protocol) {
    case "postgres:":
      return Postgres.layer({ ...options, url }) as Any
    case "mariadb:":
      return MariaDb.layer({ ...options, url }) as unknown as Any
    default:
      return MySql.layer({ ...options, url }) as unknown as Any
  }
}

/** Runs a program on a fresh empty database of a server. */
export const onServer = async <A, E>(
  server: string,
  program: Effect.Effect<A, E, Database | Supports<SqliteCapability>>,
): Promise<A> => {
  const name = `fulmar_${randomBytes(6).toString("hex")}`
  const url = new URL(server)
  url.pathname = `/${name}`
  const admin = server
  await withPlain(admin, (plain) => plain.query(`create database ${name}`))
  try {
    return await Effect.runPromise(Effect.provide(program, layerOf(url.href)) as Effect.Effect<A, E>)
  } finally {
    await withPlain(admin, (plain) => plain.query(`drop database ${name}`))
  }
}
