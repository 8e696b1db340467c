import { binaryNode, type BinaryOperator, type ExprNode, isExprNode, logicalNode, type TupleNode } from "../expr-node.js"
import type { TypeSpec } from "../sql-type.js"

const isRow = (e: ExprNode): e is TupleNode => isExprNode(e) && e._tag === "Tuple"

const strict: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = { "<": "<", "<=": "<", ">": ">", ">=": ">" }

const comparison = (type: TypeSpec, op: BinaryOperator, a: TupleNode, b: TupleNode): ExprNode => {
  const each = (one: BinaryOperator, i: number): ExprNode => binaryNode(type, one, a.items[i]!, b.items[i]!)
  const before = strict[op]
  if (before === undefined) {
    const word = op === "<>" || op === "is distinct from" ? "or" : "and"
    return logicalNode(type, word, a.items.map((_, i) => each(op, i)))
  }
  const from = (i: number): ExprNode =>
    i === a.items.length - 1
      ? each(op, i)
      : logicalNode(type, "or", [each(before, i), logicalNode(type, "and", [each("=", i), from(i + 1)])])
  return from(0)
}

/** A comparison of rows as one of their items, with the same NULLs; `null` of any other expression. */
export const itemByItem = (e: ExprNode): ExprNode | null => {
  switch (e._tag) {
    case "Binary":
      return isRow(e.left) && isRow(e.right) ? comparison(e.type, e.op, e.left, e.right) : null
    case "Between": {
      const { high, low, operand } = e
      if (!isRow(operand) || !isRow(low) || !isRow(high)) {
        return null
      }
      const [word, from, to] = e.negated ? (["or", "<", ">"] as const) : (["and", ">=", "<="] as const)
      return logicalNode(e.type, word, [comparison(e.type, from, operand, low), comparison(e.type, to, operand, high)])
    }
    case "In": {
      const { operand } = e
      // A long list of rows is looked up faster as it is, and where it is a condition it is right.
      return e.negated && isRow(operand) && e.items.every(isRow)
        ? logicalNode(e.type, "and", e.items.map((item) => comparison(e.type, "<>", operand, item)))
        : null
    }
    case "Unary":
      return e.op === "not" && isExprNode(e.operand) && e.operand._tag === "In" && !e.operand.negated
        ? itemByItem({ ...e.operand, negated: true })
        : null
    default:
      return null
  }
}
