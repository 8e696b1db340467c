import type { ExprNode } from "../expr-node.js"
import type { OrderNode } from "../query-node.js"
import { printExpr, printKey } from "./expr.js"
import { Prec } from "./precedence.js"
import { type Printer, separated } from "./printer.js"

/** Prints a key of ORDER BY or GROUP BY, where a bare number would be the number of a column. */
export const printClauseKey = (p: Printer, e: ExprNode, print: () => void): void => {
  const constant = e._tag === "Literal" || e._tag === "Value" || e._tag === "Param"
  // Parentheses hide a placeholder, but not a constant.
  p.sql += !constant ? "" : p.inline || e._tag === "Literal" ? "(select " : "("
  print()
  p.sql += constant ? ")" : ""
}

/** Prints a sort key. */
export const printOrder = (p: Printer, o: OrderNode): void => {
  if (o.nulls !== null && !p.dialect.nullsOrder) {
    printExpr(p, o.expr, Prec.other)
    p.sql += o.nulls === "first" ? " is null desc, " : " is null asc, "
  }
  printClauseKey(p, o.expr, () => printKey(p, o.expr, Prec.or))
  if (o.direction === "desc") {
    p.sql += " desc"
  }
  if (o.nulls !== null && p.dialect.nullsOrder) {
    p.sql += o.nulls === "first" ? " nulls first" : " nulls last"
  }
}

/** Prints ORDER BY, if there is anything to sort by. */
export const printOrderBy = (p: Printer, keys: ReadonlyArray<OrderNode>): void => {
  if (keys.length > 0) {
    p.sql += " order by "
    separated(p, keys, ", ", (o) => printOrder(p, o))
  }
}
