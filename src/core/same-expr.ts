import type { ExprNode } from "./expr-node.js"

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
  if (Array.isArray(a) !== Array.isArray(b) || a instanceof Date || b instanceof Date) {
    return a instanceof Date && b instanceof Date && a.getTime() === b.getTime()
  }
  const keys = Object.keys(x)
  return (
    keys.length === Object.keys(y).length &&
    keys.every((key) => (key === "type" || key === "pipe" || key === "codec" ? true : key in y && same(x[key], y[key])))
  )
}

/** Are two expressions the same expression, written twice? */
export const sameExpr = (a: ExprNode, b: ExprNode): boolean => same(a, b)
