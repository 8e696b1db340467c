import type { Expr } from "../core/expr.js"
import { type ExprNode, literalNode, logicalNode, unaryNode } from "../core/expr-node.js"
import { booleanSpec } from "./arguments.js"

type Condition = Expr<boolean | null, unknown, unknown>
/** All of what they are, need and lack. */
type Joined<C> = [C] extends [never]
  ? Expr<boolean, never, never>
  : [C] extends [Expr<infer A, infer R, infer N>]
    ? Expr<A, R, N>
    : never
export interface Connective {
  <A extends boolean | null, R, N, B extends boolean | null, R2, N2>(
    a: Expr<A, R, N>,
    b: Expr<B, R2, N2>,
  ): Expr<A | B, R | R2, N | N2>
  <C extends ReadonlyArray<Condition>>(...conditions: C): Joined<C[number]>
}

const connective = (op: "and" | "or"): Connective =>
  ((...conditions: ReadonlyArray<ExprNode>) => logicalNode(booleanSpec, op, conditions)) as never

/**
 * Are all true? Of no conditions: true.
 *
 * The SQL: `a and b and c`.
 *
 * @example
 * ```ts
 * import { and, eq, from, gt, integer, or, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), where(and(gt(Cake.id, 1), or(eq(Cake.id, 2), eq(Cake.id, 3))))))
 * // => `select "cake"."id" from "cake" where "cake"."id" > 1 and ("cake"."id" = 2 or "cake"."id" = 3)`
 * ```
 *
 * @since 0.1.0
 */
export const and: Connective = connective("and")

/** Is any true? Of no conditions: false. The SQL: `a or b or c`. @since 0.1.0 */
export const or: Connective = connective("or")

/** Is it false? NULL stays NULL. The SQL: `not a`. @since 0.1.0 */
export const not: <A extends boolean | null, R, N>(condition: Expr<A, R, N>) => Expr<A, R, N> = ((e: ExprNode) =>
  unaryNode(booleanSpec, "not", e)) as never

/** The condition that always holds. The SQL: `true`. @since 0.1.0 */
export const always: Expr<boolean, never, never> = literalNode(booleanSpec, "true") as never

/** The condition that never holds. The SQL: `false`. @since 0.1.0 */
export const never: Expr<boolean, never, never> = literalNode(booleanSpec, "false") as never
