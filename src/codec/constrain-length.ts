import type { Constraint } from "../core/column-spec.js"
import { binaryNode, callNode, type ExprNode, valueNode } from "../core/expr-node.js"
import { boolean } from "./boolean.js"
import { integer } from "./integer.js"

/** The length of a value as SQL counts it: characters of text, not halves of surrogate pairs. */
const lengthOf = (value: string | { readonly length: number }): number => {
  if (typeof value !== "string") return value.length
  let length = 0
  for (const _ of value) length++
  return length
}

const lengthNode =
  (op: "<=" | ">=", limit: number) =>
  (column: ExprNode): ExprNode =>
    binaryNode(
      boolean.spec.type,
      op,
      callNode(integer.spec.type, "length", [column], "strict"),
      valueNode(integer.spec.type, limit),
    )

const characters = (limit: number): string => `${limit} character${limit === 1 ? "" : "s"}`

/** No longer than the limit; text counts characters. */
export const lengthAtMost = (limit: number, check = false): Constraint => ({
  name: "maxLength",
  of: limit,
  expected: `at most ${characters(limit)}`,
  limit,
  // the count of UTF-16 units is quick to have, and never less than that of characters
  test: (value: string | { readonly length: number }) => value.length <= limit || lengthOf(value) <= limit,
  sql: check ? lengthNode("<=", limit) : null,
})

/** No shorter than the limit; text counts characters. */
export const lengthAtLeast = (limit: number, check = false): Constraint => ({
  name: "minLength",
  of: limit,
  expected: `at least ${characters(limit)}`,
  limit,
  test: (value: string | { readonly length: number }) => lengthOf(value) >= limit,
  sql: check ? lengthNode(">=", limit) : null,
})
