import { Option } from "effect"
import type { ExprNode } from "../../core/expr-node.js"
import type { QueryNode, SelectionNode } from "../../core/query-node.js"
import type { TypeSpec } from "../../core/sql-type.js"
import { absurd, rowColumns } from "../../core/traverse.js"
import type { Answer, Tree } from "./answer.js"
import { alike } from "./alike.js"
import { EvaluationError, sameValue, toProgram, type Value } from "./meaning.js"

/** What the rows of a query look like. */
export type Layout =
  | { readonly _tag: "Leaf"; readonly type: TypeSpec; readonly option: boolean }
  | { readonly _tag: "Record"; readonly fields: ReadonlyArray<readonly [key: string, layout: Layout]> }

const leaf = (e: ExprNode): Layout => ({ _tag: "Leaf", type: e.type, option: e._tag === "Column" && e.spec.option })

export const layoutOfSelection = (s: SelectionNode): Layout => {
  switch (s._tag) {
    case "Field":
      return leaf(s.expr)
    case "Row":
      return { _tag: "Record", fields: rowColumns(s.table).map((c) => [c.key, leaf(c)] as const) }
    case "Record":
      return { _tag: "Record", fields: s.fields.map(([key, field]) => [key, layoutOfSelection(field)] as const) }
    default:
      return absurd(s)
  }
}

/** The rows of a set operation look like those of its left operand. */
export const layoutOf = (q: QueryNode): Layout => {
  switch (q._tag) {
    case "Select":
      return q.from._tag === "ClosedSource" && isUnited(q.from.query) ? layoutOf(q.from.query) : layoutOfSelection(q.selection)
    case "Set":
      return layoutOf(q.left)
    case "RawQuery":
      return layoutOfSelection(q.selection)
    default:
      return absurd(q)
  }
}

/** Are its rows those of a set operation or raw query, which are selected as they are? */
export const isUnited = (q: QueryNode): boolean =>
  q._tag !== "Select" || (q.from._tag === "ClosedSource" && isUnited(q.from.query))

/** A column of a row. */
export interface LeafValue {
  /** Its key; of a record in a record all keys on the way, with dots between. */
  readonly key: string
  readonly type: TypeSpec
  readonly value: Value
}

/** What a record has at a key. */
export const at = (record: Tree, key: string): Tree => (record as Readonly<Record<string, Tree>>)[key] ?? null

const under = (key: string, inner: string): string => (inner === "" ? key : `${key}.${inner}`)

/** The columns of a row in order. Those of a table that is absent are NULL. */
export const leaves = (layout: Layout, tree: Tree): ReadonlyArray<LeafValue> =>
  layout._tag === "Leaf"
    ? [{ key: "", type: layout.type, value: tree }]
    : layout.fields.flatMap(([key, field]) =>
        leaves(field, tree === null ? null : at(tree, key)).map((x) => ({
          ...x,
          key: under(key, x.key),
        })),
      )

/** Are two rows the same, where NULL is the same as NULL? */
export const sameTree =
  (layout: Layout) =>
  (a: Tree, b: Tree): boolean => {
    if (a === null || b === null) {
      return a === b
    }
    if (layout._tag === "Leaf") {
      return layout.type.nested === undefined ? sameValue(layout.type)(a, b) : alike(a, b)
    }
    return layout.fields.every(([key, field]) => sameTree(field)(at(a, key), at(b, key)))
  }

/** The row as a program reads it. */
export const finish =
  (layout: Layout) =>
  (tree: Tree): unknown => {
    if (layout._tag === "Record") {
      return tree === null
        ? null
        : Object.fromEntries(layout.fields.map(([key, field]) => [key, finish(field)(at(tree, key))]))
    }
    const { nested } = layout.type
    if (nested !== undefined && tree !== null) {
      const row = finish(layoutOf(nested.query))
      return nested.kind === "many" ? (tree as Answer).rows.map(row) : row((tree as Answer).rows[0]!)
    }
    const value = toProgram(layout.type, tree)
    return !layout.option ? value : tree === null ? Option.none() : Option.some(value)
  }

/** A row as a row of a table: a flat record. */
export const flatRow = (layout: Layout, tree: Tree): Readonly<Record<string, Value>> =>
  layout._tag === "Record"
    ? Object.fromEntries(leaves(layout, tree).map((x) => [x.key, x.value]))
    : unnamed()

const unnamed = (): never => {
  throw new EvaluationError({ message: "A table needs a flat selection, not an expression", reason: "Unsupported" })
}
