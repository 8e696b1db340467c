import { BigDecimal } from "effect"
import type { Constraint } from "../core/column-spec.js"
import { binaryNode, type ExprNode, valueNode } from "../core/expr-node.js"
import type { TypeSpec } from "../core/sql-type.js"
import { bigint } from "./bigint.js"
import { boolean } from "./boolean.js"
import { decimalTextOf, numeric } from "./decimal.js"
import { double } from "./float.js"
import { integer } from "./integer.js"

/** A number of any kind. Kinds may be mixed: they are compared by value. @since 0.1.0 */
export type NumberLike = number | bigint | BigDecimal.BigDecimal

/** What a value may be compared with. @since 0.1.0 */
export type Limit = NumberLike | string | Date

/** An exact decimal of a number, by the digits that JavaScript prints; `null` of NaN and the infinities. */
export const toDecimal = (n: NumberLike): BigDecimal.BigDecimal | null => {
  if (typeof n === "bigint") return BigDecimal.fromBigInt(n)
  if (typeof n !== "number") return n
  return Number.isFinite(n) ? BigDecimal.fromNumberUnsafe(n) : null
}

/** Below zero, zero or above, as `a` is below, equal to or above `b`; NaN if they cannot be compared. */
const compare = (a: Limit, b: Limit): number => {
  if (a instanceof Date || b instanceof Date) {
    return a instanceof Date && b instanceof Date ? a.getTime() - b.getTime() : NaN
  }
  if (typeof a === "object" || typeof b === "object") {
    if (typeof a === "string" || typeof b === "string") return NaN
    const x = toDecimal(a)
    const y = toDecimal(b)
    if (x !== null && y !== null) return BigDecimal.Order(x, y)
    return x === null ? Number(a) : -Number(b)
  }
  if ((typeof a === "string") !== (typeof b === "string")) return NaN
  return a < b ? -1 : a > b ? 1 : a === b || Number(a) === Number(b) ? 0 : NaN
}

/** A limit as an error prints it. */
export const limitText = (limit: Limit): string =>
  limit instanceof Date
    ? limit.toISOString()
    : typeof limit === "object"
      ? decimalTextOf(limit, 0)
      : typeof limit === "string"
        ? JSON.stringify(limit)
        : String(limit)

/** The type a limit has as a parameter: its own kind of number, else that of the column. */
const typeOf = (limit: Limit, column: TypeSpec): TypeSpec => {
  if (limit instanceof Date || typeof limit === "string") return column
  if (typeof limit === "bigint") return bigint.spec.type
  if (typeof limit === "object") return numeric().spec.type
  return integer.spec.type.codec.is(limit) ? integer.spec.type : double.spec.type
}

/** A limit as a parameter next to a column. */
export const limitNode = (limit: Limit, column: ExprNode): ExprNode => valueNode(typeOf(limit, column.type), limit)

interface Comparison {
  readonly name: "ge" | "gt" | "le" | "lt"
  readonly op: ">=" | ">" | "<=" | "<"
  readonly words: string
  readonly holds: (order: number) => boolean
}

export const comparisons: { readonly [K in Comparison["name"]]: Comparison } = {
  ge: { name: "ge", op: ">=", words: "at least", holds: (order) => order >= 0 },
  gt: { name: "gt", op: ">", words: "greater than", holds: (order) => order > 0 },
  le: { name: "le", op: "<=", words: "at most", holds: (order) => order <= 0 },
  lt: { name: "lt", op: "<", words: "less than", holds: (order) => order < 0 },
}

/** A limit of the value. */
export const compared = (comparison: Comparison, limit: Limit, check: boolean): Constraint => ({
  name: comparison.name,
  of: limit,
  expected: `${comparison.words} ${limitText(limit)}`,
  limit,
  test: (value: Limit) => comparison.holds(compare(value, limit)),
  sql: check ? (column) => binaryNode(boolean.spec.type, comparison.op, column, limitNode(limit, column)) : null,
})
