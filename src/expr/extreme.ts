import { callNode, type ExprNode } from "../core/expr-node.js"
import type { AbsentOf, Expr, NeedsOf, NullOf, Operand } from "../core/expr.js"
import { operand } from "./arguments.js"
import { common } from "./arithmetic.js"

type Extreme = <A, R, N, const B extends readonly [Operand<A>, ...ReadonlyArray<Operand<A>>]>(
  first: Expr<A, R, N>,
  ...rest: B
) => Expr<Exclude<A, null> | NullOf<A, B[number]>, R | NeedsOf<B[number]>, N | AbsentOf<B[number]>>

const extreme = (name: string): Extreme =>
  ((e: ExprNode, ...rest: ReadonlyArray<unknown>) => {
    const args = [e, ...rest.map((x) => operand(e.type, x, e))]
    const type = args.map((x) => x.type).reduce(common)
    // Of one value SQLite would make an aggregate, MySQL an error.
    return args.length === 1 ? e : callNode(type, name, args, "strict")
  }) as never

/**
 * The greatest of the values; NULL if one is NULL, on every database.
 *
 * The SQL: `greatest(a, b)`, in SQLite `max(a, b)`. PostgreSQL's own leaves NULLs out: there
 * `case when num_nulls(a, b) = 0 then greatest(a, b) end`.
 *
 * @example
 * ```ts
 * import { from, greatest, integer, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { price: integer, floor: integer })
 * toSql(dialect)(pipe(from(Cake), select({ price: greatest(Cake.price, Cake.floor, 5) })))
 * // => `select max("cake"."price", "cake"."floor", 5) as "price" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const greatest: Extreme = extreme("greatest")

/** The least of the values; NULL if one is NULL. The SQL: `least(a, b)`. @since 0.1.0 */
export const least: Extreme = extreme("least")
