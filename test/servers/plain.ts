import Sqlite from "better-sqlite3"
import mysql from "mysql2/promise"
import { Client } from "pg"

/** A connection of the database's own npm client, to check from outside what the library did. */
export interface Plain {
  /** The number by which the server knows the connection: the process of PostgreSQL, the thread of the others. */
  readonly id: number
  readonly query: <Row = Record<string, unknown>>(
    sql: string,
    params?: ReadonlyArray<unknown>,
  ) => Promise<ReadonlyArray<Row>>
  readonly close: () => Promise<void>
}

const viaPg = async (url: string): Promise<Plain> => {
  const client = new Client({ connectionString: url })
  // A server that is killed on purpose must not end the test with an unhandled event.
  client.on("error", () => {})
  await client.connect()
  const query: Plain["query"] = async (sql, params = []) => (await client.query(sql, [...params])).rows ?? []
  const [row] = await query<{ pid: number }>("select pg_backend_pid() as pid")
  return { id: row!.pid, query, close: () => client.end().catch(() => {}) }
}

const viaMysql2 = async (url: string): Promise<Plain> => {
  const connection = await mysql.createConnection(url.replace(/^mariadb:/, "mysql:"))
  connection.on("error", () => {})
  const query: Plain["query"] = async <Row>(sql: string, params: ReadonlyArray<unknown> = []) => {
    const [rows] = await connection.query(sql, [...params])
    return (Array.isArray(rows) ? rows : []) as unknown as ReadonlyArray<Row>
  }
  return { id: connection.threadId, query, close: async () => connection.destroy() }
}

const viaSqlite = (file: string): Plain => {
  const database = new Sqlite(file)
  const query = <Row>(sql: string, params: ReadonlyArray<unknown> = []): ReadonlyArray<Row> => {
    const statement = database.prepare(sql)
    if (statement.reader) return statement.all(...params) as ReadonlyArray<Row>
    statement.run(...params)
    return []
  }
  return {
    id: 0,
    query: async (sql, params) => query(sql, params),
    close: async () => void database.close(),
  }
}

/** Connects to what the url names: `postgres://`, `mysql://` or `mariadb://`, or else the file of a SQLite database. */
export const connectPlain = async (url: string): Promise<Plain> =>
  /^postgres(ql)?:/.test(url) ? viaPg(url) : /^(mysql|mariadb):/.test(url) ? viaMysql2(url) : viaSqlite(url)

export const withPlain = async <A>(url: string, use: (plain: Plain) => Promise<A>): Promise<A> => {
  const plain = await connectPlain(url)
  try {
    return await use(plain)
  } finally {
    await plain.close()
  }
}
