import * as Equal from "effect/Equal"
import type { ExprNode } from "./expr-node.js"
import type { WindowSpec } from "./window-node.js"

/** A node, or an array or record of a value; not an instance of a class, which knows itself what it is equal to. */
const isPlain = (u: object): boolean => Array.isArray(u) || Object.getPrototypeOf(u) === Object.prototype

const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) {
    return true
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return false
  }
  const x = a as Record<string, unknown>
  const y = b as Record<string, unknown>
  if (x["_tag"] === "Column" && y["_tag"] === "Column") {
    return x["table"] === y["table"] && x["name"] === y["name"]
  }
  if (x["_tag"] === "CteSource" && y["_tag"] === "CteSource" && x["cte"] !== y["cte"]) {
    // A recursive one contains itself.
    return false
  }
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) {
    return Equal.equals(a, b)
  }
  const keys = Object.keys(x)
  return (
    keys.length === Object.keys(y).length &&
    keys.every((key) => (key === "type" || key === "pipe" || key === "codec" || key === "beside" ? true : key in y && same(x[key], y[key])))
  )
}

/** Are two expressions the same expression, written twice? */
export const sameExpr = (a: ExprNode, b: ExprNode): boolean => same(a, b)

/** Are two windows the same window? */
export const sameWindow = (a: WindowSpec, b: WindowSpec): boolean => same(a, b)
