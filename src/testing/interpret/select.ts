import type { SelectNode } from "../../core/query-node.js"
import { alike } from "./alike.js"
import type { Answer } from "./answer.js"
import { distinctRows, firstOfEachKey } from "./distinct.js"
import { groups, isGrouped } from "./group.js"
import { joined } from "./join.js"
import { limited } from "./limit.js"
import { type Ordered, orderOf, sorted } from "./order.js"
import { isTrue, type Scope } from "./scope.js"
import { rowOf } from "./selection.js"
import { withWindows } from "./window.js"

/**
 * The rows of a block, in the order in which SQL makes them: from and joins, where, groups, having, windows, distinct, order,
 * limit. `same` says which rows are interchangeable where nothing tells which of them a limit leaves.
 */
export const rowsOfBlock = (q: SelectNode, around: Scope, same: (a: Scope, b: Scope) => boolean): Ordered<Scope> => {
  const filtered = joined(q, around).filter((row) => q.where.every((condition) => isTrue(row, condition)))
  const grouped = isGrouped(q) ? groups(q, filtered, around) : filtered
  const kept = grouped.filter((row) => q.having.every((condition) => isTrue(row, condition)))
  const counted = withWindows(q, kept)
  const once = q.distinct ? distinctRows(q, counted) : counted
  const picked = q.distinctOn === null ? once : firstOfEachKey(q, q.distinctOn, orderOf(q), once, same)
  return limited(q, sorted(orderOf(q), picked), around, same)
}

/** The rows that a block gives. */
export const answerOfBlock = (q: SelectNode, around: Scope): Answer => {
  const { items, places } = rowsOfBlock(q, around, (a, b) => alike(rowOf(q, a), rowOf(q, b)))
  return { rows: items.map((row) => rowOf(q, row)), places }
}
