import type { NestedNode } from "../../core/expr-node.js"
import type { Value } from "./meaning.js"
import type { Scope } from "./scope.js"
import { undetermined } from "./undetermined.js"

/** The rows of a query nested in a row: all of them, or the first one; NULL if there is none. */
export const nested = (e: NestedNode, scope: Scope): Value => {
  const { rows, places } = scope.world.answer(e.query, scope)
  if (e.kind === "many") {
    return { rows, places }
  }
  const firsts = rows.filter((_, i) => places[i] === places[0])
  undetermined.unlessTiesAreAlike("which row is the first", firsts, firsts.map(() => 0))
  return rows.length === 0 ? null : { rows: rows.slice(0, 1), places: [0] }
}
