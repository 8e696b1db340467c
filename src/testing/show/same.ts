import * as Equal from "effect/Equal"
import { BigDecimal } from "effect"
import type { TypeSpec } from "../../core/sql-type.js"
import type { TableData } from "../../core/table-data.js"

/** How much alike: `exact` also in what values a type takes, `printed` in all that a dialect prints. */
export type Alike = "exact" | "printed"

const isType = (u: object): u is TypeSpec => "codec" in u && "family" in u && "element" in u
const isTable = (u: object): u is TableData => "constraints" in u && "hints" in u && "ref" in u

const sameType = (a: TypeSpec, b: TypeSpec, alike: Alike): boolean =>
  a === b ||
  (a.name === b.name &&
    a.family === b.family &&
    same(a.args, b.args, alike) &&
    (a.element === b.element || (a.element !== null && b.element !== null && sameType(a.element, b.element, alike))) &&
    (alike === "printed" || a.codec.name === b.codec.name) &&
    same(a.nested, b.nested, alike))

/** Are they the same table under the same name? Index hints and samples are of its use, not of the table. */
export const sameTable = (a: TableData, b: TableData): boolean => {
  if (a === b || a.source === b.source) {
    return true
  }
  const [x, y] = [a.source(), b.source()]
  if (a.ref !== b.ref || a.name !== b.name || a.schema !== b.schema || x._tag !== y._tag) {
    return false
  }
  switch (x._tag) {
    case "CteSource":
      return x.cte === (y as typeof x).cte
    case "DerivedSource":
      return same(x.query, (y as typeof x).query)
    case "FunctionSource":
      return x.name === (y as typeof x).name && same(x.args, (y as typeof x).args)
    case "ValuesSource":
      return same(x.rows, (y as typeof x).rows) && same(a.columns, b.columns)
    default:
      return a.columns.length === b.columns.length && a.columns.every((c) => b.columns.some((d) => c.key === d.key && c.name === d.name))
  }
}

const isPlain = (u: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(u)
  return Array.isArray(u) || prototype === Object.prototype || prototype === null
}

/** Where an error says that it stands is no part of a value. */
const ignored: ReadonlySet<string> = new Set(["beside"])

/** Are two trees the same, wherever they were made? */
export const same = (a: unknown, b: unknown, alike: Alike = "exact"): boolean => {
  if (Object.is(a, b)) {
    return true
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return false
  }
  if (isType(a) && isType(b)) {
    return sameType(a, b, alike)
  }
  if (isTable(a) && isTable(b)) {
    return sameTable(a, b) && same(a.hints, b.hints, alike) && same(a.sample, b.sample, alike)
  }
  if (BigDecimal.isBigDecimal(a) && BigDecimal.isBigDecimal(b)) {
    return a.value === b.value && a.scale === b.scale
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return a.length === b.length && a.every((byte, i) => byte === b[i])
  }
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) {
    return Equal.equals(a, b)
  }
  const [x, y] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>]
  if (x["_tag"] === "CteSource" && y["_tag"] === "CteSource") {
    return x["cte"] === y["cte"]
  }
  const keys = Object.keys(x)
  return (
    keys.length === Object.keys(y).length && keys.every((key) => ignored.has(key) || (key in y && same(x[key], y[key], alike)))
  )
}
