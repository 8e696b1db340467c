import type { AggregateNode } from "../expr-node.js"
import { named, printCanonical, printExpr } from "./expr.js"
import { Prec } from "./precedence.js"
import { type Printer, refuse, separated } from "./printer.js"
import { placesDistinct, placesOver, printTemplate } from "./template.js"

/** Prints an aggregate; over a window, with `window` printing which. */
export const printAggregate = (p: Printer, e: AggregateNode, window: (() => void) | null = null): void => {
  const { filter } = e
  const inside = filter !== null && !p.dialect.aggregateFilter
  const counted = inside && e.name === "countAll" ? { ...e, name: "count" } : e
  const own = window === null ? undefined : named(p.dialect.window.aggregates, counted)
  if (own === null) {
    return refuse(p, `${p.dialect.name} has no ${e.name} over a window`, "nest the rows with many")
  }
  const template = own ?? named(p.dialect.aggregates, counted)
  if (template === undefined) {
    return refuse(p, `${p.dialect.name} has no aggregate for ${e.name}`, "write it with raw")
  }
  const distinct = e.distinct ? "distinct " : ""
  const operand = (i: number, weakest: number): void => {
    if (i === 0 && !placesDistinct(template)) {
      p.sql += distinct
    }
    if (inside && i === 0) {
      // Aggregates leave NULLs out.
      p.sql += "case when "
      printExpr(p, filter, Prec.lowest)
      p.sql += " then "
    }
    const arg = e.args[i]
    if (arg === undefined) {
      p.sql += "1"
    } else if (i === 0 && e.distinct) {
      printCanonical(p, arg, weakest)
    } else {
      printExpr(p, arg, weakest)
    }
    p.sql += inside && i === 0 ? " end" : ""
    if (i === e.args.length - 1 && e.orderBy.length > 0) {
      if (!p.dialect.aggregateOrder) {
        return refuse(p, `${p.dialect.name} has no order inside ${e.name}`, "sort the rows of a query nested with many")
      }
      p.sql += " order by "
      separated(p, e.orderBy, ", ", (o) => p.parts.order(p, o))
    }
  }
  const after = (): void => {
    if (filter !== null && !inside) {
      p.sql += " filter (where "
      printExpr(p, filter, Prec.lowest)
      p.sql += ")"
    }
    window?.()
  }
  printTemplate(p, template, e.args.length, operand, distinct, after)
  if (!placesOver(template)) {
    after()
  }
}
