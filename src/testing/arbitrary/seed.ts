import { Data, Effect, Option } from "effect"
import * as fc from "fast-check"
import { sqlType } from "../../core/column-spec.js"
import { insertInto } from "../../core/command/insert.js"
import { inOrder } from "../../core/ddl/create-all.js"
import type { ValidationError } from "../../core/errors.js"
import type { AnyTable } from "../../core/table.js"
import { tableData } from "../../core/table.js"
import type { TableColumn, TableData } from "../../core/table-data.js"
import type { Database } from "../../driver/database.js"
import { all } from "../../driver/operations/all.js"
import { execute } from "../../driver/operations/execute.js"
import type { SqlError } from "../../driver/sql-error.js"
import { identifier, rawQuery } from "../../expr/raw.js"
import { transaction } from "../../tx/transaction.js"
import { type Reference, referencesOf } from "./references.js"
import type { MemoryRow } from "../memory.js"
import { keptRow } from "./kept-row.js"
import { columnValues, distinctness, uniqueKeys } from "./row.js"

type AnyRow = Readonly<Record<string, unknown>>

/**
 * No rows could be made of a table: a column whose values are not found by looking at it, a key that has too few values,
 * or a table that refers to one that is empty.
 *
 * @since 0.1.0
 */
export class SeedError extends Data.TaggedError("SeedError")<{ readonly message: string; readonly table: string }> {}

/**
 * How a database is filled.
 *
 * @since 0.1.0
 */
export interface SeedOptions {
  /** How many rows each table gets: a number, or one for each name of a table. 20. */
  readonly rows?: number | Readonly<Record<string, number>> | undefined
  /** The same number gives the same rows, in a database that holds the same. 1. */
  readonly seed?: number | undefined
  /** Values of columns that cannot be found by looking at the table, by the name of the table and the column. */
  readonly columns?: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> | undefined
}

/** How many rows a table got. */
export interface Seeded {
  readonly table: string
  readonly rows: number
}

/** The most rows that are made at a time. */
const most = 1000

/** The most rows of another table among which a row chooses the one that it refers to. */
const choices = 10_000

/** The database gives these their values. */
const isLeftOut = ({ spec }: TableColumn): boolean =>
  spec.autoIncrement || spec.identityAlways || spec.generated !== null || spec.role !== null

const nameOf = (data: TableData): readonly [string, ...ReadonlyArray<string>] =>
  data.schema === null ? [data.name] : [data.schema, data.name]

/** Values of columns in the database, as the columns `like` have them. */
const valuesOf = (
  table: readonly [string, ...ReadonlyArray<string>],
  columns: ReadonlyArray<string>,
  like: ReadonlyArray<TableColumn>,
  limit: number | null,
): Effect.Effect<ReadonlyArray<ReadonlyArray<unknown>>, SqlError, Database> => {
  const names = columns.map((column) => identifier(column))
  const shape = Object.fromEntries(like.map(({ spec }, i) => [`c${i}`, sqlType(spec.type)]))
  const rows = rawQuery(shape)
  const texts = [
    "select distinct ",
    ...names.slice(1).map(() => ", "),
    " from ",
    " where ",
    ...names.slice(1).map(() => " is not null and "),
    ` is not null order by ${columns.map((_, i) => i + 1).join(", ")}${limit === null ? "" : ` limit ${limit}`}`,
  ]
  const query = rows(Object.assign(texts, { raw: texts }) as never, ...names, identifier(...table), ...names)
  return Effect.map(all(query as never) as Effect.Effect<ReadonlyArray<AnyRow>, SqlError, Database>, (found) =>
    found.map((row) => like.map((_, i) => row[`c${i}`])),
  )
}

/** What rows refer to. */
type Chosen = ReadonlyArray<{
  readonly reference: Reference
  readonly keys: ReadonlyArray<ReadonlyArray<unknown>>
  /** No two rows refer to the same: they take one after the other. */
  readonly inTurn: boolean
}>

const columnOf = (data: TableData, key: string): TableColumn => data.columns.find((column) => column.key === key)!

const chosenFor = (data: TableData): Effect.Effect<Chosen, SqlError, Database> =>
  Effect.forEach(referencesOf(data), (reference) => {
    const like = reference.columns.map((key) => columnOf(data, key))
    const target: readonly [string, ...ReadonlyArray<string>] =
      reference.schema === null ? [reference.table] : [reference.schema, reference.table]
    const inTurn = uniqueKeys(data).some((unique) => unique.every((key) => reference.columns.includes(key)))
    return Effect.map(valuesOf(target, reference.target, like, choices), (keys) => ({ reference, keys, inTurn }))
  })

/** The row with its references pointed at rows that are there; `null`: one may not be without, and there is none. */
const pointed = (data: TableData, chosen: Chosen, row: AnyRow, pick: number, turn: number): AnyRow | null => {
  let out: AnyRow = row
  for (const [i, { inTurn, keys, reference }] of chosen.entries()) {
    const columns = reference.columns.map((key) => columnOf(data, key))
    const spare = columns.find(({ spec }) => spec.nullable || spec.option)
    const number = inTurn ? turn : (pick >>> (i % 8)) + i * 7919
    if (keys.length === 0 || (spare !== undefined && number % 5 === 0)) {
      if (spare === undefined) return null
      out = { ...out, [spare.key]: spare.spec.option ? Option.none() : null }
      continue
    }
    const key = keys[number % keys.length]!
    const values = columns.map(({ key: name, spec }, at) => [name, spec.option ? Option.some(key[at]) : key[at]])
    out = { ...out, ...Object.fromEntries(values) }
  }
  return out
}

/** Another number for another table and another part of it, from 1. */
const mixed = (seed: number, name: string, part: number): number => {
  let hash = (seed | 0) ^ 0x9e3779b9
  for (const char of `${name}\0${part}`) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  return (hash >>> 1) + 1
}

const failed = (data: TableData, message: string): SeedError => new SeedError({ message, table: data.name })

/** What stands in a column that the database fills, while the checks of the row are looked at. */
const placeholder = ({ spec }: TableColumn): unknown => {
  if (spec.role === "deletion" || spec.generated !== null) return spec.option ? Option.none() : null
  return spec.type.family === "bigint" ? 1n : 1
}

/** What a record says of a name, which may be that of a method of all objects. */
const own = <A>(record: Readonly<Record<string, A>>, name: string): A | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

const greatest: Readonly<Record<string, number>> = { tinyint: 2 ** 7 - 1, smallint: 2 ** 15 - 1 }

/** The values of a column. Numbers of a key are drawn evenly, that there be enough of them. */
const valuesFor = (data: TableData, column: TableColumn, keys: ReadonlySet<string>): fc.Arbitrary<unknown> => {
  const { constraints, nullable, option, type } = column.spec
  const isPlain = keys.has(column.key) && constraints.length === 0 && !nullable && !option
  if (!isPlain || (type.family !== "integer" && type.family !== "bigint")) return columnValues(data, column)
  const numbers = fc.noBias(fc.integer({ min: 1, max: greatest[type.name] ?? 2 ** 31 - 1 }))
  return type.family === "bigint" ? numbers.map(BigInt) : numbers
}

/** Rows with values in all columns but those that the database or a reference fills. */
const drawn = (
  data: TableData,
  given: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): Effect.Effect<fc.Arbitrary<AnyRow>, SeedError> =>
  Effect.try({
    try: () => {
      const keys = new Set(uniqueKeys(data).flat())
      const referring = new Set(referencesOf(data).flatMap(({ columns }) => columns))
      const fields = data.columns.flatMap((column): ReadonlyArray<readonly [string, fc.Arbitrary<unknown>]> =>
        isLeftOut(column)
          ? [[column.key, fc.constant(placeholder(column))]]
          : referring.has(column.key) && own(given, column.key) === undefined
            ? []
            : [[column.key, own(given, column.key) ?? valuesFor(data, column, keys)]],
      )
      return fc.record(Object.fromEntries(fields), { noNullPrototype: true })
    },
    catch: (cause) => failed(data, cause instanceof Error ? cause.message : String(cause)),
  })

const sampled = <A>(
  data: TableData,
  arbitrary: fc.Arbitrary<A>,
  count: number,
  seed: number,
): Effect.Effect<ReadonlyArray<A>, SeedError> =>
  Effect.try({
    try: () => fc.sample(arbitrary, { numRuns: count, seed, path: "" }),
    catch: (cause) => failed(data, cause instanceof Error ? cause.message : String(cause)),
  })

const fill = (
  table: AnyTable,
  count: number,
  seed: number,
  given: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): Effect.Effect<Seeded, SeedError | SqlError | ValidationError, Database> =>
  Effect.gen(function* () {
    const data = tableData(table)
    const unknown = Object.keys(given).find((key) => data.columns.every((column) => column.key !== key))
    if (unknown !== undefined) {
      return yield* Effect.fail(failed(data, `Table "${data.name}" has no column "${unknown}" to be given values.`))
    }
    const arbitrary = yield* drawn(data, given)
    const leftOut = new Set(data.columns.filter(isLeftOut).map(({ key }) => key))
    const isNew = yield* newRows(data)
    const toItself = referencesOf(data).some((reference) => reference.table === data.name)
    let done = 0
    for (let part = 0, fruitless = 0, tried = 0; done < count; part++) {
      const chosen = yield* chosenFor(data)
      const wanted = Math.min(count - done, toItself && done === 0 ? Math.ceil(count / 4) : most)
      // More than are wanted, where some may be alike.
      const candidates = Math.max(wanted, 100)
      const rows = yield* sampled(data, arbitrary, candidates, mixed(seed, data.name, part))
      const picks = yield* sampled(data, fc.noBias(fc.nat(2 ** 31 - 1)), candidates, mixed(seed, data.name, -1 - part))
      const turn = tried
      tried += candidates
      const kept: Array<AnyRow> = []
      for (const [i, row] of rows.entries()) {
        if (kept.length === wanted) break
        const whole = pointed(data, chosen, row, picks[i]!, turn + i)
        if (whole === null || keptRow(data, whole as MemoryRow) === null) continue
        const written = Object.fromEntries(Object.entries(whole).filter(([key]) => !leftOut.has(key)))
        if (isNew(written)) kept.push(written)
      }
      if (kept.length === 0 && ++fruitless === 100) return yield* Effect.fail(stuck(data, chosen, done, count))
      if (kept.length > 0) {
        yield* execute(insertInto(table as never, kept as never) as never) as Effect.Effect<unknown, SqlError | ValidationError, Database>
        done += kept.length
        fruitless = 0
      }
    }
    return { table: data.name, rows: done }
  })

/** Why there are no more rows. */
const stuck = (data: TableData, chosen: Chosen, done: number, count: number): SeedError => {
  const empty = chosen.find(
    ({ keys, reference }) =>
      keys.length === 0 && reference.columns.every((key) => !columnOf(data, key).spec.nullable && !columnOf(data, key).spec.option),
  )
  return failed(
    data,
    empty === undefined
      ? `Only ${done} of ${count} rows of table "${data.name}" differ in what is unique: ask for fewer, or give an arbitrary ` +
          "of a column of the key that has more values."
      : `A row of table "${data.name}" needs one of table "${empty.reference.table}", which has none: fill that one too.`,
  )
}

/** Tells rows that repeat what is unique from those that do not: in the table, and among each other. */
const newRows = (data: TableData): Effect.Effect<(row: AnyRow) => boolean, SqlError, Database> =>
  Effect.gen(function* () {
    const take = distinctness(data)
    for (const keys of uniqueKeys(data)) {
      const columns = keys.map((key) => columnOf(data, key))
      if (columns.some(isLeftOut)) continue
      for (const values of yield* valuesOf(nameOf(data), columns.map(({ name }) => name), columns, null)) {
        take(Object.fromEntries(keys.map((key, i) => [key, values[i]])))
      }
    }
    return take
  })

/**
 * Fills tables with rows that the arbitraries of their columns give: the same ones for the same `seed`. Keys that the
 * database numbers are left to it, references point at rows that are there, what is unique is, and the rules and checks of
 * the tables hold. Rows that are in the tables stay. All in one transaction.
 *
 * Fails with a `SeedError` where it cannot find such rows, and with a `SqlError`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { autoIncrement, count, createAll, from, integer, primaryKey, references, table, varchar } from "fulmar"
 * import { seed } from "fulmar/testing/arbitrary"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: varchar(80) })
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey, autoIncrement), cakeId: integer.pipe(references(() => Cake.id)) })
 *
 * const program = Effect.gen(function* () {
 *   yield* createAll([Cake, Fruit])
 *   yield* seed([Fruit, Cake], { rows: { cake: 10, fruit: 300 }, seed: 42 })
 *   return yield* count(from(Fruit))
 * })
 * await Effect.runPromise(Effect.provide(program, Sqlite.layer({ filename: ":memory:" }))) // => 300
 * ```
 *
 * @since 0.1.0
 */
export const seed = (
  tables: ReadonlyArray<AnyTable>,
  { columns = {}, rows = 20, seed: number = 1 }: SeedOptions = {},
): Effect.Effect<ReadonlyArray<Seeded>, SeedError | SqlError | ValidationError, Database> => {
  const names = tables.map((table) => tableData(table).name)
  const unknown = [...Object.keys(columns), ...(typeof rows === "number" ? [] : Object.keys(rows))].find((name) => !names.includes(name))
  if (unknown !== undefined) {
    return Effect.fail(new SeedError({ message: `There is no table "${unknown}" among those that are to be filled.`, table: unknown }))
  }
  return transaction(
    Effect.forEach(inOrder(tables), (table) => {
      const { name } = tableData(table)
      const count = typeof rows === "number" ? rows : (own(rows, name) ?? 0)
      return fill(table, count, number, own(columns, name) ?? {})
    }),
  )
}
