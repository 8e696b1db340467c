import type { Effect } from "effect"
import { isExprNode } from "./core/expr-node.js"
import type { Aggregate, Expr } from "./core/expr.js"
import type { Check, Query } from "./core/query-types.js"
import type { NotNested } from "./core/query/where.js"
import { countRows } from "./driver/operations/count.js"
import type { EnvOf, ErrorOf } from "./driver/operations/types.js"
import { type AggregateExpr, count as countValues, type Within } from "./expr/aggregate.js"

/**
 * Of an expression: the aggregate, in how many rows it is not NULL. Of a query: runs it and says how many rows it gives,
 * with its grouping, DISTINCT and LIMIT as they are.
 *
 * The SQL: `count(a)`, and `select count(*) from (…)`.
 *
 * @example
 * ```ts
 * import { count, createAll, from, insertInto, integer, execute, primaryKey, table } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const program = Effect.gen(function* () {
 *   yield* createAll([Cake])
 *   yield* execute(insertInto(Cake, [{ id: 1 }, { id: 2 }]))
 *   return yield* count(from(Cake))
 * })
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => 2
 * ```
 *
 * @since 0.1.0
 */
export const count: {
  <A, R, N>(expr: Expr<A, R, N> & NotNested<R>): AggregateExpr<number, Aggregate | Within<R>, R>
  <K extends "select" | "compound", S, U, O, F, G>(
    query: Query<K, S, U, O, F, G> & Check<K, S, F, O, G>,
  ): Effect.Effect<number, ErrorOf<K, F>, EnvOf<F, S>>
} = ((of: never) => (isExprNode(of) ? countValues(of as never) : countRows(of))) as never
