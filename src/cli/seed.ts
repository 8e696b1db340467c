import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { tableData } from "../core/table.js"
import type { seed as seedTables } from "../testing/arbitrary/index.js"
import { failure } from "./cli-failure.js"
import type { CliFailure } from "./cli-failure.js"
import { loadConfig, loadTables } from "./config.js"
import { connected } from "./connect.js"
import { print } from "./output.js"

/** What draws rows needs fast-check, which only those install who use it. */
const arbitraries: Effect.Effect<{ readonly seed: typeof seedTables }, CliFailure> = Effect.tryPromise({
  try: () => import("../testing/arbitrary/index.js"),
  catch: (cause) =>
    failure(
      /fast-check/.test(String(cause))
        ? "fast-check, which draws the rows, is not installed: npm install --save-dev fast-check"
        : String(cause),
    ),
})

const rows = Flag.Int("rows").pipe(
  Flag.withAlias("n"),
  Flag.withMetavar("<count>"),
  Flag.withDescription("How many rows each table gets. 20"),
  Flag.filter((count) => count >= 0, (count) => `expected 0 or more, got ${count}`),
  Flag.withDefault(20),
)

const rowsOf = Flag.KeyValuePair("rows-of").pipe(
  Flag.withMetavar("<table=count>"),
  Flag.withDescription("How many rows one table gets. May be given often"),
  Flag.filter(
    (counts) => Object.values(counts).every((count) => /^\d{1,9}$/.test(count)),
    () => "expected table=count",
  ),
  Flag.withDefault({}),
)

const number = Flag.Int("seed").pipe(
  Flag.withMetavar("<number>"),
  Flag.withDescription("The same number gives the same rows. 1"),
  Flag.withDefault(1),
)

/** `fulmar seed` */
export const seedCommand = Command.make("seed", { rows, rowsOf, number }, (options) =>
  Effect.gen(function* () {
    const config = yield* loadConfig
    const tables = yield* loadTables(config)
    const { seed } = yield* arbitraries
    const counts = Object.fromEntries([
      ...tables.map((table) => [tableData(table).name, options.rows] as const),
      ...Object.entries(options.rowsOf).map(([name, count]) => [name, Number(count)] as const),
    ])
    const seeded = yield* connected(config, seed(tables, { rows: counts, seed: options.number }))
    for (const { rows: count, table } of seeded) yield* print((paint) => `${table} ${paint("dim", `${count} rows`)}`)
  }),
).pipe(Command.withDescription("Fill the tables of the program with rows that they take"))
