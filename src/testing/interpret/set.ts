import type { SetNode, SetOperator } from "../../core/query-node.js"
import { absurd } from "../../core/traverse.js"
import { alike } from "./alike.js"
import type { Answer, Tree } from "./answer.js"
import { layoutOf, sameTree } from "./layout.js"
import { limited } from "./limit.js"
import { sorted } from "./order.js"
import type { Scope } from "./scope.js"
import { unitedRow } from "./united.js"

type Rows = ReadonlyArray<Tree>

const once = (rows: Rows, same: Same): Rows => rows.filter((row, i) => rows.findIndex((other) => same(other, row)) === i)
type Same = (a: Tree, b: Tree) => boolean

/** Takes for each row of `right` one of `left` away; gives those that are taken, and those that are left. */
const taken = (left: Rows, right: Rows, same: Same): { readonly taken: Rows; readonly left: Rows } => {
  const rest = [...left]
  const out = right.flatMap((row) => {
    const i = rest.findIndex((other) => same(other, row))
    return i < 0 ? [] : rest.splice(i, 1)
  })
  return { taken: out, left: rest }
}

/** Rows are told apart by all their columns, where NULL is the same as NULL. */
const united = (op: SetOperator, left: Rows, right: Rows, same: Same): Rows => {
  const has = (rows: Rows, row: Tree): boolean => rows.some((other) => same(other, row))
  switch (op) {
    case "union all":
      return [...left, ...right]
    case "union":
      return once([...left, ...right], same)
    case "intersect":
      return once(left, same).filter((row) => has(right, row))
    case "intersect all":
      return taken(left, right, same).taken
    case "except":
      return once(left, same).filter((row) => !has(right, row))
    case "except all":
      return taken(left, right, same).left
    default:
      return absurd(op)
  }
}

/** The rows of a set operation, sorted and limited as a whole. */
export const answerOfSet = (q: SetNode, around: Scope): Answer => {
  const { world } = around
  const layout = layoutOf(q)
  const rows = united(q.op, world.answer(q.left, around).rows, world.answer(q.right, around).rows, sameTree(layout))
  const ordered = sorted(q.orderBy, rows.map((row) => unitedRow(layout, row, around)))
  const { items, places } = limited(q, ordered, around, (a, b) => alike(a.whole, b.whole))
  return { rows: items.map((row) => row.whole!.tree), places }
}
