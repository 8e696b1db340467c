import type { ColumnNode, ExprNode, RawPart, WindowNode } from "./expr-node.js"
import type { OrderNode, QueryNode, SelectionNode, SelectNode, SourceNode } from "./query-node.js"
import type { TableData } from "./table-data.js"
import type { WindowSpec } from "./window-node.js"
import { columnNode } from "./expr-node.js"

/** Handles a tag that the switch above it does not know: the compiler proves there is none. */
export const absurd = (_: never): never => {
  throw new Error("absurd")
}

const none: ReadonlyArray<never> = Object.freeze([])

/** The expressions directly inside an expression. Subqueries are not entered. */
export const children = (e: ExprNode): ReadonlyArray<ExprNode> => {
  switch (e._tag) {
    case "Column":
    case "Value":
    case "Param":
    case "Literal":
    case "Sequence":
    case "Exists":
    case "Scalar":
    case "Nested":
      return none
    case "Unary":
    case "IsNull":
    case "Cast":
    case "Collate":
      return [e.operand]
    case "Binary":
      return [e.left, e.right]
    case "Logical":
      return e.operands
    case "Between":
      return [e.operand, e.low, e.high]
    case "In":
      return [e.operand, ...e.items]
    case "InQuery":
    case "QuantifiedQuery":
      return [e.operand]
    case "Quantified":
      return [e.operand, e.array]
    case "Like":
      return [e.operand, e.pattern]
    case "Case":
      return [
        ...(e.operand === null ? [] : [e.operand]),
        ...e.branches.flatMap((b) => [b.when, b.then]),
        ...(e.otherwise === null ? [] : [e.otherwise]),
      ]
    case "Call":
      return e.args
    case "JsonPath":
      return e.value === null ? [e.operand] : [e.operand, e.value]
    case "Aggregate":
      return [...e.args, ...(e.filter === null ? [] : [e.filter]), ...e.orderBy.map((o) => o.expr)]
    case "Window":
      // Not the aggregate itself, which is none of the query.
      return [...children(e.of), ...e.over.partitionBy, ...e.over.orderBy.map((o) => o.expr)]
    case "Raw":
      return e.parts.flatMap((p) => (p._tag === "Expr" ? [p.expr] : []))
    case "Tuple":
      return e.items
    case "GroupKey":
      return [e.key]
    case "Grouping":
      return [e.of]
    case "GroupingSets":
      return e.sets.flat()
    default:
      return absurd(e)
  }
}

/** Most expressions are, and need not be looked into. */
const isLeaf = (e: ExprNode): boolean => e._tag === "Column" || e._tag === "Value"

/** Does the expression contain an aggregate of its own query? */
export const hasAggregate = (e: ExprNode): boolean => e._tag === "Aggregate" || (!isLeaf(e) && children(e).some(hasAggregate))

/** Does the expression contain a window function of its own query? */
export const hasWindow = (e: ExprNode): boolean => e._tag === "Window" || (!isLeaf(e) && children(e).some(hasWindow))

/** The keys of GROUP BY one by one, those of grouping sets too. */
export const groupKeys = (groupBy: ReadonlyArray<ExprNode>): ReadonlyArray<ExprNode> =>
  groupBy.flatMap((e) => (e._tag === "GroupingSets" ? e.sets.flat() : [e]))

/** Rewrites an expression or says, with `null`, to look inside it. */
export type Rewrite = (e: ExprNode) => ExprNode | null

const mapAll = <A>(items: ReadonlyArray<A>, f: (a: A) => A): ReadonlyArray<A> => {
  let out: Array<A> | null = null
  for (let i = 0; i < items.length; i++) {
    const next = f(items[i]!)
    if (next !== items[i] && out === null) {
      out = items.slice(0, i)
    }
    out?.push(next)
  }
  return out ?? items
}

const mapParts = (parts: ReadonlyArray<RawPart>, f: Rewrite): ReadonlyArray<RawPart> =>
  mapAll(parts, (part): RawPart => {
    switch (part._tag) {
      case "Expr": {
        const expr = rewriteExpr(part.expr, f)
        return expr === part.expr ? part : { _tag: "Expr", expr }
      }
      case "Query": {
        const query = rewriteQuery(part.query, f)
        return query === part.query ? part : { _tag: "Query", query }
      }
      default:
        return part
    }
  })

/** Replaces the outermost expressions for which `f` gives one, in subqueries too. Nothing changed: the same reference. */
export const rewriteExpr = (e: ExprNode, f: Rewrite): ExprNode => {
  return f(e) ?? rewriteInside(e, f)
}

const rewriteInside = (e: ExprNode, f: Rewrite): ExprNode => {
  const go = (x: ExprNode): ExprNode => rewriteExpr(x, f)
  const changed = <N extends ExprNode>(node: N, fields: Partial<N>): N => {
    for (const key in fields) {
      if (fields[key] !== node[key]) {
        return Object.freeze({ ...node, ...fields })
      }
    }
    return node
  }
  switch (e._tag) {
    case "Column":
    case "Value":
    case "Param":
    case "Literal":
    case "Sequence":
      return e
    case "Unary":
    case "IsNull":
    case "Cast":
    case "Collate":
      return changed(e, { operand: go(e.operand) })
    case "Binary":
      return changed(e, { left: go(e.left), right: go(e.right) })
    case "Logical":
      return changed(e, { operands: mapAll(e.operands, go) })
    case "Between":
      return changed(e, { operand: go(e.operand), low: go(e.low), high: go(e.high) })
    case "In":
      return changed(e, { operand: go(e.operand), items: mapAll(e.items, go) })
    case "InQuery":
    case "QuantifiedQuery":
      return changed(e, { operand: go(e.operand), query: rewriteQuery(e.query, f) })
    case "Quantified":
      return changed(e, { operand: go(e.operand), array: go(e.array) })
    case "Like":
      return changed(e, { operand: go(e.operand), pattern: go(e.pattern) })
    case "Case":
      return changed(e, {
        operand: e.operand === null ? null : go(e.operand),
        branches: mapAll(e.branches, (b) => {
          const when = go(b.when)
          const then = go(b.then)
          return when === b.when && then === b.then ? b : { when, then }
        }),
        otherwise: e.otherwise === null ? null : go(e.otherwise),
      })
    case "Call":
      return changed(e, { args: mapAll(e.args, go) })
    case "JsonPath":
      return changed(e, { operand: go(e.operand), value: e.value === null ? null : go(e.value) })
    case "Aggregate":
      return changed(e, {
        args: mapAll(e.args, go),
        filter: e.filter === null ? null : go(e.filter),
        orderBy: mapAll(e.orderBy, (o) => rewriteOrder(o, f)),
      })
    case "Window":
      return changed(e, { of: rewriteInside(e.of, f) as WindowNode["of"], over: rewriteWindow(e.over, f) })
    case "Exists":
    case "Scalar":
    case "Nested":
      return changed(e, { query: rewriteQuery(e.query, f) })
    case "Raw":
      return changed(e, { parts: mapParts(e.parts, f) })
    case "Tuple":
      return changed(e, { items: mapAll(e.items, go) })
    case "GroupKey":
      return changed(e, { key: go(e.key) })
    case "Grouping":
      return changed(e, { of: go(e.of) })
    case "GroupingSets":
      return changed(e, { sets: mapAll(e.sets, (set) => mapAll(set, go)) })
    default:
      return absurd(e)
  }
}

const rewriteWindow = (w: WindowSpec, f: Rewrite): WindowSpec => {
  const partitionBy = mapAll(w.partitionBy, (e) => rewriteExpr(e, f))
  const orderBy = mapAll(w.orderBy, (o) => rewriteOrder(o, f))
  return partitionBy === w.partitionBy && orderBy === w.orderBy ? w : { ...w, partitionBy, orderBy }
}

const rewriteOrder = (o: OrderNode, f: Rewrite): OrderNode => {
  const expr = rewriteExpr(o.expr, f)
  return expr === o.expr ? o : { ...o, expr }
}

const rewriteSelection = (s: SelectionNode, f: Rewrite): SelectionNode => {
  switch (s._tag) {
    case "Field": {
      const expr = rewriteExpr(s.expr, f)
      return expr === s.expr ? s : { _tag: "Field", expr }
    }
    case "Row": {
      const columns = rowColumns(s.table)
      return columns.some((c) => rewriteExpr(c, f) !== c)
        ? { _tag: "Record", fields: columns.map((c) => [c.key, { _tag: "Field", expr: rewriteExpr(c, f) }] as const) }
        : s
    }
    case "Record":
      return {
        _tag: "Record",
        fields: mapAll(s.fields, (field) => {
          const selection = rewriteSelection(field[1], f)
          return selection === field[1] ? field : ([field[0], selection] as const)
        }),
      }
    default:
      return absurd(s)
  }
}

const rows = new WeakMap<TableData, ReadonlyArray<ColumnNode>>()

/** The columns of a whole row, as expressions. */
export const rowColumns = (table: TableData): ReadonlyArray<ColumnNode> => {
  const known = rows.get(table)
  if (known !== undefined) {
    return known
  }
  const columns = table.columns.map((c) => columnNode(table.ref, c.key, c.name, c.spec))
  if (isStored(table)) {
    rows.set(table, columns)
  }
  return columns
}

/** Is it a table of the database, which lives as long as the program, and not one of a query? */
export const isStored = (table: TableData): boolean => table.source()._tag === "TableSource"

/** {@link rewriteExpr} over the expressions of a source. */
export const rewriteSource = (s: SourceNode, f: Rewrite): SourceNode => {
  switch (s._tag) {
    case "TableSource":
    case "CteSource":
    // Its expressions read nothing beside it.
    case "ValuesSource":
      return s
    case "DerivedSource": {
      const query = rewriteQuery(s.query, f)
      return query === s.query ? s : { ...s, query }
    }
    case "FunctionSource": {
      const args = mapAll(s.args, (e) => rewriteExpr(e, f))
      return args === s.args ? s : { ...s, args }
    }
    case "ClosedSource": {
      const query = rewriteQuery(s.query, f)
      return query === s.query ? s : { ...s, query }
    }
    default:
      return absurd(s)
  }
}

/** Does the expression read one of the tables, or contain a query that may? */
export const mayRead = (e: ExprNode, tables: ReadonlySet<string>): boolean => {
  switch (e._tag) {
    case "Column":
      return tables.has(e.table)
    case "Exists":
    case "Scalar":
    case "Nested":
    case "InQuery":
    case "QuantifiedQuery":
      return true
    default:
      return children(e).some((x) => mayRead(x, tables))
  }
}

/**
 * {@link rewriteExpr} over every expression of a query. Columns of a table that the query itself has are its own, and so
 * are aggregates.
 */
export const rewriteQuery = (q: QueryNode, f: Rewrite): QueryNode => {
  switch (q._tag) {
    case "Select": {
      const own = new Set(scopeOf(q).map((s) => s.ref))
      const g: Rewrite = (e) =>
        e._tag === "Column" ? (own.has(e.table) ? e : f(e)) : mayRead(e, own) || hasAggregate(e) ? null : f(e)
      const go = (e: ExprNode): ExprNode => rewriteExpr(e, g)
      return Object.freeze({
        ...q,
        from: rewriteSource(q.from, g),
        joins: mapAll(q.joins, (j) => ({
          ...j,
          source: rewriteSource(j.source, g),
          on: j.on === null ? null : go(j.on),
        })),
        where: mapAll(q.where, go),
        groupBy: mapAll(q.groupBy, go),
        having: mapAll(q.having, go),
        // The columns of a set operation or raw query are its own, wherever their expressions came from.
        selection: isCompound(q) ? q.selection : rewriteSelection(q.selection, g),
        distinctOn: q.distinctOn === null ? null : mapAll(q.distinctOn, go),
        orderBy: mapAll(q.orderBy, (o) => rewriteOrder(o, g)),
        limit: q.limit === null ? null : go(q.limit),
        offset: q.offset === null ? null : go(q.offset),
      })
    }
    case "Set":
      return Object.freeze({
        ...q,
        left: rewriteQuery(q.left, f),
        right: rewriteQuery(q.right, f),
      })
    case "RawQuery":
      return Object.freeze({ ...q, parts: mapParts(q.parts, f) })
    default:
      return absurd(q)
  }
}

/** Are the rows those of a set operation or raw query, whose columns have only their names? */
export const isCompound = (q: QueryNode): boolean =>
  q._tag !== "Select" || (q.from._tag === "ClosedSource" && isCompound(q.from.query))

/** The tables in scope of a block, those of a closed block inside it included. */
export const scopeOf = (q: SelectNode): ReadonlyArray<TableData> =>
  q.joins.length === 0 ? sourceScope(q.from) : [...sourceScope(q.from), ...q.joins.flatMap((j) => sourceScope(j.source))]

/** The tables that a source brings into scope. */
export const sourceScope = (s: SourceNode): ReadonlyArray<TableData> =>
  s._tag !== "ClosedSource" ? [s.table] : s.query._tag === "Select" ? scopeOf(s.query) : []

/** The expressions of a selection in order. */
export const leafExprs = (s: SelectionNode): ReadonlyArray<ExprNode> => {
  switch (s._tag) {
    case "Field":
      return [s.expr]
    case "Row":
      return rowColumns(s.table)
    case "Record":
      return s.fields.flatMap(([, field]) => leafExprs(field))
    default:
      return absurd(s)
  }
}

/** The selection whose leaves are the columns of a query: for a set operation that of its left operand. */
export const outputSelection = (q: QueryNode): SelectionNode => (q._tag === "Set" ? outputSelection(q.left) : q.selection)
