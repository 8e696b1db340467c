import { columnNode, type ColumnNode, type ExprNode, isExprNode, valueNode } from "../../../core/expr-node.js"
import { type QueryNode, type SelectionNode, selectNode, type SelectNode, type SourceNode } from "../../../core/query-node.js"
import { tableData } from "../../../core/table.js"
import type { TableData } from "../../../core/table-data.js"
import { leafExprs, outputSelection, rowColumns } from "../../../core/traverse.js"
import { tables as clauses } from "../draw/clauses.js"
import { kindOf, kindOfExpr } from "../kind.js"
import { plainValue } from "./value.js"
import { fieldsOf, weightOf } from "./weight.js"

/** The tree with other expressions in place of some columns, wherever they stand. */
export const mapColumns = <A>(x: A, f: (column: ColumnNode) => ExprNode | null): A => {
  if (typeof x !== "object" || x === null) {
    return x
  }
  if (isExprNode(x)) {
    if (x._tag === "Column") {
      return (f(x) ?? x) as A
    }
    if (x._tag === "Value") {
      return x
    }
  }
  if (Array.isArray(x)) {
    return x.map((item: unknown) => mapColumns(item, f)) as A
  }
  if (Object.getPrototypeOf(x) !== Object.prototype) {
    return x
  }
  const parts = fieldsOf(x).map(([key, part]) => [key, mapColumns(part, f)] as const)
  return Object.freeze({ ...x, ...Object.fromEntries(parts) })
}

/** What stands for a column that is no longer there: one of the same kind, or a plain value. */
export const standIn = (column: ColumnNode, columns: ReadonlyArray<ExprNode>): ExprNode | null => {
  const kind = kindOf(column.type)
  const found = columns.find((c) => kindOfExpr(c) === kind && c.type.name === column.type.name)
  const [value] = plainValue(column.type)
  return found ?? (value === undefined ? null : valueNode(column.type, value))
}

const mapRows = (s: SelectionNode, ref: string, table: TableData): SelectionNode => {
  switch (s._tag) {
    case "Field":
      return s
    case "Row":
      return s.table.ref === ref ? { _tag: "Row", table } : s
    case "Record":
      return { _tag: "Record", fields: s.fields.map(([key, field]) => [key, mapRows(field, ref, table)] as const) }
  }
}

const tableSource = (data: TableData, ref: string): SourceNode & { readonly _tag: "TableSource" } => {
  const table: TableData = Object.freeze({ ...data, ref, source: () => source })
  const source: SourceNode & { readonly _tag: "TableSource" } = Object.freeze({ _tag: "TableSource", table })
  return source
}

/** The first table that a query reads, under its own name. */
const baseOf = (q: QueryNode): TableData | null => {
  switch (q._tag) {
    case "Set":
      return baseOf(q.left)
    case "RawQuery":
      return null
    case "Select": {
      const inner = queryOf(q.from)
      return q.from._tag === "TableSource" ? q.from.table : inner === null ? null : baseOf(inner)
    }
  }
}

/** The query that a source is made of, if it is one that gives rows by itself. */
export const queryOf = (s: SourceNode): QueryNode | null => {
  switch (s._tag) {
    case "DerivedSource":
    case "ClosedSource":
      return s.query
    case "CteSource":
      return "returning" in s.cte.query || s.cte.step !== null ? null : s.cte.query
    default:
      return null
  }
}

const replaced = (q: SelectNode, old: SourceNode, source: SourceNode, f: (column: ColumnNode) => ExprNode | null): SelectNode => {
  const mapped = mapColumns(
    { ...q, from: q.from === old ? source : q.from, joins: q.joins.map((j) => (j.source === old ? { ...j, source } : j)) },
    f,
  ) as SelectNode
  const ref = old._tag === "ClosedSource" ? "" : old.table.ref
  return source._tag === "ClosedSource" || ref === "" ? mapped : Object.freeze({ ...mapped, selection: mapRows(mapped.selection, ref, source.table) })
}

/** The query with a source of it made plainer: without hints, a sample or an alias, or the table instead of a query of it. */
export const plainerSources = function* (q: SelectNode, tables: ReadonlyArray<TableData>): Iterable<SelectNode> {
  for (const source of [q.from, ...q.joins.map((j) => j.source)]) {
    if (source._tag === "ClosedSource") {
      continue
    }
    const { ref } = source.table
    const own = (c: ColumnNode): boolean => c.table === ref
    if (source._tag === "TableSource" && (source.table.hints.length > 0 || source.table.sample !== null)) {
      yield replaced(q, source, tableSource({ ...source.table, hints: [], sample: null }, ref), () => null)
    }
    if (source._tag === "TableSource" && ref !== source.table.name) {
      const plain = tableSource(source.table, source.table.name)
      yield replaced(q, source, plain, (c) => (own(c) ? columnNode(source.table.name, c.key, c.name, c.spec) : null))
    }
    const inner = queryOf(source)
    const base = inner === null ? null : baseOf(inner)
    for (const data of source._tag === "TableSource" ? [] : [...(base === null ? [] : [base]), ...tables]) {
      const plain = tableSource(data, data.name)
      const columns = rowColumns(plain.table)
      const leaves = inner === null ? [] : leafExprs(outputSelection(inner))
      yield replaced(q, source, plain, (c) => {
        if (!own(c)) {
          return null
        }
        const leaf = leaves[source.table.columns.findIndex((x) => x.key === c.key)]
        const same = leaf?._tag === "Column" ? columns.find((x) => x.key === leaf.key && x.type === leaf.type) : undefined
        return same ?? standIn(c, columns)
      })
    }
    if (base !== null && inner !== null && (inner._tag !== "Select" || inner.selection._tag !== "Row" || weightOf(inner) > 12)) {
      const plain = tableSource(base, base.name)
      const whole = selectNode(plain, { _tag: "Row", table: plain.table })
      const data = tableData((source._tag === "CteSource" ? clauses.cte(ref) : clauses.as(ref))(whole))
      yield replaced(q, source, data.source(), (c) => (own(c) ? standIn(c, rowColumns(data)) : null))
    }
  }
}
