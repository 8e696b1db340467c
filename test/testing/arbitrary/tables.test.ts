import { ManagedRuntime } from "effect"
import * as fc from "fast-check"
import { type AnyTable, createStatements, type Dialect, toSql } from "fulmar"
import { dialect as mariadb } from "fulmar/mariadb"
import { dialect as mysql } from "fulmar/mysql"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite, Sqlite } from "fulmar/sqlite"
import { show } from "fulmar/testing"
import { arbitraryTables } from "fulmar/testing/arbitrary"
import { describe, expect, test } from "vitest"
import { tableData } from "../../../src/core/table.js"
import { evaluate, evaluateProgram } from "../shown-code.js"
import { differences, drawnSchema } from "./drawn-schema.js"

type Tables = ReadonlyArray<AnyTable>

const numRuns = Math.ceil(Number(process.env["FULMAR_RUNS"] ?? 400) / 8)
const dialects: Readonly<Record<string, Dialect>> = { sqlite, postgres, mariadb, mysql }
const sql = (dialect: Dialect, tables: Tables): ReadonlyArray<string> => createStatements(dialect)(tables).map(toSql(dialect))

describe("tables can be printed", () => {
  test.each(Object.keys(dialects))("%s", (name) => {
    const dialect = dialects[name]!
    fc.assert(fc.property(arbitraryTables({ dialect }), (tables) => sql(dialect, tables).length >= tables.length), { numRuns })
    fc.assert(fc.property(arbitraryTables(), (tables) => sql(dialect, tables).length >= tables.length), { numRuns })
  })
})

test("SQLite makes them, takes rows of theirs, and gives these back as they were", () =>
  fc.assert(
    fc.asyncProperty(drawnSchema({ dialect: sqlite }), async (drawn) => {
      const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
      try {
        expect(await runtime.runPromise(differences(drawn))).toEqual([])
      } finally {
        await runtime.dispose()
      }
    }),
    { numRuns },
  ), 120_000)

test("shown as code they build themselves", () =>
  fc.assert(
    fc.property(arbitraryTables({ dialect: sqlite }), (tables) => {
      const printed = sql(sqlite, tables)
      expect(sql(sqlite, evaluateProgram(show(tables, { standalone: true })) as Tables)).toEqual(printed)
      expect(sql(sqlite, evaluate(show(tables)) as Tables)).toEqual(printed)
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  ), 120_000)

/** What a schema has, in words. */
const wordsOf = (tables: Tables): ReadonlyArray<string> =>
  tables.map(tableData).flatMap((data) => [
    ...(data.comment === null ? [] : ["comment of a table"]),
    ...data.columns.flatMap(({ key, name, spec }) => [
      `${spec.type.name} ${spec.type.args.length > 0}`,
      ...(spec.nullable ? ["nullable"] : []),
      ...(spec.option ? ["option"] : []),
      ...(spec.primaryKey ? ["primaryKey"] : []),
      ...(spec.unique ? ["unique"] : []),
      ...(spec.index ? ["indexed"] : []),
      ...(spec.default === null ? [] : ["default"]),
      ...(spec.autoIncrement ? [spec.identityAlways ? "identity" : "counted"] : []),
      ...(spec.generated === null ? [] : [spec.generated.stored ? "stored" : "virtual"]),
      ...(spec.comment === null ? [] : ["comment"]),
      ...(spec.references === null ? [] : ["references", spec.references.target().table === data.name ? "itself" : "another"]),
      ...((spec.references?.onDelete ?? null) === null ? [] : [`on delete ${spec.references?.onDelete}`]),
      ...((spec.references?.onUpdate ?? null) === null ? [] : [`on update ${spec.references?.onUpdate}`]),
      ...(name === key ? [] : ["columnName"]),
      ...(name.length > 64 ? ["long"] : []),
      ...(/[^\w]/.test(name) ? ["quoted"] : []),
    ]),
    ...data.constraints().flatMap((c) => [
      c._tag,
      ...(c.name === null ? [] : [`${c._tag} with a name`]),
      ...(c._tag === "Index" && c.unique ? ["unique index"] : []),
      ...(c._tag === "Index" && c.where !== null ? ["partial index"] : []),
      ...(c._tag === "ForeignKey" && c.target().table === data.name ? ["itself by a key"] : []),
    ]),
    ...(data.columns.filter((c) => c.spec.references !== null).length > 1 ? ["two references"] : []),
  ])

test("everything that a table may have is drawn", () => {
  const seen = new Set(fc.sample(arbitraryTables({ dialect: { ...postgres, ddl: { ...postgres.ddl, virtualColumns: true } } }), { numRuns: 1500, seed: 1 }).flatMap(wordsOf))
  const expected = [
    "nullable", "option", "primaryKey", "unique", "indexed", "default", "identity", "counted", "stored", "virtual", "comment",
    "comment of a table", "references", "itself", "another", "columnName", "long", "quoted", "PrimaryKey", "Unique", "Index", "unique index",
    "partial index", "ForeignKey", "ForeignKey with a name", "Index with a name", "Unique with a name", "Check", "Check with a name",
    "itself by a key", "two references",
    ...["cascade", "restrict", "set null", "no action"].flatMap((action) => [`on delete ${action}`, `on update ${action}`]),
    ...["text", "integer", "smallint", "tinyint", "bigint", "double", "real", "boolean", "bytes", "date", "time", "timestamp",
      "timestamptz", "interval", "uuid", "inet", "json", "array", "int4range", "int8range", "numrange", "daterange", "tsrange", "tsvector",
      "tsquery", "numeric"].map((name) => `${name} false`),
    ...["varchar", "char", "numeric", "vector", "mood", 'the "size"'].map((name) => `${name} true`),
  ]
  expect(expected.filter((word) => !seen.has(word))).toEqual([])
})

describe("a failure is shown by the smallest tables", () => {
  test.each([
    ["references", 'a_a: integer.pipe(nullable, references((): AnyColumn => A.a)),'],
    ["check (", "checkThat(neq(self.a, 0))"],
    ["partial", "isNotNull(self.a)"],
  ])("%s", (word, code) => {
    const has = (tables: Tables) => (word === "partial" ? sql(sqlite, tables).some((text) => text.includes(" where ")) : sql(sqlite, tables).join().includes(word))
    const { counterexample } = fc.check(fc.property(arbitraryTables({ dialect: sqlite }), (tables) => !has(tables)), { seed: 1, numRuns: 1000 })
    expect(show(counterexample![0])).toContain(code)
    expect(show(counterexample![0]).length).toBeLessThan(250)
  })
})
