import { queryNode } from "../../core/erase.js"
import { type ExprNode, nestedNode } from "../../core/expr-node.js"
import { orderNode, type QueryNode, withClauses } from "../../core/query-node.js"
import { textSpec } from "../../expr/arguments.js"
import { column } from "../path.js"
import { type RelationNode, targetOf } from "../relation.js"
import { primaryKeyOf } from "../../core/primary-key.js"
import { tableData } from "../../core/table.js"
import { isLimited, isOpen } from "./plain.js"

/** Related rows for which no order is asked come in that of their primary key. */
const inKeyOrder = (node: RelationNode, q: QueryNode): QueryNode => {
  if (!(isOpen(q) || isLimited(q)) || q.orderBy.length > 0) return q
  const target = targetOf(node)
  return withClauses(q, { orderBy: primaryKeyOf(tableData(target)).map((key) => orderNode(column(target, key), "asc", null)) })
}

/** The query of a relation, as the caller refined it. */
export const refined = (node: RelationNode, base: QueryNode): QueryNode =>
  inKeyOrder(node, node.refine === null ? base : queryNode(node.refine(base as never)))

export const manyRows = (query: QueryNode): ExprNode => {
  const type = Object.freeze({ ...textSpec, nested: { kind: "many" as const, query } })
  return nestedNode(type, "many", query)
}
