import type { QueryNode, SetNode } from "../query-node.js"
import { freshAlias, type Printer, type Wanted } from "./printer.js"

/**
 * Prints INTERSECT ALL or EXCEPT ALL by the operation without ALL: the n-th of equal rows is another row than the first, so
 * each operand's rows are numbered among those that are equal.
 */
export const printNumbered = (p: Printer, q: SetNode, wanted: Wanted, names: ReadonlyArray<string>): void => {
  const { quote } = p.dialect
  const columns = names.map((_, i) => `c${i}`)
  const list = columns.map(quote).join(", ")
  const operand = (query: QueryNode): void => {
    p.sql += `select ${list}, row_number() over (partition by ${list}) from (`
    p.parts.query(p, query, { ...wanted, names: columns })
    p.sql += `) as ${quote(freshAlias(p))}`
  }
  p.sql += "select "
  p.sql += columns.map((column, i) => `${quote(column)} as ${quote(names[i]!)}`).join(", ")
  p.sql += " from ("
  operand(q.left)
  p.sql += ` ${q.op.replace(" all", "")} `
  operand(q.right)
  p.sql += `) as ${quote(freshAlias(p))}`
}
