import { encodeValue } from "../../core/encode.js"
import { type BinaryOperator, type ColumnNode, type ExprNode, isExprNode } from "../../core/expr-node.js"
import { sameExpr } from "../../core/same-expr.js"
import { show } from "../../core/show.js"
import type { TypeSpec } from "../../core/sql-type.js"
import { absurd } from "../../core/traverse.js"
import { aggregate } from "./aggregate.js"
import { call } from "./call.js"
import { type Comparand, compare } from "./comparison.js"
import { binary, cast, EvaluationError, fromProgram, jsonPath, like, unary, type Value, widened } from "./meaning.js"
import { nested } from "./nested.js"
import { type Scope, valueIn } from "./scope.js"
import { firstValue, members } from "./subquery.js"
import { and, not, or, type Truth } from "./truth.js"

const unsupported = (message: string): never => {
  throw new EvaluationError({ message, reason: "Unsupported" })
}

/** The column of the nearest table of its name, in the row here or in one around; NULL where the table is absent. */
const column = (e: ColumnNode, scope: Scope | null): Value => {
  if (scope === null) {
    return unsupported(`The table "${e.table}" of the column "${e.key}" is not in from or a join`)
  }
  const row = scope.tables.get(e.table)
  if (row === undefined) {
    return column(e, scope.around)
  }
  return row === null ? null : (row[e.key] ?? null)
}

/** A value of the program, if it is one of the type. */
export const given = (type: TypeSpec, value: unknown, what: string): Value => {
  if (value === null) {
    return null
  }
  if (encodeValue(type, value)._tag === "Left") {
    throw new EvaluationError({ message: `${what}: expected ${type.codec.name}, got ${show(value)}`, reason: "DataError" })
  }
  return fromProgram(type, value)
}

/** What a comparison has on one side: the items of a row value, or the value of any other expression. */
export const comparand = (scope: Scope, e: ExprNode): Comparand =>
  e._tag === "Tuple"
    ? e.items.map((item) => ({ value: valueIn(scope, item), type: item.type }))
    : [{ value: valueIn(scope, e), type: e.type }]

const comparisons: ReadonlySet<BinaryOperator> = new Set([
  "=",
  "<>",
  "<",
  "<=",
  ">",
  ">=",
  "is distinct from",
  "is not distinct from",
])

/** The value of an expression in a row. */
export const evaluate = (e: ExprNode, scope: Scope): Value => {
  if (!isExprNode(e)) {
    return unsupported(`${show(e)} stands where an expression is wanted`)
  }
  const known = scope.known.find(([x]) => sameExpr(x, e))
  if (known !== undefined) {
    return known[1]
  }
  const value = (x: ExprNode): Value => valueIn(scope, x)
  const truth = (x: ExprNode): Truth => value(x) as Truth
  const against = (x: ExprNode): Comparand => comparand(scope, x)
  const negated = (it: Truth): Truth => ("negated" in e && e.negated ? not(it) : it)
  switch (e._tag) {
    case "Column":
      return column(e, scope)
    case "Value":
      return given(e.type, e.value, e.beside ?? "A value")
    case "Param":
      return Object.hasOwn(scope.world.given, e.name)
        ? given(e.type, scope.world.given[e.name], `The parameter "${e.name}"`)
        : unsupported(`The parameter "${e.name}" has no value`)
    case "Literal":
      return e.keyword === "default"
        ? unsupported("DEFAULT is no value")
        : e.keyword === "null"
          ? null
          : e.keyword === "true"
    case "Unary":
      return e.op === "not" ? not(truth(e.operand)) : unary(e.op, e.type)(value(e.operand))
    case "Binary":
      return comparisons.has(e.op)
        ? compare(e.op, against(e.left), against(e.right))
        : binary(e.op, { result: e.type, args: [e.left.type, e.right.type] })(value(e.left), value(e.right))
    case "Logical":
      return e.op === "and" ? and(e.operands.map(truth)) : or(e.operands.map(truth))
    case "IsNull":
      return (value(e.operand) === null) !== e.negated
    case "Between": {
      const operand = against(e.operand)
      return negated(and([compare(">=", operand, against(e.low)), compare("<=", operand, against(e.high))]))
    }
    case "In": {
      // NULL in the list is looked for; an expression that turns out NULL is equal to nothing.
      const operand = against(e.operand)
      const found = (item: ExprNode): Truth =>
        item._tag === "Value" && item.value === null
          ? operand.every((x) => x.value === null)
          : compare("=", operand, against(item))
      return negated(or(e.items.map(found)))
    }
    case "InQuery":
      return negated(or(members(e.query, e.operand, scope).map((row) => compare("=", against(e.operand), row))))
    case "Quantified": {
      const array = value(e.array) as ReadonlyArray<Value> | null
      const type = e.array.type.element ?? e.operand.type
      const truths = (array ?? []).map((item) => compare(e.op, against(e.operand), [{ value: item ?? null, type }]))
      return array === null ? null : e.quantifier === "any" ? or(truths) : and(truths)
    }
    case "QuantifiedQuery": {
      const truths = members(e.query, e.operand, scope).map((row) => compare(e.op, against(e.operand), row))
      return e.quantifier === "any" ? or(truths) : and(truths)
    }
    case "Like":
      return negated(like(value(e.operand) as string | null, value(e.pattern) as string | null, e.caseInsensitive))
    case "Case": {
      const { operand } = e
      const holds = (when: ExprNode): Truth =>
        operand === null ? truth(when) : compare("=", against(operand), against(when))
      const branch = e.branches.find(({ when }) => holds(when) === true)
      const then = branch?.then ?? e.otherwise
      return then === null ? null : widened(e.type, value(then))
    }
    case "Cast": {
      const operand = value(e.operand)
      return operand === null ? null : cast(e.operand.type, e.type)(operand)
    }
    case "Sequence":
      return unsupported(`The sequence "${e.sequence.name}" is not in the database in memory`)
    case "Collate":
      return unsupported(`Only a database knows the collation "${e.collation}"`)
    case "Call":
      return call(e, scope)
    case "JsonPath":
      return jsonPath(e.op, e.path, {
        result: e.type,
        args: e.value === null ? [e.operand.type] : [e.operand.type, e.value.type],
      })(value(e.operand), e.value === null ? null : value(e.value))
    case "Aggregate":
      return scope.group === null
        ? unsupported(`The aggregate ${e.name} stands where there is no group`)
        : scope.group.absent
          ? null
          : aggregate(e, scope.group.rows)
    case "Window":
      return unsupported(`The window function ${e.of.name} stands where rows have no window`)
    case "Exists":
      return scope.world.answer(e.query, scope).rows.length > 0
    case "Scalar":
      return firstValue(e.query, scope)
    case "Nested":
      return nested(e, scope)
    case "Raw":
      return unsupported(`Raw SQL has no meaning but in a database: ${e.parts.map((p) => (p._tag === "Text" ? p.sql : "…")).join("")}`)
    case "Tuple":
      return unsupported("A row value is only compared")
    case "GroupKey":
      return scope.group !== null && scope.group.keys.some((key) => sameExpr(key, e)) ? value(e.key) : null
    case "Grouping":
      return scope.group !== null && scope.group.keys.some((key) => sameExpr(key, e.of)) ? 0 : 1
    case "GroupingSets":
      return unsupported("Grouping sets stand in groupBy only")
    default:
      return absurd(e)
  }
}
