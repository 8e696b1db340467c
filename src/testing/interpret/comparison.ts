import type { BinaryOperator } from "../../core/expr-node.js"
import type { TypeSpec } from "../../core/sql-type.js"
import { binary, EvaluationError, type Value } from "./meaning.js"
import { and, not, or, type Truth } from "./truth.js"

/** What is compared: one value, or those of a row value, each with its type. */
export type Comparand = ReadonlyArray<{ readonly value: Value; readonly type: TypeSpec }>

const items = (op: BinaryOperator, a: Comparand, b: Comparand): ReadonlyArray<Truth> =>
  a.map((x, i) => {
    const y = b[i]!
    return binary(op, { result: x.type, args: [x.type, y.type] })(x.value, y.value) as Truth
  })

/** The first items decide, unless they are equal; then the rest does. */
const before = (op: "<" | ">", orEqual: boolean, a: Comparand, b: Comparand): Truth => {
  if (a.length === 0) {
    return orEqual
  }
  const [first] = items(op, a.slice(0, 1), b)
  const [equal] = items("=", a.slice(0, 1), b)
  return or([first!, and([equal!, before(op, orEqual, a.slice(1), b.slice(1))])])
}

/** A comparison in three-valued logic: of row values item by item, in their order. */
export const compare = (op: BinaryOperator, a: Comparand, b: Comparand): Truth => {
  switch (op) {
    case "=":
      return and(items("=", a, b))
    case "<>":
      return not(and(items("=", a, b)))
    case "<":
      return before("<", false, a, b)
    case "<=":
      return before("<", true, a, b)
    case ">":
      return before(">", false, a, b)
    case ">=":
      return before(">", true, a, b)
    case "is not distinct from":
      return and(items("is not distinct from", a, b))
    case "is distinct from":
      return not(and(items("is not distinct from", a, b)))
    default:
      throw new EvaluationError({ message: `"${op}" is no comparison`, reason: "Unsupported" })
  }
}
