import { Option } from "effect"
import type { SourceNode, TableSource } from "../../core/query-node.js"
import { absurd } from "../../core/traverse.js"
import { cteRows } from "./cte.js"
import { flatRow, isUnited, layoutOf } from "./layout.js"
import { EvaluationError, fromProgram } from "./meaning.js"
import { rowScope, type Scope, type TableRow, type World } from "./scope.js"
import { functionRows } from "./table-function.js"
import { undetermined } from "./undetermined.js"
import { unitedRow } from "./united.js"
import { valuesRows } from "./values.js"

/** The rows that the database holds of a table. */
const stored = ({ table }: TableSource, { db }: World): ReadonlyArray<TableRow> => {
  if (table.sample !== null) {
    undetermined.refuse(`which rows of "${table.name}" are picked`)
  }
  const found = db.tables.find((t) => t.table.name === table.name && t.table.schema === table.schema)
  if (found === undefined) {
    throw new EvaluationError({ message: `The table "${table.name}" is not in the database in memory`, reason: "Unsupported" })
  }
  return found.rows.map((row) =>
    Object.fromEntries(
      table.columns.map(({ key, spec }) => {
        const value = row[key] ?? null
        return [key, fromProgram(spec.type, spec.option && Option.isOption(value) ? Option.getOrNull(value) : value)]
      }),
    ),
  )
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
