import { callNode, type ExprNode } from "../core/expr-node.js"
import type { Expr, NeedsOf } from "../core/expr.js"
import { argument, textOperand, textSpec, wholeSpec } from "./arguments.js"
import type { Function1, Given } from "./signatures.js"

/** The code point of the first character; 0 if there is none. The SQL: `ascii(a)`. @since 0.1.0 */
export const ascii: Function1<string, number> = ((e: ExprNode) =>
  callNode(wholeSpec, "ascii", [textOperand(e)], "strict")) as never

/**
 * The character of a code point, from 1 to 1,114,111 without 55,296 to 57,343; of other numbers there is none, and the
 * databases refuse them or give some text.
 *
 * The SQL: `chr(a)`.
 *
 * @since 0.1.0
 */
export const chr: Function1<number, string> = ((e: ExprNode) => callNode(textSpec, "chr", [e], "strict")) as never

/** The number of bytes, of a text in UTF-8. The SQL: `octet_length(a)`. @since 0.1.0 */
export const octetLength: Function1<string | Uint8Array, number> = ((e: ExprNode) =>
  callNode(wholeSpec, "octetLength", [e.type.family === "bytes" ? e : textOperand(e)], "strict")) as never

/**
 * The texts that are not NULL, with a separator between.
 *
 * The SQL: `concat_ws(', ', a, b)`.
 *
 * @example
 * ```ts
 * import { concatWs, from, nullable, select, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Person = table("person", { first: text.pipe(nullable), last: text })
 * toSql(dialect)(pipe(from(Person), select({ name: concatWs(" ", Person.first, Person.last) })))
 * // => `select concat_ws(' ', "person"."first", "person"."last") as "name" from "person"`
 * ```
 *
 * @since 0.1.0
 */
export const concatWs = <T extends readonly [Given<string>, ...ReadonlyArray<Given<string>>]>(
  separator: string,
  ...texts: T
): Expr<string, NeedsOf<T[number]>, never> =>
  callNode(textSpec, "concatWs", [argument(separator), ...texts.map(textOperand)], "never") as never
