import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"
import { isText } from "./text.js"

const is = (u: unknown): u is string => isText(u) && u !== "" && !u.includes("\0")

/**
 * The path of a file: text that is not empty and has no NUL character.
 *
 * The SQL: `VARCHAR` on PostgreSQL, `VARCHAR(255)` on MySQL, `TEXT` on SQLite.
 *
 * @example
 * ```ts
 * import { filePath } from "fulmar"
 *
 * filePath.spec.type.codec.is("/srv/cakes/menu.pdf") // => true
 * ```
 *
 * @since 0.1.0
 */
export const filePath: SqlType<string> = scalar<string>({
  name: "varchar",
  family: "text",
  title: "a file path",
  is,
  read: (u, c) => (is(u) ? t.success(u) : t.failure(u, c)),
  write: (s) => s,
})
