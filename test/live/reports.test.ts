/** The hardest reports that people know, said by the library, give the rows of SQL that is written by hand. */
import { BigDecimal, Effect } from "effect"
import { Sqlite } from "fulmar/sqlite"
import { expect, it } from "vitest"
import type { Live } from "../core/bakery.js"
import { layerOf } from "../core/on-server.js"
import { kinds } from "../servers/kinds.js"
import { describeOn } from "../servers/live.js"
import { antiJoin } from "./reports/anti-join.js"
import { billOfMaterials } from "./reports/bill-of-materials.js"
import { calendar } from "./reports/calendar.js"
import { deduplication } from "./reports/deduplication.js"
import { graphPaths } from "./reports/graph-paths.js"
import { islands } from "./reports/islands.js"
import { keyset } from "./reports/keyset.js"
import { median, percentiles } from "./reports/median.js"
import { movingAverage } from "./reports/moving-average.js"
import { nested } from "./reports/nested.js"
import { overlaps } from "./reports/overlaps.js"
import { percentOfTotal } from "./reports/percent-of-total.js"
import { pivot } from "./reports/pivot.js"
import { type Report, wordsOf } from "./reports/report.js"
import { retention } from "./reports/retention.js"
import { runningTotals } from "./reports/running-totals.js"
import { sessions } from "./reports/sessions.js"
import { subtotals } from "./reports/subtotals.js"
import { greatestOfGroup, topByLateral, topByWindow, topWithTies } from "./reports/top-of-group.js"
import { upsert } from "./reports/upsert.js"
import { yearOverYear } from "./reports/year-over-year.js"

const reports: ReadonlyArray<Report> = [
  islands, runningTotals, movingAverage, topByWindow, topByLateral, topWithTies, greatestOfGroup, pivot, billOfMaterials, graphPaths, sessions,
  median, percentiles, retention, upsert, antiJoin, nested, keyset, yearOverYear, percentOfTotal, deduplication, overlaps, calendar, subtotals,
]

/** A value without what clients read differently: exact numbers are text to some, and means have more or fewer digits. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === "boolean") return Number(value)
  if (typeof value === "bigint" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value))) return plain(Number(value))
  if (typeof value === "number") return Math.round(value * 1000) / 1000
  if (BigDecimal.isBigDecimal(value)) return plain(BigDecimal.format(value))
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, x]) => [key, plain(x)]))
  return value
}

describeOn(["sqlite", ...kinds], "reports", (db) => {
  const url = db.kind === "mariadb" ? db.url.replace(/^mysql:/, "mariadb:") : db.url
  const layer = db.kind === "sqlite" ? Sqlite.layer({ filename: url }) : layerOf(url)
  const run = <A>(program: Effect.Effect<A, unknown, any>): Promise<A> =>
    Effect.runPromise(Effect.provide(program as Effect.Effect<A, unknown, Live>, layer) as Effect.Effect<A>)

  for (const report of reports.filter(({ only }) => only === undefined || only.includes(db.kind))) {
    it(report.name, async () => {
      await run(Effect.all(report.seed))
      const rows = await run(report.rows)
      // The rounding of a mean is the business of the database; all else is as it is written.
      expect(plain(rows)).toEqual(plain(report.expected))

      await run(Effect.all(report.seed))
      const statements = [report.sql(wordsOf(db.kind))].flat()
      for (const statement of statements.slice(0, -1)) await db.query(statement)
      const found = await db.query(statements.at(-1)!)
      expect(plain(report.fold?.(found) ?? found)).toEqual(plain(rows))
    })
  }
})
