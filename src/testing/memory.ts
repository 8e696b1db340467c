import { type AnyTable, type Row, tableData } from "../core/table.js"
import type { TableData } from "../core/table-data.js"

/** A row as a program reads it: values by key. */
export type MemoryRow = Readonly<Record<string, unknown>>

/**
 * The rows that a table holds in a database in memory.
 *
 * @since 0.1.0
 */
export interface MemoryTable {
  readonly table: TableData
  readonly rows: ReadonlyArray<MemoryRow>
  /** The greatest number that columns with `autoIncrement` had in rows that are gone, by key. */
  readonly counted: Readonly<Record<string, number | bigint>>
}

/**
 * A database in memory: tables with their rows. It is a value: what changes it gives another one.
 *
 * @since 0.1.0
 */
export interface Memory {
  readonly tables: ReadonlyArray<MemoryTable>
  /** Whether NULLs sort before all values, where a query does not say it, or after them. */
  readonly nulls: "smallest" | "largest"
}

/**
 * A table with the rows that it holds.
 *
 * @since 0.1.0
 */
export const holding = <T extends AnyTable>(table: T, rows: ReadonlyArray<Row<T>>): MemoryTable => ({
  table: tableData(table),
  rows: rows as ReadonlyArray<MemoryRow>,
  counted: {},
})

/**
 * A database in memory of these tables.
 *
 * @example
 * ```ts
 * import { integer, primaryKey, table, text } from "fulmar"
 * import { holding, memory } from "fulmar/testing"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const db = memory(holding(Cake, [{ id: 1, name: "Opera" }]))
 * db.tables.length // => 1
 * ```
 *
 * @since 0.1.0
 */
export const memory = (...tables: ReadonlyArray<MemoryTable>): Memory => ({ tables, nulls: "smallest" })

/**
 * The database, in which NULLs sort as if they were larger than all values, as on PostgreSQL; on the others they are smaller.
 *
 * @since 0.1.0
 */
export const nullsLargest = (db: Memory): Memory => ({ ...db, nulls: "largest" })
