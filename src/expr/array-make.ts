import { queryNode } from "../core/erase.js"
import type { Aggregate, Expr, Needs, NeedsOf, Operand } from "../core/expr.js"
import { aggregateNode, type ExprNode, isNullNode, scalarNode } from "../core/expr-node.js"
import { mayBeNull, queryLeafMayBeNull } from "../core/nullability.js"
import type { CheckGroup, Free, Query } from "../core/query-types.js"
import type { NotNested } from "../core/query/where.js"
import { queryOutput } from "../core/selection.js"
import type { AggregateExpr, Within } from "./aggregate.js"
import { booleanSpec, textSpec } from "./arguments.js"
import { arrayCall, arrayType, elements, mayBeAbsent, nameOf, tablesOf } from "./array-type.js"
import type { ItemOf, Unwrapped } from "./array-signatures.js"
import type { CheckColumn, OneColumn } from "./membership.js"

/**
 * An array of expressions and values, of the type of the first. An expression counts as NULL where an outer join may leave
 * its table absent: `coalesce` says what to put in instead. An array of values only is `value(array(text), […])`.
 *
 * The SQL: `array[a, b]`.
 *
 * @example
 * ```ts
 * import { anyOf, arrayOf, eq, from, literal, table, text, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { name: text, motto: text })
 * toSql(dialect)(pipe(from(Cake), where(eq(literal("sweet"), anyOf(arrayOf(Cake.name, Cake.motto))))))
 * // => `select "cake"."name", "cake"."motto" from "cake" where 'sweet' = any (array["cake"."name", "cake"."motto"])`
 * ```
 *
 * @since 0.1.0
 */
export const arrayOf = <A, R, N, const B extends ReadonlyArray<Operand<A>>>(
  first: Expr<A, R, N>,
  ...rest: B
): Expr<
  ReadonlyArray<ItemOf<Expr<A, R, N>> | Extract<ItemOf<B[number]>, null>>,
  R | NeedsOf<B[number]> | Needs<"arrays">,
  never
> => {
  const items = elements([first as unknown as ExprNode, ...rest])
  return arrayCall(arrayType(items[0]!.type, items.some(mayBeAbsent)), "arrayOf", items, "never") as never
}

/**
 * The values that a query of one column gives, in its order, as an array; of no rows an empty one. The query may use the
 * tables around it.
 *
 * The SQL: `array(select …)`.
 *
 * @example
 * ```ts
 * import { arrayFrom, eq, from, integer, orderBy, select, table, text, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const Fruit = table("fruit", { cakeId: integer, name: text })
 * const fruits = pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), orderBy(Fruit.name), select(Fruit.name))
 * toSql(dialect)(pipe(from(Cake), select({ fruits: arrayFrom(fruits) })))
 * // => `select array(select "fruit"."name" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."name") as "fruits" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const arrayFrom = <S, U, O, F, G>(
  query: Query<"select" | "compound", S, U, O, F, G> & CheckGroup<S, O, G, F> & CheckColumn<O>,
): Expr<ReadonlyArray<Unwrapped<OneColumn<O, S, U>>>, Free<F, S> | Needs<"arrays">, never> => {
  const q = queryNode(query)
  const leaf = queryOutput(q).leaves[0]?.expr
  const type = leaf?.type ?? textSpec
  const nullable = leaf === undefined || queryLeafMayBeNull(q, 0, tablesOf(leaf))
  return arrayCall(arrayType(type, nullable), "arrayFrom", [scalarNode(type, q)], "never") as never
}

/**
 * The values of all rows as an array, NULLs among them; NULL if there are no rows. Unlike SQL's, it leaves out the rows in
 * which the value is NULL only because an outer join left its table absent. `orderedBy` says in which order.
 *
 * The SQL: `array_agg(a)`, with `filter (where a is not null)` if only an absent table makes `a` NULL.
 *
 * @example
 * ```ts
 * import { arrayAgg, from, integer, nullable, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { layers: integer.pipe(nullable) })
 * toSql(dialect)(pipe(from(Cake), select({ layers: arrayAgg(Cake.layers) })))
 * // => `select array_agg("cake"."layers") as "layers" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const arrayAgg = <A, R, N>(
  expr: Expr<A, R, N> & NotNested<R>,
): AggregateExpr<
  ReadonlyArray<Unwrapped<A>> | null,
  Aggregate | Within<R> | Needs<"arrays">,
  R | Needs<"arrays">
> => {
  const e = expr as unknown as ExprNode
  const nullable = mayBeNull(e, new Set())
  const filter = nullable || !mayBeAbsent(e) ? null : isNullNode(booleanSpec, e, true)
  const type = arrayType(e.type, nullable)
  return aggregateNode(type, nameOf("arrayAgg", [type]), [e], "always", false, filter) as never
}
