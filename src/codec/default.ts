import { Option } from "effect"
import type { DefaultSpec } from "../core/column-spec.js"
import type { Expr } from "../core/expr.js"
import { isExprNode, valueNode } from "../core/expr-node.js"
import type { ColumnDef, InsertMode } from "../core/sql-type.js"
import { amend } from "./amend.js"

/** What stands for a value without losing its literal type. */
export type AnyValue = string | number | bigint | boolean | null | undefined | object

/** Nothing, if `V` is a value or an expression of the column; else what is wrong. */
export type DefaultFits<A, V> = [V] extends [A | Expr<A, unknown, unknown>]
  ? unknown
  : { readonly "the default does not fit the column": [column: A, value: V] }

/** Nothing, if `V` is a value of the column; else what is wrong. */
export type ValueFits<A, V> = [V] extends [A]
  ? unknown
  : { readonly "the value does not fit the column": [column: A, value: V] }

const plain = (value: unknown, option: boolean): unknown =>
  option && Option.isOption(value) ? Option.getOrNull(value) : value

/**
 * A default of the database: a value, or an expression that it computes for each row. An insert may leave the column
 * out.
 *
 * The SQL: `default 0`, on PostgreSQL, MySQL and SQLite.
 *
 * @example
 * ```ts
 * import { defaultTo, integer, type Insert, table } from "fulmar"
 *
 * const Cake = table("cake", { layers: integer.pipe(defaultTo(1)) })
 * const cake: Insert<typeof Cake> = {}
 * Object.keys(cake) // => []
 * ```
 *
 * @since 0.1.0
 */
export const defaultTo =
  <V extends AnyValue>(value: V) =>
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk> & DefaultFits<A, V>,
  ): ColumnDef<A, "optional", U, Pk> =>
    amend(self, {
      default: Object.freeze<DefaultSpec>({
        _tag: "Database",
        expr: isExprNode(value) ? value : valueNode(self.spec.type, plain(value, self.spec.option)),
      }),
    })

/**
 * A default of the program: called once for every row whose insert leaves the column out.
 *
 * The SQL: none; the value is sent as a parameter.
 *
 * @example
 * ```ts
 * import { randomUUID } from "node:crypto"
 * import { defaultWith, primaryKey, table, uuid } from "fulmar"
 *
 * const Cake = table("cake", { id: uuid.pipe(primaryKey, defaultWith(() => randomUUID())) })
 * Object.keys(Cake) // => ["id"]
 * ```
 *
 * @since 0.1.0
 */
export const defaultWith =
  <V extends AnyValue>(make: () => V) =>
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk> & ValueFits<A, V>,
  ): ColumnDef<A, "optional", U, Pk> =>
    amend(self, { default: Object.freeze<DefaultSpec>({ _tag: "Client", make }) })

/**
 * Called for every update that does not set the column, which is then set to what it returns.
 *
 * The SQL: none; the value is sent as a parameter.
 *
 * @example
 * ```ts
 * import { defaultWith, onUpdateWith, timestamptz } from "fulmar"
 *
 * const now = () => new Date()
 * timestamptz.pipe(defaultWith(now), onUpdateWith(now)).spec.onUpdate === now // => true
 * ```
 *
 * @since 0.1.0
 */
export const onUpdateWith =
  <V extends AnyValue>(make: () => V) =>
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk> & ValueFits<A, V>,
  ): ColumnDef<A, I, U, Pk> =>
    amend(self, { onUpdate: make })
