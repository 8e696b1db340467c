import type { ConflictNode, InsertNode } from "../../core/command-node.js"
import { sameExpr } from "../../core/same-expr.js"
import { absurd } from "../../core/traverse.js"
import { updateCells, valuesOf, withGenerated } from "./assign.js"
import type { Change, Changing } from "./change.js"
import { breaksOwn } from "./constraint.js"
import { EvaluationError } from "./meaning.js"
import { isTrue, rowScope, type Scope, type TableRow } from "./scope.js"
import { undetermined } from "./undetermined.js"
import { twins, type UniqueKey, uniqueKeys } from "./unique.js"

/** The unique keys that a conflict is about: the one of its columns, or any. */
const meant = ({ target, targetWhere }: ConflictNode, keys: ReadonlyArray<UniqueKey>): ReadonlyArray<UniqueKey> => {
  if (target.length === 0) {
    return keys
  }
  const found = keys.filter(
    ({ columns, where }) =>
      columns.length === target.length &&
      columns.every((key) => target.includes(key)) &&
      (where === null || (targetWhere !== null && sameExpr(where, targetWhere))),
  )
  if (found.length === 0) {
    throw new EvaluationError({ message: `No unique constraint is of the columns ${target.join(", ")}`, reason: "Unsupported" })
  }
  return found
}

/** What inserting a row changes in a table: the row comes, one that is there becomes another, or nothing happens. */
export const placed = (c: InsertNode, held: Changing, row: TableRow, before: ReadonlyArray<Change>, root: Scope): ReadonlyArray<Change> => {
  const { table } = held
  const keys = uniqueKeys(table)
  const added: Change = { table, before: null, after: row }
  const inTheWay = (of: ReadonlyArray<UniqueKey>): ReadonlyArray<TableRow> => [...new Set(of.flatMap((key) => twins(table, key, row, held.rows, root)))]
  switch (c.verb) {
    case "insert ignore":
      if (breaksOwn(table, row, root) === "NULL") {
        undetermined.refuseFor("some databases leave a row out that has NULL in a column which is NOT NULL, others change it")
      }
      return breaksOwn(table, row, root) === "check" || inTheWay(keys).length > 0 ? [] : [added]
    case "replace":
      return [...inTheWay(keys).map((there) => ({ table, before: there, after: null })), added]
    case "insert": {
      const { conflict } = c
      const [there, ...others] = conflict === null ? [] : inTheWay(meant(conflict, keys))
      if (conflict === null || there === undefined) {
        return [added]
      }
      return conflict.set === null ? [] : updated(c, conflict, { ...added, before: there }, others, before, root)
    }
    default:
      return absurd(c.verb)
  }
}

/** The row that is there, changed by the conflict of one that cannot be inserted, which is read by the name `excluded`. */
const updated = (
  c: InsertNode,
  { set, where }: ConflictNode,
  { after, before: there, table }: Change,
  others: ReadonlyArray<TableRow>,
  earlier: ReadonlyArray<Change>,
  root: Scope,
): ReadonlyArray<Change> => {
  if (others.length > 0 || earlier.some((change) => change.after === there)) {
    undetermined.refuseFor("a row is in conflict with several, or with one of the same statement: databases differ in what they do")
  }
  const scope: Scope = { ...rowScope(root, c.table.ref, there), tables: new Map([[c.table.ref, there], ["excluded", after]]) }
  if (!where.every((condition) => isTrue(scope, condition))) {
    return []
  }
  const row = withGenerated(table, { ...there!, ...valuesOf(updateCells(c.table, set!), scope) }, root)
  return [{ table, before: there, after: row }]
}
