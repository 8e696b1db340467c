import * as BigDecimal from "effect/BigDecimal"
import * as Duration from "effect/Duration"
import { type ExprNode, isExprNode } from "../../../core/expr-node.js"
import type { QueryNode, SourceNode } from "../../../core/query-node.js"
import { isQuery } from "../draw/query.js"

/** The fields of nodes that are no part of the tree. */
const aside: ReadonlySet<string> = new Set(["type", "pipe", "spec", "table", "cte", "beside"])

/** The parts of a node, by field. */
export const fieldsOf = (node: object): ReadonlyArray<readonly [key: string, part: unknown]> =>
  Object.entries(node).filter(([key]) => !aside.has(key))

const ofValue = (value: unknown): number => {
  switch (typeof value) {
    case "string":
      return value === "1970-01-01" || value.startsWith("00000000-") || value === "0" ? 0 : Math.min(9, value.length)
    case "number":
    case "bigint":
      return Math.min(9, String(value).replace(/^0$/, "").length)
    case "boolean":
      return value ? 1 : 0
    default:
      return Array.isArray(value) || value instanceof Uint8Array
        ? Math.min(9, value.length)
        : BigDecimal.isBigDecimal(value)
          ? ofValue(BigDecimal.format(value))
          : value instanceof Date
            ? ofValue(value.getTime())
            : Duration.isDuration(value)
              ? ofValue(Duration.toMillis(value))
              : value === null
                ? 0
                : 1
  }
}

const ofExpr = (e: ExprNode): number => {
  switch (e._tag) {
    case "Column":
      return 1
    case "Value":
      return 2 + ofValue(e.value) / 10
    case "Literal":
      return 2.5
    default:
      return 4 + ofParts(e)
  }
}

const ofSource = (s: SourceNode): number => {
  switch (s._tag) {
    case "TableSource":
      return (s.table.ref === s.table.name ? 3 : 4) + s.table.hints.length + (s.table.sample === null ? 0 : 1)
    case "CteSource":
      return 14 + (s.cte.query === undefined ? 0 : weightOf(s.cte.query)) + (s.cte.step === null ? 0 : 14)
    case "DerivedSource":
    case "ClosedSource":
      return 12 + weightOf(s.query)
    case "FunctionSource":
    case "ValuesSource":
      return 8 + ofParts(s)
  }
}

const ofParts = (node: object): number => fieldsOf(node).reduce((sum, [, part]) => sum + weightOf(part), 0)

const isSource = (u: object): u is SourceNode => typeof (u as { readonly _tag?: unknown })._tag === "string" && (u as { readonly _tag: string })._tag.endsWith("Source")

const known = new WeakMap<object, number>()

/** How much there is to read of a tree: making it smaller makes this less. */
export const weightOf = (x: unknown): number => {
  if (typeof x !== "object" || x === null) {
    return x === true || typeof x === "string" ? 0.1 : 0
  }
  const found = known.get(x)
  if (found !== undefined) {
    return found
  }
  const weight = Array.isArray(x)
    ? x.reduce((sum: number, part) => sum + weightOf(part), 0)
    : isExprNode(x)
      ? ofExpr(x)
      : isSource(x)
        ? ofSource(x)
        : isQuery(x)
          ? ofQuery(x)
          : Object.getPrototypeOf(x) === Object.prototype
            ? 2 + ofParts(x)
            : 1
  known.set(x, weight)
  return weight
}

const ofQuery = (q: QueryNode): number => 8 + ofParts(q)
