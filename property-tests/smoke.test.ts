import * as fc from "fast-check"
import { test } from "vitest"
import { build, rows, trees, sql } from "./arbitraries/index.js"
import { abilities, createSchema, load, numRuns, run, dialect } from "./harness.js"

test("smoke", () => {
  createSchema()
  console.log(abilities)
  const t = trees(abilities)
  const errors = new Map<string, [number, string]>()
  let t0 = performance.now(), len = 0, n = 0, nonempty = 0
  for (const [q, data] of fc.sample(fc.tuple(t.query, rows), { numRuns, seed: Number(process.env.SEED ?? 42) })) {
    const b = build(q)
    const text = sql.toSql(dialect)(b.query).startsWith("--") ? dump(b.query) : sql.toSql(dialect)(b.query)
    len += text.length; n++
    try { load(data); if (run(b.query).length) nonempty++ } catch (e: any) {
      const k = e.message.split("\n")[0].replace(/"[^"]*"/g, '"x"').slice(0, 140)
      const v = errors.get(k)
      if (!v || text.length < v[1].length) errors.set(k, [(v?.[0] ?? 0) + 1, text + (process.env.ST ? e.stack + e.cause?.stack : "")]); else v[0]++
    }
  }
  console.log(n, "avg len", len / n, "nonempty", nonempty, "ms", performance.now() - t0)
  for (const [k, [c, s]] of errors) console.log("\n##", c, k, "\n   ", s)
})

const dump = (u: any): string => u === null || typeof u !== "object" ? String(u) : u._tag === "Column" ? `${u.table}.${u.name}` : u._tag === "Value" ? `'${String(u.value)}'` : u._tag === "Row" ? "row" : u._tag === "TableSource" ? u.table.ref : u._tag === "CteSource" ? "cte " + u.table.ref + "=" + dump(u.cte.query) : u._tag === "DerivedSource" ? `${dump(u.query)} as ${u.table.ref}` : Array.isArray(u) ? `[${u.map(dump).join(", ")}]` : (u._tag ?? "") + "{" + Object.entries(u).filter(([k, v]) => !["_tag", "type", "pipe", "spec", "nulls", "negated", "caseInsensitive"].includes(k) && v !== null && v !== false && !(Array.isArray(v) && v.length === 0)).map(([k, v]) => k + ":" + dump(v)).join(" ") + "}"
