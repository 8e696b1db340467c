import type { BigDecimal } from "effect/BigDecimal"
import type { Column, Expr, Param } from "../core/expr.js"
import { castNode, type ColumnNode, type ExprNode, isExprNode, literalNode, paramNode, valueNode } from "../core/expr-node.js"
import type { SqlType } from "../core/sql-type.js"
import { argument } from "./arguments.js"

/**
 * The value as another type. What cannot be converted is an error of the database, or as in SQLite some value.
 *
 * The SQL: `cast(a as integer)`.
 *
 * @example
 * ```ts
 * import { cast, from, integer, select, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), select({ id: cast(Cake.id, text) })))
 * // => `select cast("cake"."id" as text) as "id" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const cast = <A, R, N, B>(
  expr: Expr<A, R, N>,
  type: SqlType<B>,
): Expr<B | (null extends A ? null : never), R, N> => castNode(type.spec.type, expr as unknown as ExprNode) as never

/** A value of a type as an expression. The SQL: a parameter. @since 0.1.0 */
export const value = <A>(type: SqlType<A>, a: A): Expr<A, never, never> => valueNode(type.spec.type, a) as never

type Widen<A> = A extends string ? string : A extends boolean ? boolean : A extends number ? number : A

/**
 * A value as an expression: text, number, bigint, boolean, Date, bytes or decimal. For other types {@link value}.
 *
 * The SQL: a parameter.
 *
 * @since 0.1.0
 */
export const literal = <A extends string | number | bigint | boolean | Date | Uint8Array | BigDecimal>(
  a: A,
): Expr<Widen<A>, never, never> => argument(a) as never

/** NULL of a type. The SQL: `null`. @since 0.1.0 */
export const nullOf = <A>(type: SqlType<A>): Expr<A | null, never, never> =>
  literalNode(type.spec.type, "null") as never

/**
 * A named parameter, of a type or of the type of a column: a value that is given each time a prepared statement is run. `prepare` turns the parameters of a
 * statement into the record of its arguments.
 *
 * The SQL: a placeholder.
 *
 * @example
 * ```ts
 * import { eq, from, integer, param, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), where(eq(Cake.id, param("id", integer)))))
 * // => `select "cake"."id" from "cake" where "cake"."id" = :id`
 * ```
 *
 * @since 0.1.0
 */
export const param = <const K extends string, A>(
  name: K,
  type: SqlType<A> | Column<A, unknown, unknown, unknown>,
): Expr<A, Param<K, A>, never> => {
  if (!isExprNode(type)) {
    return paramNode((type as SqlType<A>).spec.type, name) as never
  }
  const { spec } = type as ColumnNode
  return paramNode(spec.type, name, spec.nullable || spec.option) as never
}
