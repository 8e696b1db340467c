import type { BinaryOperator, ExprNode } from "../core/expr-node.js"
import { betweenNode, binaryNode, isNullNode } from "../core/expr-node.js"
import type { AbsentOf, Expr, NeedsOf, NullOf, Operand } from "../core/expr.js"
import { booleanSpec, dual, operand } from "./arguments.js"
import { isQuantified, quantify } from "./quantified.js"
import { rowOperand } from "./row-value.js"
import type { Comparison, NullSafeComparison, Ordering, Test } from "./signatures.js"

const isNullValue = (e: ExprNode): boolean => e._tag === "Value" && e.value === null

/** The comparisons that SQL has of any or all, beside those of equality. */
const ordered: ReadonlySet<BinaryOperator> = new Set(["<", "<=", ">", ">="])

const comparison = (op: BinaryOperator): never =>
  dual((a: ExprNode, b: unknown) =>
    isQuantified(b) && ordered.has(op)
      ? quantify(op, a, b)
      : binaryNode(booleanSpec, op, a, a._tag === "Tuple" ? rowOperand(a, b) : operand(a.type, b, a)),
  )

/** Equality, where comparing with the value NULL asks for NULL instead of being NULL. */
const equality = (op: "=" | "<>"): never =>
  dual((a: ExprNode, b: unknown) => {
    if (isQuantified(b)) {
      return quantify(op, a, b)
    }
    if (a._tag === "Tuple") {
      return binaryNode(booleanSpec, op, a, rowOperand(a, b))
    }
    const other = operand(a.type, b, a)
    return isNullValue(other) ? isNullNode(booleanSpec, a, op === "<>") : binaryNode(booleanSpec, op, a, other)
  })

/**
 * Are they equal? NULL if either is NULL, except that the value `null` asks whether the expression is NULL.
 *
 * The SQL: `a = b`; `eq(a, null)` is `a is null`.
 *
 * @example
 * ```ts
 * import { eq, from, integer, nullable, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Fruit = table("fruit", { cakeId: integer.pipe(nullable) })
 * toSql(dialect)(pipe(from(Fruit), where(eq(Fruit.cakeId, 3))))
 * // => `select "fruit"."cakeId" from "fruit" where "fruit"."cakeId" = 3`
 * toSql(dialect)(pipe(from(Fruit), where(Fruit.cakeId.pipe(eq(null)))))
 * // => `select "fruit"."cakeId" from "fruit" where "fruit"."cakeId" is null`
 * ```
 *
 * @since 0.1.0
 */
export const eq: Comparison = equality("=")

/** Are they different? NULL if either is NULL. The SQL: `a <> b`; `neq(a, null)` is `a is not null`. @since 0.1.0 */
export const neq: Comparison = equality("<>")

/** Is the first smaller? The SQL: `a < b`. @since 0.1.0 */
export const lt: Ordering = comparison("<")

/** Is the first smaller or equal? The SQL: `a <= b`. @since 0.1.0 */
export const lte: Ordering = comparison("<=")

/** Is the first greater? The SQL: `a > b`. @since 0.1.0 */
export const gt: Ordering = comparison(">")

/** Is the first greater or equal? The SQL: `a >= b`. @since 0.1.0 */
export const gte: Ordering = comparison(">=")

/** Are they different, with NULL equal to NULL? Never NULL. The SQL: `a is distinct from b`. @since 0.1.0 */
export const isDistinctFrom: NullSafeComparison = comparison("is distinct from")

/** Are they equal, with NULL equal to NULL? Never NULL. The SQL: `a is not distinct from b`. @since 0.1.0 */
export const isNotDistinctFrom: NullSafeComparison = comparison("is not distinct from")

/** Is it NULL? The SQL: `a is null`. @since 0.1.0 */
export const isNull: Test = ((e: ExprNode) => isNullNode(booleanSpec, e, false)) as never

/** Is it not NULL? The SQL: `a is not null`. @since 0.1.0 */
export const isNotNull: Test = ((e: ExprNode) => isNullNode(booleanSpec, e, true)) as never

export type Between = <A, R, N, L extends Operand<A>, H extends Operand<A>>(
  expr: Expr<A, R, N>,
  low: L,
  high: H,
) => Expr<boolean | NullOf<A, L> | NullOf<A, H>, R | NeedsOf<L> | NeedsOf<H>, N | AbsentOf<L> | AbsentOf<H>>

const betweenOf = (negated: boolean): Between =>
  ((e: ExprNode, low: unknown, high: unknown) =>
    betweenNode(booleanSpec, e, operand(e.type, low, e), operand(e.type, high, e), negated)) as never

/** Is it from `low` to `high`, both included? The SQL: `a between low and high`. @since 0.1.0 */
export const between: Between = betweenOf(false)

/** Is it outside of `low` to `high`? The SQL: `a not between low and high`. @since 0.1.0 */
export const notBetween: Between = betweenOf(true)
