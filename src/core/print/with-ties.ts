import { countType } from "../count-type.js"
import { binaryNode, callNode, type ExprNode, valueNode, windowNode } from "../expr-node.js"
import { type SelectionNode, selectNode, type SelectNode, withClauses } from "../query-node.js"
import { isWindowed, reopen } from "../query/block.js"
import { isCompound } from "../traverse.js"
import { type Printer, refuse } from "./printer.js"

const unlimited = { limit: null, offset: null, ties: false } as const

/** The place of each row of the block in its order: `rank`, which ties share, or `rowNumber`. */
const place = (q: SelectNode, name: "rank" | "rowNumber"): ExprNode =>
  windowNode(callNode(countType, name, [], "never"), { name: null, partitionBy: [], orderBy: q.orderBy, frame: null })

/** Which places are those of the rows that are wanted. Of no rows there is no last one that others could be tied with. */
const wanted = (q: SelectNode, n: ExprNode): ReadonlyArray<ExprNode> => {
  const upTo = (last: ExprNode): ExprNode => binaryNode(countType, "<=", place(q, "rank"), last)
  return q.offset === null
    ? [upTo(n)]
    : [
        upTo(binaryNode(countType, "+", q.offset, n)),
        binaryNode(countType, ">", place(q, "rowNumber"), q.offset),
        binaryNode(countType, ">", n, valueNode(countType, 0)),
      ]
}

/** The rows of the block numbered in their order, of which a block around takes the first. */
const ranked = (q: SelectNode, n: ExprNode): SelectNode => {
  const field = (expr: ExprNode) => ({ _tag: "Field", expr }) as const
  // What it is sorted by is counted before rows are left out. Of all these the block selects what is used.
  const made = [place(q, "rank"), place(q, "rowNumber"), ...q.orderBy.map((o) => o.expr)]
  const selection: SelectionNode = {
    _tag: "Record",
    fields: [["row", q.selection], ...made.map((expr, i) => [`made${i}`, field(expr)] as const)],
  }
  const query = withClauses(q, { ...unlimited, selection, orderBy: [] })
  return withClauses(selectNode({ _tag: "ClosedSource", query }, q.selection), {
    where: wanted(q, n),
    orderBy: q.orderBy,
  })
}

/** The block as the database can say it: where it has no WITH TIES, a block around one that ranks the rows takes the first. */
export const withTies = (p: Printer, q: SelectNode): SelectNode => {
  const n = q.limit
  if (!q.ties || n === null) {
    return q
  }
  if (q.orderBy.length === 0) {
    return refuse(p, "limitWithTies has no order by which rows could be tied", "add orderBy, or use limit")
  }
  if (p.dialect.withTies) {
    return q.locks.some((lock) => lock.wait === "skip locked")
      ? refuse(p, "a lock that skips rows has no limit with ties", "use limit, or wait for the rows")
      : q
  }
  if (isCompound(q)) {
    return refuse(p, `${p.dialect.name} has no limit with ties of a set operation or raw query`, "make it a table with as first")
  }
  // Rows that are told apart, or numbered by another window function, are so before they are ranked.
  const made = q.distinct || isWindowed(withClauses(q, { selection: { _tag: "Record", fields: [] } }))
  return made
    ? ranked(withClauses(reopen(withClauses(q, unlimited)), { limit: n, offset: q.offset, ties: true }), n)
    : ranked(q, n)
}
