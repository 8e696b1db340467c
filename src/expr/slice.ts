import { callNode, type ExprNode, valueNode } from "../core/expr-node.js"
import type { AbsentOf, Expr, NeedsOf, NullOf } from "../core/expr.js"
import { countOperand, countSpec, dual, narrowed, placeSpec, textOperand, textSpec } from "./arguments.js"
import type { Function2, Given } from "./signatures.js"

const slice = (name: string): never =>
  dual((a: ExprNode, b: unknown) => callNode(textSpec, name, [textOperand(a), countOperand(b)], "strict"))

/**
 * So many characters from the start; none if the number is not positive.
 *
 * The SQL: `left(a, 3)`, in SQLite `substr(a, 1, 3)`.
 *
 * @example
 * ```ts
 * import { from, left, select, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { name: text })
 * toSql(dialect)(pipe(from(Cake), select({ short: left(Cake.name, 3) })))
 * // => `select substr("cake"."name", 1, 3) as "short" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const left: Function2<string, number, string> = slice("left")

/** So many characters at the end; none if the number is not positive. The SQL: `right(a, 3)`. @since 0.1.0 */
export const right: Function2<string, number, string> = slice("right")

const separatorSpec = narrowed(textSpec, "a text that is not empty", (u) => u !== "")

/**
 * The part of a number, from 1, of the text between separators; empty if there are not so many.
 *
 * The SQL: `split_part(a, ',', 2)`, in MySQL with `substring_index`.
 *
 * @since 0.1.0
 */
export const splitPart = <A extends string | null, R, N>(
  expr: Expr<A, R, N>,
  separator: string,
  part: number,
): Expr<string | (null extends A ? null : never), R, N> =>
  callNode(
    textSpec,
    "splitPart",
    [textOperand(expr), valueNode(separatorSpec, separator), valueNode(placeSpec, part)],
    "strict",
  ) as never

/**
 * The text with another in place of so many characters from a position, the first being 1; of as many as the other has if
 * no number is given.
 *
 * The SQL: `overlay(a placing b from 2 for 3)`, in SQLite and MySQL joined of its parts.
 *
 * @since 0.1.0
 */
export const overlay = <A extends string | null, R, N, const B extends Given<string>>(
  expr: Expr<A, R, N>,
  replacement: B,
  start: number,
  characters?: number,
): Expr<string | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>> => {
  const args = [textOperand(expr), textOperand(replacement), valueNode(placeSpec, start)]
  return (
    characters === undefined
      ? callNode(textSpec, "overlay", args, "strict")
      : callNode(textSpec, "overlayFor", [...args, valueNode(countSpec, characters)], "strict")
  ) as never
}
