import { callNode, type ExprNode } from "../core/expr-node.js"
import type { Expr } from "../core/expr.js"
import { argument, doubleSpec, dual, numberOperand } from "./arguments.js"
import { mul } from "./arithmetic.js"
import type { Function1, Function2 } from "./signatures.js"

const ofAny = (name: string): Function1<number, number> =>
  ((e: ExprNode) => callNode(doubleSpec, name, [e], "strict")) as never

const ofSome = (name: string): Function1<number, number | null> =>
  ((e: ExprNode) => callNode(doubleSpec, name, [e], "always")) as never

/** The circumference of a circle of diameter 1. The SQL: the number. @since 0.1.0 */
export const pi: Expr<number, never, never> = argument(Math.PI) as never

/** The sine of an angle in radians. The SQL: `sin(a)`. @since 0.1.0 */
export const sin: Function1<number, number> = ofAny("sin")

/** The cosine of an angle in radians. The SQL: `cos(a)`. @since 0.1.0 */
export const cos: Function1<number, number> = ofAny("cos")

/** The tangent of an angle in radians. The SQL: `tan(a)`. @since 0.1.0 */
export const tan: Function1<number, number> = ofAny("tan")

/** The angle of a sine; of what is beyond -1 and 1 NULL. The SQL: `asin(a)`. @since 0.1.0 */
export const asin: Function1<number, number | null> = ofSome("asin")

/** The angle of a cosine; of what is beyond -1 and 1 NULL. The SQL: `acos(a)`. @since 0.1.0 */
export const acos: Function1<number, number | null> = ofSome("acos")

/** The angle of a tangent. The SQL: `atan(a)`. @since 0.1.0 */
export const atan: Function1<number, number> = ofAny("atan")

/** The angle of the point of a height and a width, from -π to π. The SQL: `atan2(y, x)`. @since 0.1.0 */
export const atan2: Function2<number, number, number> = dual((y: ExprNode, x: unknown) =>
  callNode(doubleSpec, "atan2", [y, numberOperand(y.type, x)], "strict"),
)

const times = (factor: number): Function1<number, number> => mul(argument(factor) as never) as never

/** Radians as degrees. The SQL: `a * 57.29577951308232`. @since 0.1.0 */
export const degrees: Function1<number, number> = times(180 / Math.PI)

/** Degrees as radians. The SQL: `a * 0.017453292519943295`. @since 0.1.0 */
export const radians: Function1<number, number> = times(Math.PI / 180)
