import { type Json, json } from "../codec/json.js"
import type { AbsentOf, Expr, Needs, NeedsOf } from "../core/expr.js"
import { callNode, type ExprNode, isExprNode, type JsonPathOp, type JsonStep, jsonPathNode, valueNode } from "../core/expr-node.js"
import type { TypeSpec } from "../core/sql-type.js"
import { dual } from "./arguments.js"
import { specAt } from "./json.js"
import type { HasPath, JsonAt } from "./json-path.js"

type Path = readonly [JsonStep, ...ReadonlyArray<JsonStep>]

/** What may be put where a document has an `A`: a value, or an expression of it. */
type Part<A> = A | Expr<A | null, unknown, unknown>

/** An expression or a value as a part of a document. */
const jsonValue = (type: TypeSpec, value: unknown): ExprNode =>
  callNode(type, "jsonValue", [isExprNode(value) ? value : valueNode(type, value)], "always")

const put = (op: JsonPathOp, expr: unknown, path: ReadonlyArray<JsonStep>, value: unknown, of = path): never => {
  const e = expr as ExprNode
  return jsonPathNode(e.type, op, e, path, jsonValue(specAt(e.type, of), value)) as never
}

/**
 * The document with a value at a path, in place of what is there or beside it. The object or array that the last step
 * leads into must be there, else nothing changes; beyond the end of an array the value is appended. An expression that is
 * NULL puts JSON's null.
 *
 * The SQL: `jsonb_set(doc, '{a}', …)`, `json_set(doc, '$."a"', …)`.
 *
 * @example
 * ```ts
 * import { allRows, json, jsonSet, table, toSql, update } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { recipe: json() })
 * toSql(dialect)(pipe(update(Cake, { recipe: jsonSet(Cake.recipe, ["eggs"], 3) }), allRows))
 * // => `update "cake" set "recipe" = json_set("cake"."recipe", '$."eggs"', json('3'))`
 * ```
 *
 * @since 0.1.0
 */
export const jsonSet = <A, R, N, const P extends Path, const V extends Part<JsonAt<A, P>>>(
  expr: Expr<A, R, N> & HasPath<A, P>,
  path: P,
  value: V,
): Expr<A, R | NeedsOf<V>, N> => put("set", expr, path, value)

/** {@link jsonSet} only where there is nothing yet. The SQL: `json_insert(doc, '$."a"', …)`. @since 0.1.0 */
export const jsonInsert = <A, R, N, const P extends Path, const V extends Part<JsonAt<A, P>>>(
  expr: Expr<A, R, N> & HasPath<A, P>,
  path: P,
  value: V,
): Expr<A, R | NeedsOf<V>, N> => put("insert", expr, path, value)

/** {@link jsonSet} only in place of what is there. The SQL: `json_replace(doc, '$."a"', …)`. @since 0.1.0 */
export const jsonReplace = <A, R, N, const P extends Path, const V extends Part<JsonAt<A, P>>>(
  expr: Expr<A, R, N> & HasPath<A, P>,
  path: P,
  value: V,
): Expr<A, R | NeedsOf<V>, N> => put("replace", expr, path, value)

/**
 * The document without what is at a path; items of an array that come after it move up.
 *
 * The SQL: `doc #- '{a}'`, `json_remove(doc, '$."a"')`.
 *
 * @since 0.1.0
 */
export const jsonRemove: {
  <A, R, N, const P extends Path>(expr: Expr<A, R, N> & HasPath<A, P>, path: P): Expr<A, R, N>
  <const P extends Path>(path: P): <A, R, N>(expr: Expr<A, R, N> & HasPath<A, P>) => Expr<A, R, N>
} = dual((e: ExprNode, path: Path) => jsonPathNode(e.type, "remove", e, path))

type Item<A> = A extends ReadonlyArray<infer E> ? E : unknown extends A ? A : never

/**
 * The document with a value at the end of the array at a path, which of the whole document is `[]`. If there is no array
 * nothing changes.
 *
 * The SQL: `json_array_append(doc, '$."a"', …)`, or what the database has for it.
 *
 * @since 0.1.0
 */
export const jsonArrayAppend = <
  A,
  R,
  N,
  const P extends ReadonlyArray<JsonStep>,
  const V extends Part<Item<JsonAt<A, P>>>,
>(
  expr: Expr<A, R, N> & HasPath<A, P>,
  path: P,
  value: V,
): Expr<A, R | NeedsOf<V>, N> => put("append", expr, path, value, [...path, 0])

type Other = Json | Expr<unknown, unknown, unknown>
type NullOfOther<B> = B extends Expr<infer C, unknown, unknown> ? (null extends C ? null : never) : never

/** Two documents made one. */
interface Merge<C> {
  <A, R, N, const B extends Other>(
    expr: Expr<A, R, N>,
    other: B,
  ): Expr<A | NullOfOther<B>, R | NeedsOf<B> | Needs<C>, N | AbsentOf<B>>
  <const B extends Other>(
    other: B,
  ): <A, R, N>(expr: Expr<A, R, N>) => Expr<A | NullOfOther<B>, R | NeedsOf<B> | Needs<C>, N | AbsentOf<B>>
}

const merge = (name: string): never =>
  dual((e: ExprNode, other: unknown) =>
    callNode(e.type, name, [e, isExprNode(other) ? other : valueNode(json().spec.type, other)], "strict"),
  )

/**
 * Two documents as one: of objects the keys of both, where the second wins; of arrays the items of both. Only what is at
 * the top is merged. NULL if either is.
 *
 * The SQL: `a || b` of `jsonb`. Needs a database that has it.
 *
 * @since 0.1.0
 */
export const jsonConcat: Merge<"jsonConcat"> = merge("jsonConcat")

/**
 * The document changed by a patch, as RFC 7396 has it: objects are merged at every level, a `null` in the patch removes
 * the key, and anything else takes the place of what is there. NULL if either is.
 *
 * The SQL: `json_merge_patch(a, b)`, `json_patch(a, b)`. Needs a database that has it.
 *
 * @since 0.1.0
 */
export const jsonMergePatch: Merge<"jsonMergePatch"> = merge("jsonMergePatch")
