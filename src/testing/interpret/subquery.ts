import type { ExprNode } from "../../core/expr-node.js"
import type { QueryNode } from "../../core/query-node.js"
import type { Tree } from "./answer.js"
import type { Comparand } from "./comparison.js"
import { EvaluationError, type Value } from "./meaning.js"
import { type Layout, layoutOf, leaves } from "./layout.js"
import type { Scope } from "./scope.js"
import { undetermined } from "./undetermined.js"

const only = (layout: Layout, row: Tree): Value => leaves(layout, row)[0]?.value ?? null

/** The value of a query of one column and at most one row; NULL of no row. */
export const firstValue = (q: QueryNode, scope: Scope): Value => {
  const { rows } = scope.world.answer(q, scope)
  if (rows.length > 1) {
    throw new EvaluationError({ message: "A query that stands for one value gives several rows", reason: "DataError" })
  }
  return rows.length === 0 ? null : only(layoutOf(q), rows[0]!)
}

/** The values of a query of one column, in its order. */
export const onlyValues = (q: QueryNode, scope: Scope): ReadonlyArray<Value> => {
  const { rows, places } = scope.world.answer(q, scope)
  const values = rows.map((row) => only(layoutOf(q), row))
  undetermined.unlessTiesAreAlike("the order of the elements of an array", values, places)
  return values
}

/** The rows of a query, as what the operand is compared with: of a row value by its keys. */
export const members = (q: QueryNode, operand: ExprNode, scope: Scope): ReadonlyArray<Comparand> => {
  const layout = layoutOf(q)
  return scope.world.answer(q, scope).rows.map((row) => {
    const all = leaves(layout, row)
    return operand._tag === "Tuple" ? operand.keys.map((key) => all.find((leaf) => leaf.key === key)!) : all.slice(0, 1)
  })
}
