import type { CommandNode } from "./command-node.js"
import { columnSpec } from "./column-spec.js"
import { columnNode, type ColumnNode, type ExprNode } from "./expr-node.js"
import { freeTables } from "./free-tables.js"
import { mayBeNull, optionalInCommand, optionalInside, optionalTables } from "./nullability.js"
import type { QueryNode, SelectionNode } from "./query-node.js"
import type { LeafShape, Shape } from "./shape.js"
import { absurd, isCompound, isStored, rowColumns } from "./traverse.js"
import type { TableData } from "./table-data.js"
import type { TypeSpec } from "./sql-type.js"

/** One column of a result: where it stands in the selection, what it is, and its name in the SQL. */
export interface Leaf {
  readonly path: string
  readonly expr: ExprNode
  readonly name: string
}

/** A key as a step of a path. */
export const step = (key: string): string =>
  key.includes(".") || key.includes("\\") ? `.${key.replace(/[.\\]/g, "\\$&")}` : `.${key}`

/** The key that a path of one step says. */
export const keyOf = (path: string): string => path.slice(1).replace(/\\([.\\])/g, "$1")

/** The key of the column that tells a row of NULLs from the absence of a row, where every column may be NULL. */
export const WITNESS = "\0present"

/** The columns of a result and how they become its rows. */
export interface Output {
  readonly leaves: ReadonlyArray<Leaf>
  readonly shape: Shape
}

/** A name that no column of the table has. */
const witnessName = (table: TableData): string => {
  const taken = new Set(table.columns.map((c) => c.name.toLowerCase()))
  let name = "_present"
  while (taken.has(name)) {
    name = `_${name}`
  }
  return name
}

const witness = (table: TableData, type: TypeSpec): ColumnNode =>
  columnNode(table.ref, WITNESS, witnessName(table), columnSpec(type))

/**
 * Lays a selection out as columns, where the tables of `optional` may be absent. Those that are of a query around, which
 * has no witness in this one, are not in `own`.
 */
export const layout = (
  selection: SelectionNode,
  optional: ReadonlySet<string>,
  own: ReadonlySet<string> = optional,
): Output => {
  if (selection._tag !== "Row" || optional.size > 0 || !isStored(selection.table)) {
    return layOut(selection, optional, own)
  }
  const known = rows.get(selection.table)
  if (known !== undefined) {
    return known
  }
  const made = layOut(selection, optional, own)
  rows.set(selection.table, made)
  return made
}

/** Whole rows of tables. */
const rows = new WeakMap<TableData, Output>()

const layOut = (selection: SelectionNode, optional: ReadonlySet<string>, own: ReadonlySet<string>): Output => {
  const leaves: Array<Leaf> = []
  const names = new Set<string>()
  // Two columns of one name, which a record in a record may make, and to some databases "a" and "A", are the same column.
  const unique = (name: string): string => {
    const folded = name.toLowerCase()
    if (!names.has(folded)) {
      names.add(folded)
      return name
    }
    return unique(`${name}_`)
  }
  const push = (expr: ExprNode, path: string, name: string): number => leaves.push({ path, expr, name: unique(name) }) - 1
  const leaf = (expr: ExprNode, path: string, name: string): Shape => {
    const index = push(expr, path, name)
    const nested = expr.type.nested
    if (nested !== undefined) {
      // Which tables were absent around the query of a derived column is not known any more, so that all of them may be.
      const around = expr._tag === "Column" ? new Set([...optional, ...freeTables(nested.query)]) : optional
      const row = queryOutput(nested.query, around).shape
      if (nested.kind === "maybe") {
        return { _tag: "Maybe", index, row }
      }
      const list: Shape = { _tag: "List", index, row }
      return mayBeNull(expr, optional) ? { _tag: "Optional", index, shape: list } : list
    }
    const column = expr._tag === "Column" ? expr : null
    const shape: LeafShape = {
      _tag: "Leaf",
      index,
      type: expr.type,
      nullable: mayBeNull(expr, optional),
      option: column !== null && column.spec.option,
      table: column === null || column.table === "" ? null : column.table,
      column: column === null ? name : column.key,
    }
    return shape
  }
  const row = (table: TableData, path: string, prefix: string): Shape => {
    const inside = new Set(optional)
    inside.delete(table.ref)
    const start = leaves.length
    const columns = rowColumns(table)
    const solid = columns.findIndex((c) => !c.spec.nullable && !c.spec.option)
    const absent = optional.has(table.ref) && (solid >= 0 || own.has(table.ref))
    const shape: Shape = {
      _tag: "Record",
      fields: columns.map((c) => {
        const name = prefix + (prefix === "" ? c.name : c.key)
        if (c.type.nested !== undefined) {
          return [c.key, leaf(c, path + step(c.key), name)] as const
        }
        const index = push(c, path + step(c.key), name)
        return [
          c.key,
          {
            _tag: "Leaf",
            index,
            type: c.type,
            nullable: c.spec.nullable || c.spec.option,
            option: c.spec.option,
            table: c.table,
            column: c.key,
          },
        ] as const
      }),
    }
    if (!absent) {
      return shape
    }
    const index = solid >= 0 ? start + solid : push(witness(table, columns[0]!.type), path + step(WITNESS), prefix + witnessName(table))
    return { _tag: "Optional", index, shape }
  }
  const go = (s: SelectionNode, path: string, name: string): Shape => {
    switch (s._tag) {
      case "Field":
        return leaf(s.expr, path, name === "" ? nameOf(s.expr) : name)
      case "Row":
        return row(s.table, path, name === "" ? "" : `${name}.`)
      case "Record":
        return {
          _tag: "Record",
          fields: s.fields.map(
            ([key, field]) => [key, go(field, path + step(key), name === "" ? key : `${name}.${key}`)] as const,
          ),
        }
      default:
        return absurd(s)
    }
  }
  const shape = go(selection, "", "")
  return { leaves, shape }
}

const none: ReadonlySet<string> = new Set()

/** The columns that a command returns. */
export const commandOutput = (c: CommandNode): Output =>
  layout(c.returning ?? { _tag: "Record", fields: [] }, optionalInCommand(c))

const nameOf = (e: ExprNode): string => (e._tag === "Column" ? e.name : "value")

/** The columns of a query and the shape of its rows, where tables around the query may be absent. */
export const queryOutput = (q: QueryNode, around: ReadonlySet<string> = none): Output => {
  switch (q._tag) {
    case "Select": {
      // The rows of a set operation or raw query have no selection but their own.
      if (q.from._tag === "ClosedSource" && isCompound(q.from.query)) {
        return queryOutput(q.from.query, around)
      }
      const own = optionalTables(q)
      return layout(q.selection, optionalInside(q, around, own), own)
    }
    case "Set": {
      const left = queryOutput(q.left, around)
      const right = queryOutput(q.right, around)
      const leaves = left.leaves.map((leaf) => {
        const twin = right.leaves.find((x) => x.path === leaf.path)
        return twin === undefined ? leaf : { ...leaf, expr: retyped(leaf.expr, wider(leaf.expr.type, twin.expr.type)) }
      })
      return { leaves, shape: mergeNulls(left.shape, right.shape) }
    }
    case "RawQuery":
      return layout(q.selection, new Set())
    default:
      return absurd(q)
  }
}

const sizes = ["tinyint", "smallint", "integer", "bigint"]

/** The type that holds the numbers of both: their columns meet in a set operation. */
const wider = (a: TypeSpec, b: TypeSpec): TypeSpec =>
  a.family === "integer" &&
  (b.family === "float" || (b.family === "integer" && sizes.indexOf(b.name) > sizes.indexOf(a.name)))
    ? b
    : a

const retyped = (e: ExprNode, type: TypeSpec): ExprNode =>
  e.type === type
    ? e
    : Object.freeze(e._tag === "Column" ? { ...e, type, spec: { ...e.spec, type } } : { ...e, type })

/** The shape of `a`, in which a leaf may be NULL also where the leaf of `b` at its place may. */
const mergeNulls = (a: Shape, b: Shape): Shape => {
  if (a._tag === "Record" && b._tag === "Record") {
    const other = new Map(b.fields)
    return {
      _tag: "Record",
      fields: a.fields.map(([key, shape]) => {
        const twin = other.get(key)
        return [key, twin === undefined ? shape : mergeNulls(shape, twin)] as const
      }),
    }
  }
  if (a._tag === "Leaf" && b._tag === "Leaf") {
    const type = wider(a.type, b.type)
    return a.nullable === b.nullable && type === a.type ? a : { ...a, type, nullable: a.nullable || b.nullable }
  }
  if ((a._tag === "List" && b._tag === "List") || (a._tag === "Maybe" && b._tag === "Maybe")) {
    return { ...a, row: mergeNulls(a.row, b.row) }
  }
  if (a._tag === "Optional") {
    return { ...a, shape: mergeNulls(a.shape, b._tag === "Optional" ? b.shape : b) }
  }
  return b._tag === "Optional" ? { ...b, shape: mergeNulls(a, b.shape) } : a
}
