import type { AbsentOf, Expr, NeedsOf } from "../core/expr.js"
import { binaryNode, callNode, caseNode, type ExprNode, isExprNode, likeNode, valueNode } from "../core/expr-node.js"
import type { Needs } from "../core/expr.js"
import { argument, booleanSpec, countOperand, dual, operand, textOperand, textSpec, wholeSpec } from "./arguments.js"
import type { Function1, TextTest } from "./signatures.js"

type Text = string | Expr<string | null, unknown, unknown>
type NullAmong<B> = B extends Expr<infer A, unknown, unknown> ? (null extends A ? null : never) : never

/**
 * Texts joined together. NULL if any is NULL; use `coalesce` for what to say instead.
 *
 * The SQL: `a || b || c`.
 *
 * @example
 * ```ts
 * import { concat, from, select, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { name: text })
 * toSql(dialect)(pipe(from(Cake), select({ label: concat(Cake.name, "!") })))
 * // => `select "cake"."name" || '!' as "label" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const concat = <T extends readonly [Text, ...ReadonlyArray<Text>]>(
  ...texts: T
): Expr<string | NullAmong<T[number]>, NeedsOf<T[number]>, AbsentOf<T[number]>> => {
  const [first, ...rest] = texts.map(textOperand)
  return rest.reduce((a, b) => binaryNode(textSpec, "||", a, b), first!) as never
}

const textFunction = (name: string): Function1<string, string> =>
  ((e: ExprNode) => callNode(textSpec, name, [textOperand(e)], "strict")) as never

/** In lower case; SQLite knows only A to Z. The SQL: `lower(a)`. @since 0.1.0 */
export const lower: Function1<string, string> = textFunction("lower")

/** In upper case; SQLite knows only A to Z. The SQL: `upper(a)`. @since 0.1.0 */
export const upper: Function1<string, string> = textFunction("upper")

/** Without spaces at both ends. The SQL: `trim(a)`. @since 0.1.0 */
export const trim: Function1<string, string> = textFunction("trim")

/** Without spaces at the start. The SQL: `ltrim(a)`. @since 0.1.0 */
export const trimStart: Function1<string, string> = textFunction("trimStart")

/** Without spaces at the end. The SQL: `rtrim(a)`. @since 0.1.0 */
export const trimEnd: Function1<string, string> = textFunction("trimEnd")

/** The number of characters (code points, not bytes and not UTF-16 units). The SQL: `length(a)`. @since 0.1.0 */
export const length: Function1<string, number> = ((e: ExprNode) =>
  callNode(wholeSpec, "length", [textOperand(e)], "strict")) as never

type Count = number | Expr<number | null, unknown, unknown>

/**
 * So many characters from a position, the first being 1; to the end if no number is given. Before the first there are
 * none: of a position below 1 those are counted that would stand there.
 *
 * The SQL: `substr(a, start, length)`.
 *
 * @since 0.1.0
 */
export const substring = <A extends string | null, R, N, const S extends Count, const L extends Count = never>(
  expr: Expr<A, R, N>,
  start: S,
  characters?: L,
): Expr<
  string | (null extends A ? null : never) | NullAmong<S | L>,
  R | NeedsOf<S> | NeedsOf<L>,
  N | AbsentOf<S> | AbsentOf<L>
> => {
  const from = operand(wholeSpec, start)
  return callNode(
    textSpec,
    characters === undefined ? "substringFrom" : "substring",
    [textOperand(expr), atLeastOne(from), ...(characters === undefined ? [] : [countOperand(withoutBefore(from, characters))])],
    "strict",
  ) as never
}

/** Databases differ in what they count from the end. */
const atLeastOne = (place: ExprNode): ExprNode => {
  const one = valueNode(wholeSpec, 1)
  return place._tag === "Value"
    ? valueNode(wholeSpec, typeof place.value === "number" ? Math.max(place.value, 1) : place.value)
    : caseNode(wholeSpec, [{ when: binaryNode(booleanSpec, "<", place, one), then: one }], place)
}

/** A number of characters without those before the first. */
const withoutBefore = (place: ExprNode, characters: unknown): unknown => {
  if (place._tag !== "Value") {
    const count = operand(wholeSpec, characters)
    const rest = binaryNode(wholeSpec, "+", count, binaryNode(wholeSpec, "-", place, valueNode(wholeSpec, 1)))
    return caseNode(wholeSpec, [{ when: binaryNode(booleanSpec, "<", place, valueNode(wholeSpec, 1)), then: rest }], count)
  }
  const before = typeof place.value === "number" ? Math.min(place.value - 1, 0) : 0
  return before === 0
    ? characters
    : typeof characters === "number"
      ? characters + before
      : binaryNode(wholeSpec, "+", operand(wholeSpec, characters), valueNode(wholeSpec, before))
}

/** Every occurrence of one text in another replaced by a third. The SQL: `replace(a, from, to)`. @since 0.1.0 */
export const replace = <A extends string | null, R, N, F extends Text, T extends Text>(
  expr: Expr<A, R, N>,
  search: F,
  replacement: T,
): Expr<
  string | (null extends A ? null : never) | NullAmong<F | T>,
  R | NeedsOf<F> | NeedsOf<T>,
  N | AbsentOf<F> | AbsentOf<T>
> =>
  callNode(
    textSpec,
    // What may be NULL replaces nothing in some databases, where nothing is to be replaced.
    isExprNode(replacement) ? "replaceBy" : "replace",
    [textOperand(expr), textOperand(search), textOperand(replacement)],
    "strict",
  ) as never

/** Where one text first occurs in another, the first place being 1; 0 if it does not. The SQL: `instr(a, b)`. @since 0.1.0 */
export const position = <A extends string | null, R, N, B extends Text>(
  expr: Expr<A, R, N>,
  search: B,
): Expr<number | (null extends A ? null : never) | NullAmong<B>, R | NeedsOf<B>, N | AbsentOf<B>> =>
  callNode(wholeSpec, "position", [textOperand(expr), textOperand(search)], "strict") as never

const likeOf = (negated: boolean, caseInsensitive: boolean): never =>
  dual((a: ExprNode, b: unknown) =>
    likeNode(booleanSpec, textOperand(a), textOperand(b), { caseInsensitive, negated }),
  )

/**
 * Does the text fit the pattern, in which `%` is any text, `_` any character, and a backslash makes the next character
 * itself? Upper and lower case differ, on every database.
 *
 * The SQL: `a like b escape '\'`.
 *
 * @since 0.1.0
 */
export const like: TextTest = likeOf(false, false)

/** Does the text not fit the pattern? The SQL: `a not like b escape '\'`. @since 0.1.0 */
export const notLike: TextTest = likeOf(true, false)

/** {@link like} without regard to case. Needs a database that has it. The SQL: `a ilike b`. @since 0.1.0 */
export const ilike: TextTest<Needs<"ilike">> = likeOf(false, true)

const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&")

/** A text as a pattern that fits just itself. */
const pattern = (value: unknown): ExprNode => {
  if (!isExprNode(value)) {
    return valueNode(textSpec, typeof value === "string" ? escaped(value) : value)
  }
  return ["\\", "%", "_"].reduce<ExprNode>(
    (e, c) => callNode(textSpec, "replace", [e, argument(c), argument(`\\${c}`)], "strict"),
    textOperand(value),
  )
}

const affix = (before: string, after: string): never =>
  dual((a: ExprNode, b: unknown) => {
    const middle = pattern(b)
    const whole =
      middle._tag === "Value"
        ? valueNode(textSpec, typeof middle.value === "string" ? `${before}${middle.value}${after}` : middle.value)
        : [before, middle, after].reduce<ExprNode | null>((e, x) => {
            const next = typeof x === "string" ? (x === "" ? null : argument(x)) : x
            return next === null ? e : e === null ? next : binaryNode(textSpec, "||", e, next)
          }, null)!
    return likeNode(booleanSpec, textOperand(a), whole, { caseInsensitive: false, negated: false })
  })

/**
 * Does the text contain the other? `%` and `_` in it are themselves. Upper and lower case differ.
 *
 * The SQL: `a like '%b%' escape '\'`.
 *
 * @example
 * ```ts
 * import { contains, from, table, text, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { name: text })
 * toSql(dialect)(pipe(from(Cake), where(contains(Cake.name, "50%"))))
 * // => `select "cake"."name" from "cake" where "cake"."name" like '%50\\%%' escape '\\'`
 * ```
 *
 * @since 0.1.0
 */
export const contains: TextTest = affix("%", "%")

/** Does the text start with the other? The SQL: `a like 'b%' escape '\'`. @since 0.1.0 */
export const startsWith: TextTest = affix("", "%")

/** Does the text end with the other? The SQL: `a like '%b' escape '\'`. @since 0.1.0 */
export const endsWith: TextTest = affix("%", "")
