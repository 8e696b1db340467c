import { countType } from "../count-type.js"
import { aggregateNode, type AggregateNode, binaryNode, caseNode, type ExprNode, isNullNode, literalNode, logicalNode } from "../expr-node.js"
import type { OrderNode } from "../query-node.js"
import { type Printer, refuse } from "./printer.js"

const both = (...operands: ReadonlyArray<ExprNode>): ExprNode => logicalNode(countType, "and", operands)
const either = (...operands: ReadonlyArray<ExprNode>): ExprNode => logicalNode(countType, "or", operands)
const isNull = (e: ExprNode, negated = false): ExprNode => isNullNode(countType, e, negated)

/** Does a row come before the value by one key? NULL counts as no. */
const beforeBy = ({ direction, expr, nulls }: OrderNode, value: ExprNode): ExprNode => {
  const less = binaryNode(countType, direction === "asc" ? "<" : ">", expr, value)
  if (value._tag === "Value") {
    return value.value === null
      ? nulls === "first" ? literalNode(countType, "false") : isNull(expr, true)
      : nulls === "first" ? either(isNull(expr), less) : less
  }
  return nulls === "first"
    ? either(less, both(isNull(expr), isNull(value, true)))
    : either(less, both(isNull(expr, true), isNull(value)))
}

const alike = (order: OrderNode, value: ExprNode): ExprNode =>
  binaryNode(countType, "is not distinct from", order.expr, value)

/** Does a row come before the one of the values, or beside it? */
const before = (e: AggregateNode, orBeside: boolean): ExprNode =>
  e.orderBy.reduceRight<ExprNode | null>((rest, order, i) => {
    const value = e.args[i]!
    const first = beforeBy(order, value)
    const equal = rest === null ? alike(order, value) : both(alike(order, value), rest)
    return rest === null && !orBeside ? first : either(first, equal)
  }, null)!

/**
 * Prints which place a row would have among those of the group, by counting those that come before it: for a database that
 * has no such aggregate.
 */
export const printHypothetical = (p: Printer, e: AggregateNode): void => {
  if (e.distinct) {
    return refuse(p, `${e.name} within a group has no distinct values`, "leave out distinctValues")
  }
  if (p.dialect.ddl.enums === "column" && e.orderBy.some((o) => o.expr.type.family === "enum")) {
    return refuse(p, `${p.dialect.name} sorts enumerations by their labels, but compares them as texts`, "cast the key to text")
  }
  const counted = (then: ExprNode, when: ExprNode, distinct = false): void =>
    p.parts.aggregate(p, aggregateNode(countType, "count", [caseNode(then.type, [{ when, then }], null)], "never", distinct, e.filter))
  const one = literalNode(countType, "true")
  const countBefore = (orBeside = false): void => counted(one, before(e, orBeside))
  const countAll = (): void => p.parts.aggregate(p, aggregateNode(countType, "countAll", [], "never", false, e.filter))
  switch (e.name) {
    case "rank":
      p.sql += "(1 + "
      countBefore()
      p.sql += ")"
      return
    case "denseRank": {
      const [order, ...more] = e.orderBy
      if (more.length > 0) {
        return refuse(p, `${p.dialect.name} has no denseRank of several keys within a group`, "count the rows of a distinct query")
      }
      p.sql += "(1 + "
      counted(order!.expr, before(e, false), true)
      if (order!.nulls === "first") {
        // NULL is one more value, which count leaves out.
        p.sql += " + (case when "
        counted(one, both(isNull(order!.expr), before(e, false)))
        p.sql += " > 0 then 1 else 0 end)"
      }
      p.sql += ")"
      return
    }
    case "percentRank":
      p.sql += "coalesce(1e0 * "
      countBefore()
      p.sql += " / nullif("
      countAll()
      p.sql += ", 0), 0e0)"
      return
    default:
      p.sql += "((1e0 + "
      countBefore(true)
      p.sql += ") / (1 + "
      countAll()
      p.sql += "))"
  }
}

/** The aggregates of a row that need not be there. */
export const isHypothetical = (e: AggregateNode): boolean =>
  e.name === "rank" || e.name === "denseRank" || e.name === "percentRank" || e.name === "cumeDist"
