/** Commands on SQLite do to a table what is done to a map: the rows of the tables are values before and after. */
import { type Effect, Exit, ManagedRuntime } from "effect"
import * as fc from "fast-check"
import { type AnyQuery, type AnyTable, boolean } from "fulmar"
import { dialect, Sqlite } from "fulmar/sqlite"
import { interpretCommand, type Memory, rowDifference } from "fulmar/testing"
import { arbitraryCommand, arbitraryExpr, arbitraryRows } from "fulmar/testing/arbitrary"
import { afterAll, beforeAll, expect, test } from "vitest"
import { contentsOf } from "../src/testing/arbitrary/contents.js"
import { difference } from "../src/testing/oracle/same.js"
import { sql } from "./arbitraries/vocabulary.js"
import { numRuns, shown } from "./harness.js"
import { Cake, coded, create, fill, Fruit, Order, shop } from "./shop/database.js"
import { ofMemories } from "./shop/property.js"

type Row = Readonly<Record<string, unknown>>
type Rows = ReadonlyArray<Row>

const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
beforeAll(() => runtime.runPromise(create))
afterAll(() => runtime.dispose())

const perform = (query: AnyQuery): Effect.Effect<Rows> => sql.all(query) as never
const run = (query: AnyQuery): Rows => runtime.runSync(perform(query))
const rowsOf = (table: unknown): Rows => run(sql.from(table))
const same = (actual: Rows, expected: Rows): void => expect(difference(actual, expected)).toEqual([[], []])

/** What reads rows beside the one that is changed: SQLite changes them one after the other. */
const readers = ["Exists", "Scalar", "InQuery", "QuantifiedQuery", "Nested", "arrayFrom", "insertFrom", "insertIgnoreFrom", "replaceFrom", "alongside"]
const readsRows = (command: AnyQuery): boolean => readers.some((name) => contentsOf(command as never).has(name))

const returns = (command: AnyQuery): boolean => (command as { readonly returning?: object | null }).returning !== null

/** The command does what it means, or is refused as it should be. */
const means = (db: Memory, command: AnyQuery): void => {
  runtime.runSync(fill(db) as never)
  const done = interpretCommand(command as never)(db) as ReturnType<ReturnType<typeof interpretCommand>>
  const exit = runtime.runSyncExit((returns(command) ? perform(command) : sql.execute(command)) as Effect.Effect<unknown>)
  if (done._tag === "Left") {
    // Where another database would fail SQLite may do something.
    const open = done.left._tag === "EvaluationError" && ["DataError", "Undetermined", "Unsupported"].includes(done.left.reason)
    expect(open || Exit.isFailure(exit), `is refused: ${done.left.message}`).toBe(true)
    return
  }
  expect(exit).toMatchObject({ _tag: "Success" })
  for (const table of shop) {
    const rows = rowsOf(table)
    expect(rowDifference(sql.from(table) as never)(done.right.db, rows as never)).toEqual({ _tag: "Right", right: null })
  }
  if (returns(command) && Exit.isSuccess(exit)) {
    same(exit.value as Rows, done.right.rows as Rows)
  }
}

const pairs: ReadonlyArray<readonly [string, AnyTable, AnyTable]> = [["cake", Cake, Fruit], ["fruit", Fruit, Cake], ['or"der', Order, Cake]]
for (const [name, table, other] of pairs) {
  test(`a random command on "${name}" leaves the rows that it means, and returns those that it means`, () =>
    ofMemories(
      coded<AnyQuery>(arbitraryCommand({ needs: dialect.capabilities, determined: true, size: 8 }, table, other).filter((c) => !readsRows(c))),
      numRuns,
      async (db, commands) => commands.forEach((command) => means(db, command)),
    ))
}

/** A condition of the rows of a table, and rows that may be new to it. */
const changes = fc
  .tuple(arbitraryExpr({ size: 6, determined: true }, boolean, Order), arbitraryRows(Order, { maxLength: 3 }))
  .map(([p, rows]) => ({ it: shown({ p: p as never, rows: rows as Rows }, () => sql.toSql(dialect)(sql.where(p)(sql.from(Order)))) }))

const keyOf = (row: Row): string => `${String(row["key"])} ${String(row["line"])}`
const asMap = (rows: Rows): ReadonlyMap<string, Row> => new Map(rows.map((row) => [keyOf(row), row]))

const law = (name: string, holds: (before: Rows, change: { readonly p: never; readonly rows: Rows }) => void): void =>
  test(name, () =>
    ofMemories(changes, numRuns, async (db, cases) => {
      for (const change of cases) {
        runtime.runSync(fill(db) as never)
        holds(rowsOf(Order), change)
      }
    }))

law("the rows that a delete returns and those that remain are those that were there", (before, { p }) => {
  const hit = run(sql.where(p)(sql.from(Order)))
  const deleted = run(sql.returning(Order)(sql.where(p)(sql.deleteFrom(Order))))
  same(deleted, hit)
  same([...deleted, ...rowsOf(Order)], before)
})

law("an update maps the rows that its condition holds of, and returns them", (before, { p }) => {
  const hit = asMap(run(sql.where(p)(sql.from(Order))))
  const updated = run(sql.returning(Order)(sql.where(p)(sql.update(Order, { label: "new" }))))
  const mapped = (rows: Rows): Rows => rows.map((row) => (hit.has(keyOf(row)) ? { ...row, label: "new" } : row))
  same(updated, mapped([...hit.values()]))
  same(rowsOf(Order), mapped(before))
})

law("an insert of new keys adds its rows, and returns them", (before, { rows }) => {
  const fresh = rows.filter((row) => !asMap(before).has(keyOf(row)))
  const inserted = fresh.length === 0 ? [] : run(sql.returning(Order)(sql.insertInto(Order, fresh)))
  same(inserted, fresh)
  same(rowsOf(Order), [...before, ...fresh])
})

law("an upsert is the union of two maps, of which the new one wins", (before, { rows }) => {
  if (rows.length > 0) {
    const O = Order as unknown as Readonly<Record<string, never>>
    const set = { label: sql.excluded(O["label"]), cost: sql.excluded(O["cost"]) }
    same(run(sql.returning(Order)(sql.onConflictDoUpdate([O["key"], O["line"]], set)(sql.insertInto(Order, rows)))), rows)
  }
  same(rowsOf(Order), [...asMap([...before, ...rows]).values()])
})

law("onConflictDoNothing is the union of two maps, of which the old one wins", (before, { rows }) => {
  if (rows.length > 0) {
    runtime.runSync(sql.execute(sql.onConflictDoNothing()(sql.insertInto(Order, rows))) as Effect.Effect<unknown>)
  }
  same(rowsOf(Order), [...asMap([...rows, ...before]).values()])
})
