import { Effect, pipe } from "effect"
import * as Either from "fp-ts/lib/Either.js"
import { all, and, type AnyQuery, compile, type Condition, eq, from, gt, insertInto, limit, or, orderBy, select, where } from "fulmar"
import { dialect } from "fulmar/sqlite"
import type { Bench, Workload } from "../bench.js"
import { withSqlite } from "../connections/sqlite.js"
import { fillNorthwind, makeCustomers, tiny } from "../northwind/data.js"
import { Customer } from "../northwind/fulmar.js"
import { digits, duration } from "../report.js"
import { spread } from "../spread.js"
import { fillWide, Wide } from "../wide/table.js"

const compiled = (query: AnyQuery): string => {
  const result = compile(dialect)(query)
  if (Either.isLeft(result)) throw result.left
  return result.right.sql
}

/** A condition of so many comparisons, side by side. */
const broad = (nodes: number): AnyQuery => {
  const conditions: Array<Condition<typeof Customer>> = []
  for (let i = 0; i < nodes; i++) conditions.push(i % 2 === 0 ? eq(Customer.city, "x") : gt(Customer.id, i))
  return pipe(from(Customer), where(or(...conditions)), select(Customer.id))
}

/** A condition of so many comparisons, in pairs of pairs of pairs. */
const deep = (nodes: number): AnyQuery => {
  const made = (count: number, i: number): Condition<typeof Customer> => {
    if (count === 1) return gt(Customer.id, i)
    const half = count >> 1
    return i % 2 === 0 ? and(made(half, i + 1), made(count - half, i + 2)) : or(made(half, i + 2), made(count - half, i + 1))
  }
  return pipe(from(Customer), where(made(nodes, 0)), select(Customer.id))
}

const customers = makeCustomers(1000)
const inserted = (nodes: number): AnyQuery =>
  insertInto(Customer, customers.slice(0, Math.max(1, Math.floor(nodes / 11))))

/** The median of some runs, each long enough to be measured. */
const timeOf = (run: () => unknown, smoke: boolean): number => {
  const samples: Array<number> = []
  const until = performance.now() + (smoke ? 0 : 500)
  do {
    let runs = 0
    const start = process.cpuUsage()
    let spent = 0
    do {
      run()
      runs++
      const { user, system } = process.cpuUsage(start)
      spent = (user + system) / 1000
    } while (spent < (smoke ? 0 : 10))
    samples.push(spent / runs)
  } while (performance.now() < until)
  return spread(samples).median
}

/** How much more time a part of the largest takes than one of the smallest; below 1 it takes less. */
const growth = (times: ReadonlyArray<number>): number => times.at(-1)! / times[0]!

const ofTrees = (bench: Bench): void => {
  const sizes = bench.smoke ? [10, 100] : [10, 100, 1_000, 10_000]
  const shapes = { "conditions side by side": broad, "conditions inside each other": deep, "values of an insert": inserted }
  bench.table(
    ["build and compile, for each node", ...sizes.map((size) => `${size.toLocaleString("en-US")} nodes`), "last over first"],
    Object.entries(shapes).map(([name, make]) => {
      const times = sizes.map((size) => timeOf(() => compiled(make(size)), bench.smoke) / size)
      return [name, ...times.map((time) => (bench.smoke ? "" : duration(time))), bench.smoke ? "" : digits(growth(times))]
    }),
  )
}

const ofRows = (bench: Bench): Promise<void> => {
  const sizes = bench.smoke ? [10, 50] : [1_000, 10_000, 100_000]
  return withSqlite("file", fillWide(sizes.at(-1)!), async ({ fulmar }) => {
    const times = sizes.map((size) => {
      const rows = pipe(from(Wide), orderBy(Wide.id), limit(size))
      return timeOf(() => Effect.runSyncWith(fulmar)(all(rows)), bench.smoke) / size
    })
    bench.table(
      ["rows", ...sizes.map((size) => size.toLocaleString("en-US")), "last over first"],
      [["read, for each row", ...times.map((time) => (bench.smoke ? "" : duration(time))), bench.smoke ? "" : digits(growth(times))]],
    )
  })
}

/** Queries of which no two have the same text, so that every cache by text or by tree is of no use, and must not grow. */
const ofCaches = (bench: Bench): Promise<void> =>
  withSqlite("memory", fillNorthwind(tiny), async ({ fulmar }) => {
    const total = bench.size(1_000_000, 100)
    const parts = 10
    const heaps: Array<number> = []
    for (let part = 0; part < parts; part++) {
      const first = (part * total) / parts
      await Effect.runPromiseWith(fulmar)(
        Effect.gen(function* () {
          for (let i = first; i < first + total / parts; i++) {
            yield* all(pipe(from(Customer), where(eq(Customer.id, 1 + (i % tiny.customers))), select({ [`c${i}`]: Customer.id })))
          }
        }),
      )
      globalThis.gc?.()
      heaps.push(process.memoryUsage().heapUsed / 2 ** 20)
    }
    bench.figure("caches", heaps.at(-1)! - heaps[0]!)
    bench.table(
      ["different queries", "heap, MiB"],
      heaps.map((heap, part) => [((total / parts) * (part + 1)).toLocaleString("en-US"), bench.smoke ? "" : heap.toFixed(1)]),
    )
  })

export const growthWorkload: Workload = {
  name: "growth",
  title: "How cost grows",
  run: async (bench) => {
    ofTrees(bench)
    await ofRows(bench)
    await ofCaches(bench)
  },
}
