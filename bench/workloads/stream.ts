import { Effect, pipe, Stream } from "effect"
import { type Database, from, orderBy, stream } from "fulmar"
import type { Bench, Workload } from "../bench.js"
import { withMariaDb } from "../connections/mariadb.js"
import { withPostgres } from "../connections/postgres.js"
import { withSqlite } from "../connections/sqlite.js"
import { fillWide, Wide } from "../wide/table.js"

const MiB = 2 ** 20

/** What is in use of memory, in MiB: that of objects, with buffers, and all that the process has of the system. */
interface Memory {
  readonly heap: number
  readonly process: number
}

const memory = (): Memory => {
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heap: (heapUsed + external) / MiB, process: rss / MiB }
}

const samples = 10

const measured = async (
  bench: Bench,
  database: string,
  rows: number,
  run: (effect: Effect.Effect<void, unknown, Database>) => Promise<unknown>,
): Promise<void> => {
  const every = Math.ceil(rows / samples)
  const wide = pipe(from(Wide), orderBy(Wide.id))
  const drain = (each: (seen: number) => void): Effect.Effect<void, unknown, Database> =>
    Effect.suspend(() => {
      let seen = 0
      return Stream.runForEachArray(stream(wide), (chunk) =>
        Effect.sync(() => {
          const before = seen
          seen += chunk.length
          if (Math.floor(before / every) < Math.floor(seen / every)) each(seen)
        }),
      )
    })
  globalThis.gc?.()
  const baseline = memory()
  const curve: Array<{ readonly seen: number; readonly at: Memory }> = []
  const start = performance.now()
  await run(drain((seen) => void curve.push({ seen, at: memory() })))
  const took = performance.now() - start
  if (curve.at(-1)?.seen !== rows) throw new Error(`stream, ${database}: ${curve.at(-1)?.seen} of ${rows} rows`)
  const over = (at: Memory): Memory => ({ heap: at.heap - baseline.heap, process: at.process - baseline.process })
  bench.figure(`stream, ${database}`, Math.max(...curve.map(({ at }) => over(at).heap), ...curve.map(({ at }) => over(at).process)))
  if (bench.smoke) return bench.say(`stream, ${database}: all rows came`)
  bench.table(
    [`stream, ${database}: rows`, "objects, MiB over the baseline", "process, MiB over the baseline"],
    curve.map(({ seen, at }) => [seen.toLocaleString("en-US"), over(at).heap.toFixed(1), over(at).process.toFixed(1)]),
  )
  bench.say(`${Math.round(rows / (took / 1000)).toLocaleString("en-US")} rows a second.`)
}

export const streamWorkload: Workload = {
  name: "stream",
  title: "A stream of a million rows",
  run: async (bench) => {
    const rows = bench.size(1_000_000, 600)
    const { postgres, mariadb } = bench.servers
    await withSqlite("file", fillWide(rows), ({ fulmar }) => measured(bench, "SQLite", rows, Effect.runPromiseWith(fulmar)))
    if (postgres !== undefined) {
      await withPostgres(postgres, fillWide(rows), ({ fulmar }) => measured(bench, "PostgreSQL", rows, Effect.runPromiseWith(fulmar)))
    }
    if (mariadb !== undefined) {
      await withMariaDb(mariadb, fillWide(rows), ({ fulmar }) => measured(bench, "MariaDB", rows, Effect.runPromiseWith(fulmar)))
    }
  },
}
