/**
 * Measures what a query costs the type checker, in instantiations, which unlike seconds are the same on every machine.
 *
 * A schema of 20 tables and one of 500 are compiled with no query and with 50 three-table queries over their first 20
 * tables, whose columns and whose vocabulary are in use in both programs, so that the difference is the queries. Fails when a query costs more than 1,000 instantiations, or 10 % more with 500 tables than with 20.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const QUERIES = 50
const SIZES = [20, 500]
const MAX_PER_QUERY = 1000
const MAX_GROWTH = 1.1

const root = fileURLToPath(new URL("..", import.meta.url))
const cache = join(root, ".cache", "instantiations")

const table = (i) => `
export const T${i} = table("t${i}", {
  id: integer.pipe(primaryKey),
  name: text,
  title: text,
  note: text.pipe(nullable),
  price: integer,
  stock: integer,
  weight: integer.pipe(nullable),
  rank: integer,
  parentId: integer,
  ownerId: integer.pipe(nullable),
})
`

const columns = ["id", "name", "title", "note", "price", "stock", "weight", "rank", "parentId", "ownerId"]

const query = (i) => {
  const stride = 1 + Math.floor(i / 20)
  const [a, b, c] = [i, i + stride, i + 7 + 2 * stride].map((n) => `T${n % 20}`)
  const grouped = i % 2 === 1
  const group = grouped ? `\n  groupBy(${a}.id, ${a}.name, ${a}.price, ${b}.title, ${c}.note),` : ""
  return `
export const q${i} = pipe(
  from(${a}),
  innerJoin(${b}, eq(${b}.parentId, ${a}.id)),
  leftJoin(${c}, eq(${c}.ownerId, ${b}.id)),
  where(and(gt(${a}.price, ${i}), or(eq(${a}.name, "x${i}"), eq(${b}.title, ${a}.title)))),${group}
  select({ id: ${a}.id, name: ${a}.name, price: ${a}.price, title: ${b}.title, note: ${c}.note }),
  orderBy(desc(${a}.price)),
  limit(${i + 1}),
)
const e${i} = all(q${i})
declare const r${i}: Effect.Success<typeof e${i}>[number]
export const v${i}: readonly [number, string, number, string, string | null] =
  [r${i}.id, r${i}.name, r${i}.price, r${i}.title, r${i}.note]
`
}

const range = (length) => Array.from({ length }, (_, i) => i)

const measure = (tables, queries) => {
  const folder = join(cache, `${tables}-${queries}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, "schema.ts"),
    `import { integer, nullable, primaryKey, table, text } from "fulmar"\n${range(tables).map(table).join("")}`,
  )
  writeFileSync(
    join(folder, "queries.ts"),
    `import { all, and, desc, eq, from, groupBy, gt, innerJoin, leftJoin, limit, or, orderBy, select, where } from "fulmar"
import { type Effect, pipe } from "effect"
import { ${range(20).map((i) => `T${i}`).join(", ")} } from "./schema.js"
export const used = [all, and, desc, eq, from, groupBy, gt, innerJoin, leftJoin, limit, or, orderBy, select, where, pipe]
export type Used = Effect.Effect<number>
${range(20).map((i) => `export const c${i} = [${columns.map((name) => `T${i}.${name}`).join(", ")}]`).join("\n")}
${range(queries).map(query).join("")}`,
  )
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(root, "tsconfig.json"), include: ["*.ts"] }))
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "node_modules", "typescript", "bin", "tsc"), "--noEmit", "--extendedDiagnostics", "--pretty", "false", "-p", folder],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  )
  const errors = stdout.split("\n").filter((line) => line.includes("error TS"))
  const count = /^Instantiations:\s+([\d,]+)/m.exec(stdout)?.[1]
  if (errors.length > 0 || count === undefined) {
    console.error(`The program of ${tables} tables and ${queries} queries does not compile (${folder}):`)
    console.error(errors.length > 0 ? errors.slice(0, 10).join("\n") : stdout + stderr)
    process.exit(1)
  }
  return Number(count.replaceAll(",", ""))
}

if (!existsSync(join(root, "src", "index.ts"))) {
  console.log("src/index.ts is not there yet: nothing to measure.")
  process.exit(0)
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

const [small, large] = rows
const growth = large.each / small.each
const problems = [
  ...rows
    .filter(({ each }) => each > MAX_PER_QUERY)
    .map(({ tables, each }) => `with ${tables} tables a query costs ${Math.round(each)} instantiations; the limit is ${MAX_PER_QUERY}`),
  ...(growth >= MAX_GROWTH ? [`a query costs ${((growth - 1) * 100).toFixed(1)} % more with ${SIZES[1]} tables than with ${SIZES[0]}; it must be under 10 %`] : []),
]
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
rmSync(cache, { recursive: true, force: true })
