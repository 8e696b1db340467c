import type { ExprNode } from "../expr-node.js"
import { type QueryNode, type SelectionNode, withClauses } from "../query-node.js"
import { outputSelection } from "../traverse.js"

/** The keys of a selection in order; `null` if it is one expression. */
const keysOf = (s: SelectionNode): ReadonlyArray<string> | null => {
  switch (s._tag) {
    case "Field":
      return null
    case "Row":
      return s.table.columns.map((c) => c.key)
    case "Record":
      return s.fields.map(([key]) => key)
  }
}

/** What stands at a key of a selection, where it is a selection of its own. */
const at = (s: SelectionNode, key: string): SelectionNode | undefined =>
  s._tag === "Record" ? s.fields.find((field) => field[0] === key)?.[1] : undefined

/** Items by key in another order; `null` if the keys are not the same. */
const reordered = <A>(
  items: ReadonlyArray<A>,
  keyOf: (a: A) => string,
  keys: ReadonlyArray<string>,
): ReadonlyArray<A> | null => {
  const found = keys.flatMap((key) => items.filter((item) => keyOf(item) === key))
  return found.length === items.length && keys.length === items.length ? found : null
}

const conformExpr = (e: ExprNode, like: SelectionNode | undefined): ExprNode => {
  if (e._tag !== "Nested" || like?._tag !== "Field" || like.expr._tag !== "Nested") {
    return e
  }
  const query = conform(e.query, like.expr.query)
  return query === e.query ? e : Object.freeze({ ...e, query, type: Object.freeze({ ...e.type, nested: { kind: e.kind, query } }) })
}

const conformSelection = (s: SelectionNode, like: SelectionNode): SelectionNode => {
  const keys = keysOf(like)
  switch (s._tag) {
    case "Field": {
      const expr = conformExpr(s.expr, like)
      return expr === s.expr ? s : { _tag: "Field", expr }
    }
    case "Row": {
      const columns = keys === null ? null : reordered(s.table.columns, (c) => c.key, keys)
      return columns === null || columns.every((c, i) => c === s.table.columns[i])
        ? s
        : { _tag: "Row", table: Object.freeze({ ...s.table, columns }) }
    }
    case "Record": {
      const fields = keys === null ? null : reordered(s.fields, ([key]) => key, keys)
      if (fields === null) {
        return s
      }
      const conformed = fields.map((field) => {
        const guide = at(like, field[0])
        const selection = guide === undefined ? field[1] : conformSelection(field[1], guide)
        return selection === field[1] ? field : ([field[0], selection] as const)
      })
      return conformed.every((field, i) => field === s.fields[i]) ? s : { _tag: "Record", fields: conformed }
    }
  }
}

/**
 * The query with the keys of its selection, and of rows nested in it, in the order of another's, where they are the same
 * keys: so the columns of both stand in the same places.
 */
export const conform = (q: QueryNode, other: QueryNode): QueryNode => conformTo(q, outputSelection(other))

const conformTo = (q: QueryNode, like: SelectionNode): QueryNode => {
  switch (q._tag) {
    case "Select": {
      if (q.from._tag === "ClosedSource" && q.from.query._tag !== "Select") {
        const query = conformTo(q.from.query, like)
        return query === q.from.query ? q : withClauses(q, { from: { _tag: "ClosedSource", query } })
      }
      const selection = conformSelection(q.selection, like)
      return selection === q.selection ? q : withClauses(q, { selection })
    }
    case "Set": {
      const left = conformTo(q.left, like)
      const right = conformTo(q.right, like)
      return left === q.left && right === q.right ? q : Object.freeze({ ...q, left, right })
    }
    // The columns of raw SQL come as they are written.
    case "RawQuery":
      return q
  }
}
