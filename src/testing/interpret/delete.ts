import type { DeleteNode } from "../../core/command-node.js"
import type { Tables } from "./change.js"
import { heldBy } from "./held.js"
import { meantRows } from "./joined-rows.js"
import type { Outcome } from "./outcome.js"
import type { Scope } from "./scope.js"

/** Each row that is meant goes once, however many rows it is joined with. */
export const deleted = (c: DeleteNode, tables: Tables, root: Scope): Outcome => {
  const held = heldBy(tables, c.table)
  const done = meantRows(c, held, root).map(({ row, scopes }) => ({
    change: { table: held.table, before: row, after: null },
    scope: scopes[0]!,
  }))
  return { changes: done.map((x) => x.change), returned: done, rowsAffected: done.length }
}
