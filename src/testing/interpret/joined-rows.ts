import type { DeleteNode, UpdateNode } from "../../core/command-node.js"
import type { Changing } from "./change.js"
import { limited } from "./limit.js"
import { EvaluationError } from "./meaning.js"
import { sorted } from "./order.js"
import { isTrue, rowScope, type Scope, type TableRow } from "./scope.js"
import { sourceRows } from "./source.js"

/** A row that an update or delete means, with each row of the joined tables for which the conditions hold. */
export interface MeantRow {
  readonly row: TableRow
  readonly scopes: ReadonlyArray<Scope>
}

/** The rows that an update or delete means: of the first ones, where it has a limit. */
export const meantRows = (c: UpdateNode | DeleteNode, held: Changing, root: Scope): ReadonlyArray<MeantRow> => {
  if (!c.bounded || (c.limit !== null && c.orderBy.length === 0)) {
    throw new EvaluationError({ message: `The command does not say which rows of the table "${c.table.name}" it means`, reason: "Unsupported" })
  }
  const conditions = [...c.joins.flatMap((join) => (join.on === null ? [] : [join.on])), ...c.where]
  const meant = held.rows.flatMap((row): ReadonlyArray<MeantRow> => {
    const beside = c.joins.reduce<ReadonlyArray<Scope>>(
      (scopes, { lateral, source }) =>
        scopes.flatMap((scope) =>
          sourceRows(source, lateral ? scope : root).map((right) => ({ ...scope, tables: new Map([...scope.tables, ...right.tables]) })),
        ),
      [rowScope(root, c.table.ref, row)],
    )
    const scopes = beside.filter((scope) => conditions.every((condition) => isTrue(scope, condition)))
    return scopes.length === 0 ? [] : [{ row, scopes }]
  })
  const first = new Map(meant.map((x) => [x.scopes[0]!, x]))
  const ordered = sorted(c.orderBy, [...first.keys()])
  return limited({ ...c, offset: null }, ordered, root, (a, b) => a === b).items.map((scope) => first.get(scope)!)
}
