import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

/** The rule of `<input type=email>`: https://html.spec.whatwg.org/#valid-e-mail-address */
const local = /[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+/.source
const label = /[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?/.source
const address = new RegExp(`^${local}@${label}(?:\\.${label})*$`)

const is = (u: unknown): u is string => typeof u === "string" && u.length <= 254 && address.test(u)

/**
 * An e-mail address, by the rule of HTML's `<input type=email>`.
 *
 * The SQL: `VARCHAR` on PostgreSQL, `VARCHAR(255)` on MySQL, `TEXT` on SQLite.
 *
 * @example
 * ```ts
 * import { email } from "fulmar"
 *
 * email.spec.type.codec.is("deborah@example.org") // => true
 * ```
 *
 * @since 0.1.0
 */
export const email: SqlType<string> = scalar<string>({
  name: "varchar",
  family: "text",
  title: "an e-mail address",
  is,
  read: (u, c) => (is(u) ? t.success(u) : t.failure(u, c)),
  write: (s) => s,
})
