import type { ExprNode } from "../../../core/expr-node.js"
import { type QueryNode, type SelectionNode, selectNode, type SelectNode, type SetNode, withClauses } from "../../../core/query-node.js"
import { children, groupKeys, rowColumns, scopeOf } from "../../../core/traverse.js"
import { isQuery } from "../draw/query.js"
import { inside, type Place, shrinkExpr, shrinkPart, without } from "./expr.js"
import { mapColumns, plainerSources, queryOf, standIn } from "./source.js"
import { fieldsOf } from "./weight.js"

/** The queries somewhere in a part of a tree, the outermost first. */
const queriesIn = (x: unknown): ReadonlyArray<QueryNode> =>
  typeof x !== "object" || x === null
    ? []
    : isQuery(x)
      ? [x]
      : Array.isArray(x)
        ? x.flatMap(queriesIn)
        : Object.getPrototypeOf(x) === Object.prototype
          ? fieldsOf(x).flatMap(([, part]) => queriesIn(part))
          : []

const placeIn = (q: SelectNode, place: Place): Place => ({
  ...place,
  columns: [...groupKeys(q.groupBy), ...scopeOf(q).flatMap(rowColumns), ...place.columns],
})

/** Smaller selections; all of the fields but one may go where nobody reads them. */
const shrinkSelection = function* (s: SelectionNode, place: Place, any: boolean): Iterable<SelectionNode> {
  switch (s._tag) {
    case "Row":
      return
    case "Field":
      if (any) for (const expr of children(s.expr)) if (expr._tag !== "Tuple") yield { _tag: "Field", expr }
      for (const expr of shrinkExpr(s.expr, place)) yield { _tag: "Field", expr }
      return
    case "Record": {
      if (any) {
        for (const [, field] of s.fields) if (field._tag === "Record") yield field
        for (const fields of without(s.fields, 1)) yield { _tag: "Record", fields }
      }
      for (let i = 0; i < s.fields.length; i++) {
        const [key, field] = s.fields[i]!
        for (const smaller of shrinkSelection(field, place, any)) {
          yield { _tag: "Record", fields: s.fields.map((f, j) => (i === j ? ([key, smaller] as const) : f)) }
        }
      }
    }
  }
}

/** The block with one clause less. */
const withoutClause = function* (q: SelectNode, place: Place, any: boolean): Iterable<SelectNode> {
  const bounded = q.limit !== null || q.offset !== null
  if (bounded) {
    yield withClauses(q, { limit: null, offset: null, ties: false })
  }
  if (q.offset !== null && q.limit !== null) {
    yield withClauses(q, { offset: null })
  }
  if (q.ties) {
    yield withClauses(q, { ties: false })
  }
  // What is kept of the rows is determined by all that they are sorted by.
  const sorted = place.determined && (bounded || q.distinctOn !== null)
  if (q.distinct) yield withClauses(q, { distinct: false })
  if (q.distinctOn !== null) yield withClauses(q, { distinctOn: null })
  if (!sorted) for (const orderBy of without(q.orderBy)) yield withClauses(q, { orderBy })
  for (const where of without(q.where)) yield withClauses(q, { where })
  for (const having of without(q.having)) yield withClauses(q, { having })
  if (q.grouped) {
    yield withClauses(q, { grouped: false, groupBy: [], having: [] })
    for (const groupBy of without(q.groupBy)) yield withClauses(q, { groupBy })
    const [column] = scopeOf(q).flatMap(rowColumns)
    if (column !== undefined && q.groupBy.some((e) => e._tag !== "Column")) yield withClauses(q, { groupBy: [column] })
  }
  if (any && q.selection._tag !== "Row" && q.from._tag !== "ClosedSource") {
    yield withClauses(q, { selection: { _tag: "Row", table: q.from.table } })
  }
  for (let i = q.joins.length - 1; i >= 0; i--) {
    const gone = q.joins[i]!.source
    const left = withClauses(q, { joins: q.joins.filter((_, j) => j !== i) })
    yield left
    if (gone._tag !== "ClosedSource" && !sorted) {
      const columns = scopeOf(left).flatMap(rowColumns)
      yield mapColumns(left, (c) => (c.table === gone.table.ref ? standIn(c, columns) : null))
    }
  }
  // The joined table alone, if nothing else is needed.
  if (any) {
    for (const { source } of q.joins) {
      if (source._tag !== "ClosedSource") yield selectNode(source, { _tag: "Row", table: source.table })
    }
  }
  // Or with what is made of it.
  if (!sorted) {
    for (const { source } of q.joins) {
      const alone = withClauses(q, { from: source, joins: [] })
      const columns = scopeOf(alone).flatMap(rowColumns)
      const own = new Set(scopeOf(alone).map((t) => t.ref))
      const gone = new Set(scopeOf(q).map((t) => t.ref).filter((ref) => !own.has(ref)))
      yield mapColumns(alone, (c) => (gone.has(c.table) ? standIn(c, columns) : null))
    }
  }
}

const shrinkSelect = function* (q: SelectNode, place: Place, any: boolean): Iterable<QueryNode> {
  const own = placeIn(q, place)
  if (any) {
    for (const source of [q.from, ...q.joins.map((j) => j.source)]) {
      const inner = queryOf(source)
      if (inner !== null) yield inner
    }
    if (q.from._tag !== "ClosedSource") yield selectNode(q.from, { _tag: "Row", table: q.from.table })
    for (const e of [...q.where, ...q.orderBy.map((o) => o.expr), ...q.joins.flatMap((j) => (j.on === null ? [] : [j.on]))]) {
      for (const part of [e, ...children(e)]) {
        if (part._tag !== "Tuple") yield withClauses(q, { where: [], orderBy: [], limit: null, offset: null, ties: false, selection: { _tag: "Record", fields: [["k0", { _tag: "Field", expr: part }]] } })
      }
    }
    yield* queriesIn([q.selection, q.where, q.having, q.orderBy, q.joins.map((j) => j.on)])
  }
  if (q.from._tag === "ClosedSource" && q.from.query._tag === "Select") {
    yield withClauses(q.from.query, { selection: q.selection, ...(any ? {} : { where: [...q.from.query.where, ...q.where] }) })
  }
  yield* withoutClause(q, place, any)
  yield* plainerSources(q, place.tables)
  for (const selection of shrinkSelection(q.selection, own, any)) yield withClauses(q, { selection })
  const kept = place.determined && (q.limit !== null || q.offset !== null)
  yield* inside(q, own, ["from", "joins", "selection", "groupBy", "limit", "offset", "distinctOn", "locks", ...(kept ? ["orderBy"] : [])])
  for (const limit of shrinkPart(q.limit, own)) yield withClauses(q, { limit: limit as ExprNode })
  for (const offset of shrinkPart(q.offset, own)) yield withClauses(q, { offset: offset as ExprNode })
  for (const [i, join] of q.joins.entries()) {
    const put = (changes: Partial<typeof join>): SelectNode =>
      withClauses(q, { joins: q.joins.map((j, at) => (at === i ? { ...j, ...changes } : j)) })
    if (join.on !== null) for (const on of shrinkExpr(join.on, own)) yield put({ on })
    if (join.source._tag === "DerivedSource") {
      for (const query of shrinkQuery(join.source.query, place, false)) yield put({ source: { ...join.source, query } })
    }
  }
  if (q.from._tag === "DerivedSource" || q.from._tag === "ClosedSource") {
    for (const query of shrinkQuery(q.from.query, place, false)) yield withClauses(q, { from: { ...q.from, query } as SelectNode["from"] })
  }
}

const firstBlock = (q: QueryNode): QueryNode & { readonly selection: SelectionNode } => (q._tag === "Set" ? firstBlock(q.left) : q)

/** The query without the column of a name; `null` if it would have none, or has no columns by name. */
const withoutColumn = (q: QueryNode, key: string): QueryNode | null => {
  switch (q._tag) {
    case "Select": {
      if (q.selection._tag !== "Record" || q.from._tag === "ClosedSource") return null
      const fields = q.selection.fields.filter(([name]) => name !== key)
      return fields.length === 0 || fields.length === q.selection.fields.length ? null : withClauses(q, { selection: { _tag: "Record", fields } })
    }
    case "Set": {
      const [left, right] = [withoutColumn(q.left, key), withoutColumn(q.right, key)]
      return left === null || right === null ? null : Object.freeze({ ...q, left, right, orderBy: q.orderBy.filter((o) => o.expr._tag !== "Column" || o.expr.key !== key) })
    }
    case "RawQuery":
      return null
  }
}

const shrinkSet = function* (q: SetNode, place: Place, any: boolean): Iterable<QueryNode> {
  yield q.left
  yield q.right
  const { selection } = firstBlock(q)
  if (any && selection._tag === "Record") {
    for (const [key] of selection.fields) {
      const less = withoutColumn(q, key)
      if (less !== null) yield less
    }
  }
  if (q.limit !== null || q.offset !== null) yield Object.freeze({ ...q, limit: null, offset: null })
  if (q.orderBy.length > 0 && !(place.determined && q.limit !== null)) yield Object.freeze({ ...q, orderBy: [] })
  for (const left of shrinkQuery(q.left, place, false)) yield Object.freeze({ ...q, left })
  for (const right of shrinkQuery(q.right, place, false)) yield Object.freeze({ ...q, right })
}

/** Smaller queries, the smallest first: of any columns, or of columns of the same names and kinds. */
export const shrinkQuery = function* (q: QueryNode, place: Place, any: boolean): Iterable<QueryNode> {
  switch (q._tag) {
    case "Select":
      yield* shrinkSelect(q, place, any)
      return
    case "Set":
      yield* shrinkSet(q, place, any)
      return
    case "RawQuery":
  }
}
