import * as t from "io-ts"
import { codecAt } from "../codec/json-part.js"
import { jsonType } from "../codec/json.js"
import type { Expr } from "../core/expr.js"
import {
  callNode,
  castNode,
  type ExprNode,
  isNullNode,
  type JsonStep,
  jsonPathNode,
  logicalNode,
} from "../core/expr-node.js"
import type { SqlType, TypeSpec } from "../core/sql-type.js"
import { booleanSpec, dual, textSpec, wholeSpec } from "./arguments.js"
import type { HasPath, JsonAt } from "./json-path.js"

type Path = ReadonlyArray<JsonStep>

/** The type of what is at a path in a document. */
export const specAt = (type: TypeSpec, path: Path): TypeSpec =>
  type.document === undefined ? type : jsonType(codecAt(type.document, path)).spec.type

const get = (type: TypeSpec, e: ExprNode, path: Path): ExprNode => jsonPathNode(type, "get", e, path)
const textAt = (type: TypeSpec, e: ExprNode, path: Path): ExprNode => jsonPathNode(type, "text", e, path)

/**
 * What is at a path in a JSON document, decoded by the codec of that part: a text is a key of an object, a number the
 * index of an item of an array, from 0. NULL if there is nothing, and `null` too where JSON has its own null.
 *
 * The SQL: `doc -> 'a' -> 0`; MySQL and MariaDB: `json_extract(doc, '$."a"[0]')`.
 *
 * @example
 * ```ts
 * import * as t from "io-ts"
 * import { from, json, jsonGet, type RowOf, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { recipe: json(t.type({ steps: t.array(t.string) })) })
 * const q = pipe(from(Cake), select({ second: jsonGet(Cake.recipe, "steps", 1) }))
 * const row: RowOf<typeof q> = { second: "stir" }
 * toSql(dialect)(q) // => `select ("cake"."recipe" -> 'steps' -> 1) as "second" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const jsonGet = <A, R, N, const P extends Path>(
  expr: Expr<A, R, N> & HasPath<A, P>,
  ...path: P
): Expr<JsonAt<A, P> | null, R, N> => {
  const e = expr as unknown as ExprNode
  return get(specAt(e.type, path), e, path) as never
}

/**
 * What is at a path in a JSON document as text: a text without its quotes, numbers and `true` as they are written, and
 * objects and arrays as the database writes them. NULL if there is nothing, or JSON's null.
 *
 * The SQL: `doc -> 'a' ->> 0`; MySQL and MariaDB: `json_unquote(json_extract(doc, '$."a"[0]'))`.
 *
 * @since 0.1.0
 */
export const jsonText = <A, R, N, const P extends Path>(
  expr: Expr<A, R, N> & HasPath<A, P>,
  ...path: P
): Expr<string | null, R, N> => textAt(textSpec, expr as unknown as ExprNode, path) as never

/**
 * What is at a path in a JSON document as a value of a type: {@link jsonText} cast to it, so that a `bigint` or a decimal
 * has all its digits, whether the document holds it as a number or as a text. NULL if there is nothing, or JSON's null;
 * what cannot be converted is as in `cast`. Of `json(codec)` it is the part of the document, read by that codec.
 *
 * The SQL: `cast(doc ->> 'a' as integer)`.
 *
 * @example
 * ```ts
 * import { from, gt, integer, json, jsonAs, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { recipe: json() })
 * toSql(dialect)(pipe(from(Cake), where(gt(jsonAs(integer, Cake.recipe, "eggs"), 2))))
 * // => `select "cake"."recipe" from "cake" where cast(("cake"."recipe" ->> 'eggs') as int4) > 2`
 * ```
 *
 * @since 0.1.0
 */
export const jsonAs = <B, A, R, N, const P extends Path>(
  type: SqlType<B>,
  expr: Expr<A, R, N> & HasPath<A, P>,
  ...path: P
): Expr<B | null, R, N> => {
  const e = expr as unknown as ExprNode
  const to = type.spec.type
  switch (to.family) {
    case "json":
      return get(to, e, path) as never
    case "text":
      return textAt(to, e, path) as never
    case "boolean":
      return callNode(booleanSpec, "jsonTruth", [textAt(textSpec, e, path)], "always") as never
    default:
      return castNode(to, textAt(textSpec, e, path)) as never
  }
}

/** A test of a document that is never NULL. */
interface KeyTest<K> {
  <A, R, N>(expr: Expr<A, R, N>, key: K): Expr<boolean, R, never>
  (key: K): <A, R, N>(expr: Expr<A, R, N>) => Expr<boolean, R, never>
}

const has = (e: ExprNode, key: string): ExprNode => isNullNode(booleanSpec, get(textSpec, e, [key]), true)

/**
 * Is the document an object with the key? The value may be JSON's null. False of NULL.
 *
 * The SQL: `doc -> 'a' is not null`.
 *
 * @since 0.1.0
 */
export const jsonHasKey: KeyTest<string> = dual(has)

const hasEach = (op: "and" | "or"): KeyTest<ReadonlyArray<string>> =>
  dual((e: ExprNode, keys: ReadonlyArray<string>) => logicalNode(booleanSpec, op, keys.map((key) => has(e, key))))

/** Is it an object with one of the keys? Of none: false. The SQL: `(doc -> 'a' is not null or …)`. @since 0.1.0 */
export const jsonHasAnyKey: KeyTest<ReadonlyArray<string>> = hasEach("or")

/** Is it an object with all of the keys? Of none: true. The SQL: `(doc -> 'a' is not null and …)`. @since 0.1.0 */
export const jsonHasAllKeys: KeyTest<ReadonlyArray<string>> = hasEach("and")

/** What a JSON document is. @since 0.1.0 */
export type JsonTypeName = "object" | "array" | "string" | "number" | "boolean" | "null"

/**
 * What the document is: `object`, `array`, `string`, `number`, `boolean` or `null`. NULL only of NULL.
 *
 * The SQL: `jsonb_typeof(doc)`, `json_type(doc)`.
 *
 * @since 0.1.0
 */
export const jsonTypeOf = <A, R, N>(
  expr: Expr<A, R, N>,
): Expr<JsonTypeName | (null extends A ? null : never), R, N> =>
  callNode(textSpec, "jsonTypeOf", [expr as unknown as ExprNode], "strict") as never

/**
 * How many items the array has; NULL if the document is no array.
 *
 * The SQL: `jsonb_array_length(doc)`, `json_array_length(doc)`, `json_length(doc)`.
 *
 * @since 0.1.0
 */
export const jsonArrayLength = <A, R, N>(expr: Expr<A, R, N>): Expr<number | null, R, N> =>
  callNode(wholeSpec, "jsonArrayLength", [expr as unknown as ExprNode], "always") as never

const keysSpec = jsonType(t.readonlyArray(t.string)).spec.type

/**
 * The keys of the object, in no certain order; NULL if the document is no object.
 *
 * The SQL: `json_keys(doc)`, or what the database has for it.
 *
 * @since 0.1.0
 */
export const jsonKeys = <A, R, N>(expr: Expr<A, R, N>): Expr<ReadonlyArray<string> | null, R, N> =>
  callNode(keysSpec, "jsonKeys", [expr as unknown as ExprNode], "always") as never
