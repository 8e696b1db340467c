import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

const hexText = /^\\x(?:[0-9a-fA-F]{2})*$/

/** The bytes of the text form `\x0aff`; `null` if it is none. */
const fromHex = (text: string): Uint8Array | null => {
  if (!hexText.test(text)) return null
  const bytes = new Uint8Array((text.length - 2) / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(text.slice(2 * i + 2, 2 * i + 4), 16)
  return bytes
}

/** The text form of bytes, `\x0aff`, for where they must travel as text. */
export const toHex = (bytes: Uint8Array): string => {
  let text = "\\x"
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0")
  return text
}

/** A `Buffer` is a window on a pool that other values share, so it is copied. */
const plain = (bytes: Uint8Array): Uint8Array =>
  Object.getPrototypeOf(bytes) === Uint8Array.prototype ? bytes : new Uint8Array(bytes)

/**
 * A string of bytes, as a plain `Uint8Array`.
 *
 * The SQL: `BYTEA` on PostgreSQL, `LONGBLOB` on MySQL, `BLOB` on SQLite.
 *
 * @example
 * ```ts
 * import { bytes } from "fulmar"
 *
 * bytes.spec.type.codec.decode("\\x0aff") // => { _tag: "Right", right: Uint8Array.of(10, 255) }
 * ```
 *
 * @since 0.1.0
 */
export const bytes: SqlType<Uint8Array> = scalar<Uint8Array>({
  name: "bytes",
  family: "bytes",
  is: (u): u is Uint8Array => u instanceof Uint8Array,
  read: (u, c) => {
    if (u instanceof Uint8Array) return t.success(plain(u))
    const value = typeof u === "string" ? fromHex(u) : null
    return value === null ? t.failure(u, c) : t.success(value)
  },
  // a copy, since the tree that holds the value must not change with it
  write: (value) => value.slice(),
})
