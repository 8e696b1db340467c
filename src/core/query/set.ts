import { queryNode } from "../erase.js"
import type { AnyExpr, Expr } from "../expr.js"
import { setNode, type SetOperator } from "../query-node.js"
import type { CheckGroup, CheckGroupOf, Free, FreeOf, Query, RowOf, RowOut } from "../query-types.js"
import type { AnyTable } from "../table.js"
import { conform } from "./conform.js"

type Loose<A> = A extends ReadonlyArray<any> ? A : A extends object ? { readonly [K in keyof A]: A[K] | null } : A | null

/** The operands of a set operation must have the same columns of the same types, NULLs aside. */
export type SameRows<A, B> = [B] extends [Loose<A>]
  ? [B] extends [never]
    ? unknown
    : [keyof (B & {})] extends [keyof (A & {})]
      ? unknown
      : { readonly "rows of the operands differ": readonly [A, B] }
  : { readonly "rows of the operands differ": readonly [A, B] }

/** The selection of a set operation: NULL is possible where it is in either operand. */
type Both<O, U, B> = [B] extends [RowOut<O, U>]
  ? O
  : O extends AnyExpr
    ? Expr<RowOut<O, U> | B, never, never>
    : O extends AnyTable
      ? { readonly [K in keyof B]: Expr<RowOut<O, U>[K & keyof RowOut<O, U>] | B[K], never, never> }
      : { readonly [K in keyof O]: Expr<RowOut<O[K], U> | B[K & keyof B], never, never> }

export type Compound = <B extends Query<"select" | "compound", any, any, any, any, any>>(
  other: B & CheckGroupOf<B>,
) => <S, U, O, F, G>(
  query: Query<"select" | "compound", S, U, O, F, G> & SameRows<RowOut<O, U>, RowOf<B>> & CheckGroup<S, O, G, F>,
) => Query<"compound", never, U, Both<O, U, RowOf<B>>, Free<F, S> | FreeOf<B>, unknown>

const operation = (op: SetOperator): Compound =>
  ((other: never) => (query: never) => {
    const left = queryNode(query)
    return setNode(op, left, conform(queryNode(other), left))
  }) as never

/**
 * The rows of both queries, each once.
 *
 * The SQL: `… union …`. Operands keep their own order, limit and nesting, which plain SQL loses without parentheses.
 *
 * @example
 * ```ts
 * import { from, integer, table, toSql, union } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const Fruit = table("fruit", { id: integer })
 * toSql(dialect)(pipe(from(Cake), union(from(Fruit))))
 * // => `select "cake"."id" from "cake" union select "fruit"."id" from "fruit"`
 * ```
 *
 * @since 0.1.0
 */
export const union: Compound = operation("union")

/** The rows of both queries, duplicates kept. The SQL: `… union all …`. @since 0.1.0 */
export const unionAll: Compound = operation("union all")

/** The rows that both queries have, each once. The SQL: `… intersect …`. @since 0.1.0 */
export const intersect: Compound = operation("intersect")

/** The rows of the first query that the second does not have, each once. The SQL: `… except …`. @since 0.1.0 */
export const except: Compound = operation("except")

/**
 * The rows that both queries have, each as often as in the one that has it less often.
 *
 * The SQL: `… intersect all …`; SQLite, which has none, numbers equal rows and intersects them with their numbers.
 *
 * @example
 * ```ts
 * import { from, integer, intersectAll, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const Fruit = table("fruit", { id: integer })
 * toSql(dialect)(pipe(from(Cake), intersectAll(from(Fruit))))
 * // => `select "cake"."id" from "cake" intersect all select "fruit"."id" from "fruit"`
 * ```
 *
 * @since 0.1.0
 */
export const intersectAll: Compound = operation("intersect all")

/**
 * The rows of the first query, each as often as it is there more often than in the second.
 *
 * The SQL: `… except all …`; SQLite, which has none, numbers equal rows and leaves out those with the numbers of the second.
 *
 * @since 0.1.0
 */
export const exceptAll: Compound = operation("except all")
