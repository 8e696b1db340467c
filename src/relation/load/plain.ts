import type { Strategy } from "../relation.js"
import { type QueryNode, type SelectNode, withClauses } from "../../core/query-node.js"
import { isAggregated, isClosed, isWindowed } from "../../core/query/block.js"
import { isCompound, scopeOf } from "../../core/traverse.js"

/** Does a query give each row of its tables for itself? Then a column more changes nothing. */
export const isPlain = (q: QueryNode): q is SelectNode =>
  q._tag === "Select" && !isCompound(q) && !q.distinct && q.distinctOn === null && !q.ties && !isAggregated(q)

/** A query to which conditions can be added that hold before everything else, a limit further inside too. */
export const isOpen = (q: QueryNode): q is SelectNode => isPlain(q) && !isClosed(q) && q.from._tag !== "ClosedSource" && !isWindowed(q)

/** A query that only its limit closes. */
export const isLimited = (q: QueryNode): q is SelectNode =>
  q._tag === "Select" && isClosed(q) && q.locks.length === 0 && isOpen(withClauses(q, { limit: null, offset: null }))

/** What may be done with the statement that reads the rows of a level. */
export interface Around {
  /** The names of its tables, and of those that joins add. */
  readonly scope: Set<string>
  /** Whether columns can be added without changing its rows. */
  readonly plain: boolean
  /** Whether joins can be added too. Where rows are locked, those that a join adds would be, or must not be. */
  readonly joins: boolean
  readonly strategy: Strategy | null
}

export const aroundOf = (q: QueryNode, strategy: Strategy | null): Around => ({
  scope: new Set(q._tag === "Select" ? scopeOf(q).map((t) => t.ref.toLowerCase()) : []),
  plain: isPlain(q),
  joins: isPlain(q) && q.locks.length === 0,
  strategy,
})
