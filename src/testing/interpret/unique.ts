import type { ExprNode } from "../../core/expr-node.js"
import type { TableColumn, TableData } from "../../core/table-data.js"
import { sameValue } from "./meaning.js"
import { isTrue, rowScope, type Scope, type TableRow } from "./scope.js"

/** Columns of which no two rows may have the same values; of a partial index only rows for which its condition holds. */
export interface UniqueKey {
  readonly columns: ReadonlyArray<string>
  readonly where: ExprNode | null
}

/** The keys of the columns of the primary key. */
export const primaryKeyColumns = (table: TableData): ReadonlyArray<string> =>
  table.constraints().find((c) => c._tag === "PrimaryKey")?.columns ?? table.columns.filter((c) => c.spec.primaryKey).map((c) => c.key)

/** The primary key, unique constraints and unique indexes of a table. */
export const uniqueKeys = (table: TableData): ReadonlyArray<UniqueKey> => [
  { columns: primaryKeyColumns(table), where: null },
  ...table.columns.filter((c) => c.spec.unique).map((c) => ({ columns: [c.key], where: null })),
  ...table.constraints().flatMap((c) =>
    c._tag === "Unique" ? [{ columns: c.columns, where: null }] : c._tag === "Index" && c.unique ? [{ columns: c.columns, where: c.where }] : [],
  ),
].filter(({ columns }) => columns.length > 0)

export const columnOf = (table: TableData, key: string): TableColumn => table.columns.find((c) => c.key === key)!

/** Have two rows the same values in the columns? NULL is the same as nothing. */
export const sameKey = (table: TableData, columns: ReadonlyArray<string>, a: TableRow, b: TableRow): boolean =>
  columns.every((key) => a[key] !== null && b[key] !== null && sameValue(columnOf(table, key).spec.type)(a[key], b[key]))

/** The rows that have the same key as a row, but for that row itself. */
export const twins = (table: TableData, { columns, where }: UniqueKey, row: TableRow, rows: ReadonlyArray<TableRow>, root: Scope): ReadonlyArray<TableRow> => {
  const counts = (x: TableRow): boolean => where === null || isTrue(rowScope(root, table.ref, x), where)
  return counts(row) ? rows.filter((other) => other !== row && sameKey(table, columns, other, row) && counts(other)) : []
}
