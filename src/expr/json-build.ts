import * as t from "io-ts"
import { jsonType } from "../codec/json.js"
import type { Aggregate, AnyExpr, Expr, NeedsOf } from "../core/expr.js"
import { aggregateNode, callNode, type ExprNode, isNullNode, logicalNode } from "../core/expr-node.js"
import { mayBeNull } from "../core/nullability.js"
import type { NotNested } from "../core/query/where.js"
import type { TypeSpec } from "../core/sql-type.js"
import type { AggregateExpr, Within } from "./aggregate.js"
import { argument, booleanSpec } from "./arguments.js"

type Part = string | number | boolean | AnyExpr
type Value<B> = B extends Expr<infer A, unknown, unknown> ? A : B extends string ? string : B extends number ? number : boolean

/** The codec of a value of a type in a document: there what is no document is as the database writes it. */
const inside = (type: TypeSpec): t.Type<unknown, unknown, unknown> => type.document ?? type.codec

const partCodec = (e: ExprNode): t.Type<unknown, unknown, unknown> =>
  mayBeNull(e, new Set()) ? t.union([t.null, inside(e.type)]) : inside(e.type)

const item = (name: "jsonValue" | "jsonItem", e: ExprNode): ExprNode => callNode(e.type, name, [e], "always")

/**
 * A JSON object of values: texts, numbers and truths are what they are in JSON, documents are parts of it, and everything
 * else is the text of the value, such as the digits of a `bigint`. It is read back by the codecs of the values.
 *
 * The SQL: `json_object('a', a, 'b', b)`.
 *
 * @example
 * ```ts
 * import { from, integer, jsonObject, select, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, name: text })
 * toSql(dialect)(pipe(from(Cake), select({ label: jsonObject({ id: Cake.id, name: Cake.name }) })))
 * // => `select json_object('id', "cake"."id", 'name', "cake"."name") as "label" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const jsonObject = <const F extends { readonly [key: string]: Part }>(
  fields: F,
): Expr<{ readonly [K in keyof F]: Value<F[K]> }, NeedsOf<F[keyof F]>, never> => {
  const entries = Object.entries(fields).map(([key, value]) => [key, argument(value)] as const)
  const props = Object.fromEntries(entries.map(([key, e]) => [key, partCodec(e)]))
  return callNode(
    jsonType(t.type(props)).spec.type,
    "jsonObject",
    entries.flatMap(([key, e]) => [argument(key), item("jsonValue", e)]),
    "never",
  ) as never
}

/**
 * A JSON array of values, as in {@link jsonObject}.
 *
 * The SQL: `json_array(a, b)`.
 *
 * @since 0.1.0
 */
export const jsonArray = <const I extends ReadonlyArray<Part>>(
  ...items: I
): Expr<{ readonly [K in keyof I]: Value<I[K]> }, NeedsOf<I[number]>, never> => {
  const es = items.map(argument)
  const codec = t.tuple(es.map(partCodec) as unknown as [t.Mixed])
  return callNode(
    jsonType(codec).spec.type,
    "jsonArray",
    es.map((e) => item("jsonValue", e)),
    "never",
  ) as never
}

const isNotNull = (e: ExprNode): ExprNode => isNullNode(booleanSpec, e, true)

/**
 * The values of the rows as a JSON array, without NULLs; of no rows `[]`. Values are as in {@link jsonObject}. In what
 * order they come is up to the database; `many` nests rows in order.
 *
 * The SQL: `json_group_array(a)`, `jsonb_agg(a)`; MySQL and MariaDB join the texts of the values.
 *
 * @since 0.1.0
 */
export const jsonArrayAgg = <A, R, N>(
  expr: Expr<A, R, N> & NotNested<R>,
): AggregateExpr<ReadonlyArray<Exclude<A, null>>, Aggregate | Within<R>, R> => {
  const e = expr as unknown as ExprNode
  const { type } = jsonType(t.readonlyArray(inside(e.type))).spec
  return aggregateNode(type, "jsonArrayAgg", [item("jsonItem", e)], "never", false, isNotNull(e)) as never
}

/**
 * The values of the rows as a JSON object, each under its key, without those whose key or value is NULL; of no rows `{}`.
 * Of rows with the same key one is read. Values are as in {@link jsonObject}.
 *
 * The SQL: `json_group_object(key, a)`, `jsonb_object_agg(key, a)`; MySQL and MariaDB join the texts.
 *
 * @since 0.1.0
 */
export const jsonObjectAgg = <R1, N1, A, R, N>(
  key: Expr<string | null, R1, N1> & NotNested<R1>,
  expr: Expr<A, R, N> & NotNested<R>,
): Expr<{ readonly [key: string]: Exclude<A, null> }, Aggregate | Within<R1 | R>, never> => {
  const [k, e] = [key as unknown as ExprNode, expr as unknown as ExprNode]
  const { type } = jsonType(t.readonly(t.record(t.string, inside(e.type)))).spec
  const both = logicalNode(booleanSpec, "and", [isNotNull(k), isNotNull(e)])
  return aggregateNode(type, "jsonObjectAgg", [k, item("jsonItem", e)], "never", false, both) as never
}
