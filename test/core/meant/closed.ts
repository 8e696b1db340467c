import { columnSpec } from "../../../src/core/column-spec.js"
import { countType } from "../../../src/core/count-type.js"
import { columnNode, type ExprNode, literalNode } from "../../../src/core/expr-node.js"
import { orderNode, type QueryNode, type SelectNode, type SourceNode, withClauses } from "../../../src/core/query-node.js"
import { isAggregated, reopen, sortExprs } from "../../../src/core/query/block.js"
import { sameExpr } from "../../../src/core/same-expr.js"
import { type Leaf, queryOutput } from "../../../src/core/selection.js"
import {
  children,
  groupKeys,
  hasAggregate,
  isCompound,
  leafExprs,
  mayRead,
  rewriteExpr,
  rewriteSource,
  scopeOf,
} from "../../../src/core/traverse.js"
import { freshName, type Scope, spelled } from "./scope.js"

/** A block whose columns are leaves, and whose source is no closed block. */
export type Block = Omit<SelectNode, "selection"> & { readonly leaves: ReadonlyArray<Leaf> }

/** DISTINCT ON wants its keys first in the order: else a block around the one that picks the rows sorts and limits them. */
export const picked = (q: SelectNode): SelectNode => {
  const keys = q.distinctOn
  if (keys === null) {
    return q
  }
  const isKey = (e: ExprNode): boolean => keys.some((key) => sameExpr(key, e))
  const other = q.orderBy.findIndex((o) => !isKey(o.expr))
  const first = other < 0 ? q.orderBy : q.orderBy.slice(0, other)
  if (other < 0 || keys.every((key) => first.some((o) => sameExpr(key, o.expr)))) {
    return q
  }
  const orderBy = [...keys.map((key) => orderNode(key, "asc", null)), ...q.orderBy]
  const inner = reopen(withClauses(q, { orderBy, limit: null, offset: null, ties: false }))
  return withClauses(inner, { orderBy: q.orderBy, limit: q.limit, offset: q.offset, ties: q.ties })
}

const derived = (name: string, query: QueryNode): SourceNode => {
  const source: SourceNode = {
    _tag: "DerivedSource",
    query,
    table: { ref: name, name, schema: null, columns: [], constraints: () => [], comment: null, hints: [], sample: null, source: () => source },
  }
  return source
}

/**
 * LIMIT, OFFSET and set operations close a block: what comes after them applies to a derived table of its rows, whose
 * columns are all that is used outside.
 */
export const lowered = (s: Scope, q: SelectNode): Block => {
  const { leaves } = queryOutput(q)
  if (q.from._tag !== "ClosedSource") {
    return { ...q, leaves }
  }
  const name = spelled(freshName(s))
  const inner = q.from.query
  return inner._tag === "Select" && !isCompound(inner) ? aroundBlock(name, q, inner, leaves) : aroundRows(name, q, inner, leaves)
}

/** The columns of a set operation or of raw SQL have only their names. */
const aroundRows = (name: string, q: SelectNode, inner: QueryNode, leaves: ReadonlyArray<Leaf>): Block => ({
  ...q,
  from: derived(name, inner),
  leaves: leaves.map((leaf) => ({ ...leaf, expr: columnNode(name, leaf.name, leaf.name, columnSpec(leaf.expr.type)) })),
  orderBy: q.orderBy.map((o) => ({
    ...o,
    expr: rewriteExpr(o.expr, (e) => (e._tag === "Column" && e.table === "" ? columnNode(name, e.key, e.name, e.spec) : null)),
  })),
})

const aroundBlock = (name: string, q: SelectNode, inner: SelectNode, leaves: ReadonlyArray<Leaf>): Block => {
  const own = new Set(scopeOf(inner).map((table) => table.ref))
  const groups = isOfGroups(inner)
  const made = [...columnsOf(inner), ...[...leafExprs(inner.selection), ...sortExprs(inner)].flatMap(windowsIn)]
  const columns: Array<ExprNode> = inner.distinct ? [...queryOutput(inner).leaves.map((leaf) => leaf.expr)] : []
  const columnOf = (e: ExprNode): ExprNode => {
    const at = columns.findIndex((x) => sameExpr(x, e))
    const index = at >= 0 ? at : columns.push(e) - 1
    return columnNode(name, `c${index}`, `c${index}`, e._tag === "Column" ? e.spec : columnSpec(e.type))
  }
  /** Is it computed inside: a column of its tables, an aggregate of its groups, or what its rows are made of? */
  const isInside = (e: ExprNode): boolean =>
    (e._tag === "Column" && own.has(e.table)) ||
    (groups && (e._tag === "Aggregate" || e._tag === "Grouping")) ||
    (made.some((x) => sameExpr(x, e)) && (e._tag === "Window" || hasAggregate(e) || mayRead(e, own)))
  const outside = (e: ExprNode): ExprNode | null => (isInside(e) ? columnOf(e) : null)
  const go = (e: ExprNode): ExprNode => rewriteExpr(e, outside)

  const shown = leaves.map((leaf) => ({ ...leaf, expr: go(leaf.expr) }))
  const joins = q.joins.map((join) => ({
    ...join,
    source: join.lateral ? rewriteSource(join.source, outside) : join.source,
    on: join.on === null ? null : go(join.on),
  }))
  const where = q.where.map(go)
  const groupBy = q.groupBy.map(go)
  const having = q.having.map(go)
  const distinctOn = q.distinctOn === null ? null : q.distinctOn.map(go)
  const goesOn = inner.orderBy.every((o, i) => o === q.orderBy[i])
  // The order of the rows inside means nothing for new rows made of them that do not hold what it is by.
  const lost =
    goesOn &&
    (q.grouped ||
      q.having.length > 0 ||
      shown.some((leaf) => hasAggregate(leaf.expr)) ||
      (q.distinct && !inner.orderBy.every((o) => shown.some((leaf) => sameExpr(leaf.expr, go(o.expr))))))
  const orderBy = (lost ? q.orderBy.slice(inner.orderBy.length) : q.orderBy).map((o) => ({ ...o, expr: go(o.expr) }))
  if (columns.length === 0) {
    columns.push(literalNode(countType, "true"))
  }
  const fields = columns.map((expr, i) => [`c${i}`, { _tag: "Field", expr }] as const)
  const from = derived(name, withClauses(inner, { selection: { _tag: "Record", fields } }))
  return { ...q, from, leaves: shown, joins, where, groupBy, having, distinctOn, orderBy }
}

const windowsIn = (e: ExprNode): ReadonlyArray<ExprNode> => (e._tag === "Window" ? [e] : children(e).flatMap(windowsIn))

/** What the rows of a block are made of: its distinct columns, or the keys of its groups. */
const columnsOf = (q: SelectNode): ReadonlyArray<ExprNode> =>
  q.distinct
    ? leafExprs(q.selection)
    : [...groupKeys(q.groupBy), ...(q.from._tag === "ClosedSource" && q.from.query._tag === "Select" ? columnsOf(q.from.query) : [])]

const isOfGroups = (q: SelectNode): boolean =>
  isAggregated(q) || (q.from._tag === "ClosedSource" && q.from.query._tag === "Select" && isOfGroups(q.from.query))
