import type { DeleteNode, UpdateNode } from "../command-node.js"
import type { TableData } from "../table-data.js"
import { renameColumns } from "./function.js"
import { printIndexHints } from "./index-hint.js"
import { noteName, type Printer, refuse, separated } from "./printer.js"
import { printConditions, printSource } from "./query.js"
import { printAssignments } from "./set.js"
import { inScope, printReturning, printTableName, printTarget } from "./target.js"

const unbounded = (p: Printer, what: string, table: TableData): never =>
  refuse(p, `the ${what} of table "${table.name}" has no where`, "add where, or allRows to mean every row")

export const printUpdate = (p: Printer, c: UpdateNode): void => {
  if (!c.bounded) {
    unbounded(p, "update", c.table)
  }
  p.sql += "update "
  printTarget(p, c.table)
  printIndexHints(p, c.table)
  const joined = c.joins.map((join) =>
    join.source._tag === "ClosedSource" || (join.kind !== "inner" && join.kind !== "cross")
      ? refuse(p, `an update has no ${join.kind} join`, "join the tables in a query and use it as a derived table")
      : join.source,
  )
  const renamed = renameColumns(p, joined)
  joined.forEach((source) => noteName(p, source.table.ref))
  inScope(p, [c.table.ref, ...joined.map((s) => s.table.ref)], false, () => {
    const before = joined.length > 0 && !p.dialect.command.updateFrom
    if (before) {
      p.sql += ", "
      separated(p, joined, ", ", (source) => printSource(p, source, new Map()))
    }
    p.target = c.table
    p.sql += " set "
    printAssignments(p, c.table, c.set, before, p.dialect.command.simultaneousSet)
    if (joined.length > 0 && !before) {
      p.sql += " from "
      separated(p, joined, ", ", (source) => printSource(p, source, new Map()))
    }
    const on = c.joins.flatMap((join) => (join.on === null ? [] : [join.on]))
    printConditions(p, " where ", [...on, ...c.where])
  })
  printReturning(p, c)
  p.renamed = renamed
}

export const printDelete = (p: Printer, c: DeleteNode): void => {
  if (!c.bounded) {
    unbounded(p, "delete", c.table)
  }
  const aliased = c.table.ref !== c.table.name
  const twice = (aliased || c.table.hints.length > 0) && !p.dialect.command.deleteAlias
  if (twice && c.returning !== null) {
    const what = aliased ? "with another name" : "with index hints"
    refuse(p, `${p.dialect.name} cannot return the rows of a delete from a table ${what}`, aliased ? "leave out alias" : "leave them out")
  }
  p.sql += "delete "
  if (twice) {
    if (aliased) {
      p.sql += p.dialect.quote(c.table.ref)
    } else {
      printTableName(p, c.table)
    }
    p.sql += " "
  }
  p.sql += "from "
  printTarget(p, c.table)
  printIndexHints(p, c.table)
  p.target = c.table
  inScope(p, [c.table.ref], false, () => printConditions(p, " where ", c.where))
  printReturning(p, c)
}
