import { queryNode } from "../core/erase.js"
import type { AnyExpr, Expr, Needs } from "../core/expr.js"
import {
  type BinaryOperator,
  castNode,
  type ExprNode,
  isExprNode,
  quantifiedNode,
  quantifiedQueryNode,
  type Quantifier,
} from "../core/expr-node.js"
import type { QueryNode } from "../core/query-node.js"
import type { AnyQuery, CheckGroup, Free, Query } from "../core/query-types.js"
import { arrayValue } from "./array-type.js"
import type { AnyArray, ElementOf } from "./array-signatures.js"
import { booleanSpec } from "./arguments.js"
import type { CheckColumn, OneColumn } from "./membership.js"

declare const QuantifiedTypes: unique symbol
const QuantifiedId: unique symbol = Symbol.for("fulmar/Quantified")

/**
 * Any or all elements of an array, or values that a query gives: what a comparison may have at its right. It is no
 * expression. `A` are the elements, `R` and `N` as of an `Expr`.
 *
 * @since 0.1.0
 */
export interface Quantified<out A, out R = never, out N = never> {
  readonly [QuantifiedTypes]: { readonly A: () => A; readonly R: () => R; readonly N: () => N }
}

interface Node {
  readonly [QuantifiedId]: Quantifier
  readonly of: ExprNode | QueryNode | ReadonlyArray<unknown>
}

export const isQuantified = (u: unknown): u is Node => {
  try {
    return typeof u === "object" && u !== null && QuantifiedId in u
  } catch {
    // the traps of a hostile value
    return false
  }
}

const isList = (of: Node["of"]): of is ReadonlyArray<unknown> => Array.isArray(of)

/** Between the parentheses of ANY a query gives rows, not an array. */
const asArray = (e: ExprNode): ExprNode => (e._tag === "Scalar" || e._tag === "Raw" ? castNode(e.type, e) : e)

/** The comparison of an expression with what is quantified. */
export const quantify = (op: BinaryOperator, e: ExprNode, { [QuantifiedId]: quantifier, of }: Node): ExprNode =>
  isList(of)
    ? quantifiedNode(booleanSpec, op, e, quantifier, arrayValue(e.type, of))
    : isExprNode(of)
      ? quantifiedNode(booleanSpec, op, e, quantifier, asArray(of))
      : quantifiedQueryNode(booleanSpec, op, e, quantifier, of)

export interface Quantify {
  <A extends AnyArray, R, N>(array: Expr<A, R, N>): Quantified<ElementOf<A> | Extract<A, null>, R | Needs<"arrays">, N>
  <const E>(items: ReadonlyArray<E>): Quantified<E, Needs<"arrays">, never>
  <S, U, O, F, G>(
    query: Query<"select" | "compound", S, U, O, F, G> & CheckGroup<S, O, G, F> & CheckColumn<O>,
  ): Quantified<OneColumn<O, S, U>, Free<F, S> | Needs<"quantified">, never>
}

const quantified = (quantifier: Quantifier): Quantify =>
  ((of: AnyExpr | ReadonlyArray<unknown> | AnyQuery): Node =>
    Object.freeze({
      [QuantifiedId]: quantifier,
      of: Array.isArray(of) ? Object.freeze([...of]) : isExprNode(of) ? of : queryNode(of as AnyQuery),
    })) as never

/**
 * Any element of an array, any of a list of values, or any value that a query gives, at the right of a comparison: is it
 * true of one of them? Of none: false. NULL if it is true of none and one of them is NULL.
 *
 * A list of values is sent as one parameter, an array of the type that it is compared with, however long it is. Needs a
 * database that has arrays, or, of a query, one that has ANY; `isIn` and `inQuery` need neither.
 *
 * The SQL: `a = any ("tags")`, `a = any ($1)`, `a = any (select …)`.
 *
 * @example
 * ```ts
 * import { anyOf, eq, from, integer, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), where(eq(Cake.id, anyOf([1, 2, 3])))))
 * // => `select "cake"."id" from "cake" where "cake"."id" = any ('{1,2,3}'::int4[])`
 * ```
 *
 * @since 0.1.0
 */
export const anyOf: Quantify = quantified("any")

/**
 * All elements of an array, of a list of values, or all values that a query gives, at the right of a comparison: is it true
 * of every one? Of none: true. NULL if it is false of none and one of them is NULL. Needs what {@link anyOf} needs.
 *
 * The SQL: `a > all ("limits")`, `a > all ($1)`, `a > all (select …)`.
 *
 * @example
 * ```ts
 * import { allOf, from, gt, integer, select, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/mysql"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, price: integer })
 * const Tart = table("tart", { price: integer })
 * toSql(dialect)(pipe(from(Cake), where(gt(Cake.price, allOf(pipe(from(Tart), select(Tart.price))))), select(Cake.id)))
 * // => "select `cake`.`id` from `cake` where `cake`.`price` > all (select `tart`.`price` from `tart`)"
 * ```
 *
 * @since 0.1.0
 */
export const allOf: Quantify = quantified("all")
