/**
 * Measures what a query costs the type checker, in instantiations, which unlike seconds are the same on every machine.
 *
 * A schema of 20 tables and one of 500 are compiled with no query and with 50 three-table queries over their first 20
 * tables, whose columns and whose vocabulary are in use in both programs, so that the difference is the queries. Fails when a query costs more than 1,000 instantiations, or 10 % more with 500 tables than with 20.
 */
import { rmSync } from "node:fs"
import { join } from "node:path"
import { overBudget } from "./type-cost/budget.mjs"
import { head, schema, threeTables } from "./type-cost/fulmar.mjs"
import { compileProgram, range, root } from "./type-cost/program.mjs"

const QUERIES = 50
const SIZES = [20, 500]

const cache = join(root, ".cache", "instantiations")

const measure = (tables, queries) => {
  const folder = join(cache, `${tables}-${queries}`)
  const { errors, output, instantiations } = compileProgram(folder, {
    "schema.ts": schema(tables),
    "queries.ts": `${head}${range(queries).map((i) => threeTables(i)).join("")}`,
  })
  if (errors.length > 0 || instantiations === undefined) {
    console.error(`The program of ${tables} tables and ${queries} queries does not compile (${folder}):`)
    console.error(errors.length > 0 ? errors.slice(0, 10).join("\n") : output)
    process.exit(1)
  }
  return instantiations
}

rmSync(cache, { recursive: true, force: true })
const rows = SIZES.map((tables) => {
  const none = measure(tables, 0)
  const some = measure(tables, QUERIES)
  return { tables, none, some, each: (some - none) / QUERIES }
})
const print = (...cells) => console.log(cells.map((cell) => cell.toLocaleString("en-US").padStart(14)).join(""))
print("tables", "0 queries", `${QUERIES} queries`, "each query")
for (const { tables, none, some, each } of rows) print(tables, none, some, Math.round(each))

const problems = overBudget(rows)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
rmSync(cache, { recursive: true, force: true })
