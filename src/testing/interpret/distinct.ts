import type { ExprNode } from "../../core/expr-node.js"
import type { OrderNode, SelectNode } from "../../core/query-node.js"
import { leafExprs } from "../../core/traverse.js"
import { alikeKeys } from "./alike-keys.js"
import { isUnited, layoutOf, sameTree } from "./layout.js"
import { EvaluationError } from "./meaning.js"
import { compareRows, sorted } from "./order.js"
import { type Scope, valueIn } from "./scope.js"
import { rowOf } from "./selection.js"
import { undetermined } from "./undetermined.js"

/** The first of the rows that are the same. */
const firsts = <A>(rows: ReadonlyArray<A>, same: (a: A, b: A) => boolean): ReadonlyArray<A> =>
  rows.filter((row, i) => rows.findIndex((other) => same(other, row)) === i)

/** Every row once: what further clauses see of it is what it selects. */
export const distinctRows = (q: SelectNode, rows: ReadonlyArray<Scope>): ReadonlyArray<Scope> => {
  const same = sameTree(layoutOf(q))
  const trees = new Map(rows.map((row) => [row, rowOf(q, row)]))
  const columns = isUnited(q) ? [] : leafExprs(q.selection)
  return firsts(rows, (a, b) => same(trees.get(a)!, trees.get(b)!)).map((row) => ({
    ...row,
    known: [...columns.map((e) => [e, valueIn(row, e)] as const), ...row.known],
  }))
}

/** Of the rows with the same keys the first one in the order. */
export const firstOfEachKey = (
  q: SelectNode,
  keys: ReadonlyArray<ExprNode>,
  order: ReadonlyArray<OrderNode>,
  rows: ReadonlyArray<Scope>,
  same: (a: Scope, b: Scope) => boolean,
): ReadonlyArray<Scope> => {
  if (q.distinct || keys.length === 0) {
    throw new EvaluationError({ message: "distinctOn needs keys, and no distinct beside it", reason: "Unsupported" })
  }
  const alike = alikeKeys(keys)
  const compare = compareRows(order)
  const { items } = sorted(order, rows)
  const picked = firsts(items, alike)
  for (const first of picked) {
    if (items.some((row) => alike(first, row) && compare(first, row) === 0 && !same(first, row))) {
      undetermined.refuse("which row of a key distinctOn keeps")
    }
  }
  return picked
}
