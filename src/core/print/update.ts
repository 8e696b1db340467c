import type { UpdateNode } from "../command-node.js"
import { renameColumns } from "./function.js"
import { printIndexHints } from "./index-hint.js"
import { checkBounded, conditionsOf, joinedSources } from "./joined.js"
import { type Printer, separated } from "./printer.js"
import { printConditions, printSource } from "./query.js"
import { printAssignments } from "./set.js"
import { printEnd } from "./limited.js"
import { inScope, printTarget } from "./target.js"

export const printUpdate = (p: Printer, c: UpdateNode): void => {
  checkBounded(p, c)
  p.sql += "update "
  printTarget(p, c.table)
  printIndexHints(p, c.table)
  const joined = joinedSources(p, c)
  const renamed = renameColumns(p, joined)
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
    printConditions(p, " where ", conditionsOf(c))
  })
  printEnd(p, c)
  p.renamed = renamed
}
