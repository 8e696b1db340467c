import { spawnSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Fulmar from "fulmar"
import { afterAll, beforeAll, describe, expect, test } from "vitest"

/** What does not compile, and the sentence that its error ends with. */
const wrong: Readonly<Record<string, readonly [snippet: string, sentence: string]>> = {
  "a table that is not in scope": [
    `all(pipe(from(Cake), where(eq(Fruit.id, 1))))`,
    `"table is not in from/join": "fruit"`,
  ],
  "selected": [`all(pipe(from(Cake), select({ f: Fruit })))`, `"table is not in from/join": "fruit"`],
  "counted": [`count(pipe(from(Cake), where(eq(Fruit.id, 1))))`, `"table is not in from/join": "fruit"`],
  "streamed": [`stream(pipe(from(Cake), orderBy(desc(Fruit.id))))`, `"table is not in from/join": "fruit"`],
  "prepared": [`prepare(pipe(from(Cake), where(eq(Fruit.id, 1))))`, `"table is not in from/join": "fruit"`],
  "two tables": [
    `all(pipe(from(Cake), where(eq(Fruit.id, Line.orderId))))`,
    `"table is not in from/join": "fruit" | "line"`,
  ],
  "a correlated table in FROM": [
    `all(from(pipe(from(Fruit), where(on), as("f"))))`,
    `"a table made of a query reads another; use a lateral join after": "cake"`,
  ],
  "a correlated table before what it reads": [
    `pipe(from(Line), crossJoinLateral(pipe(from(Fruit), where(on), as("f"))), crossJoin(Cake))`,
    `"table is not in from/join before the lateral join": "cake"`,
  ],
  "a lateral join that SQLite lacks": [
    `Effect.runPromise(all(pipe(from(Cake), crossJoinLateral(pipe(from(Fruit), where(on), as("f"))))).pipe(Effect.provide(sqlite)))`,
    `Type 'Supports<"lateral">' is not assignable to type 'never'`,
  ],
  "a correlated CTE": [`pipe(from(Fruit), where(on), cte("f"))`, `"table is not in from/join": "cake"`],
  "a value of an insert": [
    `insertInto(Cake, { name: Cake.name, price: 1n })`,
    `"table is not in from/join": "cake"`,
  ],
  "a value of a table": [`values("v", { id: integer }, [{ id: Cake.id }])`, `"table is not in from/join": "cake"`],
  "a value of no column": [`values("v", { id: integer }, [{ id: 1, x: 2 }])`, `"no such column": "x"`],
  "a table twice": [`pipe(from(Cake), crossJoin(Cake))`, `"table is already in from/join; use alias": "cake"`],
  "an aggregate in where": [`where(gt(count(Cake.id), 1))`, `"aggregate in where; use having": true`],
  "in a join": [`innerJoin(Fruit, gt(count(Cake.id), 1))`, `"aggregate in where; use having": true`],
  "in groupBy": [`groupBy(add(count(Cake.id), 1))`, `"aggregate in where; use having": true`],
  "in an aggregate": [`sum(count(Cake.id))`, `"aggregate in an aggregate; make a table of the groups with as": true`],
  "in a command": [
    `execute(pipe(update(Cake, { bakeryId: count(Cake.id) }), allRows))`,
    `"aggregate in a command": true`,
  ],
  "an ungrouped column": [
    `all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ n: Fruit.name })))`,
    `"column is not in groupBy": "fruit.name"`,
  ],
  "an ungrouped table": [
    `all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ f: Fruit })))`,
    `"column is not in groupBy": "fruit.*"`,
  ],
  "sorted by": [
    `all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ c: Fruit.cakeId }), orderBy(Fruit.name)))`,
    `"column is not in groupBy": "fruit.name"`,
  ],
  "in having": [
    `all(pipe(from(Fruit), groupBy(Fruit.cakeId), having(eq(Fruit.name, "x")), select({ c: Fruit.cakeId })))`,
    `"column is not in groupBy": "fruit.name"`,
  ],
  "a bare column": [
    `all(pipe(from(Fruit), select({ n: count(Fruit.id), name: Fruit.name })))`,
    `"column stands beside an aggregate without groupBy": "fruit.name"`,
  ],
  "a window function in where": [
    `where(gt(rank().pipe(over({ orderBy: [Cake.id] })), 1))`,
    `"window function in a condition; use as and where": true`,
  ],
  "a window function in having": [
    `having(gt(countAll.pipe(over()), 1))`,
    `"window function in a condition; use as and where": true`,
  ],
  "a window function in an aggregate": [
    `sum(countAll.pipe(over()))`,
    `"window function in an aggregate; make a table of the rows with as": true`,
  ],
  "a window function in a command": [
    `execute(pipe(update(Cake, { bakeryId: countAll.pipe(over()) }), allRows))`,
    `"window function in a command": true`,
  ],
  "a window of a table that is not in scope": [
    `all(pipe(from(Cake), select({ n: rank().pipe(over({ partitionBy: [Fruit.id] })) })))`,
    `"table is not in from/join": "fruit"`,
  ],
  "a window of an ungrouped column": [
    `all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ n: sum(Fruit.id).pipe(over({ orderBy: [Fruit.cakeId] })) })))`,
    `"column is not in groupBy": "fruit.id"`,
  ],
  "an element of another type": [`eq(Cake.id, L.anyOf(["a"]))`, `"cannot be compared": readonly [`],
  "an array from a query of two columns": [
    `L.arrayFrom(pipe(from(Cake), select({ a: Cake.id, b: Cake.name })))`,
    `"select one column, not": "a" | "b"`,
  ],
  "an update of every row": [
    `execute(update(Cake, { name: "x" }))`,
    `"add where, or allRows to mean every row": true`,
  ],
  "a delete of every row": [`execute(deleteFrom(Cake))`, `"add where, or allRows to mean every row": true`],
  "a statement of a batch": [
    `batch({ cakes: from(Cake), fruits: pipe(from(Cake), where(eq(Fruit.id, 1))) })`,
    `"table is not in from/join": "fruit"`,
  ],
  "a statement of a list": [`batch([from(Cake), deleteFrom(Cake)])`, `"add where, or allRows to mean every row": true`],
  "rows of a command": [`all(ins)`, `"gives no rows; add returning or use execute": true`],
  "a CTE of a command without rows": [
    `pipe(ins, cte("x"))`,
    `"gives no rows; add returning, or run it by alongside": true`,
  ],
  "a command alongside that changes every row": [
    `pipe(from(Cake), alongside(deleteFrom(Cake)))`,
    `"add where, or allRows to mean every row": true`,
  ],
  "a column of an update on a duplicate": [
    `pipe(ins, onDuplicateKeyUpdate({ zzz: 1 }))`,
    `"no such column to set": "zzz"`,
  ],
  "a merge that does nothing": [`execute(merge)`, `"add whenMatched or whenNotMatched": true`],
  "a row of the target that is not there": [
    `pipe(merge, whenNotMatched(thenInsert({ name: Cake.name, price: 1n })))`,
    `"there is no row to read": "cake.name"`,
  ],
  "a row of the source that is not there": [
    `pipe(merge, whenNotMatchedBySource(eq(Fruit.id, 1), thenDelete))`,
    `"there is no row to read": "fruit.id"`,
  ],
  "a column that a merge leaves out": [
    `pipe(merge, whenNotMatched(thenInsert({ name: "x" })))`,
    `"column has no value": "price"`,
  ],
  "a value of a merge": [
    `pipe(merge, whenNotMatched(thenInsert({ name: "x", price: 1 })))`,
    `"value does not fit its column": "price"`,
  ],
  "an open parameter": [
    `all(pipe(from(Cake), where(eq(Cake.id, param("id", integer)))))`,
    `"parameter has no value; use prepare": "id"`,
  ],
  "an unknown column of an insert": [
    `insertInto(Cake, { name: "x", price: 1n, nme: "y" })`,
    `"no such column to insert": "nme"`,
  ],
  "a generated column of an insert": [
    `insertInto(Cake, [{ name: "x", price: 1n, slug: "y" }])`,
    `"no such column to insert": "slug"`,
  ],
  "rows of a query": [
    `insertFrom(Cake, pipe(from(Fruit), select({ name: Fruit.name })))`,
    `"rows do not fit the table": readonly [`,
  ],
  "an unknown column of an upsert": [
    `pipe(ins, onConflictDoUpdate([Cake.name], { zzz: 1 }))`,
    `"no such column to set": "zzz"`,
  ],
  "a value of an upsert": [
    `pipe(ins, onConflictDoUpdate([Cake.name], { price: "x" }))`,
    `"value does not fit its column": "price"`,
  ],
  "the constraint of another table": [
    `pipe(ins, onConflictDoNothing(Fruit.name))`,
    `"column is not of the table of the insert": "fruit.name"`,
  ],
  "rows that differ": [
    `pipe(from(Cake), select({ n: Cake.name }), union(pipe(from(Cake), select({ n: Cake.id }))))`,
    `"rows of the operands differ": readonly [{ readonly n: string; }, { readonly n: number; }]`,
  ],
  "rows of another column": [
    `pipe(from(Cake), select({ n: Cake.name }), union(pipe(from(Cake), select({ n: Cake.name, m: Cake.name }))))`,
    `"rows of the operands differ": readonly [{ readonly n: string; }, { readonly n: string; readonly m: string; }]`,
  ],
  "a query of two columns as a value": [
    `scalar(pipe(from(Cake), select({ a: Cake.id, b: Cake.id })))`,
    `"select one column, not": "a" | "b"`,
  ],
  "a value of another type in a query": [
    `inQuery(Cake.id, pipe(from(Cake), select(Cake.name)))`,
    `"cannot be compared": readonly [number, string]`,
  ],
  "a value of another type, data last": [`pipe(Cake.id, eq("x"))`, `"cannot be compared": readonly [number, "x"]`],
  "a nested selection as a table": [
    `pipe(from(Cake), select({ a: { b: Cake.id } }), as("x"))`,
    `"a table needs a flat selection; not an expression": "a"`,
  ],
  "one expression as a table": [
    `pipe(from(Cake), select(Cake.id), as("x"))`,
    `"name the column: select a record": true`,
  ],
  "a transaction outside of using": [
    `using(database("b"))(savepoint(Effect.void))`,
    `"put transaction inside using": never`,
  ],
  "a capability that SQLite lacks": [
    `Effect.runPromise(all(pipe(from(Cake), where(ilike(Cake.name, "x")))).pipe(Effect.provide(sqlite)))`,
    `Type 'Supports<"ilike">' is not assignable to type 'never'`,
  ],
  "an ungrouped key of distinctOn": [
    `all(pipe(from(Fruit), groupBy(Fruit.cakeId), distinctOn(Fruit.name), select({ c: Fruit.cakeId })))`,
    `"column is not in groupBy": "fruit.name"`,
  ],
  "an index hint": [
    `Effect.runPromise(execute(pipe(update(Cake.pipe(useIndex("ix")), { name: "x" }), allRows)).pipe(Effect.provide(sqlite)))`,
    `Type 'Supports<"indexHints">' is not assignable to type 'never'`,
  ],
  "a key that the JSON lacks": [
    `jsonGet(value(json(t.type({ a: t.number })), { a: 1 }), "b")`,
    `"the JSON has nothing at": readonly ["b"]`,
  ],
  "a path of JSON that SQLite lacks": [
    `Effect.runPromise(all(pipe(from(Cake), select(jsonPathExists(value(json(), {}), "$")))).pipe(Effect.provide(sqlite)))`,
    `Type 'Supports<"jsonPath">' is not assignable to type 'never'`,
  ],
  "a lock of keys that SQLite lacks": [
    `Effect.runPromise(transaction(all(pipe(from(Cake), forKeyShare()))).pipe(Effect.provide(sqlite)))`,
    `'Supports<"keyLocks">`,
  ],
  "a relation of another table to load": [`pipe(L.from(Cake), L.load({ cake: fruitCake }))`, `"a relation begins at another table": "fruit"`],
  "a relation of another table to load with a table": [`L.load(Cake, { cake: fruitCake })`, `"a relation begins at another table": "fruit"`],
  "a relation of another table to load with a query": [`L.loadOne(L.from(Cake), { cake: fruitCake })`, `"a relation begins at another table": "fruit"`],
  "a query of another table to load": [`L.load(pipe(L.from(Cake), where(eq(Fruit.id, 1))), { fruits: cakeFruits })`, `"table is not in from/join": "fruit"`],
  "one further down": [
    `pipe(L.from(Cake), L.load({ fruits: [cakeFruits, { fruits: cakeFruits }] }))`,
    `"a relation begins at another table": "cake"`,
  ],
  "a relation of another table to save": [
    `pipe(newRow(Fruit, { name: "x" }), addRelated("fruits", cakeFruits, []))`,
    `"the relation begins at another table": "cake"`,
  ],
  "a related row that lacks a column": [`addRelated("fruits", cakeFruits, [newRow(Fruit, { id: 1, name: "x" }), newRow(Fruit, {})])`, `"a new row needs": "id" | "name"`],
  "a row to belong to that lacks a column": [`L.setRelated("cake", fruitCake, newRow(Cake, { price: 1n }))`, `"a new row needs": "name"`],
  "a row that lacks more than what it belongs to": [
    `L.save(pipe(newRow(Fruit, {}), addRelated("cake", fruitCake, newRow(Cake, { name: "x", price: 1n }))))`,
    `"a new row needs": "id" | "name"`,
  ],
  "a relation of another table to delete": [`L.deleteRow(Fruit, { id: 1 }, [cakeFruits])`, `"a relation begins at another table": "cake"`],
  "a relation that does not go on": [`L.through(cakeFruits, cakeFruits)`, `"the relation does not begin at": "fruit"`],
  "a lock outside of a transaction": [
    `Effect.runPromise(all(pipe(from(Cake), forUpdate())).pipe(Effect.provide(sqlite)))`,
    `'Supports<"rowLocks">`,
  ],
}

const names = Object.keys(wrong)
const snippets = [...Object.values(wrong).map(([snippet]) => snippet), "eq insertInto"].join(" ")
const words = new Set(snippets.match(/\w+/g))
const used = Object.keys(Fulmar).filter((name) => words.has(name))
const root = fileURLToPath(new URL("../..", import.meta.url))
const folder = join(root, ".cache", "messages")
const source = `import * as L from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { Effect, pipe } from "effect"
import * as t from "io-ts"
import { Cake, Fruit, Line } from "${join(root, "test/types/schema.js")}"
const { ${used.join(", ")} } = L
const on = eq(Fruit.cakeId, Cake.id)
const ins = insertInto(Cake, { name: "x", price: 1n })
const merge = L.mergeInto(Cake, Fruit, on)
const cakeFruits = L.hasMany(Cake, Fruit, { id: "cakeId" })
const fruitCake = L.belongsTo(Fruit, Cake, { cakeId: "id" })
const sqlite = Sqlite.layer({ filename: ":memory:" })
`
const before = source.split("\n").length

/** The errors by line: what `tsc` says in one line, and the lines of reasons below it. */
const errors = new Map<number, Array<string>>()

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "wrong.ts"), source + names.map((name) => wrong[name]![0]).join("\n"))
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: join(root, "tsconfig.json"), include: ["wrong.ts"] }),
  )
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, "node_modules", "typescript", "bin", "tsc"), "--noEmit", "--pretty", "false", "-p", folder],
    { encoding: "utf8" },
  )
  let current: Array<string> = []
  for (const line of stdout.split("\n")) {
    const found = /wrong\.ts\((\d+),\d+\): error /.exec(line)
    if (found === null) current.push(line)
    else {
      current = errors.get(Number(found[1])) ?? []
      errors.set(Number(found[1]), [...current, line])
      current = errors.get(Number(found[1]))!
    }
  }
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("what does not compile says why", () => {
  test.each(names.map((name, i) => [name, before + i] as const))("%s", (name, line) => {
    const said = errors.get(line)
    expect(said, wrong[name]![0]).toBeDefined()
    expect(said!.join("\n")).toContain(wrong[name]![1])
    // The sentence stands on one line, with few around it.
    expect(said!.filter((s) => s.trim() !== "").length, said!.join("\n")).toBeLessThanOrEqual(8)
    expect(said!.find((s) => s.includes(wrong[name]![1]))!.length, said!.join("\n")).toBeLessThan(700)
  })

  test("nothing else is wrong", () => {
    expect([...errors.keys()].filter((line) => line < before || line >= before + names.length)).toEqual([])
  })
})
