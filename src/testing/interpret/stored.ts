import { Option } from "effect"
import type { ColumnSpec } from "../../core/column-spec.js"
import type { TableColumn, TableData } from "../../core/table-data.js"
import type { MemoryRow } from "../memory.js"
import { fromProgram, toProgram, type Value } from "./meaning.js"
import type { TableRow } from "./scope.js"

/** A value of a column without its Option. */
export const bare = (spec: ColumnSpec, value: unknown): unknown =>
  spec.option && Option.isOption(value) ? Option.getOrNull(value) : value

/** The rows of a table as expressions read them. */
export const storedRows = ({ rows }: { readonly rows: ReadonlyArray<MemoryRow> }, columns: ReadonlyArray<TableColumn>): ReadonlyArray<TableRow> =>
  rows.map((row) =>
    Object.fromEntries(columns.map(({ key, spec }) => [key, fromProgram(spec.type, bare(spec, row[key] ?? null))])),
  )

const programValue = ({ option, type }: ColumnSpec, value: Value): unknown =>
  option ? (value === null ? Option.none() : Option.some(toProgram(type, value))) : toProgram(type, value)

/** A row as a program reads it. */
export const programRow = (table: TableData, row: TableRow): MemoryRow =>
  Object.fromEntries(table.columns.map(({ key, spec }) => [key, programValue(spec, row[key])]))
