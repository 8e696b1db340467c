import {
  type AggregateNode,
  type CallNode,
  type CastNode,
  type ExprNode,
  type InNode,
  isExprNode,
  type LikeNode,
  type LogicalNode,
  type ParamNode,
  type RawPart,
} from "../expr-node.js"
import type { ColumnSpec } from "../column-spec.js"
import type { Template } from "../dialect.js"
import { reopen } from "../query/block.js"
import { show } from "../show.js"
import { absurd } from "../traverse.js"
import { binding, level, Prec } from "./precedence.js"
import { type Printer, printSubquery, refuse, separated } from "./printer.js"
import { printTemplate } from "./template.js"
import { printValue } from "./value.js"

/** Prints an expression, in parentheses if it binds weaker than `weakest`. */
export const printExpr = (p: Printer, e: ExprNode, weakest: number): void => {
  // The types leave this out, but `condition && eq(…)` in JavaScript does not.
  if (!isExprNode(e)) {
    return refuse(p, `${show(e)} stands where an expression is wanted`, "leave it out, or use always")
  }
  if (e._tag === "Logical") {
    return printLogical(p, e, weakest)
  }
  const template = templateOf(p, e)
  if (template !== null) {
    const operands = operandsOf(e)
    return printTemplate(p, template, operands.length, (i) => printExpr(p, operands[i]!, Prec.lowest))
  }
  const bare = e._tag === "Raw" ? weakest === Prec.lowest : level(e) >= weakest
  if (!bare) {
    p.sql += "("
  }
  printBare(p, e)
  if (!bare) {
    p.sql += ")"
  }
}

/** The operands of AND or OR, in which those of the same kind are one. */
export const flat = (e: LogicalNode): ReadonlyArray<ExprNode> =>
  e.operands.flatMap((x) => (isExprNode(x) && x._tag === "Logical" && x.op === e.op ? flat(x) : [x]))

const printLogical = (p: Printer, e: LogicalNode, weakest: number): void => {
  const operands = flat(e)
  if (operands.length === 0) {
    p.sql += e.op === "and" ? "true" : "false"
    return
  }
  if (operands.length === 1) {
    return printExpr(p, operands[0]!, weakest)
  }
  const bare = level(e) >= weakest
  p.sql += bare ? "" : "("
  printJoined(p, e, operands)
  p.sql += bare ? "" : ")"
}

/** Databases bound how deep a condition may nest, and read `a and b and c` as `(a and b) and c`. */
const WIDEST = 100

/** Prints operands with the operator between; many of them as groups in parentheses, which nest less deep. */
const printJoined = (p: Printer, e: LogicalNode, operands: ReadonlyArray<ExprNode>): void => {
  if (operands.length <= WIDEST) {
    return separated(p, operands, ` ${e.op} `, (x) => printExpr(p, x, level(e) + 1))
  }
  const size = Math.ceil(operands.length / WIDEST)
  const groups = Array.from({ length: Math.ceil(operands.length / size) }, (_, i) =>
    operands.slice(i * size, (i + 1) * size),
  )
  separated(p, groups, ` ${e.op} `, (group) => {
    p.sql += "("
    printJoined(p, e, group)
    p.sql += ")"
  })
}

const operandsOf = (e: ExprNode): ReadonlyArray<ExprNode> => {
  switch (e._tag) {
    case "Binary":
      return [e.left, e.right]
    case "Unary":
      return [e.operand]
    default:
      return []
  }
}

/** The dialect's own way of an operator on operands of these types, if it has one. */
const templateOf = (p: Printer, e: ExprNode): string | null => {
  switch (e._tag) {
    case "Binary":
      return p.dialect.operator(e.op, e.left.type, e.right.type)
    case "Unary":
      return isExprNode(e.operand) ? p.dialect.unary(e.op, e.operand.type) : null
    default:
      return null
  }
}

/** The template of a function: the one for a first operand of its family, such as `abs(decimal)`, before that for any. */
const named = (templates: Readonly<Record<string, Template>>, e: CallNode | AggregateNode): Template | undefined => {
  const narrow = `${e.name}(${e.args[0]?.type.family})`
  const name = Object.hasOwn(templates, narrow) ? narrow : e.name
  return Object.hasOwn(templates, name) ? templates[name] : undefined
}

const printBare = (p: Printer, e: ExprNode): void => {
  switch (e._tag) {
    case "Column":
      return printColumn(p, e.table, e.name)
    case "Value":
      return printValue(p, e.type, e.value, e.beside)
    case "Param":
      return printParam(p, e, null)
    case "Literal":
      p.sql += e.keyword
      return
    case "Unary":
      p.sql += e.op === "not" ? "not " : e.op
      return printExpr(p, e.operand, Prec.operand)
    case "Binary": {
      const b = binding[e.op]
      const left = b.chains && e.left._tag === "Binary" && e.left.op === e.op ? b.level : b.left
      printExpr(p, e.left, left)
      p.sql += ` ${symbol(p, e.op)} `
      return printExpr(p, e.right, b.right)
    }
    case "Logical":
      return printLogical(p, e, Prec.lowest)
    case "IsNull":
      printExpr(p, e.operand, Prec.other)
      p.sql += e.negated ? " is not null" : " is null"
      return
    case "Between":
      printKey(p, e.operand, Prec.additive)
      p.sql += e.negated ? " not between " : " between "
      printKey(p, e.low, Prec.additive)
      p.sql += " and "
      return printKey(p, e.high, Prec.additive)
    case "In":
      return printIn(p, e)
    case "InQuery": {
      printKey(p, e.operand, Prec.other)
      p.sql += e.negated ? " not in " : " in "
      const keyed = p.dialect.sortKey(e.operand.type) !== null
      return printSubquery(p, e.query, keyed ? { print: (x) => printKey(p, x, Prec.lowest) } : {})
    }
    case "Like":
      return printLike(p, e)
    case "Case":
      p.sql += "case"
      for (const branch of e.branches) {
        p.sql += " when "
        printExpr(p, branch.when, Prec.lowest)
        p.sql += " then "
        printExpr(p, branch.then, Prec.lowest)
      }
      if (e.otherwise !== null) {
        p.sql += " else "
        printExpr(p, e.otherwise, Prec.lowest)
      }
      p.sql += " end"
      return
    case "Cast":
      return printCast(p, e)
    case "Call": {
      const template = named(p.dialect.functions, e)
      return template === undefined
        ? refuse(p, `${p.dialect.name} has no function for ${e.name}`, "write it with raw")
        : printTemplate(p, template, e.args.length, (i) => printExpr(p, e.args[i]!, Prec.lowest))
    }
    case "Aggregate":
      return printAggregate(p, e)
    case "Exists":
      p.sql += "exists "
      // SQLite forgets DISTINCT in EXISTS, where OFFSET depends on it.
      return printSubquery(p, e.query._tag !== "RawQuery" && e.query.offset !== null ? reopen(e.query) : e.query)
    case "Scalar":
      return printSubquery(p, e.query)
    case "Nested":
      return p.parts.nested(p, e)
    case "Raw":
      return printParts(p, e.parts)
    case "Tuple":
      p.sql += "("
      separated(p, e.items, ", ", (x) => printExpr(p, x, Prec.lowest))
      p.sql += ")"
      return
    default:
      return absurd(e)
  }
}

/** Prints a column, qualified by its table unless the statement names only one. */
export const printColumn = (p: Printer, table: string, name: string): void => {
  if (table === "") {
    p.sql += p.dialect.quote(name)
    return
  }
  if (p.scope.lastIndexOf(table) < 0 && !p.unchecked) {
    return refuse(p, `table "${table}" is not in from/join, so its column "${name}" cannot be used here`)
  }
  p.sql += p.bare && p.scope[p.scope.length - 1] === table ? p.dialect.quote(name) : `${p.dialect.quote(table)}.${p.dialect.quote(name)}`
}

/** Prints a named parameter; one that is written to a column takes what the column takes. */
export const printParam = (p: Printer, e: ParamNode, column: ColumnSpec | null): void => {
  if (p.inline) {
    p.sql += `:${e.name}`
    return
  }
  p.named.push({ index: p.params.length, name: e.name, type: e.type, nullable: e.nullable, column })
  p.sql += p.dialect.placeholder(p.params.length)
  p.params.push(undefined)
}

const symbol = (p: Printer, op: string): string =>
  op === "is distinct from" ? p.dialect.distinctFrom[0] : op === "is not distinct from" ? p.dialect.distinctFrom[1] : op

/** Prints what sorts and compares like the expression: itself, but for types whose own order is another. */
export const printKey = (p: Printer, e: ExprNode, weakest: number): void => {
  const template = p.dialect.sortKey(e.type)
  return template === null
    ? printExpr(p, e, weakest)
    : printTemplate(p, template, 1, () => printExpr(p, e, Prec.lowest))
}

const printIn = (p: Printer, e: InNode): void => {
  // NULL in the list means "is null", as it does in `eq`; SQL's own IN would never find it.
  const items = e.items.filter((item) => !(item._tag === "Value" && item.value === null))
  if (items.length === 0 && items.length === e.items.length) {
    p.sql += e.negated ? "true" : "false"
    return
  }
  const nulls = items.length < e.items.length
  if (nulls) {
    p.sql += "("
  }
  if (items.length > 0) {
    printKey(p, e.operand, Prec.other)
    p.sql += e.negated ? " not in (" : " in ("
    separated(p, items, ", ", (item) => printKey(p, item, Prec.lowest))
    p.sql += ")"
  }
  if (nulls) {
    p.sql += items.length === 0 ? "" : e.negated ? " and " : " or "
    printExpr(p, e.operand, Prec.other)
    p.sql += e.negated ? " is not null)" : " is null)"
  }
}

const printLike = (p: Printer, e: LikeNode): void => {
  const word = e.caseInsensitive ? p.dialect.like.insensitive : p.dialect.like.sensitive
  if (word === null) {
    return refuse(p, `${p.dialect.name} has no ilike`, "compare lower(…) of both sides with like")
  }
  printExpr(p, e.operand, Prec.other)
  p.sql += e.negated ? ` not ${word} ` : ` ${word} `
  printExpr(p, e.pattern, Prec.operand)
  p.sql += p.dialect.like.escape
}

const printCast = (p: Printer, e: CastNode): void => {
  const template = p.dialect.cast(e.type, e.operand.type)
  return template === null
    ? refuse(p, `${p.dialect.name} has no cast from ${e.operand.type.name} to ${e.type.name}`)
    : printTemplate(p, template, 1, () => printExpr(p, e.operand, Prec.lowest))
}

/** Prints an expression such that equal values are written alike, where the database compares them as they are written. */
export const printCanonical = (p: Printer, e: ExprNode): void => {
  const template = p.dialect.sortKey(e.type) === null ? null : p.dialect.cast({ ...e.type, args: [] }, e.type)
  return template === null
    ? printExpr(p, e, Prec.lowest)
    : printTemplate(p, template, 1, () => printExpr(p, e, Prec.lowest))
}

/** Prints an expression as what a column of the specification takes. */
export const printAssigned = (p: Printer, to: ColumnSpec, e: ExprNode): void => {
  const template = p.dialect.assign(to.type, e.type)
  return template === null
    ? printExpr(p, e, Prec.lowest)
    : printTemplate(p, template, 1, () => printExpr(p, e, Prec.lowest))
}

const printAggregate = (p: Printer, e: AggregateNode): void => {
  const template = named(p.dialect.aggregates, e)
  if (template === undefined) {
    return refuse(p, `${p.dialect.name} has no aggregate for ${e.name}`, "write it with raw")
  }
  printTemplate(p, template, e.args.length, (i) => {
    if (i === 0 && e.distinct) {
      p.sql += "distinct "
      printCanonical(p, e.args[i]!)
    } else {
      printExpr(p, e.args[i]!, Prec.lowest)
    }
    if (i === e.args.length - 1 && e.orderBy.length > 0) {
      p.sql += " order by "
      separated(p, e.orderBy, ", ", (o) => p.parts.order(p, o))
    }
  })
  if (e.filter !== null) {
    p.sql += " filter (where "
    printExpr(p, e.filter, Prec.lowest)
    p.sql += ")"
  }
}

/** Prints the parts of raw SQL. */
export const printParts = (p: Printer, parts: ReadonlyArray<RawPart>): void => {
  for (const part of parts) {
    switch (part._tag) {
      case "Text":
        p.sql += part.sql
        break
      case "Expr":
        // Only the text around it knows what it stands beside.
        printExpr(p, part.expr, Prec.operand)
        break
      case "Identifier":
        p.sql += part.names.map(p.dialect.quote).join(".")
        break
      case "Query":
        printSubquery(p, part.query)
        break
      default:
        absurd(part)
    }
  }
  // What is printed next must not become part of a comment.
  if (parts.some((part) => part._tag === "Text" && part.sql.includes("--"))) {
    p.sql += "\n"
  }
}
