import { BigDecimal, Effect, pipe } from "effect"
import { all, from, orderBy } from "fulmar"
import { sql } from "kysely"
import type { Bench, Workload } from "../bench.js"
import { withMariaDb } from "../connections/mariadb.js"
import { withPostgres } from "../connections/postgres.js"
import { withSqlite } from "../connections/sqlite.js"
import * as drizzled from "../wide/drizzle.js"
import { fillFlat, Flat } from "../wide/flat.js"
import { fillWide, Wide } from "../wide/table.js"

const wide = pipe(from(Wide), orderBy(Wide.id))
const text = "select * from wide order by id"

type Raw = readonly [number, number, number, string, string, string, string, string | null, number, string]

/** What somebody would write who wants the same values, without checking any. */
const byHand = ([id, quantity, total, price, day, at, name, note, active, detail]: Raw) => ({
  id,
  quantity,
  total: BigInt(total),
  price: BigDecimal.fromStringUnsafe(price),
  day,
  at: new Date(at),
  name,
  note,
  active: active === 1,
  detail: JSON.parse(detail) as unknown,
})

const onSqlite = (bench: Bench, rows: number): Promise<void> =>
  withSqlite("file", fillWide(rows), async ({ fulmar, kysely, drizzle, effectSql, bare }) => {
    const statement = bare.prepare(text)
    const arrays = bare.prepare(text).raw()
    const selected = drizzle.select().from(drizzled.onSqlite).orderBy(drizzled.onSqlite.id).prepare()
    const run = Effect.runSyncWith(fulmar)
    await bench.race({
      name: "wide rows, SQLite",
      operations: rows,
      contenders: [
        { name: "fulmar", run: () => run(all(wide)) },
        { name: "better-sqlite3", run: () => statement.all() },
        { name: "better-sqlite3, decoded by hand", run: () => (arrays.all() as ReadonlyArray<Raw>).map(byHand) },
        { name: "Kysely", run: () => sql`select * from wide order by id`.execute(kysely).then(({ rows }) => rows) },
        { name: "Drizzle, prepared", run: () => selected.all() },
        { name: "effect/sql", run: () => Effect.runSync(effectSql.unsafe(text)) },
      ],
    })
  })

/** The columns of which better-sqlite3 gives the very values too. */
const asTheyAre = (bench: Bench, rows: number): Promise<void> =>
  withSqlite("file", fillFlat(rows), async ({ fulmar, drizzle, bare }) => {
    const statement = bare.prepare("select * from flat order by id")
    const selected = drizzle.select().from(drizzled.flatOnSqlite).orderBy(drizzled.flatOnSqlite.id).prepare()
    const flat = pipe(from(Flat), orderBy(Flat.id))
    await bench.race({
      name: "rows of numbers and texts, SQLite",
      operations: rows,
      contenders: [
        { name: "fulmar", run: () => Effect.runSyncWith(fulmar)(all(flat)) },
        { name: "better-sqlite3", run: () => statement.all() },
        { name: "Drizzle, prepared", run: () => selected.all() },
      ],
    })
  })

const onPostgres = (bench: Bench, server: string, rows: number): Promise<void> =>
  withPostgres(server, fillWide(rows), async ({ fulmar, kysely, drizzle, effectSql, bare }) => {
    const selected = drizzle.select().from(drizzled.onPostgres).orderBy(drizzled.onPostgres.id).prepare("wide")
    const run = Effect.runPromiseWith(fulmar)
    await bench.race({
      name: "wide rows, PostgreSQL",
      operations: rows,
      contenders: [
        { name: "fulmar", run: () => run(all(wide)) },
        { name: "pg", run: () => bare.query(text).then(({ rows }) => rows) },
        { name: "Kysely", run: () => sql`select * from wide order by id`.execute(kysely).then(({ rows }) => rows) },
        { name: "Drizzle, prepared", run: () => selected.execute() },
        { name: "effect/sql", run: () => Effect.runPromise(effectSql.unsafe(text)) },
      ],
    })
  })

const onMariaDb = (bench: Bench, server: string, rows: number): Promise<void> =>
  withMariaDb(server, fillWide(rows), async ({ fulmar, bare }) => {
    const run = Effect.runPromiseWith(fulmar)
    await bench.race({
      name: "wide rows, MariaDB",
      operations: rows,
      contenders: [
        { name: "fulmar", run: () => run(all(wide)) },
        { name: "mysql2", run: () => bare.query(text).then(([rows]) => rows) },
      ],
    })
  })

export const wideWorkload: Workload = {
  name: "wide",
  title: "All rows of a table of ten columns",
  run: async (bench) => {
    const rows = bench.size(100_000, 50)
    const { postgres, mariadb } = bench.servers
    bench.say(`${rows.toLocaleString("en-US")} rows of integers, decimals, days, moments, texts, NULLs and JSON, or of numbers, texts, days and NULLs only; times are for one row.`)
    await onSqlite(bench, rows)
    await asTheyAre(bench, rows)
    if (postgres !== undefined) await onPostgres(bench, postgres, rows)
    if (mariadb !== undefined) await onMariaDb(bench, mariadb, rows)
  },
}
