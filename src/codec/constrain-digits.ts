import { BigDecimal } from "effect"
import type { Constraint } from "../core/column-spec.js"
import { binaryNode, callNode, type ExprNode, valueNode } from "../core/expr-node.js"
import { boolean } from "./boolean.js"
import { limitNode, limitText, type NumberLike, toDecimal } from "./constrain-order.js"
import { decimalDigits, numeric } from "./decimal.js"
import { integer } from "./integer.js"

const isMultiple = (value: NumberLike, of: BigDecimal.BigDecimal): boolean => {
  const n = toDecimal(value)
  return n !== null && BigDecimal.isZero(BigDecimal.remainderUnsafe(n, of))
}

/** A whole multiple of a number, by decimal arithmetic: 0.3 is a multiple of 0.1. */
export const multiple = (of: NumberLike, check: boolean): Constraint => {
  const divisor = toDecimal(of)
  if (divisor === null || BigDecimal.isZero(divisor)) throw new RangeError(`nothing is a multiple of ${limitText(of)}`)
  return {
    name: "multipleOf",
    of,
    expected: `a multiple of ${limitText(of)}`,
    limit: of,
    test: (value: NumberLike) => isMultiple(value, divisor),
    sql: check
      ? (column) =>
          binaryNode(
            boolean.spec.type,
            "=",
            binaryNode(column.type, "%", column, limitNode(of, column)),
            valueNode(integer.spec.type, 0),
          )
      : null,
  }
}

const digitsOf = (value: NumberLike): { readonly whole: number; readonly places: number } => {
  const n = toDecimal(value)
  return n === null ? { whole: Infinity, places: Infinity } : decimalDigits(n)
}

const plural = (n: number, noun: string): string => `at most ${n} ${noun}${n === 1 ? "" : "s"}`

/** The digits before and after the point together, of a number written without needless zeros. */
export const digitsAtMost = (limit: number, check: boolean): Constraint => ({
  name: "maxDigits",
  of: limit,
  expected: plural(limit, "digit"),
  test: (value: NumberLike) => {
    const { whole, places } = digitsOf(value)
    return whole + places <= limit
  },
  sql: check
    ? (column) =>
        binaryNode(
          boolean.spec.type,
          "<",
          callNode(column.type, "abs", [column], "strict"),
          valueNode(numeric().spec.type, BigDecimal.make(10n ** BigInt(limit), 0)),
        )
    : null,
})

const rounded = (column: ExprNode, places: number): ExprNode =>
  callNode(column.type, "roundTo", [column, valueNode(integer.spec.type, places)], "strict")

/** The digits after the point. */
export const placesAtMost = (limit: number, check: boolean): Constraint => ({
  name: "decimalPlaces",
  of: limit,
  expected: plural(limit, "decimal place"),
  test: (value: NumberLike) => digitsOf(value).places <= limit,
  sql: check ? (column) => binaryNode(boolean.spec.type, "=", column, rounded(column, limit)) : null,
})
