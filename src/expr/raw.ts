import * as Option from "effect/Option"
import type { Expr, NeedsOf, Reads, Inside } from "../core/expr.js"
import { type ExprNode, isExprNode, literalNode, rawNode, type RawPart } from "../core/expr-node.js"
import { type QueryNode, queryPipe, rawQueryNode, type SelectionNode } from "../core/query-node.js"
import type { FreeOf, Nothing, Query } from "../core/query-types.js"
import { columnNode } from "../core/expr-node.js"
import type { AnyColumnDef, SqlType, TypeSpec } from "../core/sql-type.js"
import type { ColumnDef, InsertMode } from "../core/sql-type.js"
import { isTable, tableData } from "../core/table.js"
import { argument } from "./arguments.js"

const text = (sql: string): RawPart => ({ _tag: "Text", sql })

/** `(a, b), (c, d)`: rows with the same number of values each. */
const isRows = (items: ReadonlyArray<unknown>): boolean => items.every((item) => Array.isArray(item))

const commas = (parts: ReadonlyArray<ReadonlyArray<RawPart>>): ReadonlyArray<RawPart> =>
  parts.flatMap((p, i) => (i === 0 ? p : [text(", "), ...p]))

/** What becomes of a value between the texts; a list of nothing is of the type of what it stands beside. */
const interpolate = (value: unknown, beside: TypeSpec | null = null): ReadonlyArray<RawPart> => {
  if (isExprNode(value)) {
    return [{ _tag: "Expr", expr: value }]
  }
  if (isTable(value)) {
    const data = tableData(value)
    const named = { _tag: "Identifier" as const, names: data.schema === null ? [data.name] : [data.schema, data.name] }
    return data.ref === data.name ? [named] : [named, text(" as "), { _tag: "Identifier", names: [data.ref] }]
  }
  if (Array.isArray(value)) {
    const items: ReadonlyArray<unknown> = value
    if (items.length === 0) {
      // A list of nothing: `in` finds nothing in it and `not in` everything, where `in ()` would be an error.
      return [text("select "), beside === null ? text("null") : { _tag: "Expr", expr: literalNode(beside, "null") }, text(" where false")]
    }
    return isRows(items)
      ? commas(items.map((row) => [text("("), ...commas((row as ReadonlyArray<unknown>).map((x) => interpolate(x))), text(")")]))
      : commas(items.map((x) => interpolate(x)))
  }
  if (typeof value === "object" && value !== null && (value as { pipe?: unknown }).pipe === queryPipe) {
    return [{ _tag: "Query", query: value as unknown as QueryNode }]
  }
  if (typeof value === "object" && value !== null && IdentifierId in value) {
    return [{ _tag: "Identifier", names: (value as Identifier)[IdentifierId] }]
  }
  return [{ _tag: "Expr", expr: argument(Option.isOption(value) ? Option.getOrNull(value) : value) }]
}

const partsOf = (strings: TemplateStringsArray, values: ReadonlyArray<unknown>): ReadonlyArray<RawPart> =>
  strings.flatMap((sql, i) => {
    const before = values[i - 1]
    const beside = isExprNode(before) && /^\s*(not\s+)?in\s*\($/i.test(sql) ? before.type : null
    return [...(sql === "" ? [] : [text(sql)]), ...(i < values.length ? interpolate(values[i], beside) : [])]
  })

const IdentifierId: unique symbol = Symbol.for("fulmar/Identifier")

/** A name in raw SQL. */
export interface Identifier {
  readonly [IdentifierId]: ReadonlyArray<string>
}

/** A name, or names joined with dots, quoted for the database. For `raw`. @since 0.1.0 */
export const identifier = (...names: readonly [string, ...ReadonlyArray<string>]): Identifier => ({
  [IdentifierId]: names,
})

type Interpolated = unknown
type NeedsOfAll<V extends ReadonlyArray<unknown>> = {
  [I in keyof V]: V[I] extends ReadonlyArray<infer X> ? NeedsOf<X> : NeedsOf<V[I]> | FreeOf<V[I]>
}[number]

/** The type of a raw expression: a SQL type, or a nullable one. */
export type RawType<A> = SqlType<A> | ColumnDef<A, InsertMode, boolean, boolean>

/**
 * An expression in raw SQL of the type that is given; its value is decoded and checked like any other. Between the texts:
 * a value becomes a parameter, an expression itself in parentheses, a column or table its quoted name, a query itself in
 * parentheses, an array its items with commas between, an array of arrays rows of values. The tables of the columns in it
 * must be in scope, as of any expression.
 *
 * @example
 * ```ts
 * import { from, integer, raw, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), select({ x: raw(integer)`abs(${Cake.id} - ${7})` })))
 * // => `select abs("cake"."id" - 7) as "x" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const raw =
  <A>(type: RawType<A>) =>
  <V extends ReadonlyArray<Interpolated>>(
    strings: TemplateStringsArray,
    ...values: V
  ): Expr<A, Exclude<NeedsOfAll<V>, undefined>, never> =>
    rawNode(type.spec.type, partsOf(strings, values), type.spec.nullable || type.spec.option) as never

/** The columns that a raw query gives, in order. */
export type RawColumns = AnyColumnDef | { readonly [key: string]: RawColumns }
/** A raw row as a selection of expressions, so that it composes like any other. */
type RawSelection<C> = C extends ColumnDef<infer A, InsertMode, boolean, boolean>
  ? Expr<A, never, never>
  : { readonly [K in keyof C]: RawSelection<C[K]> }

const isDef = (c: RawColumns): c is AnyColumnDef => typeof (c as AnyColumnDef).pipe === "function" && "spec" in c

const rawSelection = (columns: RawColumns, key: string): SelectionNode =>
  isDef(columns)
    ? { _tag: "Field", expr: columnNode("", key, columns.spec.columnName ?? key, columns.spec) as ExprNode }
    : {
        _tag: "Record",
        fields: Object.keys(columns).map((k) => [k, rawSelection(columns[k]!, k)] as const),
      }

/**
 * A whole query in raw SQL, whose columns in order are those given: each is decoded and checked by its type, and nested
 * records make nested rows. It is a query like any other: run it, limit it, or use it as a table with `as`.
 *
 * @example
 * ```ts
 * import { rawQuery, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const ids = [2, 3, 4]
 * const q = rawQuery({ name: text, bakery: { name: text } })`
 *   select c.name, b.name from cake c join bakery b on b.id = c.bakery_id where c.id in (${ids})`
 * toSql(dialect)(q).trim()
 * // => `select c.name, b.name from cake c join bakery b on b.id = c.bakery_id where c.id in (2, 3, 4)`
 * ```
 *
 * @since 0.1.0
 */
export const rawQuery =
  <const C extends RawColumns>(columns: C) =>
  <V extends ReadonlyArray<Interpolated>>(
    strings: TemplateStringsArray,
    ...values: V
  ): Query<"compound", never, never, RawSelection<C>, Exclude<NeedsOfAll<V>, undefined | Reads<unknown, unknown> | Inside<unknown>>, unknown> =>
    rawQueryNode(partsOf(strings, values), rawSelection(columns, "value")) as never

/**
 * A whole statement in raw SQL that gives no rows, for `execute`.
 *
 * @example
 * ```ts
 * import { integer, rawCommand, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(rawCommand`delete from ${Cake} where ${Cake.id} = ${7}`)
 * // => `delete from "cake" where "cake"."id" = 7`
 * ```
 *
 * @since 0.1.0
 */
export const rawCommand = <V extends ReadonlyArray<Interpolated>>(
  strings: TemplateStringsArray,
  ...values: V
): Query<"insert", never, never, Nothing, Exclude<NeedsOfAll<V>, undefined | Reads<unknown, unknown> | Inside<unknown>>, unknown> =>
  rawQueryNode(partsOf(strings, values), { _tag: "Record", fields: [] }) as never

