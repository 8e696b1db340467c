import type { StatementNode } from "./ddl-node.js"
import type { ExprNode } from "./expr-node.js"
import type { CteNode, QueryNode, SourceNode } from "./query-node.js"
import { absurd, children, leafExprs } from "./traverse.js"

/**
 * May running the statement change anything: rows, the schema, or locks? A query does where it locks rows. What raw SQL
 * does is not known, so it counts as writing.
 */
export const writes = (node: StatementNode): boolean => {
  switch (node._tag) {
    case "Select":
    case "Set":
    case "RawQuery":
      return queryWrites(node, new Set())
    default:
      return true
  }
}

/** `seen` are the CTEs that have been looked at: a recursive one reads itself. */
const queryWrites = (q: QueryNode, seen: Set<CteNode>): boolean => {
  switch (q._tag) {
    case "Select":
      return (
        q.lock !== null ||
        sourceWrites(q.from, seen) ||
        q.joins.some((j) => sourceWrites(j.source, seen)) ||
        [
          ...leafExprs(q.selection),
          ...(q.distinctOn ?? []),
          ...q.joins.flatMap((j) => (j.on === null ? [] : [j.on])),
          ...q.where,
          ...q.groupBy,
          ...q.having,
          ...q.orderBy.map((o) => o.expr),
          ...(q.limit === null ? [] : [q.limit]),
          ...(q.offset === null ? [] : [q.offset]),
        ].some((e) => exprWrites(e, seen))
      )
    case "Set":
      return queryWrites(q.left, seen) || queryWrites(q.right, seen)
    case "RawQuery":
      return true
    default:
      return absurd(q)
  }
}

const sourceWrites = (s: SourceNode, seen: Set<CteNode>): boolean => {
  switch (s._tag) {
    case "TableSource":
      return false
    case "DerivedSource":
    case "ClosedSource":
      return queryWrites(s.query, seen)
    case "CteSource": {
      if (seen.has(s.cte)) {
        return false
      }
      seen.add(s.cte)
      return queryWrites(s.cte.query, seen) || (s.cte.step !== null && queryWrites(s.cte.step.query, seen))
    }
    default:
      return absurd(s)
  }
}

const exprWrites = (e: ExprNode, seen: Set<CteNode>): boolean =>
  e._tag === "Raw" || ("query" in e && queryWrites(e.query, seen)) || children(e).some((x) => exprWrites(x, seen))
