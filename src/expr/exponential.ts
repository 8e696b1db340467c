import { callNode, type ExprNode } from "../core/expr-node.js"
import type { AbsentOf, Expr, NeedsOf } from "../core/expr.js"
import { doubleSpec, operand } from "./arguments.js"
import { div } from "./arithmetic.js"
import type { Function1, Given } from "./signatures.js"

/** E to the power. The SQL: `exp(a)`. @since 0.1.0 */
export const exp: Function1<number, number> = ((e: ExprNode) => callNode(doubleSpec, "exp", [e], "strict")) as never

const logarithm = (name: string): Function1<number, number | null> =>
  ((e: ExprNode) => callNode(doubleSpec, name, [e], "always")) as never

/** The natural logarithm; of what is not positive NULL. The SQL: `ln(a)`. @since 0.1.0 */
export const ln: Function1<number, number | null> = logarithm("ln")

/** The logarithm to the base 10; of what is not positive NULL. The SQL: `log10(a)`. @since 0.1.0 */
export const log10: Function1<number, number | null> = logarithm("log10")

/**
 * The logarithm of the second to the base of the first; NULL where one is not positive, and to the base 1. It is rounded
 * three times: use {@link log10} for exact powers of ten.
 *
 * The SQL: `ln(a) / ln(base)`.
 *
 * @example
 * ```ts
 * import { double, from, log, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { ratio: double })
 * toSql(dialect)(pipe(from(Cake), select({ bits: log(2, Cake.ratio) })))
 * // => `select ln("cake"."ratio") / ln(2.0) as "bits" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const log = <const B extends Given<number>, const X extends Given<number>>(
  base: B,
  x: X,
): Expr<number | null, NeedsOf<B | X>, AbsentOf<B | X>> => {
  const lnOf = (a: unknown): Expr<number | null> => ln(operand(doubleSpec, a) as never)
  return div(lnOf(x), lnOf(base)) as never
}
