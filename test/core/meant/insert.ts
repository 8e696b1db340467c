import { columnSpec } from "../../../src/core/column-spec.js"
import type { ConflictNode, InsertNode } from "../../../src/core/command-node.js"
import { columnNode } from "../../../src/core/expr-node.js"
import { queryOutput, step } from "../../../src/core/selection.js"
import type { TableColumn } from "../../../src/core/table-data.js"
import { assign } from "../../../src/driver/postgres/cast.js"
import { assignmentTrees, namesTree, rowTree } from "./cell.js"
import { targetTree } from "./command.js"
import { assignedTree, conditionsTree, exprTree } from "./expr.js"
import { ident } from "./given.js"
import { queryTree } from "./query.js"
import type { Scope } from "./scope.js"
import * as t from "./tree.js"
import type { Tree } from "./tree.js"

const overrides = { system: "OVERRIDING_SYSTEM_VALUE", user: "OVERRIDING_USER_VALUE" } as const

export const insertTree = (s: Scope, c: InsertNode): Tree => ({
  relation: targetTree(c),
  override: c.overriding === null ? "OVERRIDING_NOT_SET" : overrides[c.overriding],
  ...(c.source._tag === "Rows" ? rowsTree(s, c, c.source.rows) : fromQuery(s, c, c.source)),
  onConflictClause: c.conflict === null ? undefined : conflictTree(s, c, c.conflict),
})

const rowsTree = (s: Scope, { table }: InsertNode, rows: ReadonlyArray<Readonly<Record<string, unknown>>>): Tree => {
  const made = (c: TableColumn): boolean => rows.length > 0 && c.spec.default?._tag === "Client"
  const used = table.columns.filter((c) => made(c) || rows.some((row) => c.key in row))
  if (used.length === 0 && rows.length === 1) {
    // DEFAULT VALUES
    return {}
  }
  const columns = used.length > 0 ? used : table.columns.filter((c) => c.spec.generated === null).slice(0, 1)
  const cols = namesTree(columns)
  if (rows.length === 0) {
    const none = { targetList: columns.map(() => t.target(t.nothing)), whereClause: t.truth(false) }
    return { cols, selectStmt: { SelectStmt: t.select(none) } }
  }
  const valuesLists = rows.map((row) => t.listOf(rowTree(s, columns, row)))
  return { cols, selectStmt: { SelectStmt: t.select({ valuesLists }) } }
}

/** The rows of a query; a text for a column of another type is cast in a block around it. */
const fromQuery = (s: Scope, c: InsertNode, { query }: Extract<InsertNode["source"], { readonly _tag: "Query" }>): Tree => {
  const { leaves } = queryOutput(query)
  const columns = leaves.map((leaf) => c.table.columns.find((x) => step(x.key) === leaf.path)!)
  const cols = namesTree(columns)
  if (columns.every((column, i) => assign(column.spec.type, leaves[i]!.expr.type) === null)) {
    return { cols, selectStmt: queryTree(s, query) }
  }
  const targetList = columns.map((column, i) => {
    const { expr, name } = leaves[i]!
    const val = assignedTree(s, column.spec, columnNode("", name, name, columnSpec(expr.type)))
    return t.target(val)
  })
  const rows = t.derived(queryTree(s, query, { names: leaves.map((leaf) => leaf.name) }), "_rows")
  return { cols, selectStmt: { SelectStmt: t.select({ targetList, fromClause: [rows], whereClause: t.truth(true) }) } }
}

const conflictTree = (s: Scope, { table }: InsertNode, { set, target, targetWhere, where }: ConflictNode): Tree => {
  const elements = target.map((key) => ({
    IndexElem: {
      name: ident(table.columns.find((c) => c.key === key)!.name),
      ordering: "SORTBY_DEFAULT",
      nulls_ordering: "SORTBY_NULLS_DEFAULT",
    },
  }))
  const whereClause = targetWhere === null ? undefined : exprTree({ ...s, bare: table.ref }, targetWhere)
  const infer = target.length === 0 ? undefined : { indexElems: elements, whereClause }
  return set === null
    ? { action: "ONCONFLICT_NOTHING", infer }
    : {
        action: "ONCONFLICT_UPDATE",
        infer,
        targetList: assignmentTrees(s, table, set),
        whereClause: conditionsTree(s, where),
      }
}
