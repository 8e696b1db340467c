import { caseNode, type ExprNode, isNullNode, literalNode, logicalNode, unaryNode } from "../../core/expr-node.js"
import { booleanSpec } from "../../expr/arguments.js"
import type { Visit } from "./sites.js"

const and = (...operands: ReadonlyArray<ExprNode>): ExprNode => logicalNode(booleanSpec, "and", operands)
const or = (...operands: ReadonlyArray<ExprNode>): ExprNode => logicalNode(booleanSpec, "or", operands)
const not = (e: ExprNode): ExprNode => unaryNode(booleanSpec, "not", e)
const isNull = (e: ExprNode, negated = false): ExprNode => isNullNode(booleanSpec, e, negated)

/** True whatever `p` is, and false, without a database seeing it at once. */
const alwaysTrue = (p: ExprNode): ExprNode => or(p, not(p), isNull(p))
const alwaysFalse = (p: ExprNode): ExprNode => and(p, not(p), isNull(p, true))

/** Ways to write a condition that is the same when it is true, false and NULL. */
const ofCondition: ReadonlyArray<Visit> = [
  (e) => or(alwaysFalse(e), e),
  (e) => and(alwaysTrue(e), e),
  (e) => not(not(e)),
  (e) => caseNode(e.type, [{ when: alwaysFalse(e), then: not(e) }], e),
  (e) => caseNode(e.type, [{ when: alwaysTrue(e), then: e }], not(e)),
]

/** Ways to write a value. */
const ofValue: ReadonlyArray<Visit> = [
  (e) => caseNode(e.type, [{ when: alwaysFalse(isNull(e)), then: literalNode(e.type, "null") }], e),
  (e) => caseNode(e.type, [{ when: alwaysTrue(isNull(e)), then: e }], literalNode(e.type, "null")),
  (e) => caseNode(e.type, [{ when: isNull(e), then: literalNode(e.type, "null") }], e),
]

/** The ways to write an expression. */
export const waysOf = (e: ExprNode): ReadonlyArray<Visit> => (e.type.family === "boolean" ? ofCondition : ofValue)

/** A statement in each of the ways that come from writing one of its expressions in another way. */
export const rewritten = <N>(node: N, map: (node: N, visit: Visit) => N): ReadonlyArray<N> => {
  const ways: Array<number> = []
  map(node, (e) => {
    ways.push(waysOf(e).length)
    return e
  })
  return ways.flatMap((count, place) =>
    Array.from({ length: count }, (_, way) => {
      let at = 0
      return map(node, (e) => (at++ === place ? waysOf(e)[way]!(e) : e))
    }),
  )
}
