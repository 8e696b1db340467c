import type { SourceNode, TableSource } from "../../core/query-node.js"
import { absurd } from "../../core/traverse.js"
import { cteRows } from "./cte.js"
import { heldBy } from "./held.js"
import { flatRow, isUnited, layoutOf } from "./layout.js"
import { rowScope, type Scope, type TableRow, type World } from "./scope.js"
import { storedRows } from "./stored.js"
import { functionRows } from "./table-function.js"
import { undetermined } from "./undetermined.js"
import { unitedRow } from "./united.js"
import { valuesRows } from "./values.js"

/** The rows that the database holds of a table. */
const stored = ({ table }: TableSource, { db }: World): ReadonlyArray<TableRow> => {
  if (table.sample !== null) {
    undetermined.refuse(`which rows of "${table.name}" are picked`)
  }
  return storedRows(heldBy(db.tables, table), table.columns)
}

/** The rows of a source, which may read the row `around` it: that of the query around, or in a lateral join one before it. */
export const sourceRows = (source: SourceNode, around: Scope): ReadonlyArray<Scope> => {
  const named = (rows: ReadonlyArray<TableRow>, ref: string): ReadonlyArray<Scope> =>
    rows.map((row) => rowScope(around, ref, row))
  switch (source._tag) {
    case "TableSource":
      return named(stored(source, around.world), source.table.ref)
    case "DerivedSource": {
      const layout = layoutOf(source.query)
      const { rows } = around.world.answer(source.query, around)
      return named(rows.map((row) => flatRow(layout, row)), source.table.ref)
    }
    case "CteSource":
      return named(cteRows(source.cte, around.world), source.table.ref)
    case "FunctionSource":
      return named(functionRows(source, around), source.table.ref)
    case "ValuesSource":
      return named(valuesRows(source, around.world), source.table.ref)
    case "ClosedSource": {
      const { query } = source
      if (query._tag === "Select" && !isUnited(query)) {
        return around.world.rows(query, around)
      }
      const layout = layoutOf(query)
      return around.world.answer(query, around).rows.map((row) => unitedRow(layout, row, around))
    }
    default:
      return absurd(source)
  }
}
