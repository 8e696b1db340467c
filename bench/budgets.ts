import type { Findings } from "./bench.js"
import { digits, markdownTable } from "./report.js"
import { ratio, type Spread } from "./spread.js"

/** What the library is held to: a ratio of two contenders of a race, or a number that a workload has found. */
export interface Budget {
  readonly what: string
  /** `atLeast` and `atMost` are inclusive. */
  readonly limit: { readonly atLeast: number } | { readonly atMost: number }
  readonly unit: string
  readonly measured: (findings: Findings) => Spread | undefined
}

const raced = (race: string, over: string, under: string) => ({ races }: Findings): Spread | undefined => {
  const result = races.find(({ name }) => name === race)
  return result === undefined ? undefined : ratio(result, over, under)
}

const found = (name: string) => ({ figures }: Findings): Spread | undefined => {
  const value = figures[name]
  return value === undefined ? undefined : { median: value, low: value, high: value }
}

export const budgets: ReadonlyArray<Budget> = [
  ...["Kysely", "Drizzle"].flatMap((peer): ReadonlyArray<Budget> => [
    {
      what: `build and compile the three-table query: throughput over ${peer}'s`,
      limit: { atLeast: 3 },
      unit: "×",
      measured: raced("three tables", peer, "fulmar"),
    },
    {
      what: `the same, tree defined once: throughput over ${peer}'s`,
      limit: { atLeast: 50 },
      unit: "×",
      measured: raced("three tables, defined once", peer, "fulmar"),
    },
  ]),
  {
    what: "SQLite, 100k rows × 10 columns of all types: time over better-sqlite3's `.all()`",
    limit: { atMost: 0.75 },
    unit: "×",
    measured: raced("wide rows, SQLite", "fulmar", "better-sqlite3"),
  },
  {
    what: "the same, of numbers, texts, days and NULLs only",
    limit: { atMost: 0.75 },
    unit: "×",
    measured: raced("rows of numbers and texts, SQLite", "fulmar", "better-sqlite3"),
  },
  {
    what: "PostgreSQL, rows of all types: time over pg's `query`",
    limit: { atMost: 0.6 },
    unit: "×",
    measured: raced("wide rows, PostgreSQL", "fulmar", "pg"),
  },
  {
    what: "MariaDB, rows of all types: time over mysql2's `query`",
    limit: { atMost: 1.1 },
    unit: "×",
    measured: raced("wide rows, MariaDB", "fulmar", "mysql2"),
  },
  {
    what: "point query on SQLite, many in one fiber: time over the bare cached statement",
    limit: { atMost: 1.6 },
    unit: "×",
    measured: raced("by id, SQLite, one fiber", "fulmar", "better-sqlite3"),
  },
  {
    what: "a transaction of one query on SQLite: time over better-sqlite3's `transaction`",
    limit: { atMost: 3.5 },
    unit: "×",
    measured: raced("transaction of 1, SQLite", "fulmar", "better-sqlite3"),
  },
  ...["SQLite", "PostgreSQL", "MariaDB"].map(
    (database): Budget => ({
      what: `streaming a million rows from ${database}: memory over the baseline`,
      limit: { atMost: 64 },
      unit: "MiB",
      measured: found(`stream, ${database}`),
    }),
  ),
  {
    what: "a million different queries: memory over that after the first tenth",
    limit: { atMost: 16 },
    unit: "MiB",
    measured: found("caches"),
  },
]

const isMet = ({ limit }: Budget, { median }: Spread): boolean =>
  "atLeast" in limit ? median >= limit.atLeast : median <= limit.atMost

/** The table of those budgets that this run has measured; `missed` names those that are not met. */
export const heldTo = (findings: Findings): { readonly table: string; readonly missed: ReadonlyArray<string> } => {
  const rows = budgets.flatMap((budget) => {
    const measured = budget.measured(findings)
    return measured === undefined ? [] : [{ budget, measured, met: isMet(budget, measured) }]
  })
  return {
    table: markdownTable(
      ["budget", "limit", "measured", "quartiles", "met"],
      rows.map(({ budget: { what, limit, unit }, measured, met }) => [
        what,
        "atLeast" in limit ? `≥ ${limit.atLeast} ${unit}` : `≤ ${limit.atMost} ${unit}`,
        `${digits(measured.median)} ${unit}`,
        `${digits(measured.low)} – ${digits(measured.high)}`,
        met ? "yes" : "**no**",
      ]),
    ),
    missed: rows.filter(({ met }) => !met).map(({ budget }) => budget.what),
  }
}
