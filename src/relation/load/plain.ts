import type { QueryNode, SelectNode } from "../../core/query-node.js"
import { isAggregated, isClosed, isWindowed } from "../../core/query/block.js"
import { isCompound, scopeOf } from "../../core/traverse.js"

/** Does a query give each row of its tables for itself? Then a column more changes nothing. */
export const isPlain = (q: QueryNode): q is SelectNode =>
  q._tag === "Select" && !isCompound(q) && !q.distinct && q.distinctOn === null && !q.ties && !isAggregated(q)

/** A query to which conditions can be added that hold before everything else. */
export const isOpen = (q: QueryNode): q is SelectNode => isPlain(q) && !isClosed(q) && !isWindowed(q)

export const scopeNames = (q: QueryNode): Set<string> => new Set(q._tag === "Select" ? scopeOf(q).map((t) => t.ref) : [])
