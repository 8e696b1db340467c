import * as BigDecimal from "effect/BigDecimal"
import * as Option from "effect/Option"
import type { ExprNode } from "../core/expr-node.js"
import { exprNode } from "../core/erase.js"
import { isIn } from "../expr/membership.js"
import { rowValue } from "../expr/row-value.js"

/** The values of a key: `null` if one of them is missing, for then it refers to nothing. */
export type KeyValues = ReadonlyArray<unknown> | null

export const keyValues = (row: Readonly<Record<string, unknown>>, keys: ReadonlyArray<string>): KeyValues => {
  const values = keys.map((key) => {
    const value = row[key]
    return Option.isOption(value) ? Option.getOrNull(value) : value
  })
  return values.some((value) => value === null || value === undefined) ? null : values
}

const textOf = (value: unknown): string => {
  if (Option.isOption(value)) return textOf(Option.getOrNull(value))
  if (value instanceof Date) return String(value.getTime())
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex")
  if (BigDecimal.isBigDecimal(value)) return BigDecimal.format(BigDecimal.normalize(value))
  if (Array.isArray(value)) return JSON.stringify(value.map(textOf))
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}

/** Equal keys have equal texts. */
export const keyText = (values: ReadonlyArray<unknown>): string =>
  values.length === 1 ? textOf(values[0]) : JSON.stringify(values.map(textOf))

/** That the columns hold one of the keys. */
export const isOneOf = (columns: ReadonlyArray<ExprNode>, keys: ReadonlyArray<ReadonlyArray<unknown>>): ExprNode => {
  if (columns.length === 1) return exprNode(isIn(columns[0] as never, keys.map((key) => key[0]) as never))
  const named = (items: ReadonlyArray<unknown>) => Object.fromEntries(items.map((item, i) => [String(i), item]))
  return exprNode(isIn(rowValue(named(columns) as never) as never, keys.map(named) as never))
}
