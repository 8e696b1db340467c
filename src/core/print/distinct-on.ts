import { countType } from "../count-type.js"
import { binaryNode, callNode, type ExprNode, valueNode, windowNode } from "../expr-node.js"
import { orderNode, type SelectionNode, selectNode, type SelectNode, withClauses } from "../query-node.js"
import { isWindowed, reopen } from "../query/block.js"
import { sameExpr } from "../same-expr.js"
import { printKey } from "./expr.js"
import type { Block } from "./lower.js"
import { printClauseKey } from "./order.js"
import { Prec } from "./precedence.js"
import { type Printer, refuse, separated } from "./printer.js"

/** Does the order begin with the keys, in any order among them? */
const beginsWithKeys = (q: SelectNode, keys: ReadonlyArray<ExprNode>): boolean => {
  const rest = q.orderBy.findIndex((o) => !keys.some((key) => sameExpr(key, o.expr)))
  return rest < 0 || keys.every((key) => q.orderBy.slice(0, rest).some((o) => sameExpr(key, o.expr)))
}

/** The rows of the block numbered for each key, of which a block around takes the first. */
const numbered = (q: SelectNode, keys: ReadonlyArray<ExprNode>): SelectNode => {
  const place = windowNode(callNode(countType, "rowNumber", [], "never"), {
    name: null,
    partitionBy: keys,
    orderBy: q.orderBy,
    frame: null,
  })
  const selection: SelectionNode = {
    _tag: "Record",
    fields: [["row", q.selection], ["place", { _tag: "Field", expr: place }]],
  }
  const query = withClauses(q, { selection, distinctOn: null, orderBy: [], limit: null, offset: null, ties: false })
  return withClauses(selectNode({ _tag: "ClosedSource", query }, q.selection), {
    where: [binaryNode(countType, "=", place, valueNode(countType, 1))],
  })
}

/**
 * The block as the database can say it. Where it has no DISTINCT ON, or wants the order to begin with the keys and it does
 * not, a block around one that picks the rows sorts and limits them.
 */
export const pickedFirst = (p: Printer, q: SelectNode): SelectNode => {
  const keys = q.distinctOn
  if (keys === null) {
    return q
  }
  if (q.distinct) {
    return refuse(p, "a query has both distinct and distinctOn", "make one of them a table with as, and select from it")
  }
  if (keys.length === 0) {
    return refuse(p, "distinctOn has no keys", "give at least one, or use limit(1)")
  }
  if (p.dialect.distinctOn && beginsWithKeys(q, keys)) {
    return q
  }
  if (!p.dialect.distinctOn && isWindowed(withClauses(q, { selection: { _tag: "Record", fields: [] } }))) {
    return refuse(p, "distinctOn picks or sorts rows by a window function", "make the rows with it a table with as, and pick from that")
  }
  const order = [...keys.map((key) => orderNode(key, "asc", null)), ...q.orderBy]
  const picked = p.dialect.distinctOn
    ? reopen(withClauses(q, { orderBy: order, limit: null, offset: null, ties: false }))
    : numbered(q, keys)
  return withClauses(picked, { orderBy: q.orderBy, limit: q.limit, offset: q.offset, ties: q.ties })
}

/** Prints DISTINCT ON after SELECT, if the block has it. */
export const printDistinctOn = (p: Printer, block: Block): void => {
  if (block.distinctOn !== null) {
    p.sql += "distinct on ("
    separated(p, block.distinctOn, ", ", (key) => printClauseKey(p, key, () => printKey(p, key, Prec.or)))
    p.sql += ") "
  }
}
