import { type Json, json } from "../codec/json.js"
import type { AbsentOf, Expr, Needs, NeedsOf } from "../core/expr.js"
import { callNode, type ExprNode, isExprNode, valueNode } from "../core/expr-node.js"
import type { TypeSpec } from "../core/sql-type.js"
import { booleanSpec, dual, operand, textSpec } from "./arguments.js"

const jsonSpec = json().spec.type

type Other = Json | Expr<unknown, unknown, unknown>
type NullAmong<A, B> = null extends A ? null : B extends Expr<infer C, unknown, unknown> ? (null extends C ? null : never) : never

/**
 * Does the first document contain the second? An object does if it has each of its keys with a value that contains the
 * other's; an array if for each of its items it has one that contains it; anything else is equal, and an array contains
 * such a value too.
 *
 * The SQL: `a @> b` of `jsonb`. Needs a database that has it; MySQL's `json_contains` has another meaning.
 *
 * @since 0.1.0
 */
export const jsonContains: {
  <A, R, N, const B extends Other>(
    expr: Expr<A, R, N>,
    other: B,
  ): Expr<boolean | NullAmong<A, B>, R | NeedsOf<B> | Needs<"jsonContains">, N | AbsentOf<B>>
  <const B extends Other>(
    other: B,
  ): <A, R, N>(
    expr: Expr<A, R, N>,
  ) => Expr<boolean | NullAmong<A, B>, R | NeedsOf<B> | Needs<"jsonContains">, N | AbsentOf<B>>
} = dual((e: ExprNode, other: unknown) =>
  callNode(booleanSpec, "jsonContains", [e, isExprNode(other) ? other : valueNode(jsonSpec, other)], "strict"),
)

/** A path of the SQL/JSON language, with the values of its variables. */
interface PathQuery<B> {
  <A, R, N, P extends string | Expr<string | null, unknown, unknown>>(
    expr: Expr<A, R, N>,
    path: P,
    vars?: { readonly [name: string]: Json },
  ): Expr<B, R | NeedsOf<P> | Needs<"jsonPath">, N | AbsentOf<P>>
}

const query =
  (name: string, type: TypeSpec) =>
  (expr: unknown, path: unknown, vars: { readonly [name: string]: Json } = {}): never =>
    callNode(type, name, [expr as ExprNode, operand(textSpec, path), valueNode(jsonSpec, vars)], "always") as never

/**
 * Does the path, in PostgreSQL's language of JSON paths, find anything? Values go in by the variables `$name`.
 *
 * The SQL: `jsonb_path_exists(doc, '$.steps[*] ? (@.minutes > $most)', '{"most": 5}')`. Needs a database that has it; a
 * path that cannot be read is a SyntaxError.
 *
 * @example
 * ```ts
 * import { from, json, jsonPathExists, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { recipe: json() })
 * const long = jsonPathExists(Cake.recipe, "$.steps[*] ? (@.minutes > $most)", { most: 5 })
 * toSql(dialect)(pipe(from(Cake), where(long)))
 * // => `select "cake"."recipe" from "cake" where ` +
 * //      `jsonb_path_exists("cake"."recipe", cast('$.steps[*] ? (@.minutes > $most)' as jsonpath), '{"most":5}'::jsonb)`
 * ```
 *
 * @since 0.1.0
 */
export const jsonPathExists: PathQuery<boolean | null> = query("jsonPathExists", booleanSpec)

/** Is the predicate of the path true? NULL where it is not known. The SQL: `jsonb_path_match(doc, path, vars)`. @since 0.1.0 */
export const jsonPathMatch: PathQuery<boolean | null> = query("jsonPathMatch", booleanSpec)

/** The first that the path finds; NULL if it finds nothing. The SQL: `jsonb_path_query_first(doc, path, vars)`. @since 0.1.0 */
export const jsonPathQueryFirst: PathQuery<Json> = query("jsonPathQueryFirst", jsonSpec)

/** All that the path finds, as an array. The SQL: `jsonb_path_query_array(doc, path, vars)`. @since 0.1.0 */
export const jsonPathQueryArray: PathQuery<ReadonlyArray<Json> | null> = query("jsonPathQueryArray", jsonSpec)
