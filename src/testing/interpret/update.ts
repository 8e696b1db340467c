import type { UpdateNode } from "../../core/command-node.js"
import { alike } from "./alike.js"
import { updateCells, valuesOf, withGenerated } from "./assign.js"
import type { Tables } from "./change.js"
import { heldBy } from "./held.js"
import { meantRows } from "./joined-rows.js"
import type { Outcome } from "./outcome.js"
import type { Scope } from "./scope.js"
import { undetermined } from "./undetermined.js"

/** All values that an update sets are computed of the rows as they were. */
export const update = (c: UpdateNode, tables: Tables, root: Scope): Outcome => {
  const held = heldBy(tables, c.table)
  const cells = updateCells(c.table, c.set)
  const done = meantRows(c, held, root).map(({ row, scopes }) => {
    const values = scopes.map((scope) => valuesOf(cells, scope))
    if (!values.every((x) => alike(x, values[0]))) {
      undetermined.refuseFor(`a row of the table "${c.table.name}" is joined with several that set it to different values`)
    }
    const after = withGenerated(held.table, { ...row, ...values[0] }, root)
    const [scope] = scopes
    return {
      change: { table: held.table, before: row, after },
      scope: { ...scope!, tables: new Map([...scope!.tables, [c.table.ref, after]]) },
    }
  })
  return { changes: done.map((x) => x.change), returned: done, rowsAffected: done.length }
}
