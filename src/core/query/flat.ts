import type { CommandNode } from "../command-node.js"
import { optionalInCommand, optionalTables } from "../nullability.js"
import { type QueryNode, type SelectionNode, withClauses } from "../query-node.js"
import { rowColumns } from "../traverse.js"

const columnsOf = (s: SelectionNode, optional: ReadonlySet<string>): SelectionNode =>
  s._tag === "Row" && optional.has(s.table.ref)
    ? { _tag: "Record", fields: rowColumns(s.table).map((c) => [c.key, { _tag: "Field", expr: c }] as const) }
    : s

/** {@link flat} of a command. */
export const flatCommand = <C extends CommandNode>(c: C): C =>
  c.returning === null ? c : Object.freeze({ ...c, returning: columnsOf(c.returning, optionalInCommand(c)) })

/**
 * The query as the columns of a table: a row that may be absent is columns that may be NULL, for a table has no column
 * that tells which.
 */
export const flat = (q: QueryNode): QueryNode => {
  switch (q._tag) {
    case "Select": {
      if (q.from._tag === "ClosedSource" && q.from.query._tag !== "Select") {
        const query = flat(q.from.query)
        return query === q.from.query ? q : withClauses(q, { from: { _tag: "ClosedSource", query } })
      }
      const selection = columnsOf(q.selection, optionalTables(q))
      return selection === q.selection ? q : withClauses(q, { selection })
    }
    case "Set": {
      const left = flat(q.left)
      const right = flat(q.right)
      return left === q.left && right === q.right ? q : Object.freeze({ ...q, left, right })
    }
    case "RawQuery":
      return q
  }
}
