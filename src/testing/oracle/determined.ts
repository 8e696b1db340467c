import type { CommandNode } from "../../core/command-node.js"
import type { ExprNode } from "../../core/expr-node.js"
import type { QueryNode, SelectNode } from "../../core/query-node.js"
import { open } from "../../core/query/block.js"
import { children, leafExprs } from "../../core/traverse.js"
import { OracleNotApplicable } from "./failure.js"

const no = (message: string): OracleNotApplicable => new OracleNotApplicable({ message })

const isVolatile = (e: ExprNode): boolean =>
  e._tag === "Sequence" || (e._tag === "Call" && volatile.has(e.name)) || children(e).some(isVolatile)

const volatile: ReadonlySet<string> = new Set(["random", "newUuid"])

/** Why two runs of a statement may differ, though both are right; `null` when they may not. */
export const undetermined = (q: QueryNode | CommandNode): OracleNotApplicable | null => {
  switch (q._tag) {
    case "RawQuery":
      return no("The query is raw SQL, whose rows no law knows.")
    case "Insert":
      return q.conflict !== null || q.source._tag === "Rows" ? null : undetermined(q.source.query)
    case "Merge":
      return null
    default: {
      const limited = q.limit !== null || ("offset" in q && q.offset !== null)
      if (limited && q.orderBy.length === 0) {
        return no("The query has a LIMIT and no order, so that which rows it gives is not determined: add orderBy.")
      }
      return exprsOf(q).some(isVolatile) ? no("The query has random values, which are others each time.") : null
    }
  }
}

const exprsOf = (q: Exclude<QueryNode | CommandNode, { readonly _tag: "RawQuery" | "Insert" | "Merge" }>): ReadonlyArray<ExprNode> => {
  const sorted = q.orderBy.map((o) => o.expr)
  return q._tag === "Set"
    ? sorted
    : q._tag === "Select"
      ? [...sorted, ...q.where, ...q.having, ...q.groupBy, ...leafExprs(q.selection)]
      : [...sorted, ...q.where]
}

/** The block to which a condition on the rows of a query can be added, or why there is none. */
export const blockOf = (q: QueryNode): SelectNode | OracleNotApplicable => {
  const unknown = undetermined(q)
  if (unknown !== null) return unknown
  if (q._tag !== "Select") {
    return no("A set operation has no tables for a predicate to read: make a table of it with as.")
  }
  // Locks take nothing from the rows, and need a transaction.
  return Object.freeze({ ...open(q), locks: [] })
}
