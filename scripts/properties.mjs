/**
 * `npm run test:properties`: all properties at new seeds, 10,000 cases each on SQLite and a tenth on each server, and those
 * that only a long run is for. `npm run test:properties -- 2000 property-tests/rows` takes fewer cases of some files.
 */
import { spawnSync } from "node:child_process"

const [first, ...rest] = process.argv.slice(2)
const given = Number(first)
const cases = Number.isSafeInteger(given) && given > 0 ? given : 10_000
const files = Number.isSafeInteger(given) ? rest : process.argv.slice(2)

const run = (project, runs) => {
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project]
  const env = { ...process.env, FULMAR_RUNS: String(runs) }
  return spawnSync(process.execPath, [...args, ...(files.length === 0 ? ["property-tests"] : files)], { stdio: "inherit", env }).status ?? 1
}

const statuses = [run("sqlite", cases), run("servers", Math.ceil(cases / 10))]
process.exit(Math.max(...statuses))
