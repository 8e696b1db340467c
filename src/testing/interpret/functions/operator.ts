import { BigDecimal } from "effect"
import type { BinaryOperator, UnaryOperator } from "../../../core/expr-node.js"
import type { TypeSpec } from "../../../core/sql-type.js"
import type { Types, Value } from "../meaning.js"
import { type AnyNumber, compareNumbers, decimalOf, finite, floatOf, wholeAs, wholeOf } from "./number.js"
import { compareValues } from "./order.js"
import { quotient, remainder } from "./quotient.js"

type Two = (a: never, b: never) => Value

const isZero = (x: AnyNumber): boolean => compareNumbers(x, 0) === 0

/** Whole numbers stay whole, of decimals every digit is kept, and by 0 is NULL. */
const arithmetic = (op: "+" | "-" | "*" | "/" | "%", type: TypeSpec): Two => {
  switch (type.family) {
    case "decimal":
      return (x: AnyNumber, y: AnyNumber) => decimals(op, decimalOf(x), decimalOf(y))
    case "float":
      return (x: AnyNumber, y: AnyNumber) => floats(op, floatOf(x), floatOf(y))
    default:
      return (x: AnyNumber, y: AnyNumber) => (op === "/" || op === "%") && isZero(y) ? null : wholeAs(type, wholes(op, wholeOf(x), wholeOf(y)))
  }
}

const wholes = (op: "+" | "-" | "*" | "/" | "%", a: bigint, b: bigint): bigint => {
  switch (op) {
    case "+":
      return a + b
    case "-":
      return a - b
    case "*":
      return a * b
    case "/":
      return a / b
    case "%":
      return a % b
  }
}

const floats = (op: "+" | "-" | "*" | "/" | "%", a: number, b: number): number | null => {
  switch (op) {
    case "+":
      return finite(a + b, a, b)
    case "-":
      return finite(a - b, a, b)
    case "*":
      return finite(a * b, a, b)
    case "/":
      return b === 0 ? null : finite(a / b, a, b)
    case "%":
      // by the digits as they are written: 0.3 % 0.1 is 0
      return b === 0 ? null : Number.isFinite(a) && Number.isFinite(b) ? floatOf(remainder(decimalOf(a), decimalOf(b))) : a % b
  }
}

const decimals = (op: "+" | "-" | "*" | "/" | "%", a: BigDecimal.BigDecimal, b: BigDecimal.BigDecimal): BigDecimal.BigDecimal | null => {
  switch (op) {
    case "+":
      return BigDecimal.sum(a, b)
    case "-":
      return BigDecimal.subtract(a, b)
    case "*":
      return BigDecimal.multiply(a, b)
    case "/":
      return isZero(b) ? null : quotient(a, b)
    case "%":
      return isZero(b) ? null : remainder(a, b)
  }
}

/** Of 64 bits with a sign. */
const bits = (op: "&" | "|" | "<<" | ">>", a: bigint, b: bigint): bigint => {
  switch (op) {
    case "&":
      return a & b
    case "|":
      return a | b
    case "<<":
      return BigInt.asIntN(64, a << BigInt.asUintN(6, b))
    case ">>":
      return a >> BigInt.asUintN(6, b)
  }
}

const strict =
  (two: Two) =>
  (a: unknown, b: unknown): Value =>
    a === null || b === null ? null : two(a as never, b as never)

/** What an operator makes of two values, of which either may be NULL. */
export const binary = (op: BinaryOperator, types: Types): ((a: unknown, b: unknown) => Value) => {
  const compare = compareValues(types.args[0]!)
  const isDistinct = (a: unknown, b: unknown): boolean => (a === null || b === null ? a !== b : compare(a, b) !== 0)
  switch (op) {
    case "=":
      return strict((a, b) => compare(a, b) === 0)
    case "<>":
      return strict((a, b) => compare(a, b) !== 0)
    case "<":
      return strict((a, b) => compare(a, b) < 0)
    case "<=":
      return strict((a, b) => compare(a, b) <= 0)
    case ">":
      return strict((a, b) => compare(a, b) > 0)
    case ">=":
      return strict((a, b) => compare(a, b) >= 0)
    case "is distinct from":
      return isDistinct
    case "is not distinct from":
      return (a, b) => !isDistinct(a, b)
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return strict(arithmetic(op, types.result))
    case "&":
    case "|":
    case "<<":
    case ">>":
      return strict((a: AnyNumber, b: AnyNumber) => wholeAs(types.result, bits(op, wholeOf(a), wholeOf(b))))
    case "||":
      return strict((a: string, b: string) => a + b)
  }
}

const negated = (type: TypeSpec, x: AnyNumber): Value =>
  BigDecimal.isBigDecimal(x) ? BigDecimal.negate(x) : type.family === "float" ? -Number(x) : wholeAs(type, -wholeOf(x))

/** What an operator makes of one value, which may be NULL. */
export const unary = (op: UnaryOperator, type: TypeSpec): ((a: unknown) => Value) => {
  const of = (a: boolean | AnyNumber): Value => {
    switch (op) {
      case "not":
        return a !== true
      case "-":
        return negated(type, a as AnyNumber)
      case "~":
        return wholeAs(type, ~wholeOf(a as AnyNumber))
    }
  }
  return (a) => (a === null ? null : of(a as never))
}
