import type { ExprNode } from "../core/expr-node.js"
import type { Expr } from "../core/expr.js"
import { caseWhen } from "./conditional.js"
import { add, div, floor, mul, sub } from "./arithmetic.js"
import { gte, lt } from "./comparison.js"
import { castNode } from "../core/expr-node.js"
import { wholeSpec } from "./arguments.js"

/**
 * In which of so many parts of the same width, from `low` to below `high`, the number lies, from 1: 0 below them, and one
 * more than there are above.
 *
 * The SQL: `case when a < low then 0 when a >= high then count + 1 else floor((a - low) * count / (high - low)) + 1 end`.
 *
 * @since 0.1.0
 */
export const widthBucket = <A extends number | null, R, N>(
  expr: Expr<A, R, N>,
  low: number,
  high: number,
  count: number,
): Expr<number | (null extends A ? null : never), R, N> => {
  const x = expr as Expr<number, R, N>
  const inside = castNode(wholeSpec, floor(div(mul(sub(x, low), count), high - low)) as unknown as ExprNode)
  return caseWhen([[lt(x, low), 0], [gte(x, high), count + 1]], add(inside as never as Expr<number>, 1)) as never
}
