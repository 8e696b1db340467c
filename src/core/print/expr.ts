import {
  type AggregateNode,
  type CallNode,
  type CastNode,
  type ExistsNode,
  type ExprNode,
  type InNode,
  type InQueryNode,
  isExprNode,
  type JsonPathNode,
  type LikeNode,
  literalNode,
  type LogicalNode,
  type NestedNode,
  type QuantifiedQueryNode,
  type RawPart,
  type ScalarNode,
} from "../expr-node.js"
import type { ColumnSpec } from "../column-spec.js"
import type { Template } from "../dialect.js"
import { isClosed, reopen } from "../query/block.js"
import { sameExpr } from "../same-expr.js"
import { step } from "../selection.js"
import { show } from "../show.js"
import { absurd } from "../traverse.js"
import { printColumn, printGiven, printLiteral, sameParameter } from "./leaf.js"
import { binding, level, Prec } from "./precedence.js"
import { type Printer, printSubquery, refuse, separated } from "./printer.js"
import { itemByItem } from "./row-comparison.js"
import { printSequence } from "./sequence.js"
import { printTemplate } from "./template.js"
import { printNull } from "./value.js"

/** Prints an expression, in parentheses if it binds weaker than `weakest`. */
export const printExpr = (p: Printer, e: ExprNode, weakest: number): void => {
  // The types leave this out, but `condition && eq(…)` in JavaScript does not.
  if (!isExprNode(e)) {
    return refuse(p, `${show(e)} stands where an expression is wanted`, "leave it out, or use always")
  }
  switch (e._tag) {
    case "Column":
      return printColumn(p, e.table, e.name)
    case "Value":
      return printGiven(p, e, "alone")
    case "Logical":
      return printLogical(p, e, weakest)
    case "GroupKey":
      return printExpr(p, e.key, weakest)
  }
  const items = p.dialect.rowComparison ? null : itemByItem(e)
  if (items !== null) {
    return printExpr(p, items, weakest)
  }
  const template = templateOf(p, e)
  if (template !== null) {
    const operands = operandsOf(e)
    return printTemplate(p, template, operands.length, (i, least) => printExpr(p, operands[i]!, least))
  }
  const bare = e._tag === "Raw" && e.binds === null ? weakest === Prec.lowest : level(e) >= weakest
  if (!bare) {
    p.sql += "("
  }
  printBare(p, e)
  if (!bare) {
    p.sql += ")"
  }
}

/** The operands of AND or OR, in which those of the same kind are one. */
export const flat = (e: LogicalNode): ReadonlyArray<ExprNode> => {
  const same = (x: ExprNode): x is LogicalNode => isExprNode(x) && x._tag === "Logical" && x.op === e.op
  return e.operands.some(same) ? e.operands.flatMap((x) => (same(x) ? flat(x) : [x])) : e.operands
}

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
export const named = <T extends Template | null>(
  templates: Readonly<Record<string, T>>,
  e: CallNode | AggregateNode,
): T | undefined => {
  const narrow = `${e.name}(${e.args[0]?.type.family})`
  const name = Object.hasOwn(templates, narrow) ? narrow : e.name
  return Object.hasOwn(templates, name) ? templates[name] : undefined
}

const refuseCall = (p: Printer, e: CallNode): never => {
  const [family] = Object.keys(p.dialect.functions).flatMap((name) => (name.startsWith(`${e.name}(`) ? [name.slice(e.name.length + 1, -1)] : []))
  return family === undefined
    ? refuse(p, `${p.dialect.name} has no function for ${e.name}`, "write it with raw")
    : refuse(p, `${e.name} is a function of ${family}, and this is a ${e.args[0]?.type.name}`, `cast it to ${family}`)
}

const printBare = (p: Printer, e: ExprNode): void => {
  switch (e._tag) {
    case "Column":
      return printColumn(p, e.table, e.name)
    case "Value":
    case "Param":
      return printGiven(p, e, "alone")
    case "Literal":
      return printLiteral(p, e)
    case "Unary":
      p.sql += e.op === "not" ? "not " : e.op
      return printExpr(p, e.operand, Prec.operand)
    case "Binary": {
      const b = binding[e.op]
      const left = b.chains && e.left._tag === "Binary" && e.left.op === e.op ? b.level : b.left
      const compares = b.level === Prec.comparison
      printBeside(p, e.left, compares ? e.right : null, left)
      p.sql += ` ${symbol(p, e.op)} `
      return printBeside(p, e.right, compares ? e.left : null, b.right)
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
      printKey(p, e.low, Prec.additive, e.operand)
      p.sql += " and "
      return printKey(p, e.high, Prec.additive, e.operand)
    case "In":
      return printIn(p, e)
    case "InQuery":
    case "QuantifiedQuery":
    case "Exists":
    case "Scalar":
    case "Nested":
      return printQuerying(p, e)
    case "Quantified":
      if (!p.dialect.quantified.array) {
        return refuse(p, `${p.dialect.name} has no ${e.quantifier}Of an array`, "use isIn or notIn with a list of values")
      }
      printExpr(p, e.operand, Prec.other)
      p.sql += ` ${symbol(p, e.op)} ${e.quantifier} (`
      printExpr(p, e.array, Prec.lowest)
      p.sql += ")"
      return
    case "Like":
      return printLike(p, e)
    case "Case":
      p.sql += "case"
      if (e.operand !== null) {
        p.sql += " "
        printKey(p, e.operand, Prec.lowest)
      }
      for (const branch of e.branches) {
        p.sql += " when "
        if (e.operand === null) {
          printExpr(p, branch.when, Prec.lowest)
        } else {
          printKey(p, branch.when, Prec.lowest, e.operand)
        }
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
    case "Sequence":
      return printSequence(p, e)
    case "Collate":
      printExpr(p, e.operand, Prec.operand)
      p.sql += ` collate ${p.dialect.quote(e.collation)}`
      return
    case "Call": {
      const template = named(p.dialect.functions, e)
      return template === undefined
        ? refuseCall(p, e)
        : printTemplate(p, template, e.args.length, (i, least) => printExpr(p, e.args[i]!, least))
    }
    case "JsonPath":
      return printJsonPath(p, e)
    case "Aggregate":
      return p.parts.aggregate(p, e)
    case "Window":
      return p.parts.window(p, e)
    case "Raw":
      return printParts(p, e.parts)
    case "GroupKey":
      return printExpr(p, e.key, Prec.lowest)
    case "Grouping":
      p.sql += "grouping("
      printExpr(p, e.of, Prec.lowest)
      p.sql += ")"
      return
    case "GroupingSets":
      return p.parts.groupingSets(p, e)
    case "Tuple":
      p.sql += "("
      separated(p, e.items, ", ", (x) => printKey(p, x, Prec.lowest))
      p.sql += ")"
      return
    default:
      return absurd(e)
  }
}

type Querying = ExistsNode | ScalarNode | NestedNode | InQueryNode | QuantifiedQueryNode

/** Prints what holds a query. In a grouping key it is the same text wherever the key stands. */
const printQuerying = (p: Printer, e: Querying): void => {
  const key = p.keys.find((x) => sameExpr(x, e))
  const text = key === undefined ? undefined : p.texts.get(key)
  if (text !== undefined) {
    p.sql += text
    return
  }
  const start = p.sql.length
  switch (e._tag) {
    case "InQuery":
      printKey(p, e.operand, Prec.other)
      p.sql += e.negated ? " not in " : " in "
      printMembers(p, e)
      break
    case "QuantifiedQuery":
      if (!p.dialect.quantified.query) {
        return refuse(
          p,
          `${p.dialect.name} has no ${e.quantifier}Of a query`,
          "use inQuery or notInQuery, or compare with scalar of the query's min or max",
        )
      }
      printKey(p, e.operand, Prec.other)
      p.sql += ` ${symbol(p, e.op)} ${e.quantifier} `
      printMembers(p, e)
      break
    case "Exists":
      p.sql += "exists "
      // SQLite forgets DISTINCT in EXISTS, where OFFSET depends on it.
      printSubquery(
        p,
        e.query._tag !== "RawQuery" && e.query.offset !== null && p.dialect.correlatedDerived ? reopen(e.query) : e.query,
      )
      break
    case "Scalar":
      printSubquery(p, e.query)
      break
    case "Nested":
      p.parts.nested(p, e)
      break
    default:
      return absurd(e)
  }
  if (key !== undefined) {
    p.texts.set(key, p.sql.slice(start))
  }
}

/** Prints an expression that is compared with another: a value beside a column of its type has that type. */
const printBeside = (p: Printer, e: ExprNode, other: ExprNode | null, weakest: number): void => {
  const given = isExprNode(e) && (e._tag === "Value" || e._tag === "Param")
  if (given && other?._tag === "Column" && sameParameter(p, e, other)) {
    printGiven(p, e, "beside")
  } else {
    printExpr(p, e, weakest)
  }
}

const symbol = (p: Printer, op: string): string =>
  op === "is distinct from" ? p.dialect.distinctFrom[0] : op === "is not distinct from" ? p.dialect.distinctFrom[1] : op

/** Prints what sorts and compares like the expression: itself, but for types whose own order is another. */
export const printKey = (p: Printer, e: ExprNode, weakest: number, beside: ExprNode | null = null): void => {
  const template = p.dialect.sortKey(e.type)
  return template === null
    ? printBeside(p, e, beside, weakest)
    : printTemplate(p, template, 1, (_, least) => printExpr(p, e, least))
}

/** May it print as a query in parentheses? Alone in the list of IN that would be read as all its rows. */
const isQuery = (e: ExprNode): boolean => {
  switch (e._tag) {
    case "Scalar":
    case "Nested":
    case "Raw":
      return true
    case "GroupKey":
      return isQuery(e.key)
    case "Cast":
      return isQuery(e.operand)
    case "Call":
      return e.args.length === 1 && isQuery(e.args[0]!)
    default:
      return false
  }
}

const isGiven = (item: ExprNode): boolean =>
  item._tag === "Tuple" && item.items.every((x) => x._tag === "Value" && x.value !== null)

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
  const [only] = items
  if (items.length === 1 && isQuery(only!)) {
    printKey(p, e.operand, Prec.other)
    p.sql += e.negated ? " <> " : " = "
    printKey(p, only!, Prec.other, e.operand)
  } else if (items.length > 0) {
    printKey(p, e.operand, Prec.other)
    p.sql += e.negated ? " not in (" : " in ("
    p.sql += e.operand._tag === "Tuple" ? p.dialect.rowList[items.every(isGiven) ? "given" : "other"] : ""
    separated(p, items, ", ", (item) => printKey(p, item, Prec.lowest, e.operand))
    p.sql += ")"
  }
  if (nulls) {
    p.sql += items.length === 0 ? "" : e.negated ? " and " : " or "
    printExpr(p, e.operand, Prec.other)
    p.sql += e.negated ? " is not null)" : " is null)"
  }
}

/** Prints the query that an operand is compared with. */
const printMembers = (p: Printer, e: InQueryNode | QuantifiedQueryNode): void => {
  const { operand } = e
  const keyed = operand._tag === "Tuple" || p.dialect.sortKey(operand.type) !== null
  const closed = e.query._tag !== "RawQuery" && isClosed(e.query)
  const query = closed && !p.dialect.limitInMembership ? reopen(e.query) : e.query
  const paths = operand._tag === "Tuple" ? { paths: operand.keys.map(step) } : {}
  printSubquery(p, query, keyed ? { ...paths, print: (x) => printKey(p, x, Prec.lowest) } : {})
}

const printLike = (p: Printer, e: LikeNode): void => {
  const word = e.caseInsensitive ? p.dialect.like.insensitive : p.dialect.like.sensitive
  if (word === null) {
    return refuse(p, `${p.dialect.name} has no ilike`, "compare lower(…) of both sides with like")
  }
  printExpr(p, e.operand, Prec.other)
  p.sql += e.negated ? ` not ${word} ` : ` ${word} `
  printBeside(p, e.pattern, e.operand, Prec.operand)
  p.sql += p.dialect.like.escape
}

const printCast = (p: Printer, e: CastNode): void => {
  const template = p.dialect.cast(e.type, e.operand.type)
  return template === null
    ? refuse(p, `${p.dialect.name} has no cast from ${e.operand.type.name} to ${e.type.name}`)
    : printTemplate(p, template, 1, (_, least) => printExpr(p, e.operand, least))
}

/** Prints an expression such that equal values are written alike, where the database compares them as they are written. */
export const printCanonical = (p: Printer, e: ExprNode, weakest: number = Prec.lowest): void => {
  const key = p.dialect.sortKey(e.type)
  // Nested rows are read from text as well as from what sorts like them.
  const template = key === null || e.type.nested !== undefined ? key : p.dialect.cast({ ...e.type, args: [] }, e.type)
  return template === null
    ? printExpr(p, e, weakest)
    : printTemplate(p, template, 1, (_, least) => printExpr(p, e, least))
}

/** Prints an expression as what a column of the specification takes. */
export const printAssigned = (p: Printer, to: ColumnSpec, e: ExprNode): void => {
  const template = p.dialect.assign(to.type, e.type)
  return template === null
    ? printExpr(p, e, Prec.lowest)
    : printTemplate(p, template, 1, () => printExpr(p, e, Prec.lowest))
}

const FARTHEST = 2 ** 31 - 1

const printJsonPath = (p: Printer, e: JsonPathNode): void => {
  const stray = e.path.find((step) =>
    typeof step === "number" ? !Number.isInteger(step) || step < 0 || step > FARTHEST : typeof step !== "string" || step.includes("\0"),
  )
  if (stray !== undefined) {
    return refuse(p, `${show(stray)} is no step of a JSON path`, "give a key, or an index from 0")
  }
  if (isExprNode(e.operand) && e.operand.type.family !== "json") {
    return refuse(p, `a path of JSON is looked for in a ${e.operand.type.name}`, "take a column of json(…), or cast it")
  }
  // An operator of JSON is known by the type of its operand, which a bare NULL does not have.
  const isNull = e.operand._tag === "Value" && e.operand.value === null
  const operands = [isNull ? literalNode(e.operand.type, "null") : e.operand, e.value]
  const pieces = p.dialect.jsonPath(e.op, e.path)
  if (pieces === null) {
    return refuse(p, `${p.dialect.name} has no way to say the JSON path ${JSON.stringify(e.path)}`, "read the whole document")
  }
  for (const piece of pieces) {
    if (typeof piece === "string") {
      p.sql += piece
    } else if (isNullDocument(operands[piece]!)) {
      printNull(p, e.operand.type)
    } else {
      printExpr(p, operands[piece]!, Prec.operand)
    }
  }
}

/** NULL, of which the operators of a path do not say that it is a document. */
const isNullDocument = (e: ExprNode): boolean => e._tag === "Value" && e.value === null && e.type.family === "json"

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
