import type { MergeNode, WhenNode } from "../../core/command-node.js"
import { callNode, type ExprNode } from "../../core/expr-node.js"
import { absurd, sourceScope } from "../../core/traverse.js"
import { text } from "../../codec/text.js"
import { insertCells, updateCells, valuesOf, withGenerated } from "./assign.js"
import { type Change, changed, type Changing, type Tables } from "./change.js"
import { completeRow } from "./complete-row.js"
import { heldBy } from "./held.js"
import { EvaluationError } from "./meaning.js"
import type { Outcome } from "./outcome.js"
import { isTrue, rowScope, type Scope, type TableRow } from "./scope.js"
import { sourceRows } from "./source.js"

/** A row of the table, of the source, or of both, for which something may be done. */
interface Candidate {
  readonly match: WhenNode["match"]
  readonly row: TableRow | null
  readonly scope: Scope
}

const both = (scope: Scope, ref: string, row: TableRow | null): Scope => ({
  ...scope,
  tables: new Map([...scope.tables, [ref, row]]),
})

/** Pairs for which the condition is true, and rows of either side that are in no pair. */
const candidates = (c: MergeNode, rows: ReadonlyArray<TableRow>, root: Scope): ReadonlyArray<Candidate> => {
  const { ref } = c.table
  const sources = sourceRows(c.source, root)
  const nothing: Scope = { ...rowScope(root, ref, null), tables: new Map(sourceScope(c.source).map((t) => [t.ref, null])) }
  const fits = (source: Scope, row: TableRow): boolean => isTrue(both(source, ref, row), c.on)
  return [
    ...sources.flatMap((source): ReadonlyArray<Candidate> => {
      const found = rows.filter((row) => fits(source, row))
      return found.length === 0
        ? [{ match: "not matched", row: null, scope: both(source, ref, null) }]
        : found.map((row) => ({ match: "matched", row, scope: both(source, ref, row) }))
    }),
    ...rows
      .filter((row) => !sources.some((source) => fits(source, row)))
      .map((row): Candidate => ({ match: "not matched by source", row, scope: both(nothing, ref, row) })),
  ]
}

/** What is done with a candidate: by the first of the clauses that apply. */
const changeOf = (c: MergeNode, held: Changing, { match, row, scope }: Candidate, root: Scope): Change | null => {
  const when = c.when.find((x) => x.match === match && (x.condition === null || isTrue(scope, x.condition)))
  if (when === undefined) {
    return null
  }
  const { table } = held
  const { action } = when
  switch (action._tag) {
    case "ThenUpdate":
      return { table, before: row, after: withGenerated(table, { ...row, ...valuesOf(updateCells(c.table, action.set), scope) }, root) }
    case "ThenDelete":
      return { table, before: row, after: null }
    case "ThenInsert":
      return { table, before: null, after: completeRow(held, valuesOf(insertCells(c.table, [action.row])[0]!, scope), root) }
    case "ThenDoNothing":
      return null
    default:
      return absurd(action)
  }
}

const mergeAction: ExprNode = callNode(text.spec.type, "mergeAction", [], "never")
const word = ({ after, before }: Change): string => (before === null ? "INSERT" : after === null ? "DELETE" : "UPDATE")

/** A merge does one thing at most with every row, and sees the tables as they were. */
export const merge = (c: MergeNode, before: Tables, root: Scope): Outcome => {
  let tables = before
  const done: Array<{ readonly change: Change; readonly scope: Scope }> = []
  for (const candidate of candidates(c, heldBy(before, c.table).rows, root)) {
    const change = changeOf(c, heldBy(tables, c.table), candidate, root)
    if (change === null) {
      continue
    }
    if (change.before !== null && done.some((x) => x.change.before === change.before)) {
      throw new EvaluationError({ message: `Two rows of the source change the same row of the table "${c.table.name}"`, reason: "DataError" })
    }
    const scope = both(candidate.scope, c.table.ref, change.after ?? change.before)
    done.push({ change, scope: { ...scope, known: [[mergeAction, word(change)]] } })
    tables = changed(tables, change)
  }
  return { changes: done.map((x) => x.change), returned: done, rowsAffected: done.length }
}
