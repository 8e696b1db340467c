import type { MergeNode, WhenNode } from "../command-node.js"
import type { ValidationIssue } from "../errors.js"
import { absurd } from "../traverse.js"
import { commandOutput } from "../selection.js"
import { invalid, printCell, rowCells } from "./cell.js"
import { printExpr } from "./expr.js"
import { renameColumns } from "./function.js"
import { Prec } from "./precedence.js"
import { noteName, type Printer, refuse, separated } from "./printer.js"
import { printConditions, printSource, witnessesOf } from "./query.js"
import { printAssignments } from "./set.js"
import { inScope, printNames, printReturning, printTarget } from "./target.js"

export const printMerge = (p: Printer, c: MergeNode): void => {
  if (!p.dialect.command.merge) {
    refuse(p, `${p.dialect.name} has no MERGE`, "use insertInto with onConflictDoUpdate")
  }
  if (c.when.length === 0) {
    refuse(p, `the merge into table "${c.table.name}" does nothing`, "add whenMatched or whenNotMatched")
  }
  if (c.source._tag === "ClosedSource") {
    return refuse(p, "the source of a merge has no name", "give it one with as")
  }
  const { ref } = c.source.table
  noteName(p, ref)
  if (ref === c.table.ref) {
    refuse(p, `table "${ref}" is in the merge twice`, "give one of them another name with alias")
  }
  const renamed = renameColumns(p, [c.source])
  p.sql += "merge into "
  printTarget(p, c.table)
  p.sql += " using "
  printSource(p, c.source, witnessesOf(c.returning === null ? [] : commandOutput(c).leaves))
  p.sql += " on "
  inScope(p, [c.table.ref, ref], false, () => printExpr(p, c.on, Prec.lowest))
  for (const when of c.when) {
    p.sql += ` when ${when.match}`
    inScope(p, inReach(c.table.ref, ref, when.match), false, () => {
      printConditions(p, " and ", when.condition === null ? [] : [when.condition])
      p.sql += " then "
      printAction(p, c, when.action)
    })
  }
  printReturning(p, c)
  p.renamed = renamed
}

/** The tables that have a row. */
const inReach = (target: string, source: string, match: WhenNode["match"]): ReadonlyArray<string> => {
  switch (match) {
    case "matched":
      return [target, source]
    case "not matched":
      return [source]
    case "not matched by source":
      return [target]
    default:
      return absurd(match)
  }
}

const printAction = (p: Printer, { table }: MergeNode, action: WhenNode["action"]): void => {
  switch (action._tag) {
    case "ThenUpdate":
      p.sql += "update set "
      return printAssignments(p, table, action.set, false, true)
    case "ThenDelete":
      p.sql += "delete"
      return
    case "ThenDoNothing":
      p.sql += "do nothing"
      return
    case "ThenInsert": {
      const issues: Array<ValidationIssue> = []
      const cells = rowCells(p, table, issues, (_, { key }) =>
        refuse(p, `column "${key}" has a default made by the program, which a merge cannot call for each row`, "give it a value"),
      )(action.row, 0)
      if (issues.length > 0) {
        invalid(table, issues)
      }
      const columns = table.columns.filter((x) => cells.has(x))
      const given = columns.find((x) => x.spec.identityAlways)
      if (given !== undefined) {
        refuse(p, `column "${given.key}" of table "${table.name}" is generated always as identity`, "leave it out")
      }
      if (columns.length === 0) {
        p.sql += "insert default values"
        return
      }
      p.sql += "insert"
      printNames(p, columns)
      p.sql += " values ("
      separated(p, columns, ", ", (column) => printCell(p, column, cells.get(column)!))
      p.sql += ")"
      return
    }
    default:
      return absurd(action)
  }
}
