import { type CommandNode, isCommand } from "../command-node.js"
import type { CteNode, QueryNode, SetOperator } from "../query-node.js"
import { isClosed } from "../query/block.js"
import { queryOutput } from "../selection.js"
import type { ExprNode } from "../expr-node.js"
import { printCanonical, printExpr } from "./expr.js"
import { printOperand } from "./operand.js"
import { Prec } from "./precedence.js"
import { printTemplate } from "./template.js"
import { freshAlias, noteName, type Printer, refuse, separated } from "./printer.js"

/** Names that differ only in case are one name to some databases. */
const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/**
 * Notes that the statement uses a CTE, and those that it uses itself before it: they are written in front of the whole
 * statement, wherever they are used.
 */
export const printCteUse = (p: Printer, cte: CteNode): void => {
  if (p.ctes.includes(cte)) {
    return
  }
  const known = p.ctes.find((c) => sameName(c.name, cte.name))
  if (known === cte || p.open.includes(cte)) {
    return
  }
  if (known !== undefined || p.open.some((c) => sameName(c.name, cte.name))) {
    return refuse(p, `two different CTEs are named "${cte.name}"`, "give one of them another name")
  }
  noteName(p, cte.name)
  p.open.push(cte)
  printApart(p, () => printBody(p, cte))
  p.open.pop()
  p.ctes.push(cte)
}

/** Notes the CTEs that a command uses which runs with the statement. */
export const noteCommand = (p: Printer, command: CommandNode): void => printApart(p, () => printModifying(p, command))

/** Prints only to find what is used; `printWith` prints it for good. */
const printApart = (p: Printer, print: () => void): void => {
  const { sql, params, named, scope, keys, places, texts, target, bare, renamed } = p
  p.keys = []
  p.places = new Map()
  p.texts = new Map()
  p.target = null
  p.params = []
  p.named = []
  p.scope = []
  p.bare = false
  p.renamed = new Map()
  print()
  p.sql = sql
  p.params = params
  p.named = named
  p.scope = scope
  p.keys = keys
  p.places = places
  p.texts = texts
  p.target = target
  p.bare = bare
  p.renamed = renamed
}

const printModifying = (p: Printer, command: CommandNode): void => {
  if (!p.dialect.command.modifyingCte) {
    refuse(p, `${p.dialect.name} has no CTE that changes rows`, "run the commands one after the other, in one transaction")
  }
  p.parts.command(p, command)
  p.target = null
}

/** Is it the same without parentheses after the operation? Others would take the rows before it for an operand. */
const goesOn = (q: QueryNode, op: SetOperator): boolean => q._tag !== "Set" || (q.op === op && goesOn(q.left, op))

const printBody = (p: Printer, cte: CteNode): void => {
  if (isCommand(cte.query)) {
    if (cte.step !== null || cte.query.returning === null) {
      refuse(p, `the CTE "${cte.name}" is a command that gives no rows`, "add returning, or run it by alongside")
    }
    return printModifying(p, cte.query)
  }
  if (cte.step === null) {
    return p.parts.query(p, cte.query, { names: cte.columns })
  }
  const { op, query } = cte.step
  if (query._tag !== "RawQuery" && (query.orderBy.length > 0 || isClosed(query))) {
    // A LIMIT there would be one of all rows.
    refuse(p, `the step of the recursive "${cte.name}" is sorted or limited`, "sort and limit the query that reads it")
  }
  const { leaves } = queryOutput(cte.query)
  // Rows are told apart by how their values are written.
  const told = (e: ExprNode): boolean => op === "union" && p.dialect.sortKey(e.type) !== null
  const typed = leaves.some((leaf) => p.dialect.recursive(leaf.expr.type) !== null || told(leaf.expr))
  const print = typed ? { print: (e: ExprNode) => (told(e) ? printCanonical(p, e) : printRecursive(p, e)) } : {}
  printOperand(p, cte.query, true, { names: cte.columns, ...print })
  p.sql += ` ${op} `
  const wanted = { paths: cte.paths, ...print }
  if (goesOn(query, op)) p.parts.query(p, query, wanted)
  else printOperand(p, query, false, wanted)
}

const printRecursive = (p: Printer, e: ExprNode): void => {
  const template = p.dialect.recursive(e.type)
  return template === null
    ? printExpr(p, e, Prec.lowest)
    : printTemplate(p, template, 1, (_, least) => printExpr(p, e, least))
}

/** It does not change the rows, so a database without it needs none. */
const hint = (p: Printer, { materialized }: CteNode): string =>
  materialized === null || !p.dialect.materialized ? "" : materialized ? "materialized " : "not materialized "

/** Prints SEARCH and CYCLE. */
const printMarks = (p: Printer, { columns, cycle, name, search }: CteNode): void => {
  const words = [
    ...(search === null ? [] : [["SEARCH", search.by, [search.set]] as const]),
    ...(cycle === null ? [] : [["CYCLE", cycle.by, [cycle.set, cycle.using]] as const]),
  ]
  const taken = new Set(columns.map((c) => c.toLowerCase()))
  for (const [word, by, made] of words) {
    if (!p.dialect.capabilities.has("searchCycle")) {
      return refuse(p, `${p.dialect.name} has no ${word}, such as that of "${name}"`, "keep the way, or the depth, in a column")
    }
    if (by.length === 0 || by.some((column) => !columns.includes(column))) {
      return refuse(p, `${word} of "${name}" is by ${by.length === 0 ? "no columns" : "columns that it has not"}`, "name some of its columns")
    }
    for (const column of made) {
      if (taken.has(column.toLowerCase())) {
        return refuse(p, `${word} of "${name}" adds the column "${column}", which it has`, "give it another name")
      }
      taken.add(column.toLowerCase())
    }
  }
  const list = (names: ReadonlyArray<string>): string => names.map(p.dialect.quote).join(", ")
  p.sql += search === null ? "" : ` search ${search.first} first by ${list(search.by)} set ${p.dialect.quote(search.set)}`
  p.sql += cycle === null ? "" : ` cycle ${list(cycle.by)} set ${p.dialect.quote(cycle.set)} using ${p.dialect.quote(cycle.using)}`
}

/** Prints WITH, the CTEs that the statement turned out to use, and the commands that run with it. */
export const printWith = (p: Printer, ctes: ReadonlyArray<CteNode>, commands: ReadonlyArray<CommandNode> = []): void => {
  const tables = new Set([...p.tables].map((name) => name.toLowerCase()))
  const clash = ctes.find((cte) => tables.has(cte.name.toLowerCase()))
  if (clash !== undefined) {
    refuse(p, `the CTE "${clash.name}" has the name of a table that the statement uses`, "give it another name")
  }
  p.sql += ctes.some((cte) => cte.step !== null) ? "with recursive " : "with "
  separated(p, ctes, ", ", (cte) => {
    p.sql += `${p.dialect.quote(cte.name)} (${cte.columns.map(p.dialect.quote).join(", ")}) as ${hint(p, cte)}(`
    const scope = p.scope
    p.scope = []
    printBody(p, cte)
    p.scope = scope
    p.sql += ")"
    printMarks(p, cte)
  })
  p.sql += ctes.length > 0 && commands.length > 0 ? ", " : ""
  separated(p, commands, ", ", (command) => {
    p.sql += `${p.dialect.quote(freshAlias(p))} as (`
    printModifying(p, command)
    p.sql += ")"
  })
  p.sql += " "
}
