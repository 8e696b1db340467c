import { countType } from "../count-type.js"
import {
  aggregateNode,
  binaryNode,
  type CallNode,
  callNode,
  caseNode,
  type ExprNode,
  type WindowNode,
  windowNode,
} from "../expr-node.js"
import type { WindowSpec } from "../window-node.js"
import { printAggregate } from "./aggregate.js"
import { named, printExpr } from "./expr.js"
import { printOver } from "./over.js"
import { Prec } from "./precedence.js"
import { type Printer, refuse } from "./printer.js"
import { noClauses, placesOver, printTemplate } from "./template.js"

/** Prints a window function, or an aggregate over a window. */
export const printWindow = (p: Printer, { of, over }: WindowNode): void => {
  const after = (): void => printOver(p, over)
  if (of._tag === "Aggregate") {
    if (of.distinct || of.orderBy.length > 0) {
      const what = of.distinct ? "of distinct values" : "with an order of its own"
      refuse(p, `an aggregate ${what} has no over`, "make the values distinct, or sort them, in a derived table")
    }
    return printAggregate(p, of, after)
  }
  if ((of.name === "lagOr" || of.name === "leadOr") && !p.dialect.window.shiftDefault) {
    return printShift(p, of, over)
  }
  const template = named(p.dialect.functions, of)
  if (template === undefined) {
    return refuse(p, `${p.dialect.name} has no window function for ${of.name}`, "write it with raw")
  }
  printTemplate(p, template, of.args.length, (i, least) => printExpr(p, of.args[i]!, least), { ...noClauses, over: after })
  if (!placesOver(template)) {
    after()
  }
}

/** LAG or LEAD with a value for where there is no such row: where the current one is too near to the end. */
const printShift = (p: Printer, { args, name, type }: CallNode, over: WindowSpec): void => {
  const [expr, offset, otherwise] = args as readonly [ExprNode, ExprNode, ExprNode]
  const back = name === "lagOr"
  const number = windowNode(callNode(countType, "rowNumber", [], "never"), over)
  const all = windowNode(aggregateNode(countType, "countAll", [], "never"), { ...over, name: null, orderBy: [], frame: null })
  const left = back ? number : binaryNode(countType, "-", all, number)
  const near = binaryNode(offset.type, back ? "<=" : "<", left, offset)
  const shifted = windowNode(callNode(type, back ? "lag" : "lead", [expr, offset], "always"), over)
  printExpr(p, caseNode(type, [{ when: near, then: otherwise }], shifted), Prec.lowest)
}
