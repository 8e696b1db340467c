import { bigint } from "../codec/bigint.js"
import { sequenceNode } from "../core/expr-node.js"
import type { Expr, Needs } from "../core/expr.js"
import type { Sequence } from "../core/sequence.js"

/**
 * The next number of a sequence, another one in each row. It is not given out again, also if the transaction is rolled
 * back. Needs a database that has sequences.
 *
 * The SQL: `nextval('"s"')`, in MariaDB ``nextval(`s`)``.
 *
 * @example
 * ```ts
 * import { bigint, insertInto, nextValue, sequence, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 *
 * const Invoice = table("invoice", { number: bigint })
 * const numbers = sequence("invoice_number")
 * toSql(dialect)(insertInto(Invoice, { number: nextValue(numbers) }))
 * // => `insert into "invoice" ("number") values (nextval('"invoice_number"'))`
 * ```
 *
 * @since 0.1.0
 */
export const nextValue = (sequence: Sequence): Expr<bigint, Needs<"sequences">, never> =>
  sequenceNode(bigint.spec.type, "next", sequence) as never

/**
 * The number that the same connection was given last, so in one transaction with {@link nextValue}. If it was given none
 * it is an error on PostgreSQL, and NULL on MariaDB.
 *
 * The SQL: `currval('"s"')`, in MariaDB ``lastval(`s`)``.
 *
 * @since 0.1.0
 */
export const currentValue = (sequence: Sequence): Expr<bigint | null, Needs<"sequences">, never> =>
  sequenceNode(bigint.spec.type, "current", sequence) as never
