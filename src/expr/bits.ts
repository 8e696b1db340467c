import { binaryNode, type BinaryOperator, callNode, castNode, type ExprNode, unaryNode, valueNode } from "../core/expr-node.js"
import type { AbsentOf, Expr, NeedsOf, NullOf } from "../core/expr.js"
import { dual, operand, textSpec, wholeSpec } from "./arguments.js"
import type { Arithmetic, Function1, Given, SameType } from "./signatures.js"

type Whole = number | bigint

const isWhole = (e: ExprNode): boolean => e.type.family === "integer" || e.type.family === "bigint"

/** A fraction is rounded first, as a cast does it. */
const whole = (e: ExprNode): ExprNode => (isWhole(e) ? e : castNode(wholeSpec, e))

const bitwise = (make: (a: ExprNode, b: ExprNode, bits: ExprNode["type"]) => ExprNode): never =>
  dual((a: ExprNode, b: unknown) => {
    const [x, y] = [whole(a), whole(operand(a.type, b))]
    return make(x, y, x.type.family === "bigint" ? x.type : y.type.family === "bigint" ? y.type : wholeSpec)
  })

const operator = (op: BinaryOperator): never => bitwise((a, b, type) => binaryNode(type, op, a, b))

/**
 * The bits that both have, of integers of 64 bits with a sign.
 *
 * The SQL: `a & b`, in MySQL cast to a number with a sign.
 *
 * @example
 * ```ts
 * import { bitAnd, from, integer, neq, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Role = table("role", { rights: integer })
 * toSql(dialect)(pipe(from(Role), where(neq(bitAnd(Role.rights, 4), 0))))
 * // => `select "role"."rights" from "role" where "role"."rights" & 4 <> 0`
 * ```
 *
 * @since 0.1.0
 */
export const bitAnd: Arithmetic<never, Whole> = operator("&")

/** The bits that one of them has, or both. The SQL: `a | b`. @since 0.1.0 */
export const bitOr: Arithmetic<never, Whole> = operator("|")

/** The bits that just one of them has. The SQL: `a # b`, in MySQL `a ^ b`. @since 0.1.0 */
export const bitXor: Arithmetic<never, Whole> = bitwise((a, b, type) => callNode(type, "bitXor", [a, b], "strict"))

/** The bits that it does not have: `-a - 1`. The SQL: `~a`. @since 0.1.0 */
export const bitNot: SameType<Whole> = ((e: ExprNode) => {
  const x = whole(e)
  return unaryNode(x.type.family === "bigint" ? x.type : wholeSpec, "~", x)
}) as never

interface Shift {
  <A extends Whole | null, R, N, const B extends Given<number>>(
    a: Expr<A, R, N>,
    count: B,
  ): Expr<Exclude<A, null> | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>
  <const B extends Given<number>>(
    count: B,
  ): <A extends Whole | null, R, N>(
    a: Expr<A, R, N>,
  ) => Expr<Exclude<A, null> | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>
}

/** The count modulo 64, which is what processors take of it. */
const places = (count: unknown): ExprNode =>
  typeof count === "number" && Number.isSafeInteger(count)
    ? valueNode(wholeSpec, ((count % 64) + 64) % 64)
    : binaryNode(wholeSpec, "&", whole(operand(wholeSpec, count)), valueNode(wholeSpec, 63))

const shift = (op: BinaryOperator): Shift =>
  dual((a: ExprNode, count: unknown) => {
    const x = whole(a)
    return binaryNode(x.type.family === "bigint" ? x.type : wholeSpec, op, x, places(count))
  })

/**
 * The bits so many places to the left, modulo 64: what leaves the 64 bits is lost.
 *
 * The SQL: `a << b`.
 *
 * @since 0.1.0
 */
export const shiftLeft: Shift = shift("<<")

/** The bits so many places to the right, modulo 64: the sign stays. The SQL: `a >> b`. @since 0.1.0 */
export const shiftRight: Shift = shift(">>")

/** In hexadecimal digits in lower case; of a negative number its 64 bits. The SQL: `to_hex(a)`. @since 0.1.0 */
export const toHex: Function1<Whole, string> = ((e: ExprNode) => callNode(textSpec, "toHex", [whole(e)], "strict")) as never
