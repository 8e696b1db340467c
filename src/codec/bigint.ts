import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

const digits = /^-?\d{1,20}$/
const is = (u: unknown): u is bigint => typeof u === "bigint" && BigInt.asIntN(64, u) === u

/**
 * A whole number of 64 bits, as a `bigint`: nothing is rounded.
 *
 * The SQL: `BIGINT` on PostgreSQL and MySQL, `INTEGER` on SQLite.
 *
 * @example
 * ```ts
 * import { bigint } from "fulmar"
 *
 * bigint.spec.type.codec.decode("9223372036854775807") // => { _tag: "Right", right: 9223372036854775807n }
 * ```
 *
 * @since 0.1.0
 */
export const bigint: SqlType<bigint> = scalar<bigint>({
  name: "bigint",
  family: "bigint",
  is,
  read: (u, c) => {
    const n = Number.isSafeInteger(u) || (typeof u === "string" && digits.test(u)) ? BigInt(u as number | string) : u
    return is(n) ? t.success(n) : t.failure(u, c)
  },
  write: (n) => n,
  inline: {
    accepts: (v) => `(typeof ${v} === "bigint" ? BigInt.asIntN(64, ${v}) === ${v} : Number.isSafeInteger(${v}))`,
    decoded: (v) => `(typeof ${v} === "bigint" ? ${v} : BigInt(${v}))`,
  },
})
