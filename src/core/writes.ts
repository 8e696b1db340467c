import { isCommand } from "./command-node.js"
import type { StatementNode } from "./ddl-node.js"
import type { ExprNode } from "./expr-node.js"
import type { CteNode, QueryNode, SelectNode, SourceNode } from "./query-node.js"
import { valueExprs } from "./query/values.js"
import { absurd, children, leafExprs } from "./traverse.js"

/**
 * May running the statement change anything: rows, the schema, or locks? A query does where it locks rows or has a command
 * for a CTE. A number of a sequence
 * is given once. What raw SQL does is not known, so it counts as writing.
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

/** The clauses that hold expressions. One that is added to the block must be here. */
type Clause = Exclude<keyof SelectNode, "_tag" | "pipe" | "from" | "grouped" | "distinct" | "ties" | "locks">

const exprsIn: Readonly<Record<Clause, (q: SelectNode) => ReadonlyArray<ExprNode>>> = {
  joins: (q) => q.joins.flatMap((j) => (j.on === null ? [] : [j.on])),
  where: (q) => q.where,
  groupBy: (q) => q.groupBy,
  having: (q) => q.having,
  selection: (q) => leafExprs(q.selection),
  distinctOn: (q) => q.distinctOn ?? [],
  orderBy: (q) => q.orderBy.map((o) => o.expr),
  limit: (q) => (q.limit === null ? [] : [q.limit]),
  offset: (q) => (q.offset === null ? [] : [q.offset]),
}

/** `seen` are the CTEs that have been looked at: a recursive one reads itself. */
const queryWrites = (q: QueryNode, seen: Set<CteNode>): boolean => {
  switch (q._tag) {
    case "Select":
      return (
        q.locks.length > 0 ||
        [q.from, ...q.joins.map((j) => j.source)].some((s) => sourceWrites(s, seen)) ||
        Object.values(exprsIn).some((exprs) => exprs(q).some((e) => exprWrites(e, seen)))
      )
    case "Set":
      return (
        queryWrites(q.left, seen) ||
        queryWrites(q.right, seen) ||
        [...q.orderBy.map((o) => o.expr), ...[q.limit, q.offset].filter((e) => e !== null)].some((e) => exprWrites(e, seen))
      )
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
    case "FunctionSource":
      return s.args.some((e) => exprWrites(e, seen))
    case "ValuesSource":
      return valueExprs(s).some((e) => exprWrites(e, seen))
    case "CteSource": {
      if (seen.has(s.cte)) {
        return false
      }
      seen.add(s.cte)
      return (
        isCommand(s.cte.query) ||
        queryWrites(s.cte.query, seen) ||
        (s.cte.step !== null && queryWrites(s.cte.step.query, seen))
      )
    }
    default:
      return absurd(s)
  }
}

const exprWrites = (e: ExprNode, seen: Set<CteNode>): boolean =>
  e._tag === "Raw" || e._tag === "Sequence" || ("query" in e && queryWrites(e.query, seen)) || children(e).some((x) => exprWrites(x, seen))
