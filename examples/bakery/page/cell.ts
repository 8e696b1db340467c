import { inspect } from "node:util"
import { BigDecimal } from "effect"

/** What stands in one place of a table. */
export interface Cell {
  readonly text: string
  readonly align: "left" | "right"
  readonly dim: boolean
}

/** A decimal with all its digits after the point: 12.50, of which `BigDecimal.format` makes 12.5. */
const decimalText = (decimal: BigDecimal.BigDecimal): string => {
  const { scale, value } = BigDecimal.abs(decimal)
  const digits = String(value).padStart(scale + 1, "0")
  const sign = BigDecimal.isNegative(decimal) ? "-" : ""
  return scale > 0 ? `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}` : sign + digits
}

const left = (text: string): Cell => ({ text, align: "left", dim: false })
const right = (text: string): Cell => ({ text, align: "right", dim: false })

const shortened = (text: string, width = 60): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text)

export const cell = (value: unknown): Cell => {
  if (value === null) return { text: "NULL", align: "left", dim: true }
  if (BigDecimal.isBigDecimal(value)) return right(decimalText(value))
  if (value instanceof Date) return left(value.toISOString())
  switch (typeof value) {
    case "string":
      return left(shortened(value))
    case "number":
    case "bigint":
      return right(String(value))
    default:
      return left(shortened(inspect(value, { breakLength: Infinity, depth: null })))
  }
}
