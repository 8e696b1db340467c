import type { DeleteNode } from "../command-node.js"
import { countType } from "../count-type.js"
import { existsNode, type ExprNode, literalNode } from "../expr-node.js"
import { selectNode, withClauses } from "../query-node.js"
import { renameColumns } from "./function.js"
import { printIndexHints } from "./index-hint.js"
import { checkBounded, conditionsOf, joinedSources } from "./joined.js"
import { type Printer, refuse, separated } from "./printer.js"
import { printConditions, printSource } from "./query.js"
import { isLimited, printEnd } from "./limited.js"
import { inScope, printTableName, printTarget } from "./target.js"

/** That the tables joined to a delete have a row for which its conditions hold. */
const hasJoined = (c: DeleteNode): ExprNode => {
  const [first, ...rest] = c.joins
  const block = selectNode(first!.source, { _tag: "Field", expr: literalNode(countType, "true") })
  const joins = rest.map((join) => ({ ...join, kind: "cross" as const, on: null }))
  return existsNode(countType, withClauses(block, { joins, where: conditionsOf(c) }))
}

export const printDelete = (p: Printer, c: DeleteNode): void => {
  checkBounded(p, c)
  const { deleteAlias, deleteJoin, returningJoined } = p.dialect.command
  const joined = joinedSources(p, c)
  const nested = joined.length > 0 && (deleteJoin === null || (c.returning !== null && !returningJoined))
  const aliased = c.table.ref !== c.table.name
  const twice = ((aliased || c.table.hints.length > 0) && !deleteAlias) || (joined.length > 0 && !nested && deleteJoin === "from")
  if (twice && joined.length === 0 && (c.returning !== null || isLimited(c))) {
    const cannot = c.returning !== null ? "cannot return the rows of a delete" : "has no orderBy or limit of a delete"
    const what = aliased ? "with another name" : "with index hints"
    refuse(p, `${p.dialect.name} ${cannot} from a table ${what}`, aliased ? "leave out alias" : "leave them out")
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
  if (nested) {
    p.target = c.table
    inScope(p, [c.table.ref], false, () => printConditions(p, " where ", [hasJoined(c)]))
    return printEnd(p, c)
  }
  const renamed = renameColumns(p, joined)
  inScope(p, [c.table.ref, ...joined.map((s) => s.table.ref)], false, () => {
    if (joined.length > 0) {
      p.sql += deleteJoin === "using" ? " using " : ", "
      separated(p, joined, ", ", (source) => printSource(p, source, new Map()))
    }
    p.target = c.table
    printConditions(p, " where ", conditionsOf(c))
  })
  printEnd(p, c)
  p.renamed = renamed
}
