import * as Option from "effect/Option"
import * as fc from "fast-check"
import type { AnyTable, Row } from "../../core/table.js"
import { tableData } from "../../core/table.js"
import type { TableColumn, TableData } from "../../core/table-data.js"
import { isJudged, keptRow } from "./kept-row.js"
import { valuesWithin } from "./values/of-type.js"

type AnyRow = Readonly<Record<string, unknown>>

/** Arbitraries for columns whose values cannot be found by looking at the table. */
export type ColumnArbitraries<T> = { readonly [K in keyof Row<T>]?: fc.Arbitrary<Row<T>[K]> }

const none = (table: TableData, column: TableColumn): never => {
  throw new Error(
    `no value of column "${column.key}" of table "${table.name}" was found: its codec or its rules take too few; give an arbitrary of it: { ${JSON.stringify(column.key)}: … }`,
  )
}

/** The values of a column: one in four NULL, where it may be. */
export const columnValues = (table: TableData, column: TableColumn): fc.Arbitrary<unknown> => {
  const { spec } = column
  const present = valuesWithin(spec.type, spec.constraints) ?? none(table, column)
  return spec.option
    ? fc.option(present, { nil: null, freq: 4 }).map(Option.fromNullishOr)
    : spec.nullable
      ? fc.option(present, { nil: null, freq: 4 })
      : present
}

const fields = (data: TableData, given: Readonly<Record<string, fc.Arbitrary<unknown> | undefined>>): Record<string, fc.Arbitrary<unknown>> =>
  Object.fromEntries(data.columns.map((c) => [c.key, (Object.hasOwn(given, c.key) ? given[c.key] : undefined) ?? columnValues(data, c)]))

/** What is tried before it is said that no row keeps the checks of its table. */
const tries = 300

const kept = (data: TableData, rows: fc.Arbitrary<AnyRow>): fc.Arbitrary<AnyRow> => {
  const judged = rows.map((row) => keptRow(data, row))
  if (fc.sample(judged, { numRuns: tries, seed: 1, path: "" }).filter((row) => row !== null).length < tries / 20) {
    throw new Error(
      `few rows of table "${data.name}" were found that keep its checks; give arbitraries of the columns that these are about: { ${JSON.stringify(data.columns[0]!.key)}: … }`,
    )
  }
  return judged.filter((row) => row !== null)
}

/** The arbitrary of {@link arbitraryRow} of the data of a table. */
export const rowOf = (data: TableData, given: Readonly<Record<string, fc.Arbitrary<unknown> | undefined>> = {}): fc.Arbitrary<AnyRow> => {
  const rows = fc.record(fields(data, given), { noNullPrototype: true }) as fc.Arbitrary<AnyRow>
  return isJudged(data) ? kept(data, rows) : rows
}

/** The keys of the columns that are unique together: the primary key, and every unique constraint and index. */
export const uniqueKeys = (data: TableData): ReadonlyArray<ReadonlyArray<string>> => {
  const constraints = data.constraints()
  const primary = data.columns.filter((c) => c.spec.primaryKey).map((c) => c.key)
  return [
    ...(primary.length === 0 ? [] : [primary]),
    ...data.columns.filter((c) => c.spec.unique).map((c) => [c.key]),
    ...constraints.flatMap((c) =>
      c._tag === "PrimaryKey" || c._tag === "Unique" || (c._tag === "Index" && c.unique) ? [c.columns] : [],
    ),
  ]
}

const bare = (value: unknown): unknown => (Option.isOption(value) ? Option.getOrNull(value) : value)

/** A value as the least particular database would compare it: texts without regard to case, accents and spaces at the end. */
const folded = (value: unknown): string => {
  const v = bare(value)
  return typeof v === "string"
    ? v.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase().trimEnd()
    : v instanceof Date
      ? v.toISOString()
      : typeof v === "object" && v !== null && "value" in v
        ? String(v)
        : typeof v === "number" || typeof v === "bigint"
          ? String(v)
          : JSON.stringify(v instanceof Uint8Array ? [...v] : v) ?? String(v)
}

/** Takes a row unless it repeats what is unique in those that were taken; NULL, or what is not given, repeats nothing. */
export const distinctness = (data: TableData): ((row: AnyRow) => boolean) => {
  const seen = uniqueKeys(data).map((keys) => ({ keys, values: new Set<string>() }))
  return (row) => {
    const marks = seen.map(({ keys }) => (keys.some((key) => (bare(row[key]) ?? null) === null) ? null : keys.map((key) => folded(row[key])).join("\0")))
    const isNew = marks.every((mark, i) => mark === null || !seen[i]!.values.has(mark))
    if (isNew) marks.forEach((mark, i) => mark !== null && seen[i]!.values.add(mark))
    return isNew
  }
}

/** The rows without those that repeat what is unique. */
export const distinctRows = (data: TableData, rows: ReadonlyArray<AnyRow>): ReadonlyArray<AnyRow> => rows.filter(distinctness(data))

/** The rows and one more, with the next number where only the database numbers rows; without it, if it repeats what is unique. */
export const withRow = (data: TableData, rows: ReadonlyArray<AnyRow>, row: AnyRow): ReadonlyArray<AnyRow> => {
  const numbers = data.columns
    .filter((c) => c.spec.identityAlways)
    .map((c) => [c.key, c.spec.type.family === "bigint" ? BigInt(rows.length + 1) : rows.length + 1])
  return distinctRows(data, [...rows, numbers.length === 0 ? row : { ...row, ...Object.fromEntries(numbers) }])
}

/**
 * Random rows of a table, every column given: about one value in four is NULL where it may be, and the others are often
 * those at the edges of the type, or texts with quotes, backslashes, emoji and combining marks. The rules of the columns,
 * their codecs and the checks of the table hold, and columns that the database computes have what it computes. A column
 * whose values cannot be found so is given an arbitrary of its own.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check"
 * import { constrain, integer, primaryKey, table, varchar } from "fulmar"
 * import { arbitraryRow } from "fulmar/testing/arbitrary"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: varchar(80), layers: integer.pipe(constrain.ge(1)) })
 * fc.assert(fc.property(arbitraryRow(Cake), (cake) => cake.layers >= 1))
 * ```
 *
 * @since 0.1.0
 */
export const arbitraryRow = <T extends AnyTable>(table: T, columns: ColumnArbitraries<T> = {}): fc.Arbitrary<Row<T>> =>
  rowOf(tableData(table), columns as never) as fc.Arbitrary<Row<T>>

/** How many rows. */
export interface RowsOptions<T> {
  readonly minLength?: number
  /** Default: 6. */
  readonly maxLength?: number
  /** Arbitraries for columns whose values cannot be found by looking at the table. */
  readonly columns?: ColumnArbitraries<T>
}

/**
 * Random rows that may stand in one table: no two of them are alike in what is unique. Those of several tables that refer
 * to each other are drawn by {@link arbitraryMemory}.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check"
 * import { integer, primaryKey, table, text } from "fulmar"
 * import { arbitraryRows } from "fulmar/testing/arbitrary"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * fc.assert(fc.property(arbitraryRows(Cake), (cakes) => new Set(cakes.map((cake) => cake.id)).size === cakes.length))
 * ```
 *
 * @since 0.1.0
 */
export const arbitraryRows = <T extends AnyTable>(table: T, options: RowsOptions<T> = {}): fc.Arbitrary<ReadonlyArray<Row<T>>> =>
  rowsOf(tableData(table), options as RowsOptions<unknown>) as fc.Arbitrary<ReadonlyArray<Row<T>>>

/** The arbitrary of {@link arbitraryRows} of the data of a table. */
export const rowsOf = (data: TableData, { columns = {}, maxLength = 6, minLength = 0 }: RowsOptions<unknown>): fc.Arbitrary<ReadonlyArray<AnyRow>> => {
  const rows = fc
    .array(rowOf(data, columns), { minLength, maxLength })
    .map((all) => all.reduce<ReadonlyArray<AnyRow>>((before, row) => withRow(data, before, row), []))
  return minLength === 0 ? rows : rows.filter((all) => all.length >= minLength)
}
