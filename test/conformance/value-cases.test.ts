/** Every name of docs/vocabulary.md has cases of what it means, on every database where the page says that it is there. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { compile, CompileError, type Dialect } from "fulmar"
import { dialect as mariadb } from "fulmar/mariadb"
import { dialect as mysql } from "fulmar/mysql"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite } from "fulmar/sqlite"
import { describe, expect, test, vi } from "vitest"
import type { ValueCase } from "../../src/conformance/vocabulary/case.js"
import { expressionCases, valueCases } from "../../src/conformance/vocabulary/cases.js"
import { namesOf } from "../vocabulary/provenance.js"

// The cases are made with exports that remember what they made: so a case is for the functions that really made it.
vi.mock("../../src/core/index.js", async (original) => {
  const { remembering } = await import("../vocabulary/provenance.js")
  return remembering(await original())
})
vi.mock("../../src/expr/index.js", async (original) => {
  const { remembering } = await import("../vocabulary/provenance.js")
  return remembering(await original())
})
vi.mock("../../src/expr/aggregate.js", async (original) => {
  const { remembering } = await import("../vocabulary/provenance.js")
  const module = await original<Readonly<Record<string, unknown>>>()
  return { ...module, ...remembering({ count: module["count"] }) }
})

const page = readFileSync(fileURLToPath(new URL("../../docs/vocabulary.md", import.meta.url)), "utf8")
const dialects = [sqlite, postgres, mariadb, mysql] as const

interface Row {
  readonly name: string
  readonly isFunction: boolean
  readonly cells: ReadonlyArray<string>
}
const rows: ReadonlyArray<Row> = page.split(/^## /m).flatMap((part) =>
  [...part.matchAll(/^\|[^|`]*\| `(\w+)` \|(?:.*\|)?((?: [^|]+ \|){4})$/gm)].map(([, name, cells]) => ({
    name: name!,
    isFunction: part.startsWith("Expressions"),
    cells: cells!.split("|").slice(0, 4).map((cell) => cell.trim()),
  })),
)

// Constraints of a table are made when they are asked for.
for (const { steps } of valueCases) for (const [statement] of steps) compile(sqlite)(statement)
const uses = new Map(valueCases.map((one) => [one, namesOf(one.steps.map(([statement]) => statement))]))
const casesOf = (name: string, of: Dialect): ReadonlyArray<ValueCase> =>
  valueCases.filter((one) => uses.get(one)!.has(name) && (one.only === null || one.only === of.name))

/** Is the whole case printed for a dialect? */
const prints = (of: Dialect, { steps }: ValueCase): boolean => steps.every(([statement]) => compile(of)(statement)._tag === "Right")
const has = (of: Dialect, { needs }: ValueCase): boolean => needs.every((name) => of.capabilities.has(name))

/** Functions without arguments, or of which nothing is a value that may be NULL. */
const withoutNull = new Set(
  ["always", "never", "pi", "now", "today", "random", "newUuid", "identifier", "rawQuery", "mergeAction", "exists"].concat(
    ["countAll", "rowNumber", "rank", "denseRank", "percentRank", "cumeDist", "ntile", "over", "window", "grouping", "nextValue", "currentValue"],
    ["rowsBetween", "rangeBetween", "groupsBetween", "excluding", "currentRow", "preceding", "following"],
    ["unboundedPreceding", "unboundedFollowing", "generateSeries", "arrayFrom"],
  ),
)
/** NULL is among what it is of, or it is of the row of NULLs, or NULL itself. */
const meetsNull = (one: ValueCase): boolean =>
  uses.get(one)!.has("null") || uses.get(one)!.has("nullOf") || one.steps.some(([, gives]) => namesOf(gives).has("null")) || ofNulls.has(one)
const ofNulls = new Set(valueCases.filter(({ chapter, name }) => expressionCases.some((one) => one.chapter === chapter && one.name === name && one.values.length === 2)))

test("the page has rows", () => {
  expect(rows.length).toBeGreaterThan(300)
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
  for (const { name, cells } of rows) {
    for (const cell of cells) expect(["native", "emulated", "in part", "refused"], name).toContain(cell)
  }
})

test("no two cases have one name", () => {
  const titles = valueCases.map(({ chapter, name, needs }) => `${chapter}: ${name} ${needs.join()}`)
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([])
})

describe.each(dialects)("on $name", (of) => {
  const cellOf = (row: Row): string => row.cells[dialects.indexOf(of as never)]!

  test.each(valueCases.filter(({ only }) => only === null || only === of.name))("$chapter: $name is printed just where it is there", (one) => {
    expect(prints(of, one)).toBe(has(of, one))
  })

  test.each(rows.filter((row) => cellOf(row) !== "refused"))("$name has a case of what it means", ({ name }) => {
    expect(casesOf(name, of).filter((one) => has(of, one)).length).toBeGreaterThan(0)
  })

  test.each(rows.filter((row) => cellOf(row) === "refused"))("$name is refused", ({ name }) => {
    const cases = casesOf(name, of)
    expect(cases.length).toBeGreaterThan(0)
    for (const { steps } of cases) {
      const errors = steps.map(([statement]) => compile(of)(statement)).flatMap((compiled) => (compiled._tag === "Left" ? [compiled.left] : []))
      expect(errors.length).toBeGreaterThan(0)
      for (const error of errors) expect(error).toBeInstanceOf(CompileError)
    }
  })
})

/** The values of a row. */
const valuesOf = (row: unknown): ReadonlyArray<unknown> =>
  typeof row === "object" && row !== null && Object.getPrototypeOf(row) === Object.prototype ? Object.values(row) : [row]

describe("a function has", () => {
  const functions = rows.filter(({ isFunction }) => isFunction)
  const all = (name: string) => valueCases.filter((one) => uses.get(one)!.has(name))

  test.each(functions)("$name three values at least", ({ name }) => {
    const values = all(name).flatMap(({ steps }) => steps.flatMap(([, gives]) => (Array.isArray(gives) ? gives.flatMap(valuesOf) : [gives])))
    expect(values.length).toBeGreaterThanOrEqual(3)
  })

  test.each(functions.filter(({ name }) => !withoutNull.has(name)))("$name a case with NULL", ({ name }) => {
    const cases = all(name).filter(meetsNull)
    expect(cases.length).toBeGreaterThan(0)
  })
})
