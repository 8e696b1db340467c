/**
 * The seam between the typed values a user holds and the nodes they are. A value and its node are the same object; these
 * functions only forget or restate its type.
 */
import type { CommandNode } from "./command-node.js"
import type { AnyExpr } from "./expr.js"
import { type ExprNode, isExprNode } from "./expr-node.js"
import type { QueryNode, SelectionNode } from "./query-node.js"
import type { AnyQuery, Selection } from "./query-types.js"
import { type AnyTable, isTable, tableData } from "./table.js"

export const exprNode = (expr: AnyExpr): ExprNode => expr as unknown as ExprNode
export const queryNode = (query: AnyQuery): QueryNode => query as unknown as QueryNode
export const commandNode = (query: AnyQuery): CommandNode => query as unknown as CommandNode

/** The node of a selection: an expression, a table, or a record of selections. */
export const selectionNode = (selection: Selection): SelectionNode => {
  if (isExprNode(selection)) {
    return { _tag: "Field", expr: selection }
  }
  if (isTable(selection)) {
    return { _tag: "Row", table: tableData(selection as AnyTable) }
  }
  if (typeof selection !== "object" || selection === null) {
    // The types leave this out; the printer says what stands here.
    return { _tag: "Field", expr: selection as never }
  }
  const record = selection as { readonly [key: string]: Selection }
  return { _tag: "Record", fields: Object.keys(record).map((key) => [key, selectionNode(record[key]!)] as const) }
}
