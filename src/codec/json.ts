import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"
import { isText } from "./text.js"

/** A value that JSON can hold. @since 0.1.0 */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

const isPlain = (u: object): boolean =>
  Object.prototype.toString.call(u) === "[object Object]" && typeof (u as { toJSON?: unknown }).toJSON !== "function"

/** Not `every`, which skips holes. */
const isJsonList = (items: ReadonlyArray<unknown>, parents: Set<object>): boolean => {
  for (let i = 0; i < items.length; i++) if (!isJsonInside(items[i], parents)) return false
  return true
}

/**
 * Would `JSON.stringify` keep all of it? What it drops (`undefined`), changes (NaN, a `Date`, a `Map`) or throws at (a
 * bigint, a cycle) is refused.
 */
const isJsonInside = (u: unknown, parents: Set<object>): u is Json => {
  if (u === null || typeof u === "boolean") return true
  if (typeof u === "number") return Number.isFinite(u)
  if (typeof u === "string") return isText(u)
  if (typeof u !== "object" || parents.has(u)) return false
  parents.add(u)
  const fits = Array.isArray(u)
    ? isJsonList(u, parents)
    : isPlain(u) && Object.entries(u).every(([key, value]) => isText(key) && isJsonInside(value, parents))
  parents.delete(u)
  return fits
}

const isJson = (u: unknown): u is Json => {
  try {
    return isJsonInside(u, new Set())
  } catch {
    // nested too deeply for the stack, or a getter that throws
    return false
  }
}

/** Only ever given what `JSON.parse` made. */
export const anyJson: t.Type<Json, Json, unknown> = new t.Type("JSON", isJson, (u) => t.success(u as Json), t.identity)

const parse = (text: string, c: t.Context): t.Validation<unknown> => {
  try {
    return t.success(JSON.parse(text) as unknown)
  } catch {
    return t.failure(text, c, "it is not JSON text")
  }
}

/** A JSON document of what a codec decodes. */
export const jsonType = <A, O>(codec: t.Type<A, O, unknown>): SqlType<A> =>
  scalar<A>({
    name: "json",
    family: "json",
    title: codec === (anyJson as unknown) ? "JSON" : `JSON of ${codec.name}`,
    is: (u): u is A => codec.is(u) && isJson(codec.encode(u)),
    read: (u, c) => {
      if (typeof u !== "string") return t.failure(u, c)
      const parsed = parse(u, c)
      return parsed._tag === "Left" ? parsed : codec.validate(parsed.right, c)
    },
    write: (value) => JSON.stringify(codec.encode(value)),
    document: codec,
  })

/**
 * A JSON document, decoded and encoded by an io-ts codec; without one, any JSON.
 *
 * The SQL: `JSONB` on PostgreSQL, `JSON` on MySQL, `TEXT` on SQLite. What JSON cannot hold as it is (a bigint,
 * `undefined`, NaN, a `Date`) is refused when it is written, never dropped.
 *
 * @example
 * ```ts
 * import * as t from "io-ts"
 * import { json } from "fulmar"
 *
 * const tags = json(t.readonlyArray(t.string))
 * tags.spec.type.codec.decode('["sweet","cold"]') // => { _tag: "Right", right: ["sweet", "cold"] }
 * ```
 *
 * @since 0.1.0
 */
export const json: {
  (): SqlType<Json>
  <A, O>(codec: t.Type<A, O, unknown>): SqlType<A>
} = <A, O>(codec?: t.Type<A, O, unknown>): SqlType<A> =>
  jsonType(codec ?? (anyJson as unknown as t.Type<A, O, unknown>))
