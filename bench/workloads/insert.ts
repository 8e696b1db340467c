import { BigDecimal, Effect, pipe } from "effect"
import { all, execute, from, insertInto, orderBy, rawCommand } from "fulmar"
import type { Bench, Workload } from "../bench.js"
import { withPostgres } from "../connections/postgres.js"
import { withSqlite } from "../connections/sqlite.js"
import type { Contender } from "../race.js"
import * as drizzled from "../wide/drizzle.js"
import { fillWide, Wide, wideRows } from "../wide/table.js"

type Rows = ReturnType<typeof wideRows>

/** What the others are given, which do not know decimals and leave it to others how moments and JSON are stored. */
const plainRows = (rows: Rows) =>
  rows.map(({ price, total, at, note, ...row }) => ({
    ...row,
    total,
    price: BigDecimal.format(price),
    at,
    note: note ?? null,
  }))

const columns = ["id", "quantity", "total", "price", "day", "at", "name", "note", "active", "detail"] as const

/** How many rows an insert of others has: Drizzle and PostgreSQL refuse much larger ones. */
const chunk = 1000

const inChunks = <A>(rows: ReadonlyArray<A>): ReadonlyArray<Array<A>> =>
  Array.from({ length: Math.ceil(rows.length / chunk) }, (_, i) => rows.slice(i * chunk, (i + 1) * chunk))

/** Each empties the table, then fills it. */
const contender = (name: string, run: () => unknown, read: () => unknown): Contender => ({
  name,
  run,
  rows: async () => {
    await run()
    return read()
  },
})

const clear = "delete from wide"
const readBack = "select * from wide order by id"

const onSqlite = (bench: Bench, rows: Rows): Promise<void> =>
  withSqlite("memory", fillWide(0), async ({ fulmar, drizzle, bare }) => {
    const statement = bare.prepare(`insert into wide values (${columns.map(() => "?").join(", ")})`)
    const emptied = bare.prepare(clear)
    const plain = plainRows(rows)
    const insertAll = bare.transaction(() => {
      emptied.run()
      for (const { id, quantity, total, price, day, at, name, note, active, detail } of plain) {
        statement.run(id, quantity, total, price, day, at.toISOString(), name, note, active ? 1 : 0, JSON.stringify(detail))
      }
      return plain.length
    })
    const run = Effect.runSyncWith(fulmar)
    const chunks = inChunks(plain.map((row) => ({ ...row, total: Number(row.total), at: row.at.toISOString() })))
    await bench.race({
      name: "bulk insert, SQLite",
      operations: rows.length,
      contenders: [
        contender(
          "fulmar",
          () => run(Effect.andThen(execute(rawCommand`delete from wide`), execute(insertInto(Wide, rows)))),
          () => run(all(pipe(from(Wide), orderBy(Wide.id)))),
        ),
        contender("better-sqlite3, row by row", insertAll, () => bare.prepare(readBack).all()),
        contender(
          "Drizzle",
          () =>
            drizzle.transaction((tx) => {
              tx.delete(drizzled.onSqlite).run()
              for (const rows of chunks) tx.insert(drizzled.onSqlite).values(rows).run()
            }),
          () => drizzle.select().from(drizzled.onSqlite).orderBy(drizzled.onSqlite.id).all(),
        ),
      ],
    })
  })

const onPostgres = (bench: Bench, server: string, rows: Rows): Promise<void> =>
  withPostgres(server, fillWide(0), async ({ fulmar, drizzle, bare }) => {
    const run = Effect.runPromiseWith(fulmar)
    const plain = plainRows(rows)
    const chunks = inChunks(plain)
    const values = (count: number): string =>
      Array.from({ length: count }, (_, row) => `(${columns.map((_, i) => `$${row * columns.length + i + 1}`).join(", ")})`).join(", ")
    const read = () => bare.query(readBack).then(({ rows }) => rows)
    await bench.race({
      name: "bulk insert, PostgreSQL",
      operations: rows.length,
      contenders: [
        contender("fulmar", () => run(Effect.andThen(execute(rawCommand`delete from wide`), execute(insertInto(Wide, rows)))), read),
        contender(
          "pg, 1,000 rows at a time",
          async () => {
            const client = await bare.connect()
            await client.query("begin")
            await client.query(clear)
            for (const rows of chunks) {
              const params = rows.flatMap((row) => columns.map((column) => (column === "detail" ? JSON.stringify(row.detail) : row[column])))
              await client.query(`insert into wide values ${values(rows.length)}`, params)
            }
            await client.query("commit")
            client.release()
          },
          read,
        ),
        contender(
          "Drizzle",
          () =>
            drizzle.transaction(async (tx) => {
              await tx.delete(drizzled.onPostgres)
              for (const rows of chunks) await tx.insert(drizzled.onPostgres).values(rows)
            }),
          read,
        ),
      ],
    })
  })

export const insertWorkload: Workload = {
  name: "insert",
  title: "Inserting many rows",
  run: async (bench) => {
    const rows = wideRows(1, bench.size(100_000, 50))
    bench.say(`${rows.length.toLocaleString("en-US")} rows in one transaction, into an emptied table; times are for one row.`)
    await onSqlite(bench, rows)
    if (bench.servers.postgres !== undefined) await onPostgres(bench, bench.servers.postgres, rows)
  },
}
