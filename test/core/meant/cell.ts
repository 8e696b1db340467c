import type { UpdateNode } from "../../../src/core/command-node.js"
import { validateColumn } from "../../../src/core/encode.js"
import { isExprNode } from "../../../src/core/expr-node.js"
import type { TableColumn, TableData } from "../../../src/core/table-data.js"
import { assignedTree } from "./expr.js"
import { ident, madeTree, paramTree, wireTree } from "./given.js"
import type { Scope } from "./scope.js"
import * as t from "./tree.js"
import type { Tree } from "./tree.js"

/** A value of a column: the column tells its type. */
const cellTree = (s: Scope, { spec }: TableColumn, value: unknown): Tree => {
  if (isExprNode(value)) {
    return value._tag === "Param" ? paramTree(s, value, "known") : assignedTree(s, spec, value)
  }
  const wire = validateColumn(spec, value)
  if (wire._tag === "Left") {
    throw new Error(wire.left.message)
  }
  return wire.right === null ? t.nothing : wireTree(s, spec.type, wire.right, "known")
}

export const namesTree = (columns: ReadonlyArray<TableColumn>): ReadonlyArray<Tree> =>
  columns.map((c) => ({ ResTarget: { name: ident(c.name) } }))

/** The values of a row for some columns: those it has not the program makes, or the database. */
export const rowTree = (s: Scope, columns: ReadonlyArray<TableColumn>, values: Readonly<Record<string, unknown>>): ReadonlyArray<Tree> =>
  columns.map((c) =>
    c.key in values ? cellTree(s, c, values[c.key]) : c.spec.default?._tag === "Client" ? madeTree(s) : { SetToDefault: {} },
  )

/** What an update sets, and the columns of which the program makes a value for every update. */
export const assignmentTrees = (s: Scope, table: TableData, set: UpdateNode["set"]): ReadonlyArray<Tree> => {
  const said = set.map(([key, value]) => {
    const column = table.columns.find((c) => c.key === key)!
    return t.target(cellTree(s, column, value), ident(column.name))
  })
  const made = table.columns.filter((c) => c.spec.onUpdate !== null && !set.some(([key]) => key === c.key))
  return [...said, ...made.map((c) => t.target(madeTree(s), ident(c.name)))]
}
