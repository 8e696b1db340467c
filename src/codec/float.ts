import * as t from "io-ts"
import type { InlineDecode, SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/
const special: { readonly [text: string]: number } = {
  NaN,
  Infinity,
  "-Infinity": -Infinity,
}

/** A number from any wire form; `undefined` if it is none, or not one that a double can hold. */
const numberOf = (u: unknown): number | undefined => {
  if (typeof u === "number") return u
  if (typeof u === "bigint") return BigInt(Number(u)) === u ? Number(u) : undefined
  if (typeof u !== "string") return undefined
  if (Object.hasOwn(special, u)) return special[u]
  const n = decimal.test(u) ? Number(u) : NaN
  return Number.isFinite(n) ? n : undefined
}

const fitsReal = (u: unknown): u is number =>
  typeof u === "number" && Number.isFinite(u) === Number.isFinite(Math.fround(u))

const numbers: InlineDecode = { accepts: (v) => `typeof ${v} === "number"`, decoded: (v) => v }

const doubleNamed = (name: string): SqlType<number> =>
  scalar<number>({
    name,
    family: "float",
    is: (u): u is number => typeof u === "number",
    read: (u, c) => {
      const n = numberOf(u)
      return n === undefined ? t.failure(u, c) : t.success(n)
    },
    write: (n) => n,
    inline: numbers,
  })

/**
 * A binary floating point number of 64 bits, as a `number`.
 *
 * The SQL: `DOUBLE PRECISION` on PostgreSQL, `DOUBLE` on MySQL, `REAL` on SQLite. NaN and the infinities exist only on
 * PostgreSQL; elsewhere they are refused when they are written.
 *
 * @example
 * ```ts
 * import { double } from "fulmar"
 *
 * double.spec.type.codec.decode("0.1") // => { _tag: "Right", right: 0.1 }
 * ```
 *
 * @since 0.1.0
 */
export const double: SqlType<number> = doubleNamed("double")

/**
 * Another name of {@link double}: a `FLOAT` as wide as a JavaScript number.
 *
 * The SQL: `DOUBLE PRECISION` on PostgreSQL, `DOUBLE` on MySQL, `REAL` on SQLite.
 *
 * @example
 * ```ts
 * import { double, float } from "fulmar"
 *
 * float === double // => true
 * ```
 *
 * @since 0.1.0
 */
export const float: SqlType<number> = double

/**
 * A binary floating point number of 32 bits, as a `number` rounded with `Math.fround`.
 *
 * The SQL: `REAL` on PostgreSQL and SQLite, `FLOAT` on MySQL. A finite number too large for 32 bits is refused.
 *
 * @example
 * ```ts
 * import { real } from "fulmar"
 *
 * real.spec.type.codec.encode(0.1) // => 0.10000000149011612
 * ```
 *
 * @since 0.1.0
 */
export const real: SqlType<number> = scalar<number>({
  name: "real",
  family: "float",
  is: fitsReal,
  read: (u, c) => {
    const n = numberOf(u)
    return fitsReal(n) ? t.success(Math.fround(n)) : t.failure(u, c)
  },
  write: (n) => Math.fround(n),
  inline: {
    accepts: (v) => `(typeof ${v} === "number" && Math.abs(${v}) < 3e38)`,
    decoded: (v) => `Math.fround(${v})`,
  },
})
