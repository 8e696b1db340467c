import type { ExprNode, NestedNode } from "../expr-node.js"
import { valueNode } from "../expr-node.js"
import { countType } from "../count-type.js"
import type { Template } from "../dialect.js"
import { type QueryNode, type SelectNode, type SetNode, withClauses } from "../query-node.js"
import { isAggregated, isClosed, isWindowed, open } from "../query/block.js"
import { queryOutput } from "../selection.js"
import { printExpr } from "./expr.js"
import { Prec } from "./precedence.js"
import { freshAlias, type Printer, printSubquery } from "./printer.js"
import { printTemplate } from "./template.js"

/** Prints a query as one JSON value: an array of its rows, or its first row. Each row is an array of its columns. */
export const printNested = (p: Printer, e: NestedNode): void => {
  const query = e.kind === "maybe" ? firstRow(e.query) : e.query
  const { flat } = p.dialect.json
  if (flat !== null && query._tag === "Select" && (e.kind === "maybe" || isPlain(query))) {
    printFlat(p, e.kind, query, flat)
  } else {
    printDerived(p, e.kind, query)
  }
}

/** Is each row of the block one of its tables, so that an aggregate may stand in its place? */
const isPlain = (q: SelectNode): boolean =>
  !isAggregated(q) && !isWindowed(q) && q.locks.length === 0 && !q.ties && q.distinctOn === null

const printFlat = (p: Printer, kind: NestedNode["kind"], query: SelectNode, list: Template): void => {
  const { json } = p.dialect
  const row = (columns: ReadonlyArray<ExprNode>): void =>
    printTemplate(p, json.row, columns.length, (i) => {
      const e = columns[i]!
      if (e.type.nested === undefined) {
        printJsonColumn(p, e)
      } else {
        printTemplate(p, json.nested, 1, (_, least) => printExpr(p, e, least))
      }
    })
  const rows = (columns: ReadonlyArray<ExprNode>, orderAndLimit: () => void): void =>
    printTemplate(p, list, 1, () => {
      p.sql += query.distinct ? "distinct " : ""
      row(columns)
      orderAndLimit()
    })
  printSubquery(p, query, kind === "many" ? { rows } : { row })
}

const printDerived = (p: Printer, kind: NestedNode["kind"], query: QueryNode): void => {
  const { json, quote, unlimited, correlatedDerived } = p.dialect
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
  if (kind === "many") {
    printTemplate(p, json.list, 1, row)
  } else {
    row()
  }
  p.sql += " from ("
  const { scope, hidden } = p
  if (!correlatedDerived) {
    p.scope = []
    p.hidden = [...hidden, ...scope]
  }
  p.parts.query(p, query, { names, print: (x) => printJsonColumn(p, x) })
  p.scope = scope
  p.hidden = hidden
  if (json.orderNeedsLimit && query._tag !== "RawQuery" && query.orderBy.length > 0 && !endsWithLimit(p, query)) {
    p.sql += ` limit ${unlimited}`
  }
  p.sql += `) as ${quote(alias)})`
}

const endsWithLimit = (p: Printer, q: SelectNode | SetNode): boolean =>
  isClosed(q) && !(q._tag === "Select" && q.ties && !p.dialect.withTies)

const printJsonColumn = (p: Printer, e: ExprNode): void => {
  const template = e.type.nested !== undefined ? null : p.dialect.json.column(e.type)
  return template === null
    ? printExpr(p, e, Prec.lowest)
    : printTemplate(p, template, 1, (_, least) => printExpr(p, e, least))
}

/** At most the first row. */
const firstRow = (q: QueryNode): QueryNode => {
  const one = valueNode(countType, 1)
  if (q._tag === "RawQuery") {
    return withClauses(open(q), { limit: one })
  }
  return q.limit === null ? Object.freeze({ ...q, limit: one }) : withClauses(open(q), { limit: one })
}

