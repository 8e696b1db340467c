import { callNode, type ExprNode } from "../core/expr-node.js"
import type { Expr, Needs } from "../core/expr.js"
import { textOperand, textSpec } from "./arguments.js"
import type { Function1 } from "./signatures.js"

const hash = (name: string): never =>
  ((e: ExprNode) => callNode(textSpec, name, [e.type.family === "bytes" ? e : textOperand(e)], "strict")) as never

/**
 * The SHA-256 of bytes, or of a text in UTF-8, as 64 hexadecimal digits in lower case.
 *
 * The SQL: `sha2(a, 256)`, in PostgreSQL `encode(sha256(…), 'hex')`.
 *
 * @example
 * ```ts
 * import { from, select, sha256, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Page = table("page", { body: text })
 * toSql(dialect)(pipe(from(Page), select({ etag: sha256(Page.body) })))
 * // => `select fulmar_sha256("page"."body") as "etag" from "page"`
 * ```
 *
 * @since 0.1.0
 */
export const sha256: Function1<string | Uint8Array, string> = hash("sha256")

/**
 * The MD5 of bytes, or of a text in UTF-8, as 32 hexadecimal digits in lower case: to compare with what others made, not
 * to keep a secret. Needs a database that has it; MySQL has it no more.
 *
 * The SQL: `md5(a)`.
 *
 * @since 0.1.0
 */
export const md5: <A extends string | Uint8Array | null, R, N>(
  expr: Expr<A, R, N>,
) => Expr<string | (null extends A ? null : never), R | Needs<"md5">, N> = hash("md5")
