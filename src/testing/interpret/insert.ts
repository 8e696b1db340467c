import type { InsertNode } from "../../core/command-node.js"
import { assigned, type Cell, insertCells, valuesOf } from "./assign.js"
import { type Change, changed, type Tables } from "./change.js"
import { completeRow } from "./complete-row.js"
import { heldBy } from "./held.js"
import { layoutOf, leaves } from "./layout.js"
import { EvaluationError } from "./meaning.js"
import type { Outcome } from "./outcome.js"
import { rowScope, type Scope } from "./scope.js"
import { placed } from "./upsert.js"

const unsupported = (message: string): never => {
  throw new EvaluationError({ message, reason: "Unsupported" })
}

/** The cells of the rows that a query gives: its columns go to those of the same key. */
const queryCells = ({ source, table }: InsertNode, root: Scope): ReadonlyArray<ReadonlyArray<Cell>> => {
  if (source._tag !== "Query") {
    return []
  }
  const layout = layoutOf(source.query)
  return root.world.answer(source.query, root).rows.map((row) =>
    leaves(layout, row).map(({ key, type, value }) => {
      const column = table.columns.find((c) => c.key === key) ?? unsupported(`The table "${table.name}" has no column "${key}" to insert into`)
      return { column, value: assigned(column, type, value) }
    }),
  )
}

/** The rows of an insert one after the other, each where those before it are there already. */
export const insert = (c: InsertNode, before: Tables, root: Scope): Outcome => {
  const rows = c.source._tag === "Rows" ? insertCells(c.table, c.source.rows) : queryCells(c, root)
  const left = c.table.columns.find((column) => column.spec.default?._tag === "Client" && rows.some((cells) => cells.every((cell) => cell.column !== column)))
  if (left !== undefined) {
    return unsupported(`The column "${left.key}" has a default made by the program, which an insert from a query cannot call`)
  }
  const numbered = c.overriding === null && rows.flat().find(({ column }) => column.spec.identityAlways)
  if (numbered) {
    return unsupported(`The column "${numbered.column.key}" of the table "${c.table.name}" is generated always as identity`)
  }
  let tables = before
  const changes: Array<Change> = []
  for (const cells of rows) {
    const written = cells.filter((cell) => c.overriding !== "user" || !cell.column.spec.autoIncrement)
    const row = completeRow(heldBy(tables, c.table), valuesOf(written, root), root)
    for (const change of placed(c, heldBy(tables, c.table), row, changes, root)) {
      changes.push(change)
      tables = changed(tables, change)
    }
  }
  const written = changes.filter((change) => change.after !== null)
  const returned = written.map((change) => ({ scope: rowScope(root, c.table.ref, change.after), change }))
  return { changes, returned, rowsAffected: written.length }
}
