import type { AbsentOf, Expr, NeedsOf } from "../core/expr.js"
import { callNode, type NullRule } from "../core/expr-node.js"
import type { TypeSpec } from "../core/sql-type.js"
import { booleanSpec, textOperand, textSpec, wholeSpec } from "./arguments.js"
import type { TextTest } from "./signatures.js"

type Text = string | Expr<string | null, unknown, unknown>
type NullAmong<B> = B extends Expr<infer A, unknown, unknown> ? (null extends A ? null : never) : never

/** How a pattern is matched: `"i"` without regard to case. @since 0.1.0 */
export type RegexpFlags = "i"

const call = (
  type: TypeSpec,
  name: string,
  flags: RegexpFlags | undefined,
  nulls: NullRule,
  expr: unknown,
  ...texts: ReadonlyArray<unknown>
): never =>
  callNode(
    type,
    flags === undefined ? name : `${name}(i)`,
    [expr, ...texts].map(textOperand),
    nulls,
  ) as never

/**
 * Does a regular expression match the text somewhere? Upper and lower case differ, but with `"i"`. The pattern is in the
 * language of the database: of PostgreSQL (advanced regular expressions), ICU on MySQL, PCRE on MariaDB, JavaScript with
 * its `u` flag on SQLite. One that cannot be read is a DataError.
 *
 * The SQL: `a ~ pattern`, `regexp_like(a, pattern, 'c')`, `a regexp pattern`.
 *
 * @example
 * ```ts
 * import { from, regexpMatches, table, text, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { name: text })
 * toSql(dialect)(pipe(from(Cake), where(regexpMatches(Cake.name, "^(black|white) ", "i"))))
 * // => `select "cake"."name" from "cake" where ("cake"."name" ~* '^(black|white) ')`
 * ```
 *
 * @since 0.1.0
 */
export const regexpMatches: TextTest & {
  <A extends string | null, R, N, P extends Text>(
    text: Expr<A, R, N>,
    pattern: P,
    flags: RegexpFlags,
  ): Expr<boolean | (null extends A ? null : never) | NullAmong<P>, R | NeedsOf<P>, N | AbsentOf<P>>
} = function (a: unknown, b: unknown, flags?: RegexpFlags) {
  return arguments.length >= 2
    ? call(booleanSpec, "regexpMatches", flags, "strict", a, b)
    : (text: unknown) => call(booleanSpec, "regexpMatches", flags, "strict", text, a)
} as never

/**
 * The text with every match of a regular expression replaced. The replacement too is in the language of the database, to
 * which the first group is `\1` on PostgreSQL and MariaDB, and `$1` on MySQL and SQLite.
 *
 * The SQL: `regexp_replace(a, pattern, replacement)`, for all matches.
 *
 * @since 0.1.0
 */
export const regexpReplace = <A extends string | null, R, N, P extends Text, T extends Text>(
  text: Expr<A, R, N>,
  pattern: P,
  replacement: T,
  flags?: RegexpFlags,
): Expr<
  string | (null extends A ? null : never) | NullAmong<P | T>,
  R | NeedsOf<P> | NeedsOf<T>,
  N | AbsentOf<P> | AbsentOf<T>
> => call(textSpec, "regexpReplace", flags, "strict", text, pattern, replacement)

/**
 * The first match of a regular expression in the text; NULL if there is none. PostgreSQL has it since version 15.
 *
 * The SQL: `regexp_substr(a, pattern)`.
 *
 * @since 0.1.0
 */
export const regexpSubstr = <A extends string | null, R, N, P extends Text>(
  text: Expr<A, R, N>,
  pattern: P,
  flags?: RegexpFlags,
): Expr<string | null, R | NeedsOf<P>, N | AbsentOf<P>> => call(textSpec, "regexpSubstr", flags, "always", text, pattern)

/**
 * How often a regular expression matches in the text.
 *
 * The SQL: `regexp_count(a, pattern)`, or what the database has for it.
 *
 * @since 0.1.0
 */
export const regexpCount = <A extends string | null, R, N, P extends Text>(
  text: Expr<A, R, N>,
  pattern: P,
  flags?: RegexpFlags,
): Expr<number | (null extends A ? null : never) | NullAmong<P>, R | NeedsOf<P>, N | AbsentOf<P>> =>
  call(wholeSpec, "regexpCount", flags, "strict", text, pattern)

/**
 * Where a regular expression first matches in the text, the first character being 1; 0 if it does not. PostgreSQL has it
 * since version 15.
 *
 * The SQL: `regexp_instr(a, pattern)`.
 *
 * @since 0.1.0
 */
export const regexpInstr = <A extends string | null, R, N, P extends Text>(
  text: Expr<A, R, N>,
  pattern: P,
  flags?: RegexpFlags,
): Expr<number | (null extends A ? null : never) | NullAmong<P>, R | NeedsOf<P>, N | AbsentOf<P>> =>
  call(wholeSpec, "regexpInstr", flags, "strict", text, pattern)
