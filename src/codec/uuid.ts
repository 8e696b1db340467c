import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const anyCase = new RegExp(canonical.source, "i")
const is = (u: unknown): u is string => typeof u === "string" && anyCase.test(u)

/**
 * A universally unique identifier, as text in lower case.
 *
 * The SQL: `UUID` on PostgreSQL, `CHAR(36)` on MySQL, `TEXT` on SQLite.
 *
 * @example
 * ```ts
 * import { uuid } from "fulmar"
 *
 * uuid.spec.type.codec.encode("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11") // => "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
 * ```
 *
 * @since 0.1.0
 */
export const uuid: SqlType<string> = scalar<string>({
  name: "uuid",
  family: "uuid",
  is,
  read: (u, c) => (is(u) ? t.success(u.toLowerCase()) : t.failure(u, c)),
  write: (s) => s.toLowerCase(),
  inline: { accepts: (v) => `(typeof ${v} === "string" && ${canonical.toString()}.test(${v}))`, decoded: (v) => v },
})
