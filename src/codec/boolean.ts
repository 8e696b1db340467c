import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

const texts: { readonly [text: string]: boolean } = {
  t: true,
  f: false,
  true: true,
  false: false,
  "1": true,
  "0": false,
}

/**
 * True or false.
 *
 * The SQL: `BOOLEAN` on PostgreSQL, `TINYINT(1)` on MySQL, `INTEGER` on SQLite.
 *
 * @example
 * ```ts
 * import { boolean } from "fulmar"
 *
 * boolean.spec.type.codec.decode("t") // => { _tag: "Right", right: true }
 * ```
 *
 * @since 0.1.0
 */
export const boolean: SqlType<boolean> = scalar<boolean>({
  name: "boolean",
  family: "boolean",
  is: (u): u is boolean => typeof u === "boolean",
  read: (u, c) => {
    if (typeof u === "boolean") return t.success(u)
    if (u === 1 || u === 1n) return t.success(true)
    if (u === 0 || u === 0n) return t.success(false)
    return typeof u === "string" && Object.hasOwn(texts, u) ? t.success(texts[u]!) : t.failure(u, c)
  },
  write: (b) => b,
  inline: {
    accepts: (v) => `(typeof ${v} === "boolean" || ${v} === 1 || ${v} === 0 || ${v} === 1n || ${v} === 0n)`,
    decoded: (v) => `(typeof ${v} === "boolean" ? ${v} : ${v} == 1)`,
  },
})
