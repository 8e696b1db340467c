import type { SelectionNode, SelectNode } from "../../core/query-node.js"
import { absurd, rowColumns } from "../../core/traverse.js"
import type { Tree } from "./answer.js"
import { type Scope, type TableRow, valueIn } from "./scope.js"

/** The row of the nearest table of the name; `null` if it is absent. */
const tableRow = (ref: string, scope: Scope): TableRow | null =>
  scope.tables.has(ref) || scope.around === null ? (scope.tables.get(ref) ?? null) : tableRow(ref, scope.around)

/** What a row of a block gives: what it selects, or the row of a set operation as it is. */
export const rowOf = (q: SelectNode, row: Scope): Tree => (row.whole === null ? selected(q.selection, row) : row.whole.tree)

/** What is selected in a row: a whole table is `null` where an outer join found no row of it. */
export const selected = (s: SelectionNode, scope: Scope): Tree => {
  switch (s._tag) {
    case "Field":
      return valueIn(scope, s.expr)
    case "Row":
      return tableRow(s.table.ref, scope) === null
        ? null
        : Object.fromEntries(rowColumns(s.table).map((c) => [c.key, valueIn(scope, c)]))
    case "Record":
      return Object.fromEntries(s.fields.map(([key, field]) => [key, selected(field, scope)]))
    default:
      return absurd(s)
  }
}
