import type {
  ColumnSchema,
  EnumSchema,
  IndexSchema,
  QualifiedName,
  SequenceSchema,
  TableSchema,
} from "../../../core/schema/database-schema.js"
import { columnSql, indexKeysSql, listed, qualified, tablePieces, type TableStyle } from "../../../core/schema/print-table.js"
import { quote } from "../types.js"

export const style: TableStyle = {
  quote,
  identity: ({ identity }) => (identity === null || identity === "serial" ? null : `generated ${identity} as identity`),
  identityInKey: false,
  comment: null,
}

export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

const serials: Readonly<Record<string, string>> = { smallint: "smallserial", integer: "serial", bigint: "bigserial" }

/** A serial column is made by the name of its type. */
export const written = (column: ColumnSchema): ColumnSchema =>
  column.identity === "serial" ? { ...column, type: serials[column.type] ?? column.type } : column

export const column = (of: ColumnSchema): string => columnSql(style, written(of))

export const createTable = (table: TableSchema, temporary = false): string =>
  `create ${temporary ? "temporary " : table.options === "unlogged" ? "unlogged " : ""}table ` +
  `${temporary ? quote(table.name) : qualified(style, table)} (\n  ` +
  `${tablePieces(style, { ...table, columns: table.columns.map(written) }).join(",\n  ")}\n)` +
  (table.options?.startsWith("partition") === true && !temporary ? ` ${table.options}` : "")

export const createIndex = (table: QualifiedName, index: IndexSchema): string =>
  `create ${index.unique ? "unique " : ""}index ${quote(index.name)} on ${qualified(style, table)} ` +
  (index.using === null ? "" : `using ${quote(index.using)} `) +
  indexKeysSql(style, index) +
  (index.include.length === 0 ? "" : ` include ${listed(style, index.include)}`) +
  (index.where === null ? "" : ` where ${index.where}`)

export const createEnum = (of: EnumSchema, name: QualifiedName = of): string =>
  `create type ${qualified(style, name)} as enum (${of.labels.map(text).join(", ")})`

export const createSequence = (of: SequenceSchema): string =>
  `create sequence ${qualified(style, of)} start with ${of.start} increment by ${of.increment}`
