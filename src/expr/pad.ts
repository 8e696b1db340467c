import { callNode, type ExprNode, valueNode } from "../core/expr-node.js"
import type { AbsentOf, Expr, NeedsOf, NullOf } from "../core/expr.js"
import { countOperand, dual, textOperand, textSpec } from "./arguments.js"
import type { Function1, Function2, Given } from "./signatures.js"

type Pad = <A extends string | null, R, N, const B extends Given<number>>(
  expr: Expr<A, R, N>,
  characters: B,
  fill?: string,
) => Expr<string | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>

const pad = (name: string): Pad =>
  ((expr: ExprNode, characters: unknown, fill: string = " ") => {
    const args = [textOperand(expr), countOperand(characters)]
    // Nothing to fill with: what is too long is still cut off.
    return fill === ""
      ? callNode(textSpec, "left", args, "strict")
      : callNode(textSpec, name, [...args, valueNode(textSpec, fill)], "strict")
  }) as never

/**
 * The text as so many characters: filled at the start, with blanks or another text over and over; what is longer is cut
 * off at the end.
 *
 * The SQL: `lpad(a, 5, '0')`.
 *
 * @example
 * ```ts
 * import { cast, from, integer, padStart, select, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), select({ code: padStart(cast(Cake.id, text), 5, "0") })))
 * // => `select lpad(cast("cake"."id" as text), cast(5 as int4), '0') as "code" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const padStart: Pad = pad("padStart")

/** {@link padStart}, but filled at the end. The SQL: `rpad(a, 5, '0')`. @since 0.1.0 */
export const padEnd: Pad = pad("padEnd")

/** The text so many times; empty if the number is not positive. The SQL: `repeat(a, 3)`. @since 0.1.0 */
export const repeat: Function2<string, number, string> = dual((a: ExprNode, b: unknown) =>
  callNode(textSpec, "repeat", [textOperand(a), countOperand(b)], "strict"),
)

/** The characters (code points) from the last to the first. The SQL: `reverse(a)`. @since 0.1.0 */
export const reverse: Function1<string, string> = ((e: ExprNode) =>
  callNode(textSpec, "reverse", [textOperand(e)], "strict")) as never
