import { readFileSync } from "node:fs"
import { cpus, release, totalmem, type } from "node:os"

const versionOf = (name: string): string => {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version
}

const packages = ["effect", "io-ts", "kysely", "drizzle-orm", "@effect/sql-pg", "better-sqlite3", "pg", "mysql2"]

/** What the numbers depend on. */
export const machine = (): ReadonlyArray<readonly [string, string]> => [
  ["date", new Date().toISOString().slice(0, 10)],
  ["processors", `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}`],
  ["memory", `${Math.round(totalmem() / 2 ** 30)} GiB`],
  ["system", `${type()} ${release()}`],
  ["node", process.versions.node],
  ...packages.map((name) => [name, versionOf(name)] as const),
]
