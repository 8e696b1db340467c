import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

// "-0" is no whole number of a database, and would be read as -0
const digits = /^(?!-0+$)-?\d{1,20}$/

const integerType = (name: string, min: number, max: number): SqlType<number> => {
  const is = (u: unknown): u is number => typeof u === "number" && Number.isInteger(u) && u >= min && u <= max
  return scalar<number>({
    name,
    family: "integer",
    is,
    read: (u, c) => {
      const n = typeof u === "bigint" || (typeof u === "string" && digits.test(u)) ? Number(u) : u
      return is(n) ? t.success(n) : t.failure(u, c)
    },
    write: (n) => n + 0,
    inline: {
      accepts: (v) =>
        `(typeof ${v} === "number" ? (${v} | 0) === ${v} && ${v} >= ${min} && ${v} <= ${max}` +
        ` : typeof ${v} === "bigint" && ${v} >= ${min}n && ${v} <= ${max}n)`,
      decoded: (v) => `(typeof ${v} === "number" ? ${v} : Number(${v}))`,
    },
  })
}

/**
 * A whole number of 32 bits, as a `number`.
 *
 * The SQL: `INTEGER` on PostgreSQL and SQLite, `INT` on MySQL.
 *
 * @example
 * ```ts
 * import { integer } from "fulmar"
 *
 * integer.spec.type.codec.decode(42n) // => { _tag: "Right", right: 42 }
 * ```
 *
 * @since 0.1.0
 */
export const integer: SqlType<number> = integerType("integer", -2147483648, 2147483647)

/**
 * A whole number of 16 bits, as a `number`.
 *
 * The SQL: `SMALLINT` on PostgreSQL and MySQL, `INTEGER` on SQLite.
 *
 * @example
 * ```ts
 * import { smallint } from "fulmar"
 *
 * smallint.spec.type.codec.decode("-7") // => { _tag: "Right", right: -7 }
 * ```
 *
 * @since 0.1.0
 */
export const smallint: SqlType<number> = integerType("smallint", -32768, 32767)

/**
 * A whole number of 8 bits, from -128 to 127, as a `number`.
 *
 * The SQL: `TINYINT` on MySQL, `SMALLINT` on PostgreSQL, `INTEGER` on SQLite.
 *
 * @example
 * ```ts
 * import { tinyint } from "fulmar"
 *
 * tinyint.spec.type.codec.is(128) // => false
 * ```
 *
 * @since 0.1.0
 */
export const tinyint: SqlType<number> = integerType("tinyint", -128, 127)
