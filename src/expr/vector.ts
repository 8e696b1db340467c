import type { Vector } from "../codec/vector.js"
import type { AbsentOf, Expr, Needs, NeedsOf, NullOf } from "../core/expr.js"
import { callNode, type ExprNode } from "../core/expr-node.js"
import { doubleSpec, dual, operand } from "./arguments.js"

type Other = Vector | Expr<Vector | null, unknown, unknown>

/** A number made of two vectors of the same length. */
interface VectorPair {
  <A extends Vector | null, R, N, B extends Other>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<number | NullOf<A, B>, R | NeedsOf<B> | Needs<"vectors">, N | AbsentOf<B>>
  <B extends Other>(
    b: B,
  ): <A extends Vector | null, R, N>(
    a: Expr<A, R, N>,
  ) => Expr<number | NullOf<A, B>, R | NeedsOf<B> | Needs<"vectors">, N | AbsentOf<B>>
}

const pair = (name: string): VectorPair =>
  dual((a: ExprNode, b: unknown) => callNode(doubleSpec, name, [a, operand(a.type, b)], "strict"))

/**
 * The distance of two vectors, as of two points. Needs PostgreSQL with the extension pgvector.
 *
 * The SQL: `a <-> b`.
 *
 * @example
 * ```ts
 * import { from, integer, l2Distance, limit, orderBy, select, table, toSql, vector } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, taste: vector(3) })
 * toSql(dialect)(pipe(from(Cake), orderBy(l2Distance(Cake.taste, [1, 0, 0.5])), limit(5), select(Cake.id)))
 * // => `select "cake"."id" from "cake" order by ("cake"."taste" <-> '[1,0,0.5]'::vector) limit 5`
 * ```
 *
 * @since 0.1.0
 */
export const l2Distance: VectorPair = pair("l2Distance")

/** How far apart the directions of two vectors are: 0 for the same, 2 for opposite ones. The SQL: `a <=> b`. @since 0.1.0 */
export const cosineDistance: VectorPair = pair("cosineDistance")

/** The sum of the differences along each axis. The SQL: `a <+> b`, of pgvector 0.7. @since 0.1.0 */
export const l1Distance: VectorPair = pair("l1Distance")

/** The inner product of two vectors with the other sign, so that indexes sort by it. The SQL: `a <#> b`. @since 0.1.0 */
export const negativeInnerProduct: VectorPair = pair("negativeInnerProduct")

/** The inner product of two vectors. The SQL: `inner_product(a, b)`. @since 0.1.0 */
export const innerProduct: VectorPair = pair("innerProduct")
