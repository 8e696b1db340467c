import { type ExprNode, isExprNode } from "../../../core/expr-node.js"
import type { QueryNode, SelectionNode, SelectNode, SourceNode } from "../../../core/query-node.js"
import { queryLeafMayBeNull } from "../../../core/nullability.js"
import { sameExpr } from "../../../core/same-expr.js"
import type { TableData } from "../../../core/table-data.js"
import { children, groupKeys, hasAggregate, hasWindow, leafExprs, outputSelection, scopeOf, sourceScope } from "../../../core/traverse.js"
import { isQuery } from "../draw/query.js"
import { isTame } from "../extent.js"
import { kindOfExpr } from "../kind.js"
import { fieldsOf } from "./weight.js"

type Refs = ReadonlyMap<string, ReadonlySet<string>>

const refsOf = (tables: ReadonlyArray<TableData>, around: Refs): Refs =>
  new Map([...around, ...tables.map((t) => [t.ref, new Set(t.columns.map((c) => c.key))] as const)])

/** The queries directly inside an expression. */
const queriesIn = (e: ExprNode): ReadonlyArray<QueryNode> =>
  fieldsOf(e).flatMap(([, part]) => (typeof part === "object" && part !== null && isQuery(part) ? [part] : []))

/** Does the expression read just what is in scope, and compute what every database can? */
export const isLegalExpr = (e: ExprNode, refs: Refs): boolean =>
  (e._tag !== "Column" || e.table === "" || e.table === "excluded" || refs.get(e.table)?.has(e.key) === true) &&
  isTame(e) &&
  (e._tag !== "Window" || e.of.args.every((x) => isLegalExpr(x, refs))) &&
  children(e).every((x) => isLegalExpr(x, refs)) &&
  queriesIn(e).every((q) => isLegalQuery(q, refs))

/** The columns that are read anywhere in a part of a tree. */
const columnsIn = (x: unknown): ReadonlyArray<ExprNode> =>
  typeof x !== "object" || x === null
    ? []
    : isExprNode(x) && x._tag === "Column"
      ? [x]
      : Array.isArray(x)
        ? x.flatMap(columnsIn)
        : Object.getPrototypeOf(x) === Object.prototype
          ? fieldsOf(x).flatMap(([, part]) => columnsIn(part))
          : []

const plain = (e: ExprNode): boolean => !hasAggregate(e) && !hasWindow(e)

/** Is the expression made of keys, aggregates and what is around the query? */
const isOfGroups = (e: ExprNode, keys: ReadonlyArray<ExprNode>, own: ReadonlySet<string>): boolean =>
  e._tag === "Aggregate" ||
  keys.some((key) => sameExpr(key, e)) ||
  ((e._tag !== "Column" || !own.has(e.table)) &&
    e._tag !== "GroupKey" &&
    children(e).every((x) => isOfGroups(x, keys, own)) &&
    columnsIn(queriesIn(e)).every((c) => isOfGroups(c, keys, own)))

const legalSource = (s: SourceNode, around: Refs): boolean => {
  switch (s._tag) {
    case "DerivedSource":
      return isLegalQuery(s.query, around) && s.table.columns.every((c, i) => c.spec.nullable || !queryLeafMayBeNull(s.query, i))
    case "ClosedSource":
      return isLegalQuery(s.query, around)
    default:
      return true
  }
}

const legalSelection = (s: SelectionNode, refs: Refs): boolean => {
  switch (s._tag) {
    case "Field":
      return isLegalExpr(s.expr, refs)
    case "Row":
      return refs.has(s.table.ref)
    case "Record":
      return s.fields.length > 0 && s.fields.every(([, field]) => legalSelection(field, refs))
  }
}

/** Is it a block on one that has made groups, whose aggregates it reads? */
const isOnGroups = (s: SourceNode): boolean =>
  s._tag === "ClosedSource" &&
  s.query._tag === "Select" &&
  (s.query.grouped || s.query.having.length > 0 || [...leafExprs(s.query.selection), ...s.query.orderBy.map((o) => o.expr)].some(hasAggregate) || isOnGroups(s.query.from))

/** The keys of the groups that a block stands on. */
const keysBelow = (s: SourceNode): ReadonlyArray<ExprNode> =>
  s._tag === "ClosedSource" && s.query._tag === "Select" ? [...groupKeys(s.query.groupBy), ...keysBelow(s.query.from)] : []

const legalSelect = (q: SelectNode, around: Refs): boolean => {
  const tables = scopeOf(q)
  const own = new Set(tables.map((t) => t.ref))
  const refs = refsOf(tables, around)
  const leaves = leafExprs(q.selection)
  const sorted = q.orderBy.map((o) => o.expr)
  const keys = [...groupKeys(q.groupBy), ...keysBelow(q.from)]
  const aggregated = isOnGroups(q.from) || q.grouped || q.having.length > 0 || [...leaves, ...sorted].some(hasAggregate)
  let before = around
  const sources = [q.from, ...q.joins.map((j) => j.source)].every((s) => {
    const fits = legalSource(s, before)
    before = refsOf(sourceScope(s), before)
    return fits
  })
  return (
    own.size === tables.length &&
    tables.every((t) => !around.has(t.ref)) &&
    sources &&
    (q.selection._tag === "Row" || leaves.length > 0) &&
    legalSelection(q.selection, refs) &&
    [...q.where, ...q.joins.flatMap((j) => (j.on === null ? [] : [j.on])), ...keys].every((e) => plain(e) && isLegalExpr(e, refs)) &&
    [...q.having, ...sorted, ...(q.distinctOn ?? [])].every((e) => isLegalExpr(e, refs)) &&
    q.having.every((e) => !hasWindow(e)) &&
    (!aggregated || [...leaves, ...q.having, ...sorted, ...(q.distinctOn ?? [])].every((e) => isOfGroups(e, keys, own) && !hasWindow(e))) &&
    (!isOnGroups(q.from) || [...q.where, ...q.joins.flatMap((j) => (j.on === null ? [] : [j.on]))].every((e) => isOfGroups(e, keys, new Set(sourceScope(q.from).map((t) => t.ref))))) &&
    (!q.distinct || sorted.every((e) => leaves.some((leaf) => sameExpr(leaf, e)))) &&
    (!q.ties || (q.orderBy.length > 0 && q.limit !== null)) &&
    // A block on another one reads what that one gives.
    (q.from._tag !== "ClosedSource" || q.from.query._tag !== "Select" || !q.from.query.distinct || leaves.every((e) => leafExprs(outputSelection((q.from as { readonly query: QueryNode }).query)).some((x) => sameExpr(x, e))))
  )
}

/** Is the query one that could have been drawn: well scoped, grouped as it must be, and of what every database computes? */
export const isLegalQuery = (q: QueryNode, around: Refs = new Map()): boolean => {
  switch (q._tag) {
    case "Select":
      return legalSelect(q, around)
    case "Set": {
      const [left, right] = [leafExprs(outputSelection(q.left)), leafExprs(outputSelection(q.right))]
      return (
        isLegalQuery(q.left, around) &&
        isLegalQuery(q.right, around) &&
        left.length === right.length &&
        left.every((e, i) => kindOfExpr(e) === kindOfExpr(right[i]!))
      )
    }
    case "RawQuery":
      return true
  }
}

/** The columns of tables as what may be read. */
export const refsOfTables = (tables: ReadonlyArray<TableData>): Refs => refsOf(tables, new Map())

