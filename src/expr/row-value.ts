import type { Pipeable } from "effect/Pipeable"
import { unknownType } from "../codec/unknown.js"
import { exprNode } from "../core/erase.js"
import type { AbsentOf, AnyExpr, Expr, NeedsOf, ValueOf } from "../core/expr.js"
import { type ExprNode, isExprNode, type TupleNode, tupleNode } from "../core/expr-node.js"
import { operand } from "./arguments.js"

declare const RowValueTypes: unique symbol

/**
 * Several expressions compared as one value. It is no expression: comparisons, `isIn` and `inQuery` take it. `T` are the
 * values by key, `R` and `N` as of an `Expr`.
 *
 * @since 0.1.0
 */
export interface RowValue<out T, out R = never, out N = never> extends Pipeable {
  readonly [RowValueTypes]: { readonly T: () => T; readonly R: () => R; readonly N: () => N }
}

type Items = { readonly [key: string]: AnyExpr }
type ValuesOf<E> = { readonly [K in keyof E]: ValueOf<E[K]> }

/** The same keys, with values or expressions of the same types. */
export type RowOperand<T> = { readonly [K in keyof T]: Exclude<T[K], null> | Expr<T[K] | null, unknown, unknown> }
/** Keys that the row value has not. */
export type OtherKeys<B, T> = { readonly [K in Exclude<keyof B, keyof T>]: never }
/** `null` if any of the values, or of the operands, may be NULL. */
export type NullInRow<B> = null extends ValueOf<B[keyof B]> ? null : never
/** The same keys with NULL where it may be, for row values and the rows of a query. */
export type Loose<T> = { readonly [K in keyof T]: T[K] | null }

/**
 * Several expressions compared as one value, in the order in which they are written: it is less than another if the first
 * item that differs is. What stands beside it has the same keys. NULL as SQL has it: equality is NULL when an item is NULL
 * and none differs.
 *
 * The SQL: `(a, b)`.
 *
 * @example
 * ```ts
 * import { from, gt, integer, isIn, rowValue, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Sale = table("sale", { day: integer, id: integer })
 * const at = rowValue({ day: Sale.day, id: Sale.id })
 * toSql(dialect)(pipe(from(Sale), where(gt(at, { day: 7, id: 3 }))))
 * // => `select "sale"."day", "sale"."id" from "sale" where ("sale"."day", "sale"."id") > (7, 3)`
 * toSql(dialect)(pipe(from(Sale), where(isIn(at, [{ day: 7, id: 3 }, { day: 8, id: 1 }]))))
 * // => `select "sale"."day", "sale"."id" from "sale" where ("sale"."day", "sale"."id") in (values (7, 3), (8, 1))`
 * ```
 *
 * @since 0.1.0
 */
export const rowValue = <const E extends Items>(
  items: E,
): RowValue<ValuesOf<E>, NeedsOf<E[keyof E]>, AbsentOf<E[keyof E]>> =>
  tupleNode(unknownType.spec.type, Object.keys(items), Object.values(items).map(exprNode)) as never

/** The other side of a comparison with a row value: its items by the keys of the row value. */
export const rowOperand = (row: TupleNode, other: unknown): ExprNode => {
  const items: Readonly<Record<string, unknown>> =
    isExprNode(other) && other._tag === "Tuple"
      ? Object.fromEntries(other.keys.map((key, i) => [key, other.items[i]]))
      : { ...(other as object) }
  return tupleNode(
    row.type,
    row.keys,
    row.keys.map((key, i) => operand(row.items[i]!.type, items[key], row.items[i]!)),
  )
}
