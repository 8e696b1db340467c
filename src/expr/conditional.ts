import type { AbsentOf, Expr, NeedsOf, Operand, ValueOf } from "../core/expr.js"
import { callNode, caseNode, type ExprNode } from "../core/expr-node.js"
import { argument, numberOperand, operand } from "./arguments.js"
import { common } from "./arithmetic.js"
import type { TypeSpec } from "../core/sql-type.js"

type Condition = Expr<boolean | null, unknown, unknown>

type Widen<A> = A extends string ? string : A extends boolean ? boolean : A extends number ? number : A
type ResultOf<B> = B extends Expr<infer A, unknown, unknown> ? A : Widen<B>

/** The first operand that has a type of its own decides; numbers widen. */
const commonOf = (values: ReadonlyArray<unknown>): TypeSpec => {
  const specs = values
    .filter((v) => v !== null && v !== undefined)
    .map((v) => argument(v).type)
  return specs.length === 0 ? argument(null).type : specs.reduce(common)
}

/** Where nothing is said for the rest it is NULL, of the type of the branches; of NULL itself MySQL makes bytes. */
const rest = (type: TypeSpec, otherwise: unknown): ExprNode | null =>
  otherwise === null ? null : numberOperand(type, otherwise)

/**
 * The value beside the first condition that is true, or else the last argument.
 *
 * The SQL: `case when a then 1 when b then 2 else 3 end`.
 *
 * @example
 * ```ts
 * import { caseWhen, from, gt, integer, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { price: integer })
 * const size = caseWhen([[gt(Cake.price, 100), "big"], [gt(Cake.price, 10), "middling"]], "small")
 * toSql(dialect)(pipe(from(Cake), select({ size })))
 * // => `select case when "cake"."price" > 100 then 'big' when "cake"."price" > 10 then 'middling' else 'small' end as "size" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const caseWhen = <const B extends ReadonlyArray<readonly [Condition, unknown]>, const D>(
  branches: B,
  otherwise: D,
): Expr<
  ResultOf<B[number][1]> | ResultOf<D>,
  NeedsOf<B[number][0]> | NeedsOf<B[number][1]> | NeedsOf<D>,
  AbsentOf<B[number][1]> | AbsentOf<D>
> => {
  const type = commonOf([...branches.map(([, then]) => then), otherwise])
  const value = (x: unknown): ExprNode => numberOperand(type, x)
  return caseNode(
    type,
    branches.map(([when, then]) => ({ when: when as unknown as ExprNode, then: value(then) })),
    rest(type, otherwise),
  ) as never
}

/**
 * The result beside the first value that the expression is equal to, or else the last argument: NULL is equal to none.
 *
 * The SQL: `case a when 1 then 'one' when 2 then 'two' else 'many' end`.
 *
 * @example
 * ```ts
 * import { caseOf, from, integer, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { layers: integer })
 * const size = caseOf(Cake.layers, [[1, "flat"], [2, "middling"]], "tall")
 * toSql(dialect)(pipe(from(Cake), select({ size })))
 * // => `select case "cake"."layers" when 1 then 'flat' when 2 then 'middling' else 'tall' end as "size" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const caseOf = <A, R, N, const B extends ReadonlyArray<readonly [Exclude<Operand<A>, null>, unknown]>, const D>(
  expr: Expr<A, R, N>,
  branches: B,
  otherwise: D,
): Expr<
  ResultOf<B[number][1]> | ResultOf<D>,
  R | NeedsOf<B[number][0]> | NeedsOf<B[number][1]> | NeedsOf<D>,
  AbsentOf<B[number][1]> | AbsentOf<D>
> => {
  const e = expr as unknown as ExprNode
  const type = commonOf([...branches.map(([, then]) => then), otherwise])
  const value = (x: unknown): ExprNode => numberOperand(type, x)
  return caseNode(
    type,
    branches.map(([when, then]) => ({ when: operand(e.type, when, e), then: value(then) })),
    rest(type, otherwise),
    e,
  ) as never
}

/** An operand that is certainly not NULL. */
type Solid<B> = [null extends ValueOf<B> ? true : [AbsentOf<B>] extends [never] ? false : true] extends [false] ? true : false
type AnySolid<B extends ReadonlyArray<unknown>> = true extends { [I in keyof B]: Solid<B[I]> }[number] ? true : false
/** A value beside the first expression has its type. */
type TypedBy<B> = B extends Expr<infer A, unknown, unknown> ? A : never
type AllNullable<B> = B extends unknown ? (null extends ValueOf<B> ? true : false) : never

/** NULL only when all of them may be. */
type CoalesceValue<B extends ReadonlyArray<unknown>> =
  | Exclude<TypedBy<B[number]>, null>
  | (AnySolid<B> extends true ? never : false extends AllNullable<B[number]> ? never : null)
/** Any operand that is not NULL by itself makes it NULL at most where its own tables are absent; the last one speaks. */
type CoalesceAbsent<B extends ReadonlyArray<unknown>> = AnySolid<B> extends true ? never : AbsentOfLast<B>
type AbsentOfLast<B extends ReadonlyArray<unknown>> = B extends readonly [...infer H, infer L]
  ? null extends ValueOf<L>
    ? AbsentOfLast<H>
    : AbsentOf<L>
  : AbsentOf<B[number]>

/**
 * The first of the values that is not NULL. It is NULL only if all are.
 *
 * The SQL: `coalesce(a, b, c)`.
 *
 * @example
 * ```ts
 * import { coalesce, from, integer, nullable, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Fruit = table("fruit", { cakeId: integer.pipe(nullable) })
 * toSql(dialect)(pipe(from(Fruit), select({ cake: coalesce(Fruit.cakeId, 0) })))
 * // => `select coalesce("fruit"."cakeId", 0) as "cake" from "fruit"`
 * ```
 *
 * @since 0.1.0
 */
export const coalesce = <A, R, N, const B extends readonly [Operand<A>, ...ReadonlyArray<Operand<A>>]>(
  first: Expr<A, R, N>,
  ...rest: B
): Expr<
  CoalesceValue<[Expr<A, R, N>, ...B]>,
  R | NeedsOf<B[number]>,
  CoalesceAbsent<[Expr<A, R, N>, ...B]>
> => {
  const e = first as unknown as ExprNode
  const args = [e, ...rest.map((x) => operand(e.type, x))]
  const type = args.map((x) => x.type).reduce(common)
  return callNode(type, "coalesce", args, "coalesce") as never
}

/** NULL if the two are equal, else the first. The SQL: `nullif(a, b)`. @since 0.1.0 */
export const nullif = <A, R, N, const B extends Operand<A>>(
  expr: Expr<A, R, N>,
  other: B,
): Expr<A | null, R | NeedsOf<B>, N> => {
  const e = expr as unknown as ExprNode
  return callNode(e.type, "nullif", [e, operand(e.type, other)], "always") as never
}
