/** What must hold of any two versions of tables in a live database. */
import { Effect } from "effect"
import { all, type AnyTable, createAll, type Database, type Dialect, from, insertInto, execute, type SqlError } from "fulmar"
import { applyChanges, compare, diff, introspect, invert, plan, runPlan, verify } from "fulmar/schema"
import { tableData } from "../../src/core/table.js"
import { tablesOf, valuesOf, type Version } from "./random-tables.js"

type Row = Readonly<Record<string, unknown>>

const keysOf = (table: AnyTable): ReadonlyArray<string> => tableData(table).columns.map((c) => c.key)

const fill = (table: AnyTable): Effect.Effect<unknown, SqlError, Database> => {
  const rows = [0, 1].map((n) => ({
    ...Object.fromEntries(
      keysOf(table)
        .filter((key) => key !== "id" && key !== "doubled" && key !== "refers")
        .map((key) => [key, key === "fixed" ? n : key === "number" && tableData(table).columns.find((c) => c.key === key)!.spec.type.family === "bigint" ? BigInt(valuesOf(key)[n] as number) : valuesOf(key)[n]]),
    ),
  }))
  return execute(insertInto(table as never, rows as never) as never) as Effect.Effect<unknown, SqlError, Database>
}

const read = (table: AnyTable): Effect.Effect<ReadonlyArray<Row>, SqlError, Database> =>
  Effect.map(all(from(table as never) as never) as unknown as Effect.Effect<ReadonlyArray<Row>, SqlError, Database>, (rows) =>
    rows.toSorted((a, b) => Number(a["fixed"]) - Number(b["fixed"])),
  )

/** The rows without the columns that one of the versions has not. */
const kept = (rows: ReadonlyArray<Row>, keys: ReadonlyArray<string>): ReadonlyArray<Row> =>
  rows.map((row) => Object.fromEntries(keys.map((key) => [key, typeof row[key] === "bigint" ? Number(row[key]) : row[key]])))

export interface Found {
  readonly afterCreate: unknown
  readonly afterChange: unknown
  readonly model: unknown
  readonly rows: ReadonlyArray<readonly [ReadonlyArray<Row>, ReadonlyArray<Row>]>
  readonly afterInverse: unknown
  readonly rowsBack: ReadonlyArray<readonly [ReadonlyArray<Row>, ReadonlyArray<Row>]>
}

/** Makes the first version with rows, then the second of it, then the first again. Every part of what is found must be nothing. */
export const changed = (dialect: Dialect, a: Version, b: Version): Effect.Effect<Found, SqlError, Database> =>
  Effect.gen(function* () {
    const before = tablesOf(a)
    const after = tablesOf(b)
    yield* createAll(before)
    yield* Effect.forEach(before, fill)
    const afterCreate = yield* verify(before)
    const { changes, from: found, to } = yield* compare(after)
    const both = before.flatMap((t) => {
      const other = after.find((o) => tableData(o).name === tableData(t).name)
      return other === undefined ? [] : [{ old: t, now: other, keys: keysOf(t).filter((key) => keysOf(other).includes(key)) }]
    })
    const old = yield* Effect.forEach(both, ({ keys, old: t }) => Effect.map(read(t), (rows) => kept(rows, keys)))
    yield* runPlan(plan(dialect)(found, changes))
    const now = yield* Effect.forEach(both, ({ keys, now: t }) => Effect.map(read(t), (rows) => kept(rows, keys)))
    const afterChange = (yield* compare(after)).changes
    const live = yield* introspect()
    yield* runPlan(plan(dialect)(live, invert(changes)))
    const back = yield* Effect.forEach(both, ({ keys, old: t }) => Effect.map(read(t), (rows) => kept(rows, keys)))
    return {
      afterCreate,
      afterChange,
      model: diff(dialect)(applyChanges(found, changes), to),
      rows: old.map((rows, i) => [rows, now[i]!] as const),
      afterInverse: diff(dialect)(yield* introspect(), found),
      rowsBack: old.map((rows, i) => [rows, back[i]!] as const),
    }
  })
