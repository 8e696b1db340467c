import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Kind } from "./kinds.js"
import { connectPlain, withPlain } from "./plain.js"
import type { Plain } from "./plain.js"
import { makeProxy } from "./proxy.js"
import type { Proxy } from "./proxy.js"

/** A database that nobody else uses. */
export interface LiveDb {
  readonly kind: Kind | "sqlite"
  /** Where it is: of SQLite the file, of the others a url. */
  readonly url: string
  readonly name: string
  /** One statement by the npm client of the database itself, on a connection kept for that. */
  readonly query: Plain["query"]
  /** One more such connection, closed at the end. */
  readonly connect: () => Promise<Plain>
  /** Ends a connection from the side of the server, by the number that the server has given it. */
  readonly kill: (id: number) => Promise<void>
  /** The same database behind a wire that can be cut or stalled. */
  readonly proxy: () => Promise<Proxy>
}

/** The parts of a LiveDb that run outside any test. */
export interface Lifecycle {
  readonly create: () => Promise<void>
  readonly drop: () => Promise<void>
}

/** Everything about a database on a server but the server. It is not there before `create`. */
export const onServer = (kind: Kind, server: string): readonly [LiveDb, Lifecycle] => {
  const name = `fulmar_${randomBytes(6).toString("hex")}`
  const address = new URL(server)
  address.pathname = `/${name}`
  const [db, close] = withConnections(kind, address.href, name, async (id) => {
    const statement = kind === "postgres" ? `select pg_terminate_backend(${id})` : `kill ${id}`
    await withPlain(server, (plain) => plain.query(statement))
  })
  const drop = async (plain: Plain): Promise<void> => {
    if (kind === "postgres") return void (await plain.query(`drop database if exists "${name}" with (force)`))
    // An open transaction of a test that failed would hold up the drop for ever.
    const sql = "select id as id from information_schema.processlist where db = ?"
    const open = await plain.query<{ id: number }>(sql, [name])
    for (const { id } of open) await plain.query(`kill ${id}`).catch(() => {})
    await plain.query(`drop database if exists \`${name}\``)
  }
  const quoted = kind === "postgres" ? `"${name}"` : `\`${name}\``
  const create = async () => {
    await withPlain(server, (plain) => plain.query(`create database ${quoted}`))
  }
  return [db, { create, drop: () => close().then(() => withPlain(server, drop)) }]
}

/** A database of SQLite in a file, for the tests that run on all databases. */
export const inFile = (): readonly [LiveDb, Lifecycle] => {
  const folder = mkdtempSync(join(tmpdir(), "fulmar-sqlite-"))
  const [db, close] = withConnections("sqlite", join(folder, "test.db"), "main", () =>
    Promise.reject(new Error("SQLite has no server that could end a connection")),
  )
  const remove = () => rmSync(folder, { recursive: true, force: true })
  return [db, { create: async () => {}, drop: () => close().then(remove) }]
}

const withConnections = (
  kind: LiveDb["kind"],
  url: string,
  name: string,
  kill: LiveDb["kill"],
): readonly [LiveDb, () => Promise<void>] => {
  const opened: Array<{ readonly close: () => Promise<void> }> = []
  let first: Promise<Plain> | undefined
  const keep = async <A extends { readonly close: () => Promise<void> }>(opening: Promise<A>): Promise<A> => {
    const it = await opening
    opened.push(it)
    return it
  }
  const connect = () => keep(connectPlain(url))
  const query: Plain["query"] = async (sql, params) => {
    first ??= connect()
    try {
      return await (await first).query(sql, params)
    } catch (error) {
      // It may be the connection that broke, when a test does that to the server: the next statement gets a new one.
      first = undefined
      throw error
    }
  }
  const close = async () => {
    await Promise.all(opened.map((one) => one.close()))
  }
  return [{ kind, url, name, query, connect, kill, proxy: () => keep(makeProxy(url)) }, close]
}
