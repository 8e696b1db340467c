import { binaryNode, type BinaryOperator, type ExprNode, isNullNode, literalNode, logicalNode, valueNode } from "../core/expr-node.js"
import { booleanSpec } from "../expr/arguments.js"
import type { SortKey } from "./sort-keys.js"

const compare = (op: BinaryOperator, { expr }: SortKey, value: unknown): ExprNode =>
  binaryNode(booleanSpec, op, expr, valueNode(expr.type, value))
const isNull = ({ expr }: SortKey, negated = false): ExprNode => isNullNode(booleanSpec, expr, negated)
const no: ExprNode = literalNode(booleanSpec, "false")
const and = (...operands: ReadonlyArray<ExprNode>): ExprNode => logicalNode(booleanSpec, "and", operands)
const or = (...operands: ReadonlyArray<ExprNode>): ExprNode => logicalNode(booleanSpec, "or", operands)

const equal = (key: SortKey, value: unknown): ExprNode => (value === null ? isNull(key) : compare("=", key, value))

/** That a key comes after a value. */
const later = (key: SortKey, value: unknown): ExprNode => {
  if (value === null) return key.nulls === "first" ? isNull(key, true) : no
  const beyond = compare(key.direction === "asc" ? ">" : "<", key, value)
  return key.mayBeNull && key.nulls === "last" ? or(beyond, isNull(key)) : beyond
}

/**
 * That a row comes after the one with these values: its first key does, or is equal and the next one does, and so on. A
 * condition on the first key stands by itself too, where it can, so that an index of it is of use.
 */
export const comesAfter = (keys: ReadonlyArray<SortKey>, values: ReadonlyArray<unknown>): ExprNode => {
  const steps = keys.map((key, i) => and(...keys.slice(0, i).map((before, j) => equal(before, values[j])), later(key, values[i])))
  const first = keys[0]!
  return !first.mayBeNull && keys.length > 1
    ? and(compare(first.direction === "asc" ? ">=" : "<=", first, values[0]), or(...steps))
    : or(...steps)
}
