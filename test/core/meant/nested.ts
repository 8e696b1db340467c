import { countType } from "../../../src/core/count-type.js"
import { type ExprNode, type NestedNode, valueNode } from "../../../src/core/expr-node.js"
import { type QueryNode, withClauses } from "../../../src/core/query-node.js"
import { open } from "../../../src/core/query/block.js"
import { queryOutput } from "../../../src/core/selection.js"
import { dialect } from "../../../src/driver/postgres/dialect.js"
import { exprTree, operandOf } from "./expr.js"
import { grafted } from "./graft.js"
import { queryTree } from "./query.js"
import { freshName, type Scope } from "./scope.js"
import * as t from "./tree.js"
import type { Tree } from "./tree.js"

/** What JSON cannot hold without loss goes into it as text. */
const jsonColumn = (s: Scope) => (e: ExprNode): Tree => {
  const template = e.type.nested === undefined ? dialect.json.column(e.type) : null
  return template === null ? exprTree(s, e) : grafted(template, [operandOf(s, e)])
}

const firstRow = (q: QueryNode): QueryNode =>
  q._tag !== "RawQuery" && q.limit === null
    ? Object.freeze({ ...q, limit: valueNode(countType, 1) })
    : withClauses(open(q), { limit: valueNode(countType, 1) })

/** A query as one JSON value: the rows of a derived table, each an array of its columns, in an array if there are many. */
export const nestedTree = (s: Scope, e: NestedNode): Tree => {
  const query = e.kind === "maybe" ? firstRow(e.query) : e.query
  const alias = freshName(s)
  const names = queryOutput(query).leaves.map((_, i) => `c${i}`)
  const row = grafted(dialect.json.row, names.map((name) => ({ expr: t.column(alias, name) })))
  const rows = queryTree(s, query, { names, print: jsonColumn(s) })
  return t.subquery("EXPR_SUBLINK", {
    SelectStmt: t.select({
      targetList: [t.target(e.kind === "many" ? grafted(dialect.json.list, [{ expr: row }]) : row)],
      fromClause: [t.derived(rows, alias)],
    }),
  })
}
