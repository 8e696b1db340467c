import type { ExprNode, GroupingSetsNode } from "../../../src/core/expr-node.js"
import { keyTree } from "./expr.js"
import type { Scope } from "./scope.js"
import * as t from "./tree.js"
import type { Tree } from "./tree.js"

const kinds = { rollup: "GROUPING_SET_ROLLUP", cube: "GROUPING_SET_CUBE", "grouping sets": "GROUPING_SET_SETS" } as const

const setTree = (s: Scope, keys: ReadonlyArray<ExprNode>): Tree =>
  keys.length === 0 ? { GroupingSet: { kind: "GROUPING_SET_EMPTY" } } : t.row(keys.map((key) => keyTree(s, key)))

/** ROLLUP and CUBE name all keys, GROUPING SETS each set. */
export const groupingSetsTree = (s: Scope, e: GroupingSetsNode): Tree => ({
  GroupingSet: {
    kind: kinds[e.kind],
    content:
      e.kind === "grouping sets" ? e.sets.map((set) => setTree(s, set)) : (e.sets[0] ?? []).map((key) => keyTree(s, key)),
  },
})
