import type { ExprNode } from "../../core/expr-node.js"
import type { SelectNode } from "../../core/query-node.js"
import { hasAggregate, leafExprs, scopeOf } from "../../core/traverse.js"
import { alikeKeys } from "./alike-keys.js"
import { isUnited } from "./layout.js"
import { emptyScope, type Group, type Scope, valueIn } from "./scope.js"

const aggregatesOf = (q: SelectNode): boolean =>
  [
    ...(isUnited(q) ? [] : leafExprs(q.selection)),
    ...(q.distinctOn ?? []),
    ...q.orderBy.map((o) => o.expr),
  ].some(hasAggregate)

/** Does the block stand on one whose rows are groups? Their aggregates are values of its rows. */
const standsOnGroups = (q: SelectNode): boolean =>
  q.from._tag === "ClosedSource" && q.from.query._tag === "Select" && (isGrouped(q.from.query) || standsOnGroups(q.from.query))

/** Are the rows of the block groups: by `groupBy` or `having`, or because it selects or sorts by an aggregate? */
export const isGrouped = (q: SelectNode): boolean =>
  q.grouped || q.having.length > 0 || (!standsOnGroups(q) && aggregatesOf(q))

/** The keys of a way of grouping, and those of grouping sets among them. */
interface Keys {
  readonly plain: ReadonlyArray<ExprNode>
  readonly set: ReadonlyArray<ExprNode>
}

/** All ways in which the block groups its rows: one, but with grouping sets, each choice of one set of each. */
const waysOf = (q: SelectNode): ReadonlyArray<Keys> => {
  const plain = q.groupBy.filter((e) => e._tag !== "GroupingSets")
  const sets = q.groupBy
    .filter((e) => e._tag === "GroupingSets")
    .reduce<ReadonlyArray<ReadonlyArray<ExprNode>>>(
      (before, e) => before.flatMap((keys) => e.sets.map((set) => [...keys, ...set])),
      [[]],
    )
  return sets.map((set) => ({ plain, set }))
}

/** Rows with the same keys, together; without keys all rows, even if there are none. */
const together = (rows: ReadonlyArray<Scope>, keys: ReadonlyArray<ExprNode>): ReadonlyArray<ReadonlyArray<Scope>> => {
  if (keys.length === 0) {
    return [rows]
  }
  const same = alikeKeys(keys)
  const found: Array<Array<Scope>> = []
  for (const row of rows) {
    const group = found.find(([first]) => same(first!, row))
    if (group === undefined) {
      found.push([row])
    } else {
      group.push(row)
    }
  }
  return found
}

/** One row for each group: its keys, and columns that they decide, are those of its first row. */
export const groups = (q: SelectNode, rows: ReadonlyArray<Scope>, around: Scope): ReadonlyArray<Scope> =>
  waysOf(q).flatMap(({ plain, set }) =>
    together(rows, [...plain, ...set.map((e) => (e._tag === "GroupKey" ? e.key : e))]).map((group) => {
      const first = group[0] ?? noRow(q, around)
      const own: Group = standsOnGroups(q) && first.group !== null ? first.group : { rows: group, keys: set, absent: false }
      return {
        ...first,
        group: set.length === 0 ? own : { ...own, keys: set },
        known: [...plain.map((key) => [key, valueIn(first, key)] as const), ...first.known],
      }
    }),
  )

/** The row of a group of no rows. */
const noRow = (q: SelectNode, around: Scope): Scope => ({
  ...emptyScope(around.world, around),
  tables: new Map(scopeOf(q).map((table) => [table.ref, null])),
})
