import * as t from "io-ts"
import type { ColumnDef, InsertMode, SqlType, TypeSpec, Wire } from "../core/sql-type.js"
import { toHex } from "./bytes.js"
import { columnCodec } from "./column-codec.js"
import { parseArrayLiteral } from "./postgres-array.js"
import { scalar } from "./scalar.js"

/** The items of any wire form of an array: JSON, its text, or PostgreSQL's literal; `null` if it is none. */
const itemsOf = (u: unknown): ReadonlyArray<unknown> | null => {
  if (Array.isArray(u)) return u
  if (typeof u !== "string") return null
  const literal = parseArrayLiteral(u)
  if (literal !== null) return literal
  try {
    const parsed: unknown = JSON.parse(u)
    return Array.isArray(parsed) ? parsed : null
  } catch {
    return null
  }
}

/** JSON text of one item, from which its codec reads the same value: what JSON cannot hold travels as a string. */
const itemJson = (element: TypeSpec, wire: Wire): string => {
  if (wire === null) return "null"
  if (element.family === "array") return wire as string
  if (typeof wire === "bigint") return `"${wire}"`
  if (typeof wire === "number" && !Number.isFinite(wire)) return `"${wire}"`
  if (Object.is(wire, -0)) return "-0"
  return JSON.stringify(wire instanceof Uint8Array ? toHex(wire) : wire)
}

/**
 * An array of any other type. Items may be NULL if the given type is nullable.
 *
 * The SQL: `integer[]` on PostgreSQL, `JSON` on MySQL, JSON in `TEXT` on SQLite.
 *
 * @example
 * ```ts
 * import { array, integer, text } from "fulmar"
 *
 * array(text).spec.type.codec.decode('{sweet,"very cold"}') // => { _tag: "Right", right: ["sweet", "very cold"] }
 * array(integer).spec.type.codec.encode([1, 2]) // => "[1,2]"
 * ```
 *
 * @since 0.1.0
 */
export const array = <E>(element: ColumnDef<E, InsertMode, boolean, boolean>): SqlType<ReadonlyArray<E>> => {
  const type = element.spec.type
  const codec = columnCodec(element.spec)
  return scalar<ReadonlyArray<E>>({
    name: "array",
    family: "array",
    element: type,
    title: `array of ${codec.name}`,
    is: (u): u is ReadonlyArray<E> => {
      if (!Array.isArray(u)) return false
      // not `every`, which skips holes
      for (let i = 0; i < u.length; i++) if (!codec.is(u[i])) return false
      return true
    },
    read: (u, c) => {
      const items = itemsOf(u)
      if (items === null) return t.failure(u, c)
      const values: Array<E> = []
      const errors: t.Errors = []
      for (let i = 0; i < items.length; i++) {
        const item = items[i]
        const e = codec.validate(item, t.appendContext(c, String(i), codec, item))
        if (e._tag === "Left") errors.push(...e.left)
        else values.push(e.right as E)
      }
      return errors.length > 0 ? t.failures(errors) : t.success(values)
    },
    write: (values) => `[${values.map((value) => itemJson(type, codec.encode(value))).join(",")}]`,
  })
}
