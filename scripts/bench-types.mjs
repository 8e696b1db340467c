/**
 * `npm run bench:types`: what a query costs the type checker, beside Kysely and Drizzle: in instantiations, and in time, which
 * depends on the machine. Schemas of 20, 200 and 500 tables; queries of three tables and of twelve joins; right, and with the name of a
 * column misspelt. Fails when the budget of this library is broken, as `npm run test:types:cost` does.
 *
 * `npm run bench:types -- 20` is of one size only.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { overBudget } from "./type-cost/budget.mjs"
import * as drizzle from "./type-cost/drizzle.mjs"
import * as fulmar from "./type-cost/fulmar.mjs"
import * as kysely from "./type-cost/kysely.mjs"
import { compileProgram, range, root } from "./type-cost/program.mjs"

const given = process.argv.slice(2).map(Number)
const sizes = given.length > 0 ? given : [20, 200, 500]
const libraries = { fulmar, kysely, drizzle }
const kinds = { "three tables": { of: "threeTables", queries: 50 }, "twelve joins": { of: "twelveJoins", queries: 20 } }
const cache = join(root, ".cache", "bench-types")

const compiled = (name, tables, text, mistakes) => {
  const folder = join(cache, name)
  const result = compileProgram(folder, { "schema.ts": libraries[name.split("-")[0]].schema(tables), "queries.ts": text })
  if (result.instantiations === undefined || (mistakes === 0 ? result.errors.length > 0 : result.errors.length < mistakes)) {
    console.error(`${name}: ${result.errors.length} errors, ${mistakes} were meant (${folder}):`)
    console.error(result.errors.length > 0 ? result.errors.slice(0, 10).join("\n") : result.output)
    process.exit(1)
  }
  return result
}

rmSync(cache, { recursive: true, force: true })
const head = ["library", "queries", "tables", "instantiations of each, right", "misspelt", "check time of all, right", "misspelt"]
const lines = [`| ${head.join(" | ")} |`, `| --- | --- | ${head.slice(2).map(() => "--:").join(" | ")} |`]
console.log(lines.join("\n"))
const held = []
for (const tables of sizes) {
  for (const [name, library] of Object.entries(libraries)) {
    const none = compiled(`${name}-${tables}-none`, tables, library.head, 0)
    for (const [kind, { of, queries }] of Object.entries(kinds)) {
      const [right, wrong] = [false, true].map((wrong) => {
        const text = `${library.head}${range(queries).map((i) => library[of](i, wrong)).join("")}`
        const { instantiations, checkTime } = compiled(`${name}-${tables}-${of}-${wrong}`, tables, text, wrong ? queries : 0)
        return { each: (instantiations - none.instantiations) / queries, time: checkTime }
      })
      if (name === "fulmar" && of === "threeTables") held.push({ tables, each: right.each })
      const count = ({ each }) => Math.round(each).toLocaleString("en-US")
      const time = ({ time }) => `${time.toFixed(2)} s`
      const line = `| ${[name, `${queries} of ${kind}`, tables, count(right), count(wrong), time(right), time(wrong)].join(" | ")} |`
      lines.push(line)
      console.log(line)
    }
  }
}

const problems = overBudget(held)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
rmSync(cache, { recursive: true, force: true })
if (given.length > 0) process.exit(0)

const page = join(root, "docs", "benchmarks.md")
const marks = ["<!-- types -->", "<!-- /types -->"]
const text = readFileSync(page, "utf8")
const [from, to] = marks.map((mark) => text.indexOf(mark))
if (from === -1 || to === -1) throw new Error(`docs/benchmarks.md has no ${marks.join(" … ")}`)
writeFileSync(page, `${text.slice(0, from)}${marks[0]}\n\n${lines.join("\n")}\n\n${text.slice(to)}`)
