import type { ColumnSchema, IndexSchema, QualifiedName, TableSchema } from "../../../core/schema/database-schema.js"
import { indexKeysSql, qualified, tablePieces, type TableStyle } from "../../../core/schema/print-table.js"
import { quote } from "../dialect/types.js"
import { textLiteral } from "../dialect/wire.js"

export const style: TableStyle = {
  quote,
  identity: ({ identity }) => (identity === null ? null : "auto_increment"),
  identityInKey: false,
  comment: textLiteral,
}

const plain = /^(?:-?\d+(?:\.\d+)?|b?'(?:[^'\\]|''|\\.)*'|current_timestamp(?:\(\d*\))?(?: on update current_timestamp(?:\(\d*\))?)?)$/is
const long = /text|blob|json|geometry|point/

/** A default that is a value stands as it is, but of a long type; an expression stands in parentheses. */
const defaultSql = ({ default: value, type }: ColumnSchema): string =>
  value === null ? "" : ` default ${plain.test(value) && !long.test(type) ? value : `(${value})`}`

export const columnText = (column: ColumnSchema): string =>
  [
    `${quote(column.name)} ${column.type}`,
    column.generated === null
      ? ""
      : ` generated always as (${column.generated.expression}) ${column.generated.stored ? "stored" : "virtual"}`,
    column.nullable ? (column.type.startsWith("timestamp") ? " null" : "") : " not null",
    column.identity === null ? "" : " auto_increment",
    defaultSql(column),
    column.comment === null ? "" : ` comment ${textLiteral(column.comment)}`,
  ].join("")

/** An index as a piece of CREATE TABLE and ALTER TABLE. */
export const indexText = (index: IndexSchema): string =>
  (index.using === "fulltext" || index.using === "spatial" ? `${index.using} ` : index.unique ? "unique " : "") +
  `index ${quote(index.name)} ${indexKeysSql(style, index)}`

export const createTable = (table: TableSchema, temporary = false): string => {
  const pieces = tablePieces({ ...style, comment: textLiteral }, { ...table, columns: [] })
  const all = [...table.columns.map(columnText), ...pieces, ...table.indexes.map(indexText)]
  return (
    `create ${temporary ? "temporary " : ""}table ${temporary ? quote(table.name) : qualified(style, table)} (\n  ${all.join(",\n  ")}\n)` +
    (table.options === null ? "" : ` ${table.options}`) +
    (table.comment === null ? "" : ` comment = ${textLiteral(table.comment)}`)
  )
}

export const alter = (table: QualifiedName, ...clauses: ReadonlyArray<string>): string =>
  `alter table ${qualified(style, table)} ${clauses.join(", ")}`
