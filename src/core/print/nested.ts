import type { ExprNode, NestedNode } from "../expr-node.js"
import { valueNode } from "../expr-node.js"
import { countType } from "../count-type.js"
import { type QueryNode, withClauses } from "../query-node.js"
import { open } from "../query/block.js"
import { queryOutput } from "../selection.js"
import { printExpr } from "./expr.js"
import { Prec } from "./precedence.js"
import { freshAlias, type Printer } from "./printer.js"
import { printTemplate } from "./template.js"

/** Prints a query as one JSON value: an array of its rows, or its first row. Each row is an array of its columns. */
export const printNested = (p: Printer, e: NestedNode): void => {
  const { json, quote } = p.dialect
  const query = e.kind === "maybe" ? firstRow(e.query) : e.query
  const { leaves } = queryOutput(query)
  const names = leaves.map((_, i) => `c${i}`)
  const alias = freshAlias(p)
  const nestedColumns = leaves.map((leaf) => leaf.expr.type.nested !== undefined)
  const row = (): void =>
    printTemplate(p, json.row, names.length, (i) =>
      nestedColumns[i]!
        ? printTemplate(p, json.nested, 1, () => {
            p.sql += `${quote(alias)}.${quote(names[i]!)}`
          })
        : void (p.sql += `${quote(alias)}.${quote(names[i]!)}`),
    )
  p.sql += "(select "
  if (e.kind === "many") {
    printTemplate(p, json.list, 1, row)
  } else {
    row()
  }
  p.sql += " from ("
  p.parts.query(p, query, { names, print: (x) => printJsonColumn(p, x) })
  p.sql += `) as ${quote(alias)})`
}

const printJsonColumn = (p: Printer, e: ExprNode): void => {
  const template = e.type.nested !== undefined ? null : p.dialect.json.column(e.type)
  return template === null
    ? printExpr(p, e, Prec.lowest)
    : printTemplate(p, template, 1, () => printExpr(p, e, Prec.lowest))
}

/** At most the first row. */
const firstRow = (q: QueryNode): QueryNode => {
  const one = valueNode(countType, 1)
  if (q._tag === "RawQuery") {
    return withClauses(open(q), { limit: one })
  }
  return q.limit === null ? Object.freeze({ ...q, limit: one }) : withClauses(open(q), { limit: one })
}

