import type { CteNode } from "../query-node.js"
import { isClosed } from "../query/block.js"
import { queryOutput } from "../selection.js"
import type { ExprNode } from "../expr-node.js"
import { printExpr } from "./expr.js"
import { printOperand } from "./operand.js"
import { Prec } from "./precedence.js"
import { printTemplate } from "./template.js"
import { noteName, type Printer, refuse, separated } from "./printer.js"

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
  // Printed only to find what it uses; `printWith` prints it for good.
  const { sql, params, named, scope, keys, places, target } = p
  p.keys = []
  p.places = new Map()
  p.target = null
  p.params = []
  p.named = []
  p.scope = []
  p.open.push(cte)
  printBody(p, cte)
  p.open.pop()
  p.sql = sql
  p.params = params
  p.named = named
  p.scope = scope
  p.keys = keys
  p.places = places
  p.target = target
  p.ctes.push(cte)
}

const printBody = (p: Printer, cte: CteNode): void => {
  if (cte.step === null) {
    return p.parts.query(p, cte.query, { names: cte.columns })
  }
  const { op, query } = cte.step
  if (query._tag !== "RawQuery" && (query.orderBy.length > 0 || isClosed(query))) {
    // A LIMIT there would be one of all rows.
    refuse(p, `the step of the recursive "${cte.name}" is sorted or limited`, "sort and limit the query that reads it")
  }
  const { leaves } = queryOutput(cte.query)
  const typed = leaves.some((leaf) => p.dialect.recursive(leaf.expr.type) !== null)
  const print = typed ? { print: (e: ExprNode) => printRecursive(p, e) } : {}
  printOperand(p, cte.query, true, { names: cte.columns, ...print })
  p.sql += ` ${op} `
  p.parts.query(p, query, { paths: cte.paths, ...print })
}

const printRecursive = (p: Printer, e: ExprNode): void => {
  const template = p.dialect.recursive(e.type)
  return template === null
    ? printExpr(p, e, Prec.lowest)
    : printTemplate(p, template, 1, (_, least) => printExpr(p, e, least))
}

/** Prints WITH and the CTEs that the statement turned out to use. */
export const printWith = (p: Printer, ctes: ReadonlyArray<CteNode>): void => {
  const tables = new Set([...p.tables].map((name) => name.toLowerCase()))
  const clash = ctes.find((cte) => tables.has(cte.name.toLowerCase()))
  if (clash !== undefined) {
    refuse(p, `the CTE "${clash.name}" has the name of a table that the statement uses`, "give it another name")
  }
  p.sql += ctes.some((cte) => cte.step !== null) ? "with recursive " : "with "
  separated(p, ctes, ", ", (cte) => {
    p.sql += `${p.dialect.quote(cte.name)} (${cte.columns.map(p.dialect.quote).join(", ")}) as (`
    const scope = p.scope
    p.scope = []
    printBody(p, cte)
    p.scope = scope
    p.sql += ")"
  })
  p.sql += " "
}
