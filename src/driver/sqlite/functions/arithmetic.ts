import { BigDecimal } from "effect"
import { decimalText, shown, type SqlValue, toCount, toDecimal } from "./argument.js"
import { quotient } from "./quotient.js"
import { rounded } from "./rounding.js"
import { decimalDigits } from "../../../codec/decimal.js"

type Operation = (a: BigDecimal.BigDecimal, b: BigDecimal.BigDecimal) => BigDecimal.BigDecimal | null

/** NULL of NULL, else the exact result without needless zeros. */
const binary =
  (use: string, operation: Operation) =>
  (a: SqlValue = null, b: SqlValue = null): SqlValue => {
    if (a === null || b === null) return null
    const result = operation(toDecimal(a, use), toDecimal(b, use))
    return result === null ? null : decimalText(result)
  }

const remainder: Operation = (a, b) => {
  if (b.value === 0n) return null
  const scale = Math.max(a.scale, b.scale)
  return BigDecimal.make(BigDecimal.scale(a, scale).value % BigDecimal.scale(b, scale).value, scale)
}

const exactRemainder = binary("a remainder", remainder)

const infinite = (x: SqlValue): x is number => x === Infinity || x === -Infinity

/** REAL may be infinite: nothing is left of an infinity, and all of a number that is divided by one. */
const mod = (a: SqlValue = null, b: SqlValue = null): SqlValue =>
  infinite(a) || (infinite(b) && a === null) ? null : infinite(b) ? a : exactRemainder(a, b)

/** The decimal of text or a whole number: all its digits, or as `numeric(precision, scale)` in PostgreSQL. */
const decimal = (x: SqlValue = null, scale?: SqlValue, precision?: SqlValue): SqlValue => {
  if (x === null) return null
  const value = toDecimal(typeof x === "string" ? x.trim() : x, "a decimal")
  if (scale === undefined) return decimalText(value)
  const places = toCount(scale, "a decimal")
  const result = rounded(value, places)
  if (precision !== undefined && decimalDigits(result).whole > toCount(precision, "a decimal") - places) {
    throw new RangeError(`${shown(x)} does not fit numeric(${precision}, ${scale})`)
  }
  return decimalText(result, places)
}

/** What the arithmetic of decimals prints as. */
export const arithmetic = {
  fulmar_decimal: decimal,
  fulmar_add: binary("a sum", BigDecimal.sum),
  fulmar_sub: binary("a difference", BigDecimal.subtract),
  fulmar_mul: binary("a product", BigDecimal.multiply),
  fulmar_div: binary("a quotient", quotient),
  fulmar_mod: mod,
}
