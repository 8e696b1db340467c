import { NEW, OLD } from "../changed-row.js"
import type { CommandNode } from "../command-node.js"
import { commandOutput } from "../selection.js"
import type { TableColumn, TableData } from "../table-data.js"
import { sourceScope } from "../traverse.js"
import { printExpr } from "./expr.js"
import { Prec } from "./precedence.js"
import { type Printer, refuse, separated } from "./printer.js"

export const printTableName = (p: Printer, table: TableData): void => {
  p.sql += table.schema === null ? "" : `${p.dialect.quote(table.schema)}.`
  p.sql += p.dialect.quote(table.name)
}

export const printTarget = (p: Printer, table: TableData): void => {
  printTableName(p, table)
  if (table.ref !== table.name) {
    p.sql += ` as ${p.dialect.quote(table.ref)}`
  }
}

export const printNames = (p: Printer, columns: ReadonlyArray<TableColumn>): void => {
  p.sql += " ("
  separated(p, columns, ", ", (c) => (p.sql += p.dialect.quote(c.name)))
  p.sql += ")"
}

export const inScope = (p: Printer, tables: ReadonlyArray<string>, bare: boolean, print: () => void): void => {
  const outer = p.scope
  const outerBare = p.bare
  p.scope = [...outer, ...tables]
  p.bare = bare
  print()
  p.scope = outer
  p.bare = outerBare
}

/** The tables that a command reads besides the one it changes. */
const besides = (c: CommandNode): ReadonlyArray<string> => {
  switch (c._tag) {
    case "Update":
    case "Delete":
      return c.joins.flatMap((join) => sourceScope(join.source)).map((t) => t.ref)
    case "Merge":
      return sourceScope(c.source).map((t) => t.ref)
    default:
      return []
  }
}

export const printReturning = (p: Printer, c: CommandNode): void => {
  if (c.returning === null) {
    return
  }
  if (!p.dialect.command.returning.has(c._tag)) {
    const word = c._tag === "Insert" && c.verb === "replace" ? "replace" : c._tag.toLowerCase()
    refuse(p, `${p.dialect.name} has no ${word} … returning`, "select the rows, in the same transaction")
  }
  const { leaves } = commandOutput(c)
  const beside = p.dialect.command.returningJoined ? besides(c) : []
  p.sql += " returning "
  inScope(p, [OLD, NEW, ...beside, c.table.ref], beside.length === 0, () =>
    separated(p, leaves, ", ", (leaf) => {
      printExpr(p, leaf.expr, Prec.lowest)
      if (leaf.expr._tag !== "Column" || leaf.expr.name !== leaf.name || p.renamed.has(leaf.expr.table)) {
        p.sql += ` as ${p.dialect.quote(leaf.name)}`
      }
    }),
  )
}
