import type { ExprNode } from "../../core/expr-node.js"
import type { JoinNode, SelectNode } from "../../core/query-node.js"
import { groupKeys, hasAggregate, hasWindow, leafExprs, mayRead, sourceScope } from "../../core/traverse.js"
import { isUnited } from "./layout.js"
import { emptyScope, isTrue, type Scope, type TableRow } from "./scope.js"
import { sourceRows } from "./source.js"
import { windowsOf } from "./window.js"

/** A row of both sides. */
const beside = (left: Scope, right: ReadonlyMap<string, TableRow | null>): Scope => ({
  ...left,
  tables: new Map([...left.tables, ...right]),
})

/** What the rows of a closed block have beside their columns: what they were told apart or grouped by, and their windows. */
const madeBy = (q: SelectNode): ReadonlyArray<ExprNode> => {
  const inner = q.from._tag === "ClosedSource" && q.from.query._tag === "Select" ? madeBy(q.from.query) : []
  return [...(q.distinct && !isUnited(q) ? leafExprs(q.selection) : [...groupKeys(q.groupBy), ...inner]), ...windowsOf(q)]
}

const standsOn = (q: SelectNode): SelectNode | null =>
  q.from._tag === "ClosedSource" && q.from.query._tag === "Select" ? q.from.query : null

/** The row of nothing on the left side: all that is read of it is NULL. */
const absent = (q: SelectNode, before: ReadonlyArray<string>, around: Scope): Scope => {
  const block = standsOn(q)
  const own = new Set(before)
  const made = block === null ? [] : madeBy(block).filter((e) => mayRead(e, own) || hasAggregate(e) || hasWindow(e))
  return {
    ...emptyScope(around.world, around),
    tables: new Map(before.map((ref) => [ref, null])),
    known: made.map((e) => [e, null] as const),
    group: block === null ? null : { rows: [], keys: [], absent: true },
  }
}

/** Adds the rows of a join to the rows so far, which are of the tables `before`. */
const join = (q: SelectNode, before: ReadonlyArray<string>, rows: ReadonlyArray<Scope>, { kind, lateral, on, source }: JoinNode, around: Scope) => {
  const nothing = new Map(sourceScope(source).map((table) => [table.ref, null] as const))
  const fits = (row: Scope): boolean => on === null || isTrue(row, on)
  const rights = lateral ? [] : sourceRows(source, around).map((right) => right.tables)
  const matched = new Set<object>()
  const pairs = rows.flatMap((left) => {
    const all = lateral ? sourceRows(source, left).map((right) => right.tables) : rights
    const found = all.filter((right) => fits(beside(left, right)))
    found.forEach((right) => matched.add(right))
    return found.length === 0 && (kind === "left" || kind === "full") ? [beside(left, nothing)] : found.map((right) => beside(left, right))
  })
  const lone = kind === "right" || kind === "full" ? rights.filter((right) => !matched.has(right)) : []
  return [...pairs, ...lone.map((right) => beside(absent(q, before, around), right))]
}

/**
 * The rows of `from` with all joins, one after the other: pairs for which the condition is true, and of an outer join also
 * rows that are in no pair.
 */
export const joined = (q: SelectNode, around: Scope): ReadonlyArray<Scope> => {
  let rows = sourceRows(q.from, around)
  const before = sourceScope(q.from).map((table) => table.ref)
  for (const node of q.joins) {
    rows = join(q, before, rows, node, around)
    before.push(...sourceScope(node.source).map((table) => table.ref))
  }
  return rows
}
