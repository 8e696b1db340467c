import type { OrderNode } from "../query-node.js"
import { printExpr, printKey } from "./expr.js"
import { Prec } from "./precedence.js"
import { type Printer, separated } from "./printer.js"

/** Prints a sort key. */
export const printOrder = (p: Printer, o: OrderNode): void => {
  if (o.nulls !== null && !p.dialect.nullsOrder) {
    printExpr(p, o.expr, Prec.other)
    p.sql += o.nulls === "first" ? " is null desc, " : " is null asc, "
  }
  // A bare constant would be the number of a column.
  const constant = o.expr._tag === "Value" || o.expr._tag === "Literal" || o.expr._tag === "Param"
  p.sql += constant ? "(" : ""
  printKey(p, o.expr, Prec.or)
  p.sql += constant ? ")" : ""
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
