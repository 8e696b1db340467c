import type { Tree } from "./answer.js"
import { type Layout, leaves } from "./layout.js"
import { rowScope, type Scope } from "./scope.js"

/** The scope of a row of a set operation: it has columns without a table, and is selected as it is. */
export const unitedRow = (layout: Layout, tree: Tree, around: Scope): Scope => ({
  ...rowScope(around, "", Object.fromEntries(leaves(layout, tree).map((x) => [x.key, x.value]))),
  whole: { tree },
})
