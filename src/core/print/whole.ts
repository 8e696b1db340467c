import { isCommand, type WithNode } from "../command-node.js"
import type { StatementNode } from "../ddl-node.js"
import type { Dialect } from "../dialect.js"
import type { ColumnSpec } from "../column-spec.js"
import type { ExprNode } from "../expr-node.js"
import type { TableData } from "../table-data.js"
import { printAggregate } from "./aggregate.js"
import { printCommand } from "./command.js"
import { noteCommand, printWith } from "./cte.js"
import { printDdl, printInline } from "./ddl.js"
import { printGroupingSets } from "./grouping-sets.js"
import { printNested } from "./nested.js"
import { printOrder } from "./order.js"
import { type Parts, printer, type Printer, refuse, type RowRange } from "./printer.js"
import { printQuery } from "./query.js"
import { printWindow } from "./window.js"

const parts: Parts = {
  query: printQuery,
  command: printCommand,
  nested: printNested,
  aggregate: printAggregate,
  window: printWindow,
  groupingSets: printGroupingSets,
  order: printOrder,
}

/** A statement without the commands that run with it. */
export type Body = Exclude<StatementNode, WithNode>

export const bodyOf = (node: StatementNode): Body => (node._tag === "With" ? node.body : node)

const printStatement = (p: Printer, node: Body): void => {
  switch (node._tag) {
    case "Select":
    case "Set":
    case "RawQuery":
      return printQuery(p, node)
    case "Insert":
    case "Update":
    case "Delete":
    case "Merge":
      return printCommand(p, node)
    default:
      return printDdl(p, node)
  }
}

/** What a printing has in common with others of the same statement, and what is its own. */
export interface Printing {
  readonly made: Map<object, unknown> | null
  readonly range: RowRange | null
}

/** Prints a statement; with its CTEs in front, which are known only once it has been printed. */
export const printWhole = (
  dialect: Dialect,
  inline: boolean,
  statement: StatementNode,
  { made, range }: Printing = { made: null, range: null },
): Printer => {
  const node = bodyOf(statement)
  const commands = statement._tag === "With" ? statement.commands : []
  const insert = node._tag === "Insert" ? node : null
  const first = printer(dialect, parts, inline)
  first.made = made
  first.insert = insert
  first.range = range
  commands.forEach((command) => noteCommand(first, command))
  printStatement(first, node)
  const clash = first.underscores >= first.prefix.length
  if (first.ctes.length === 0 && commands.length === 0 && !clash) {
    return first
  }
  const second: Printer = {
    ...printer(dialect, parts, inline),
    made: first.made,
    insert,
    range,
    volatile: first.volatile,
    prefix: "_".repeat(first.underscores + 1),
    ctes: first.ctes,
    tables: first.tables,
  }
  if ((first.ctes.length > 0 || commands.length > 0) && isPrefixed(second, node)) {
    printWith(second, first.ctes, commands)
  }
  printStatement(second, node)
  return second
}

/** An expression over the columns of one table as SQL without parameters; `to` is the column that it is written to. */
export const printColumnExpr = (dialect: Dialect, table: TableData, e: ExprNode, to: ColumnSpec | null = null): string => {
  const p = printer(dialect, parts, true)
  printInline(p, table, e, to)
  return p.sql
}

/** Do CTEs stand in front of the whole statement? */
const isPrefixed = (p: Printer, node: Body): boolean => {
  if (!isCommand(node) || p.dialect.command.with.has(node._tag)) {
    return true
  }
  return node._tag === "Insert" && node.source._tag === "Query"
    ? false
    : refuse(p, `${p.dialect.name} has no CTE in this ${node._tag.toLowerCase()}`, "use a derived table, made by as")
}
