import * as BigDecimal from "effect/BigDecimal"
import * as Option from "effect/Option"
import * as t from "io-ts"
import { bigint } from "../codec/bigint.js"
import { boolean } from "../codec/boolean.js"
import { bytes } from "../codec/bytes.js"
import { decimal } from "../codec/decimal.js"
import { double } from "../codec/float.js"
import { text } from "../codec/text.js"
import { timestamptz } from "../codec/timestamptz.js"
import { unknownType } from "../codec/unknown.js"
import { binaryNode, caseNode, castNode, type ExprNode, isExprNode, valueNode } from "../core/expr-node.js"
import type { TypeSpec, Wire } from "../core/sql-type.js"

export const booleanSpec: TypeSpec = boolean.spec.type
export const textSpec: TypeSpec = text.spec.type
export const doubleSpec: TypeSpec = double.spec.type

const isWhole = (u: unknown): u is number => typeof u === "number" && Number.isSafeInteger(u)
const wholeOf = (u: unknown): number => (typeof u === "bigint" || typeof u === "string" ? Number(u) : (u as number))

/** A whole number that arithmetic made: beyond 32 bits, but not beyond what a JavaScript number holds exactly. */
export const wholeSpec: TypeSpec = Object.freeze({
  name: "bigint",
  family: "integer",
  args: [],
  element: null,
  codec: new t.Type<number, Wire, unknown>(
    "a whole number within ±(2^53 − 1)",
    isWhole,
    (u, c) => {
      const wire = typeof u === "string" && !/^(?!-0+$)-?\d+$/.test(u) ? Number.NaN : wholeOf(u)
      return isWhole(wire) ? t.success(wire) : t.failure(u, c)
    },
    (n) => n + 0,
  ),
  inline: { accepts: (v: string) => `Number.isSafeInteger(${v})`, decoded: (v: string) => v },
})

/** A type of fewer values, for arguments that are always given as values. */
export const narrowed = (spec: TypeSpec, name: string, fits: (u: unknown) => boolean): TypeSpec => {
  const { codec } = spec
  return Object.freeze({
    ...spec,
    codec: new t.Type<unknown, Wire, unknown>(
      name,
      (u): u is unknown => codec.is(u) && fits(u),
      (u, c) => codec.validate(u, c),
      (u) => codec.encode(u),
    ),
    inline: null,
  })
}

/** A whole number that a function counts with. */
export const countSpec: TypeSpec = narrowed(wholeSpec, "a whole number, 0 or more", (n) => (n as number) >= 0)
export const placeSpec: TypeSpec = narrowed(wholeSpec, "a whole number, 1 or more", (n) => (n as number) >= 1)

/** The type of a value that stands by itself. */
export const typeOfValue = (value: unknown): TypeSpec => {
  switch (typeof value) {
    case "boolean":
      return booleanSpec
    case "string":
      return textSpec
    case "bigint":
      return bigint.spec.type
    case "number":
      return Number.isSafeInteger(value) ? wholeSpec : doubleSpec
    default:
      return value instanceof Date
        ? timestamptz.spec.type
        : value instanceof Uint8Array
          ? bytes.spec.type
          : BigDecimal.isBigDecimal(value)
            ? decimal().spec.type
            : unknownType.spec.type
  }
}

/** The number as a decimal, digit by digit as it is written. */
const decimalOf = (value: unknown): unknown =>
  typeof value === "bigint" || (typeof value === "number" && Number.isFinite(value))
    ? BigDecimal.fromStringUnsafe(String(value))
    : value

/** The type of a value beside one of a type: one that its column could not hold may still be compared with it. */
const typeBeside = (type: TypeSpec, value: unknown): TypeSpec => {
  switch (type.family) {
    case "decimal":
      return type.args.length > 0 && BigDecimal.isBigDecimal(value) && !type.codec.is(value) ? decimal().spec.type : type
    case "integer":
      return typeof value === "number" && Number.isFinite(value) && !type.codec.is(value) ? typeOfValue(value) : type
    default:
      return type
  }
}

/** An operand: an expression as it is, a value as a parameter of the type of what it is used with. */
export const operand = (type: TypeSpec, value: unknown, beside: ExprNode | null = null): ExprNode => {
  if (isExprNode(value)) {
    return value
  }
  const bare = Option.isOption(value) ? Option.getOrNull(value) : value
  const plain = type.family === "decimal" ? decimalOf(bare) : bare
  const column = beside?._tag === "Column" ? `column "${beside.key}" of table "${beside.table}"` : null
  return valueNode(typeBeside(type, plain), plain, column)
}

/** An operand that stands by itself. */
export const argument = (value: unknown): ExprNode => (isExprNode(value) ? value : operand(typeOfValue(value), value))

/** An operand of arithmetic: a fraction beside a whole number stays a fraction. */
export const numberOperand = (type: TypeSpec, value: unknown): ExprNode =>
  typeof value === "number" && type.family === "integer" ? valueNode(typeOfValue(value), value) : operand(type, value)

/** A function of two arguments that may also be given the second first, for `pipe`. */
export const dual =
  (body: (a: never, b: never) => ExprNode): never =>
    function (a: unknown, b: unknown) {
      return arguments.length >= 2 ? body(a as never, b as never) : (self: unknown) => body(self as never, a as never)
    } as never

/** A text; of what is kept as something else, as enumerations are, its text. */
export const textOperand = (value: unknown): ExprNode => {
  const e = operand(textSpec, value)
  return e.type.family === "text" ? e : castNode(textSpec, e)
}

const mostCharacters = 2 ** 31 - 1

/** So many characters, none if it is less than that; no text has more than 32 bits can count. */
export const countOperand = (value: unknown): ExprNode => {
  if (typeof value === "number") {
    return valueNode(wholeSpec, Math.min(Math.max(value, 0), mostCharacters))
  }
  const e = operand(wholeSpec, value)
  const none = valueNode(wholeSpec, 0)
  return caseNode(wholeSpec, [{ when: binaryNode(booleanSpec, "<", e, none), then: none }], e)
}
