import { columnSpec } from "../column-spec.js"
import { countType } from "../count-type.js"
import { columnNode, type ExprNode, literalNode } from "../expr-node.js"
import { mayBeNull, optionalTables } from "../nullability.js"
import { type DerivedSource, type QueryNode, type SelectNode, withClauses } from "../query-node.js"
import { isAggregated, sortExprs } from "../query/block.js"
import { sameExpr } from "../same-expr.js"
import { type Leaf, layout } from "../selection.js"
import {
  children,
  groupKeys,
  hasAggregate,
  isCompound,
  leafExprs,
  mayRead,
  type Rewrite,
  rewriteExpr,
  rewriteSource,
  scopeOf,
} from "../traverse.js"
import { freshAlias, type Printer, refuse } from "./printer.js"

/** A block as it is printed: its columns are leaves, and no source is a closed block. */
export type Block = Omit<SelectNode, "selection"> & { readonly leaves: ReadonlyArray<Leaf> }

/** A block that stands on no closed one. Field by field, since spreading what is frozen is slow. */
export const blockOf = (q: SelectNode, leaves: ReadonlyArray<Leaf>): Block => ({
  _tag: "Select",
  from: q.from,
  joins: q.joins,
  where: q.where,
  grouped: q.grouped,
  groupBy: q.groupBy,
  having: q.having,
  leaves,
  distinct: q.distinct,
  distinctOn: q.distinctOn,
  orderBy: q.orderBy,
  limit: q.limit,
  offset: q.offset,
  ties: q.ties,
  locks: q.locks,
  pipe: q.pipe,
})

/**
 * Turns the closed block that a block stands on into a derived table, and every use of its columns into a use of the
 * derived table's. The inner block selects just what is used outside. Aggregates of a grouped inner block are computed
 * inside; a DISTINCT inner block keeps its own columns, since others would change its rows.
 */
export const lowerClosed = (p: Printer, q: SelectNode, inner: QueryNode, leaves: ReadonlyArray<Leaf>): Block => {
  const name = freshAlias(p)
  return inner._tag === "Select" && !isCompound(inner) ? lowerSelect(name, p, q, inner, leaves) : lowerOther(name, q, inner, leaves)
}

/** The rows of a set operation or raw query: its columns are the leaves, by name. */
const lowerOther = (name: string, q: SelectNode, inner: QueryNode, leaves: ReadonlyArray<Leaf>): Block => {
  const own: Rewrite = (e) => (e._tag === "Column" && e.table === "" ? columnNode(name, e.key, e.name, e.spec) : null)
  return {
    ...q,
    from: derivedFrom(name, inner),
    leaves: leaves.map((leaf) => ({
      ...leaf,
      expr: columnNode(name, leaf.name, leaf.name, columnSpec(leaf.expr.type)),
    })),
    orderBy: q.orderBy.map((o) => ({ ...o, expr: rewriteExpr(o.expr, own) })),
  }
}

/** A query as a derived table whose columns only the printer knows. */
export const derivedFrom = (name: string, query: QueryNode): DerivedSource => {
  const from: DerivedSource = {
    _tag: "DerivedSource",
    query,
    table: Object.freeze({
      ref: name,
      name,
      schema: null,
      columns: [],
      constraints: () => [],
      comment: null,
      hints: [],
      sample: null,
      source: () => from,
    }),
  }
  return from
}

const lowerSelect = (
  name: string,
  p: Printer,
  q: SelectNode,
  inner: SelectNode,
  leaves: ReadonlyArray<Leaf>,
): Block => {
  const optional = optionalTables(inner)
  const own = new Set(scopeOf(inner).map((t) => t.ref))
  const aggregated = isOfGroups(inner)
  const taken: Array<ExprNode> = inner.distinct ? layout(inner.selection, optional).leaves.map((l) => l.expr) : []
  const take = (e: ExprNode): ExprNode => {
    let index = taken.findIndex((x) => sameExpr(x, e))
    if (index < 0) {
      if (inner.distinct) {
        const what = e._tag === "Column" ? `"${e.table}"."${e.name}"` : "an expression"
        return refuse(p, `${what} is not among the distinct columns that were limited`, "select it before distinct")
      }
      index = taken.push(e) - 1
    }
    const spec = e._tag === "Column" ? e.spec : columnSpec(e.type)
    return columnNode(name, `c${index}`, `c${index}`, { ...spec, nullable: mayBeNull(e, optional) })
  }
  const made = [...madeBy(inner), ...windowsOf(inner)]
  const outward: Rewrite = (e) => {
    if (aggregated && (e._tag === "Aggregate" || e._tag === "Grouping")) {
      return take(e)
    }
    // What reads no row means the same outside.
    if (made.some((x) => sameExpr(x, e)) && (mayRead(e, own) || hasAggregate(e) || e._tag === "Window")) {
      return take(e)
    }
    return e._tag === "Column" && own.has(e.table) ? take(e) : null
  }
  const go = (e: ExprNode): ExprNode => rewriteExpr(e, outward)
  const lowered = leaves.map((leaf) => ({ ...leaf, expr: go(leaf.expr) }))
  const block = {
    ...q,
    leaves: lowered,
    joins: q.joins.map((j) => ({
      ...j,
      source: j.lateral ? rewriteSource(j.source, outward) : j.source,
      on: j.on === null ? null : go(j.on),
    })),
    where: q.where.map(go),
    groupBy: q.groupBy.map(go),
    having: q.having.map(go),
    distinctOn: q.distinctOn === null ? null : q.distinctOn.map(go),
    orderBy: (keepsOrder(q, inner, lowered, go) ? q.orderBy : q.orderBy.slice(inner.orderBy.length)).map((o) => ({
      ...o,
      expr: go(o.expr),
    })),
  }
  if (taken.length === 0) {
    // Nothing of it is used but the number of its rows.
    take(literalNode(countType, "true"))
  }
  const query = withClauses(inner, {
    selection: { _tag: "Record", fields: taken.map((expr, i) => [`c${i}`, { _tag: "Field", expr }] as const) },
  })
  return { ...block, from: derivedFrom(name, query) }
}

/** The window functions that the block selects or sorts by: further clauses find them counted. */
const windowsOf = (q: SelectNode): ReadonlyArray<ExprNode> => {
  const inside = (e: ExprNode): ReadonlyArray<ExprNode> => (e._tag === "Window" ? [e] : children(e).flatMap(inside))
  return [...leafExprs(q.selection), ...sortExprs(q)].flatMap(inside)
}

/** The expressions that are columns of the block's rows: its distinct columns or grouping keys, or those it stands on. */
const madeBy = (q: SelectNode): ReadonlyArray<ExprNode> =>
  q.distinct
    ? leafExprs(q.selection)
    : q.from._tag === "ClosedSource" && q.from.query._tag === "Select"
      ? [...groupKeys(q.groupBy), ...madeBy(q.from.query)]
      : groupKeys(q.groupBy)

/**
 * Does the order of the inner block go on outside? Grouping and DISTINCT make new rows, for which the order of the old ones
 * means nothing if it is by what they do not contain.
 */
const keepsOrder = (
  q: SelectNode,
  inner: SelectNode,
  leaves: ReadonlyArray<Leaf>,
  lower: (e: ExprNode) => ExprNode,
): boolean => {
  if (!inner.orderBy.every((o, i) => o === q.orderBy[i])) {
    return true
  }
  if (q.grouped || q.having.length > 0 || leaves.some((leaf) => hasAggregate(leaf.expr))) {
    return false
  }
  return !q.distinct || inner.orderBy.every((o) => leaves.some((leaf) => sameExpr(leaf.expr, lower(o.expr))))
}

/** Are the rows of the block groups: its own, or of a block it stands on? */
const isOfGroups = (q: SelectNode): boolean =>
  isAggregated(q) || (q.from._tag === "ClosedSource" && q.from.query._tag === "Select" && isOfGroups(q.from.query))
