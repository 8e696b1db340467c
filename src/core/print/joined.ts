import type { DeleteNode, UpdateNode } from "../command-node.js"
import type { ExprNode } from "../expr-node.js"
import type { ClosedSource, SourceNode } from "../query-node.js"
import { noteName, type Printer, refuse } from "./printer.js"

type Joined = UpdateNode | DeleteNode

const wordOf = (c: Joined): string => (c._tag === "Update" ? "update" : "delete")

/** An update or delete must say which rows it means. */
export const checkBounded = (p: Printer, c: Joined): void => {
  if (!c.bounded) {
    refuse(p, `the ${wordOf(c)} of table "${c.table.name}" has no where`, "add where, or allRows to mean every row")
  }
}

/** The tables joined to an update or delete. */
export const joinedSources = (p: Printer, c: Joined): ReadonlyArray<Exclude<SourceNode, ClosedSource>> =>
  c.joins.map(({ kind, source }) => {
    if (source._tag === "ClosedSource" || (kind !== "inner" && kind !== "cross")) {
      const what = `${c._tag === "Update" ? "an update" : "a delete"} has no ${kind} join`
      return refuse(p, what, "join the tables in a query and use it as a derived table")
    }
    noteName(p, source.table.ref)
    return source.table.ref === c.table.ref
      ? refuse(p, `table "${source.table.ref}" is in the ${wordOf(c)} twice`, "give one of them another name with alias")
      : source
  })

/** The conditions of the joins and those of where. */
export const conditionsOf = (c: Joined): ReadonlyArray<ExprNode> => [
  ...c.joins.flatMap((join) => (join.on === null ? [] : [join.on])),
  ...c.where,
]
