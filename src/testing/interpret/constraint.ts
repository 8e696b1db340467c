import { columnNode, type ExprNode } from "../../core/expr-node.js"
import type { TableData } from "../../core/table-data.js"
import type { Change, Tables } from "./change.js"
import { danglingRow } from "./foreign-key.js"
import { isTable } from "./held.js"
import { rowScope, type Scope, type TableRow, valueIn } from "./scope.js"
import { primaryKeyColumns, twins, uniqueKeys } from "./unique.js"
import { checkViolation, foreignKeyViolation, notNullViolation, uniqueViolation } from "./violation.js"

/** The conditions that every row of a table meets. */
const checksOf = (table: TableData): ReadonlyArray<ExprNode> => [
  ...table.columns.flatMap(({ key, name, spec }) => [
    ...spec.checks,
    ...spec.constraints.flatMap((c) => (c.sql === null ? [] : [c.sql(columnNode(table.ref, key, name, spec))])),
  ]),
  ...table.constraints().flatMap((c) => (c._tag === "Check" ? [c.condition] : [])),
]

/** A column that is NULL and may not be. */
const missing = (table: TableData, row: TableRow): string | null => {
  const primary = primaryKeyColumns(table)
  const column = table.columns.find(({ key, spec }) => row[key] === null && (!(spec.nullable || spec.option) || primary.includes(key)))
  return column?.key ?? null
}

/** Does a row break a check? One that is NULL is not broken. */
const breaksCheck = (table: TableData, row: TableRow, root: Scope): boolean => {
  const scope = rowScope(root, table.ref, row)
  return checksOf(table).some((check) => valueIn(scope, check) === false)
}

/** Is the row no row of the table by itself, whatever other rows there are? */
export const breaksOwn = (table: TableData, row: TableRow, root: Scope): "NULL" | "check" | null =>
  missing(table, row) !== null ? "NULL" : breaksCheck(table, row, root) ? "check" : null

/** What must hold when a command has changed the tables: all of it is looked at once, when the command is done. */
export const checkAll = (tables: Tables, changes: ReadonlyArray<Change>, root: Scope): void => {
  for (const { rows, table } of tables) {
    const added = new Set(changes.flatMap((c) => (isTable(c.table, table) && c.after !== null ? [c.after] : [])))
    for (const row of rows.filter((x) => added.has(x))) {
      const key = missing(table, row)
      if (key !== null) {
        notNullViolation(table, key)
      }
      if (breaksCheck(table, row, root)) {
        checkViolation(table)
      }
      for (const unique of uniqueKeys(table)) {
        if (twins(table, unique, row, rows, root).length > 0) {
          uniqueViolation(table, row, unique.columns)
        }
      }
    }
  }
  const dangling = danglingRow(tables, changes)
  if (dangling !== null) {
    foreignKeyViolation(dangling.table, dangling.row, dangling.columns)
  }
}
