import type { TableData } from "../../core/table-data.js"
import type { Memory } from "../memory.js"
import { isTable } from "./held.js"
import type { TableRow } from "./scope.js"
import { programRow, storedRows } from "./stored.js"

/** A table while a command changes it. Rows are told apart by their identity: two of them may hold the same values. */
export interface Changing {
  readonly table: TableData
  readonly rows: ReadonlyArray<TableRow>
  /** The greatest number that columns which count up ever had, by key. */
  readonly counted: Readonly<Record<string, number | bigint>>
}

/** The tables of a database while a command changes them. */
export type Tables = ReadonlyArray<Changing>

/** A row that comes, goes, or becomes another. */
export interface Change {
  readonly table: TableData
  readonly before: TableRow | null
  readonly after: TableRow | null
}

export const tablesOf = (db: Memory): Tables =>
  db.tables.map(({ counted, rows, table }) => {
    const stored = storedRows({ rows }, table.columns)
    return stored.reduce<Changing>((held, row) => ({ ...held, counted: countedIn(held, row) }), { table, rows: stored, counted })
  })

/** The database with the rows that its tables have now. */
export const memoryOf = (db: Memory, tables: Tables): Memory => ({
  ...db,
  tables: tables.map(({ counted, rows, table }) => ({ table, rows: rows.map((row) => programRow(table, row)), counted })),
})

const countedIn = ({ counted, table }: Changing, row: TableRow): Changing["counted"] =>
  Object.fromEntries(
    table.columns
      .filter((c) => c.spec.autoIncrement)
      .map(({ key }) => [key, greater(counted[key] ?? 0, (row[key] ?? 0) as number | bigint)]),
  )

const greater = (a: number | bigint, b: number | bigint): number | bigint => (a < b ? b : a)

/** The tables after a change. */
export const changed = (tables: Tables, { after, before, table }: Change): Tables =>
  tables.map((held) => {
    if (!isTable(held.table, table)) {
      return held
    }
    const kept = held.rows.flatMap((row) => (row !== before ? [row] : after === null ? [] : [after]))
    return after === null
      ? { ...held, rows: kept }
      : { ...held, rows: before === null ? [...kept, after] : kept, counted: countedIn(held, after) }
  })
