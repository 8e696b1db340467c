import { timestamp, type LocalDateTime } from "../codec/timestamp.js"
import { timestamptz } from "../codec/timestamptz.js"
import { callNode, type ExprNode } from "../core/expr-node.js"
import type { AbsentOf, Expr, Needs, NeedsOf, NullOf } from "../core/expr.js"
import { dual, textOperand } from "./arguments.js"
import type { Given } from "./signatures.js"

type InZone<A> = A extends Date ? LocalDateTime : A extends LocalDateTime ? Date : A

interface AtTimeZone {
  <A extends LocalDateTime | Date | null, R, N, const Z extends Given<string>>(
    expr: Expr<A, R, N>,
    zone: Z,
  ): Expr<InZone<A> | NullOf<A, Z>, R | NeedsOf<Z> | Needs<"timeZones">, N | AbsentOf<Z>>
  <const Z extends Given<string>>(
    zone: Z,
  ): <A extends LocalDateTime | Date | null, R, N>(
    expr: Expr<A, R, N>,
  ) => Expr<InZone<A> | NullOf<A, Z>, R | NeedsOf<Z> | Needs<"timeZones">, N | AbsentOf<Z>>
}

/**
 * What the clocks of a time zone show at an instant; or of what they show, the instant. What they show twice, when they
 * are put back, is the second time; what they leave out is taken as if they had not been put forward yet. Zones have
 * names, such as `Europe/Berlin`. Needs a database that knows time zones: MariaDB and MySQL know those that somebody
 * has loaded.
 *
 * The SQL: `a at time zone 'Europe/Berlin'`.
 *
 * @example
 * ```ts
 * import { atTimeZone, from, hour, select, table, timestamptz, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Order = table("order", { placed: timestamptz })
 * toSql(dialect)(pipe(from(Order), select({ hour: hour(atTimeZone(Order.placed, "Europe/Berlin")) })))
 * // => `select cast(extract(hour from ("order"."placed" at time zone 'Europe/Berlin')) as int4) as "hour" from "order"`
 * ```
 *
 * @since 0.1.0
 */
export const atTimeZone: AtTimeZone = dual((e: ExprNode, zone: unknown) => {
  const type = e.type.family === "timestamptz" ? timestamp.spec.type : timestamptz.spec.type
  return callNode(type, "atTimeZone", [e, textOperand(zone)], "strict")
})
