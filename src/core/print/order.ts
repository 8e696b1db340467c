import type { ExprNode } from "../expr-node.js"
import type { OrderNode } from "../query-node.js"
import { children } from "../traverse.js"
import { flat, printExpr, printKey } from "./expr.js"
import { Prec } from "./precedence.js"
import { type Printer, separated } from "./printer.js"

/** Is it printed as a constant by itself? */
const isConstant = (e: ExprNode): boolean => {
  switch (e._tag) {
    case "Literal":
    case "Value":
    case "Param":
      return true
    case "Logical": {
      const operands = flat(e)
      return operands.length <= 1 && operands.every(isConstant)
    }
    case "In":
      return e.items.length === 0
    default:
      return false
  }
}

/** The keys that put rows in an order: those of which the rows tell the value. */
export const telling = (keys: ReadonlyArray<OrderNode>): ReadonlyArray<OrderNode> => keys.filter((o) => !isConstant(o.expr) && readsAny(o.expr))

/** Is its value of the rows, and not the same for all? */
const readsAny = (e: ExprNode): boolean => {
  switch (e._tag) {
    case "Column":
    case "Aggregate":
    case "Window":
    case "Exists":
    case "Scalar":
    case "Nested":
    case "InQuery":
    case "QuantifiedQuery":
    case "GroupKey":
    case "Grouping":
    case "Raw":
    case "Sequence":
      return true
    case "Call":
      // Without arguments it is random, or at least no number.
      return e.args.length === 0 || e.args.some(readsAny)
    default:
      return children(e).some(readsAny)
  }
}

/** Prints a key of ORDER BY or GROUP BY, where a bare number would be the number of a column. */
export const printClauseKey = (p: Printer, e: ExprNode, print: () => void): void => {
  const constant = isConstant(e)
  // Parentheses hide a placeholder, but not a constant; and SQLite takes `0 and a` and `1 is null` for the number 0.
  const given = e._tag === "Value" || e._tag === "Param"
  const hidden =
    (constant && !(given && p.dialect.sortsByParameter)) || (p.inline && (e._tag === "Logical" || !readsAny(e)))
  p.sql += hidden ? "(select " : constant ? "(" : ""
  print()
  p.sql += hidden || constant ? ")" : ""
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
