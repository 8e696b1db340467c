import type { Template } from "../dialect.js"
import type { AggregateNode } from "../expr-node.js"
import { sameExpr } from "../same-expr.js"
import { named, printCanonical, printExpr } from "./expr.js"
import { printOrder, printOrderBy } from "./order.js"
import { Prec } from "./precedence.js"
import { type Printer, refuse, separated } from "./printer.js"
import { isHypothetical, printHypothetical } from "./hypothetical.js"
import { placesDistinct, placesOrder, placesOver, printTemplate } from "./template.js"

/** The dialect's own way of the aggregate. */
const templateOf = (p: Printer, e: AggregateNode, over: boolean): Template => {
  const own = over ? named(p.dialect.window.aggregates, e) : undefined
  if (own === null) {
    return refuse(p, `${p.dialect.name} has no ${e.name} over a window`, "nest the rows with many")
  }
  const distinct = e.distinct ? named(p.dialect.aggregates, { ...e, name: `${e.name} distinct` }) : undefined
  if (distinct === null) {
    return refuse(p, `${p.dialect.name} has no ${e.name} of distinct values`, "make the values distinct in a derived table")
  }
  const template = own ?? distinct ?? named(p.dialect.aggregates, e)
  return template ?? refuse(p, `${p.dialect.name} has no aggregate for ${e.name}`, "write it with raw")
}

/** Prints the order of the values. */
const printValueOrder = (p: Printer, e: AggregateNode, template: Template): void => {
  if (e.orderBy.length > 0 && !placesOrder(template) && !p.dialect.aggregateOrder) {
    return refuse(p, `${p.dialect.name} has no order inside ${e.name}`, "sort the rows of a query nested with many")
  }
  if (e.distinct && e.orderBy.some((o) => !sameExpr(o.expr, e.args[0]!))) {
    return refuse(p, `${e.name} of distinct values is sorted by something else`, "sort by the value itself")
  }
  printOrderBy(p, e.orderBy)
}

/** Prints an aggregate; over a window, with `window` printing which. */
export const printAggregate = (p: Printer, e: AggregateNode, window: (() => void) | null = null): void => {
  const { filter } = e
  if (isHypothetical(e) && named(p.dialect.aggregates, e) === undefined) {
    return printHypothetical(p, e)
  }
  const inside = filter !== null && !p.dialect.aggregateFilter
  const template = templateOf(p, inside && e.name === "countAll" ? { ...e, name: "count" } : e, window !== null)
  const distinct = (): void => {
    p.sql += e.distinct ? "distinct " : ""
  }
  const order = (): void => printValueOrder(p, e, template)
  const operand = (i: number, weakest: number, literal: boolean): void => {
    if (i === 0 && !placesDistinct(template)) {
      distinct()
    }
    if (inside && i === 0) {
      // Aggregates leave NULLs out.
      p.sql += "case when "
      printExpr(p, filter, Prec.lowest)
      p.sql += " then "
    }
    const { inline } = p
    p.inline = inline || literal
    const arg = e.args[i]
    if (arg === undefined) {
      p.sql += "1"
    } else if (i === 0 && e.distinct) {
      printCanonical(p, arg, weakest)
    } else {
      printExpr(p, arg, weakest)
    }
    p.inline = inline
    p.sql += inside && i === 0 ? " end" : ""
    if (i === e.args.length - 1 && !placesOrder(template)) {
      order()
    }
  }
  const over = (): void => {
    if (filter !== null && !inside) {
      p.sql += " filter (where "
      printExpr(p, filter, Prec.lowest)
      p.sql += ")"
    }
    window?.()
  }
  const keys = (): void => separated(p, e.orderBy, ", ", (o) => printOrder(p, o))
  printTemplate(p, template, e.args.length, operand, { distinct, order, keys, over })
  if (!placesOver(template)) {
    over()
  }
}
