import { validateColumn } from "../../../src/core/encode.js"
import { castNode, isExprNode } from "../../../src/core/expr-node.js"
import type { ValuesSource } from "../../../src/core/query-node.js"
import type { TableColumn } from "../../../src/core/table-data.js"
import { valueType } from "../../../src/driver/postgres/types.js"
import { exprTree, literalTree } from "./expr.js"
import { ident, paramTree, wireTree } from "./given.js"
import { inside, type Scope } from "./scope.js"
import * as t from "./tree.js"
import type { Part, Tree } from "./tree.js"

/** A value in a row, with the type that no column tells. */
const cellTree = (s: Scope, { spec }: TableColumn, value: unknown): Tree => {
  if (!isExprNode(value)) {
    const wire = validateColumn(spec, value)
    if (wire._tag === "Left") {
      throw new Error(wire.left.message)
    }
    return wire.right === null ? literalTree("null", valueType(spec.type)) : wireTree(s, spec.type, wire.right, "alone")
  }
  return value._tag === "Param"
    ? paramTree(s, { ...value, type: spec.type }, "alone")
    : exprTree(s, value.type.name === spec.type.name ? value : castNode(spec.type, value))
}

/** Rows of values; no rows are a SELECT of NULLs that has none. */
export const valuesTree = (around: Scope, { rows, table }: ValuesSource, ref: Part): Tree => {
  const s = inside(around)
  const names = table.columns.map((c) => ident(c.name))
  const nulls = table.columns.map((c, i) => t.target(literalTree("null", valueType(c.spec.type)), names[i]))
  const none = t.select({ targetList: nulls, whereClause: t.truth(false) })
  const lists = rows.map((given) => t.listOf(table.columns.map((c) => cellTree(s, c, (given as Record<string, unknown>)[c.key]))))
  return rows.length === 0 ? t.derived({ SelectStmt: none }, ref) : t.derived({ SelectStmt: t.select({ valuesLists: lists }) }, ref, names)
}
