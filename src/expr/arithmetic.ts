import { binaryNode, type BinaryOperator, callNode, type ExprNode, unaryNode, valueNode } from "../core/expr-node.js"
import type { AbsentOf, Expr, NeedsOf, Operand } from "../core/expr.js"
import type { TypeSpec } from "../core/sql-type.js"
import { doubleSpec, dual, numberOperand, wholeSpec } from "./arguments.js"
import type { Arithmetic, Comparable, Function1, Numeric, SameType } from "./signatures.js"
import { decimal } from "../codec/decimal.js"

const exact: TypeSpec = decimal().spec.type

/** The type that arithmetic of two types gives: the wider one. */
export const wider = (a: TypeSpec, b: TypeSpec): TypeSpec =>
  a.family === "decimal" || b.family === "decimal"
    ? exact
    : a.family === "integer"
      ? b.family === "integer"
        ? wholeSpec
        : b
      : a

/** Do they say the same of the same numbers, though each was made by a call of its own? */
const areEqual = (a: TypeSpec, b: TypeSpec): boolean =>
  a === b || (a.family === "decimal" && b.family === "decimal" && a.codec.name === b.codec.name && a.args.join() === b.args.join())

/** The type of what may be a value of either. */
export const common = (a: TypeSpec, b: TypeSpec): TypeSpec => (areEqual(a, b) ? a : wider(a, b))

const arithmetic = (op: BinaryOperator): never =>
  dual((a: ExprNode, b: unknown) => {
    // A value may have more digits than the column beside it: a price of two places times a rate of three.
    const other = numberOperand(a.type.family === "decimal" ? exact : a.type, b)
    return binaryNode(wider(a.type, other.type), op, a, other)
  })

/**
 * The sum.
 *
 * The SQL: `a + b`.
 *
 * @example
 * ```ts
 * import { add, from, integer, mul, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { price: integer })
 * toSql(dialect)(pipe(from(Cake), select({ x: mul(add(Cake.price, 1), 2) })))
 * // => `select ("cake"."price" + 1) * 2 as "x" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const add: Arithmetic = arithmetic("+")

/** The difference. The SQL: `a - b`. @since 0.1.0 */
export const sub: Arithmetic = arithmetic("-")

/** The product. The SQL: `a * b`. @since 0.1.0 */
export const mul: Arithmetic = arithmetic("*")

/**
 * The quotient; of two whole numbers the whole part, towards zero. Division by zero is NULL on every database. Of
 * decimals it is exact where it ends soon enough, else rounded as the database does it: on SQLite to 20 digits or more.
 *
 * The SQL: `a / b`, with `nullif(b, 0)` where the database would refuse.
 *
 * @since 0.1.0
 */
export const div: Arithmetic<null> = arithmetic("/")

/** The remainder, with the sign of the first; by zero NULL. The SQL: `a % b`. @since 0.1.0 */
export const mod: Arithmetic<null> = arithmetic("%")

/** The same with the other sign. The SQL: `-a`. @since 0.1.0 */
export const neg: SameType<Numeric> = ((e: ExprNode) =>
  unaryNode(e.type.family === "integer" ? wholeSpec : e.type, "-", e)) as never

const sameType = (name: string): SameType<Numeric> =>
  ((e: ExprNode) => callNode(e.type.family === "integer" ? wholeSpec : e.type, name, [e], "strict")) as never

/** Without its sign. The SQL: `abs(a)`. @since 0.1.0 */
export const abs: SameType<Numeric> = sameType("abs")

/** A number that may have a fraction; what rounds it keeps decimals exact. */
type Fractional = Exclude<Numeric, bigint>
type Rounded<A> = A extends number ? number : A
type Rounding = <A extends Fractional | null, R, N>(expr: Expr<A, R, N>) => Expr<Rounded<A>, R, N>

const rounding = (name: string): Rounding =>
  ((e: ExprNode) => callNode(e.type.family === "decimal" ? exact : doubleSpec, name, [e], "strict")) as never

/** The next whole number towards infinity. The SQL: `ceil(a)`. @since 0.1.0 */
export const ceil: Rounding = rounding("ceil")

/** The next whole number towards minus infinity. The SQL: `floor(a)`. @since 0.1.0 */
export const floor: Rounding = rounding("floor")

type RoundTo = <A extends Fractional | null, R, N>(expr: Expr<A, R, N>, places?: number) => Expr<Rounded<A>, R, N>

const toPlaces = (name: string): RoundTo =>
  ((e: ExprNode, places?: number) =>
    callNode(
      e.type.family === "decimal" ? exact : doubleSpec,
      places === undefined ? name : `${name}To`,
      places === undefined ? [e] : [e, valueNode(wholeSpec, places)],
      "strict",
    )) as never

/**
 * The nearest number of so many decimal places, of none if not given; halves go away from zero.
 *
 * The SQL: `round(a)`, `round(a, 2)`.
 *
 * @since 0.1.0
 */
export const round: RoundTo = toPlaces("round")

/**
 * Without the digits beyond so many decimal places, of which there are none if not given: towards zero.
 *
 * The SQL: `trunc(a)`, `trunc(a, 2)`.
 *
 * @since 0.1.0
 */
export const trunc: RoundTo = toPlaces("trunc")

/** The square root; of a negative number NULL. The SQL: `sqrt(a)`. @since 0.1.0 */
export const sqrt: Function1<number, number | null> = ((e: ExprNode) =>
  callNode(doubleSpec, "sqrt", [e], "always")) as never

/** -1, 0 or 1. The SQL: `sign(a)`. @since 0.1.0 */
export const sign: Function1<Numeric, number> = ((e: ExprNode) => callNode(wholeSpec, "sign", [e], "strict")) as never

interface Power {
  <A extends number | null, R, N, B extends Operand<A>>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<number | null, R | NeedsOf<B>, N | AbsentOf<B>>
  <B>(
    b: B,
  ): <A extends number | null, R, N>(
    a: Expr<A, R, N> & Comparable<A, B>,
  ) => Expr<number | null, R | NeedsOf<B>, N | AbsentOf<B>>
}

/**
 * The power; NULL of 0 to less than 0, and of less than 0 to a fraction. Of decimals and bigints there is none: it would not
 * be exact.
 *
 * The SQL: `power(a, b)`.
 *
 * @since 0.1.0
 */
export const power: Power = dual((a: ExprNode, b: unknown) =>
  callNode(doubleSpec, "power", [a, numberOperand(a.type, b)], "always"),
)
