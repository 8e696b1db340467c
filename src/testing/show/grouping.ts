import type { ExprNode, GroupingSetsNode, GroupKeyNode } from "../../core/expr-node.js"
import { groupKeyNode, groupingSetsNode } from "../../core/expr-node.js"
import { code, type Code, type Doc, listDoc, member, recordDoc } from "./code.js"
import { constant } from "./constant.js"
import { valueName } from "./name.js"
import { same } from "./same.js"
import type { Shower } from "./shower.js"
import { callDoc } from "./vocabulary.js"

const keyOf = (e: ExprNode): ExprNode => (e._tag === "GroupKey" ? e.key : e)

/** The keys of grouping sets, named after their columns. */
const keysOf = (node: GroupingSetsNode): ReadonlyArray<readonly [key: string, e: ExprNode]> => {
  const keys: Array<readonly [string, ExprNode]> = []
  for (const e of node.sets.flat().map(keyOf)) {
    if (!keys.some(([, other]) => same(other, e))) {
      const base = e._tag === "Column" ? e.key : `key${keys.length + 1}`
      const free = keys.some(([key]) => key === base) ? `${base}${keys.length + 1}` : base
      keys.push([free, e])
    }
  }
  return keys
}

/** The name of grouping sets. Several of the same are one. */
const setsName = (s: Shower, node: GroupingSetsNode): string => {
  const keys = keysOf(node)
  const name = constant(
    s,
    node,
    (other) => "sets" in other && same(other, node),
    () => valueName(s, "sets"),
    () => {
      const record = recordDoc(keys.map(([key, e]) => [key, s.expr(e).doc]))
      const set = (of: ReadonlyArray<ExprNode>): Doc =>
        listDoc(of.map((e) => member("keys", keys.find(([, x]) => same(x, keyOf(e)))![0])))
      return node.kind === "grouping sets"
        ? callDoc("groupingSets", record, ["(keys) => ", listDoc(node.sets.map(set))])
        : callDoc(node.kind, record)
    },
  )
  if (!s.sets.some((known) => known.name === name)) {
    s.sets.push({ name, keys })
  }
  return name
}

/** Grouping sets as what `groupBy` takes. */
export const groupingCode = (s: Shower, node: GroupingSetsNode): Code => code(setsName(s, node), node)

/** A key of the grouping sets that are in scope; of none it stands alone. */
export const keyDocOf = (s: Shower, e: ExprNode): Doc => {
  for (const { keys, name } of s.sets.toReversed()) {
    const found = keys.find(([, key]) => same(key, e))
    if (found !== undefined) {
      return member(name, found[0])
    }
  }
  const alone: GroupKeyNode = groupKeyNode(e)
  setsName(s, groupingSetsNode(e.type, "rollup", [[alone], []]))
  return keyDocOf(s, e)
}
