import type { CommandNode } from "../../core/command-node.js"
import { type ExprNode, isExprNode } from "../../core/expr-node.js"
import type { JoinNode, QueryNode, SelectionNode, SelectNode, SourceNode } from "../../core/query-node.js"
import { isAggregated } from "../../core/query/block.js"
import { rewriteExpr } from "../../core/traverse.js"
import type { Family } from "../../core/sql-type.js"

/** Gives another expression for one that stands where any other of its type could. */
export type Visit = (e: ExprNode) => ExprNode

/** Types whose values stay what they are when CASE gives them: of others a database may forget the type. */
const plain: ReadonlySet<Family> = new Set<Family>([
  "integer", "bigint", "float", "decimal", "boolean", "text", "date", "time", "timestamp", "timestamptz", "uuid",
])

/** What is no operand by itself, or must stay what it is: a constant, a key, the place of another query's rows. */
const fixed: ReadonlySet<ExprNode["_tag"]> = new Set<ExprNode["_tag"]>([
  "Value", "Param", "Literal", "Sequence", "Raw", "Tuple", "GroupKey", "Grouping", "GroupingSets", "Nested", "Window", "JsonPath",
])

/** Visits an expression and those inside it, inner ones first. */
const mapExpr = (e: ExprNode, visit: Visit): ExprNode => {
  const inside = mapInside(e, visit)
  return fixed.has(e._tag) || !plain.has(e.type.family) ? inside : visit(inside)
}

const mapInside = (e: ExprNode, visit: Visit): ExprNode => {
  switch (e._tag) {
    case "Exists":
    case "Scalar":
      return Object.freeze({ ...e, query: mapQuery(e.query, visit, false) })
    case "InQuery":
    case "QuantifiedQuery":
      return Object.freeze({
        ...e,
        operand: mapExpr(e.operand, visit),
        query: mapQuery(e.query, visit, false),
      })
    // What is in a call may have to be a constant; the others have no operands that stand by themselves.
    case "Call":
    case "Raw":
    case "Tuple":
    case "GroupKey":
    case "Grouping":
    case "GroupingSets":
    case "Nested":
    case "Window":
    case "JsonPath":
    case "Collate":
      return e
    default:
      return rewriteExpr(e, (x) => (x === e ? null : mapExpr(x, visit)))
  }
}

/** Of an expression in a grouped query: what is in its aggregates, since keys must stay as they are. */
const mapAggregates = (e: ExprNode, visit: Visit): ExprNode =>
  rewriteExpr(e, (x) => (x._tag === "Aggregate" ? mapInside(x, visit) : null))

/** Is it read as an Option? A column says so of itself, and another expression of it has `null`. */
const isOption = (e: ExprNode): boolean => e._tag === "Column" && e.spec.option

const mapSelection = (s: SelectionNode, map: Visit): SelectionNode => {
  switch (s._tag) {
    case "Field":
      return isOption(s.expr) ? s : { _tag: "Field", expr: map(s.expr) }
    case "Row":
      return s
    case "Record":
      return { _tag: "Record", fields: s.fields.map(([key, field]) => [key, mapSelection(field, map)] as const) }
  }
}

const mapSource = (s: SourceNode, visit: Visit): SourceNode =>
  s._tag === "DerivedSource" || s._tag === "ClosedSource" ? { ...s, query: mapQuery(s.query, visit, false) } : s

const mapJoin = (j: JoinNode, visit: Visit): JoinNode => ({
  ...j,
  source: mapSource(j.source, visit),
  // PostgreSQL can join fully only by equations.
  on: j.on === null || j.kind === "full" ? j.on : mapExpr(j.on, visit),
})

const mapSelect = (q: SelectNode, visit: Visit, leaves: boolean): SelectNode => {
  const grouped = isAggregated(q)
  // What sorts rows that are distinct must be selected as it stands.
  const select = leaves && q.from._tag !== "ClosedSource" && !q.distinct && q.distinctOn === null
  return Object.freeze({
    ...q,
    from: mapSource(q.from, visit),
    joins: q.joins.map((j) => mapJoin(j, visit)),
    where: q.where.map((e) => mapExpr(e, visit)),
    having: q.having.map((e) => visit(mapAggregates(e, visit))),
    selection: select
      ? mapSelection(q.selection, (e) => (grouped ? mapAggregates(e, visit) : mapExpr(e, visit)))
      : q.selection,
  })
}

/** Visits the expressions of a query, and of those in it; in what it selects if `leaves`. */
export const mapQuery = (q: QueryNode, visit: Visit, leaves: boolean): QueryNode => {
  switch (q._tag) {
    case "Select":
      return mapSelect(q, visit, leaves)
    case "Set":
      return Object.freeze({ ...q, left: mapQuery(q.left, visit, false), right: mapQuery(q.right, visit, false) })
    case "RawQuery":
      return q
  }
}

/** Visits the expressions of a command: its conditions, the values it sets, and its query. */
export const mapCommand = (c: CommandNode, visit: Visit): CommandNode => {
  switch (c._tag) {
    case "Insert":
      return c.source._tag === "Rows"
        ? c
        : Object.freeze({ ...c, source: { ...c.source, query: mapQuery(c.source.query, visit, false) } })
    case "Merge":
      // What is done where the source has no row makes it a full join.
      return c.when.some(({ match }) => match === "not matched by source") ? c : Object.freeze({ ...c, on: mapExpr(c.on, visit) })
    case "Delete":
      return Object.freeze({
        ...c,
        joins: c.joins.map((j) => mapJoin(j, visit)),
        where: c.where.map((e) => mapExpr(e, visit)),
      })
    case "Update":
      return Object.freeze({
        ...c,
        joins: c.joins.map((j) => mapJoin(j, visit)),
        where: c.where.map((e) => mapExpr(e, visit)),
        set: c.set.map(([key, value]) => [key, isExprNode(value) ? mapExpr(value, visit) : value] as const),
      })
  }
}
