import { indexKeysSql, qualified, tablePieces, type TableStyle } from "../../../core/schema/print-table.js"
import type { IndexSchema, QualifiedName, TableSchema } from "../../../core/schema/database-schema.js"

export const style: TableStyle = {
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  identity: (column) => (column.identity === null ? null : "primary key autoincrement"),
  identityInKey: true,
  comment: null,
}

/** The statement that makes a table; `name` in place of its own. */
export const createTable = (table: TableSchema, name: QualifiedName = table): string =>
  `create table ${qualified(style, name)} (\n  ${tablePieces(style, table).join(",\n  ")}\n)` +
  (table.options === null ? "" : ` ${table.options}`)

/** An index is in the schema of its table, which is named at the index only. */
export const createIndex = (table: QualifiedName, index: IndexSchema): string =>
  `create ${index.unique ? "unique " : ""}index ${qualified(style, { schema: table.schema, name: index.name })} ` +
  `on ${style.quote(table.name)} ${indexKeysSql(style, index)}` +
  (index.where === null ? "" : ` where ${index.where}`)
