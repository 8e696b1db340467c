/** The value of an expression in one row, by the meanings alone: no queries, aggregates or windows. */
import type { AnyExpr } from "../../src/core/expr.js"
import type { ExprNode } from "../../src/core/expr-node.js"
import { binary, cast, fromProgram, functions, jsonPath, like, takesNull, toProgram, unary, type Value, widened } from "../../src/testing/interpret/meaning.js"

export type Row = Readonly<Record<string, unknown>>

const and = (xs: ReadonlyArray<Value>): Value => (xs.includes(false) ? false : xs.includes(null) ? null : true)
const not = (x: Value): Value => (x === null ? null : x !== true)

const valueOf = (row: Row) => {
  const compare = (op: Parameters<typeof binary>[0], a: ExprNode, b: ExprNode): Value =>
    binary(op, { result: a.type, args: [a.type, b.type] })(of(a), of(b))
  const of = (e: ExprNode): Value => {
    switch (e._tag) {
      case "Column":
        return fromProgram(e.type, row[e.key] ?? null)
      case "Value":
        return fromProgram(e.type, e.value)
      case "Literal":
        return e.keyword === "null" ? null : e.keyword === "true"
      case "Unary":
        return unary(e.op, e.type)(of(e.operand))
      case "Binary":
        return binary(e.op, { result: e.type, args: [e.left.type, e.right.type] })(of(e.left), of(e.right))
      case "Logical":
        return e.op === "and" ? and(e.operands.map(of)) : not(and(e.operands.map(of).map(not)))
      case "IsNull":
        return (of(e.operand) === null) !== e.negated
      case "Between": {
        const inside = and([compare(">=", e.operand, e.low), compare("<=", e.operand, e.high)])
        return e.negated ? not(inside) : inside
      }
      case "In": {
        const found = not(and(e.items.map((item) => not(item._tag === "Value" && item.value === null ? of(e.operand) === null : compare("=", e.operand, item)))))
        return e.negated ? not(found) : found
      }
      case "Like": {
        const fits = like(of(e.operand) as string | null, of(e.pattern) as string | null, e.caseInsensitive)
        return e.negated ? not(fits) : fits
      }
      case "Case": {
        const { operand } = e
        const branch = e.branches.find(({ when }) => (operand === null ? of(when) : compare("=", operand, when)) === true)
        return branch !== undefined ? widened(e.type, of(branch.then)) : e.otherwise === null ? null : widened(e.type, of(e.otherwise))
      }
      case "Cast":
        return cast(e.operand.type, e.type)(of(e.operand))
      case "Call": {
        const args = e.args.map(of)
        const types = { result: e.type, args: e.args.map((arg) => arg.type) }
        return e.nulls === "strict" && args.includes(null) && !takesNull.has(e.name) ? null : functions[e.name]!(args, types)
      }
      case "JsonPath": {
        const args = e.value === null ? [e.operand] : [e.operand, e.value]
        return jsonPath(e.op, e.path, { result: e.type, args: args.map((arg) => arg.type) })(of(e.operand), e.value === null ? null : of(e.value))
      }
      default:
        throw new Error(`no scalar of one row: ${e._tag}`)
    }
  }
  return of
}

/** What a program would read of the expression. */
export const evaluate = (expr: AnyExpr, row: Row = {}): unknown => {
  const e = expr as unknown as ExprNode
  return toProgram(e.type, valueOf(row)(e))
}
