import type { TableColumn } from "../../core/table-data.js"
import { withGenerated } from "./assign.js"
import type { Changing } from "./change.js"
import { defaultOf } from "./default.js"
import { type Value, widened } from "./meaning.js"
import type { Scope, TableRow } from "./scope.js"

/** The number that a column counts up to next. */
const next = ({ counted }: Changing, { key, spec }: TableColumn): Value => {
  const greatest = counted[key] ?? 0
  return typeof greatest === "bigint" ? greatest + 1n : widened(spec.type, greatest + 1)
}

/** A row with a value for every column: what is given, the next number, or the default. */
export const completeRow = (held: Changing, given: TableRow, root: Scope): TableRow => {
  const value = (column: TableColumn): Value =>
    Object.hasOwn(given, column.key)
      ? given[column.key]
      : column.spec.autoIncrement
        ? next(held, column)
        : defaultOf(column, root)
  return withGenerated(held.table, Object.fromEntries(held.table.columns.map((column) => [column.key, value(column)])), root)
}
