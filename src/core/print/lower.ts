import { columnSpec } from "../column-spec.js"
import { columnNode, type ExprNode } from "../expr-node.js"
import { mayBeNull, optionalTables } from "../nullability.js"
import { type DerivedSource, type QueryNode, type SelectNode, withClauses } from "../query-node.js"
import { isAggregated } from "../query/block.js"
import { sameExpr } from "../same-expr.js"
import { type Leaf, layout } from "../selection.js"
import { type Rewrite, rewriteExpr, scopeOf } from "../traverse.js"
import { type Printer, refuse } from "./printer.js"

/** A block as it is printed: its columns are leaves, and no source is a closed block. */
export type Block = Omit<SelectNode, "selection"> & { readonly leaves: ReadonlyArray<Leaf> }

/**
 * Turns the closed block that a block stands on into a derived table, and every use of its columns into a use of the
 * derived table's. The inner block selects just what is used outside. Aggregates of a grouped inner block are computed
 * inside; a DISTINCT inner block keeps its own columns, since others would change its rows.
 */
export const lowerClosed = (p: Printer, q: SelectNode, inner: QueryNode, leaves: ReadonlyArray<Leaf>): Block => {
  const name = `_${++p.aliases}`
  return inner._tag === "Select" ? lowerSelect(name, p, q, inner, leaves) : lowerOther(name, q, inner, leaves)
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

const derivedFrom = (name: string, query: QueryNode): DerivedSource => {
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
  const aggregated = isAggregated(inner)
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
  const outward: Rewrite = (e) => {
    if (aggregated && e._tag === "Aggregate") {
      return take(e)
    }
    if (inner.distinct && taken.some((x) => sameExpr(x, e))) {
      return take(e)
    }
    return e._tag === "Column" && own.has(e.table) ? take(e) : null
  }
  const go = (e: ExprNode): ExprNode => rewriteExpr(e, outward)
  const block = {
    ...q,
    leaves: leaves.map((leaf) => ({ ...leaf, expr: go(leaf.expr) })),
    joins: q.joins.map((j) => ({ ...j, on: j.on === null ? null : go(j.on) })),
    where: q.where.map(go),
    groupBy: q.groupBy.map(go),
    having: q.having.map(go),
    orderBy: q.orderBy.map((o) => ({ ...o, expr: go(o.expr) })),
  }
  const first = scopeOf(inner)[0]!.columns[0]
  if (taken.length === 0 && first !== undefined) {
    // Nothing of it is used but the number of its rows.
    take(columnNode(scopeOf(inner)[0]!.ref, first.key, first.name, first.spec))
  }
  const query = withClauses(inner, {
    selection: { _tag: "Record", fields: taken.map((expr, i) => [`c${i}`, { _tag: "Field", expr }] as const) },
  })
  return { ...block, from: derivedFrom(name, query), orderBy: keepsOrder(q) ? block.orderBy : [] }
}

/** Grouping makes new rows, for which the order of the old ones means nothing. */
const keepsOrder = (q: SelectNode): boolean => !isAggregated(q)
