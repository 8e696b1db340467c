import { orderNode, type SelectNode, withClauses } from "../query-node.js"
import { reopen } from "../query/block.js"
import { sameExpr } from "../same-expr.js"
import { printKey } from "./expr.js"
import type { Block } from "./lower.js"
import { printClauseKey } from "./order.js"
import { Prec } from "./precedence.js"
import { type Printer, refuse, separated } from "./printer.js"

/** Does the order begin with the keys, in any order among them? */
const beginsWithKeys = (q: SelectNode): boolean => {
  const keys = q.distinctOn ?? []
  const rest = q.orderBy.findIndex((o) => !keys.some((key) => sameExpr(key, o.expr)))
  return rest < 0 || keys.every((key) => q.orderBy.slice(0, rest).some((o) => sameExpr(key, o.expr)))
}

/** The block, or where it is sorted by something else than its keys, one around it that sorts and limits what it picked. */
export const pickedFirst = (q: SelectNode): SelectNode => {
  if (q.distinctOn === null || beginsWithKeys(q)) {
    return q
  }
  const keys = q.distinctOn.map((key) => orderNode(key, "asc", null))
  const picked = withClauses(q, { orderBy: [...keys, ...q.orderBy], limit: null, offset: null })
  return withClauses(reopen(picked), { orderBy: q.orderBy, limit: q.limit, offset: q.offset })
}

/** Prints DISTINCT ON after SELECT, if the block has it. */
export const printDistinctOn = (p: Printer, block: Block): void => {
  if (block.distinctOn === null) {
    return
  }
  if (!p.dialect.capabilities.has("distinctOn")) {
    return refuse(p, `${p.dialect.name} has no distinct on`, "group by the keys, or number the rows with a window function and take the first")
  }
  if (block.distinct) {
    return refuse(p, "a query has both distinct and distinctOn", "make one of them a table with as, and select from it")
  }
  if (block.distinctOn.length === 0) {
    return refuse(p, "distinctOn has no keys", "give at least one, or use limit(1)")
  }
  p.sql += "distinct on ("
  separated(p, block.distinctOn, ", ", (key) => printClauseKey(p, key, () => printKey(p, key, Prec.or)))
  p.sql += ") "
}
