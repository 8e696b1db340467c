import { BigDecimal, DateTime, Duration, Option, pipe } from "effect"
import {
  alias,
  and,
  as,
  array,
  contains,
  countAll,
  cte,
  desc,
  deleteFrom,
  eq,
  excluded,
  from,
  generateSeries,
  groupBy,
  gt,
  innerJoin,
  insertInto,
  integer,
  isNull,
  json,
  jsonGet,
  leftJoin,
  limit,
  literal,
  lt,
  mergeInto,
  nullable,
  numeric,
  onConflictDoUpdate,
  orderBy,
  orderRowsBy,
  over,
  param,
  preceding,
  currentRow,
  primaryKey,
  rangeOf,
  raw,
  rawQuery,
  recursive,
  references,
  rollup,
  rowNumber,
  rowsBetween,
  select,
  sum,
  table,
  text,
  thenDelete,
  union,
  update,
  value,
  whenMatched,
  where,
  window,
  type AnyColumn,
  type AnyQuery,
} from "fulmar"
import { dialect as mariadb } from "fulmar/mariadb"
import { dialect as mysql } from "fulmar/mysql"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite } from "fulmar/sqlite"
import { holding, memory, show } from "fulmar/testing"
import { execFileSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { functions, spokenName } from "../../src/testing/show/functions/index.js"
import { vocabulary } from "../../src/testing/show/vocabulary.js"
import { Cake, Fruit, Kinds } from "../core/bakery.js"
import { evaluate } from "./shown-code.js"

const tables = { Cake, Fruit }

describe("the functions that the templates of dialects print", () => {
  const templates = [sqlite, postgres, mysql, mariadb].flatMap((d) => [...Object.keys(d.functions), ...Object.keys(d.aggregates)])
  const families = /\((array|bigint|boolean|bytes|date|decimal|float|integer|interval|json|time|timestamptz|uuid)\)$/
  const names = new Set(templates.map((name) => spokenName(name.replace(/ distinct$/, "").replace(families, ""))[0]))

  test("all have a name in the program", () =>
    expect([...names].filter((name) => !(name in functions))).toEqual([]))

  test("are all there is a name for", () =>
    expect(Object.keys(functions).filter((name) => !names.has(name))).toEqual([]))

  test("are called by what the library exports", () =>
    expect(Object.values(functions).filter((f) => typeof f === "string" && !(f in vocabulary))).toEqual([]))
})

describe("values are written so that nothing is lost:", () => {
  const written = (x: unknown): string => show(value(json(), x as never)).replace(/^\w+\((?:json\(\), )?|\)$/g, "")
  const values: ReadonlyArray<readonly [unknown, string]> = [
    ["it's \"\\\n\u2028😀\ud800", '"it\'s \\"\\\\\\n\u2028😀\\ud800"'],
    [-0, "-0"],
    [NaN, "NaN"],
    [-Infinity, "-Infinity"],
    [0.1, "0.1"],
    [9007199254740993n, "9007199254740993n"],
    [BigDecimal.fromStringUnsafe("12.34"), 'BigDecimal.fromStringUnsafe("12.34")'],
    [BigDecimal.make(1000n, 2), "BigDecimal.make(1000n, 2)"],
    [new Date("2024-02-29T23:59:58.250Z"), 'new Date("2024-02-29T23:59:58.250Z")'],
    [new Date(NaN), "new Date(NaN)"],
    [Uint8Array.of(0, 255), "Uint8Array.of(0, 255)"],
    [Duration.minutes(90), "Duration.millis(5400000)"],
    [Duration.nanos(1500n), "Duration.nanos(1500n)"],
    [Option.some(1n), "Option.some(1n)"],
    [DateTime.makeUnsafe(7), "DateTime.makeUnsafe(7)"],
    [rangeOf(1, 5), "rangeOf(1, 5)"],
    [rangeOf(1, null, "()"), 'rangeOf(1, null, "()")'],
    [{ a: [1, { "b c": null }], ["__proto__"]: true }, '{ a: [1, { "b c": null }], ["__proto__"]: true }'],
    [undefined, "undefined"],
  ]
  for (const [x, code] of values) test(code, () => expect(written(x)).toBe(code))
})

/** Statements of every chapter, and what they are shown as. */
const Parent = Cake.pipe(alias("parent"))
const dear = pipe(from(Cake), where(gt(Cake.price, 20)), cte("dear"))
const counts = pipe(from(Fruit), groupBy(Fruit.cakeId), select({ cakeId: Fruit.cakeId, n: countAll }), as("counts"))
const Part = table("part", {
  id: integer.pipe(primaryKey),
  parentId: integer.pipe(nullable, references((): AnyColumn => Part.id)),
  cost: numeric(10, 2),
  doc: json(),
  tags: array(text),
})
const samples: Readonly<Record<string, AnyQuery>> = {
  "joins, conditions and order": pipe(
    from(Cake),
    leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
    where(and(gt(Cake.price, 10), contains(Cake.name, "choc"))),
    select({ id: Cake.id, cake: Cake.name }),
    orderBy(desc(Cake.price)),
    limit(20),
  ),
  "an alias": pipe(from(Cake), innerJoin(Parent, eq(Parent.id, Cake.id)), select({ id: Cake.id, parent: Parent })),
  "a derived table and a CTE that is used twice": pipe(
    from(dear),
    leftJoin(counts, eq(counts.cakeId, dear.id)),
    where(gt(dear.price, raw(integer)`${7} + 1`)),
    select({ id: dear.id }),
    union(pipe(from(Fruit), select({ id: Fruit.id }))),
    orderRowsBy((row) => [desc(row.id)]),
  ),
  "a recursive table": from(
    recursive(
      "tree",
      pipe(from(Part), where(isNull(Part.parentId)), select({ id: Part.id })),
      (self) => {
        const S = self.pipe(alias("s"))
        return pipe(from(Part), innerJoin(self, eq(Part.parentId, self.id)), innerJoin(S, eq(S.id, self.id)), select({ id: Part.id }))
      },
    ),
  ),
  "windows and frames": (() => {
    const w = window("w", { partitionBy: [Fruit.cakeId], orderBy: [desc(Fruit.id)] })
    const frame = rowsBetween(preceding(1), currentRow)
    return pipe(
      from(Fruit),
      select({ a: pipe(rowNumber(), over(w)), b: pipe(sum(Fruit.id), over(w)), c: pipe(sum(Fruit.id), over({ frame })) }),
    )
  })(),
  "grouping sets": (() => {
    const sets = rollup({ cakeId: Fruit.cakeId, name: Fruit.name })
    return pipe(from(Fruit), groupBy(sets), select({ cakeId: sets.cakeId, n: countAll }))
  })(),
  "an upsert": pipe(
    insertInto(Cake, [{ id: 1, name: "Opera", price: 3 }, { id: 2, name: "Tart", price: 4 }]),
    onConflictDoUpdate([Cake.id], { price: excluded(Cake.price) }),
  ),
  "an update and its parameter": pipe(update(Cake, { price: 1 }), where(eq(Cake.name, param("name", Cake.name)))),
  "a merge": pipe(mergeInto(Cake, Fruit, eq(Fruit.cakeId, Cake.id)), whenMatched(lt(Cake.price, 1), thenDelete)),
  "raw SQL": rawQuery({ id: integer, "a b": text.pipe(nullable) })`select \`x\`, \\ from ${Cake} where id in ${[1, 2]}`,
  "a delete after days": pipe(deleteFrom(Cake), where(eq(Cake.id, literal(1)))),
  "a series of days": from(generateSeries("days", "2024-02-28", "2024-03-01")),
  "documents": pipe(from(Kinds), select({ x: jsonGet(Kinds.doc, "a", 0) })),
}

describe("a statement is shown as a person writes it:", () => {
  const shown: Readonly<Record<string, string>> = {
    "joins, conditions and order": `pipe(
  from(Cake),
  leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
  where(and(gt(Cake.price, 10), contains(Cake.name, "choc"))),
  select({ id: Cake.id, cake: Cake.name }),
  orderBy(desc(Cake.price)),
  limit(20),
)`,
    "an alias": `const Parent = Cake.pipe(alias("parent"))

pipe(from(Cake), innerJoin(Parent, eq(Parent.id, Cake.id)), select({ id: Cake.id, parent: Parent }))`,
    "a recursive table": `const tree = recursive(
  "tree",
  pipe(from(Part), where(isNull(Part.parentId)), select({ id: Part.id })),
  (self) => {
    const S = self.pipe(alias("s"))
    return pipe(
      from(Part),
      innerJoin(self, eq(Part.parentId, self.id)),
      innerJoin(S, eq(S.id, self.id)),
      select({ id: Part.id }),
    )
  },
)

from(tree)`,
    "grouping sets": `const sets = rollup({ cakeId: Fruit.cakeId, name: Fruit.name })

pipe(from(Fruit), groupBy(sets), select({ cakeId: sets.cakeId, n: countAll }))`,
  }
  for (const [name, code] of Object.entries(shown)) test(name, () => expect(show(samples[name]!, { tables })).toBe(code))

  test("an expression", () => expect(show(Cake.price.pipe(gt(1)), { tables })).toBe("gt(Cake.price, 1)"))

  test("a name that is not free gets another", () => {
    const Clash = table("compile error", { id: integer })
    const counted = pipe(from(Clash), as("count"))
    const q = pipe(from(Clash), innerJoin(counted, eq(counted.id, Clash.id)))
    expect(show(q, { standalone: true })).toContain(`const CompileErrorTable = table("compile error", { id: integer })
const count2 = pipe(from(CompileErrorTable), as("count"))`)
  })

  test("a database in memory builds itself", () => {
    const db = memory(holding(Cake, [{ id: 1, name: "Opera", price: 30, bakeryId: null }]), holding(Fruit, []))
    const code = show(db, { tables })
    expect(code).toBe(`memory(holding(Cake, [{ id: 1, name: "Opera", price: 30, bakeryId: null }]), holding(Fruit, []))`)
    expect(evaluate(code, tables)).toEqual(db)
  })
})

test("programs by themselves have types", { timeout: 300_000 }, () => {
  const root = fileURLToPath(new URL("../..", import.meta.url))
  const folder = join(root, ".cache", "shown")
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const config = { extends: join(root, "tsconfig.json"), compilerOptions: { rootDir: root }, include: ["*.ts"] }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config))
  const db = memory(holding(Cake, [{ id: 1, name: "Opera", price: 30, bakeryId: null }]))
  const programs = [...Object.values(samples).map((q) => show(q, { standalone: true })), show(db, { standalone: true })]
  programs.forEach((program, i) => writeFileSync(join(folder, `program${i}.ts`), program))
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc")
  expect(() => execFileSync(process.execPath, [tsc, "--noEmit", "--pretty", "false", "-p", folder], { encoding: "utf8" })).not.toThrow()
})
