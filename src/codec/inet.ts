import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

const v4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/
const group = /^[0-9a-fA-F]{1,4}$/
const prefix = /^(?:0|[1-9]\d{0,2})$/

/** The 16-bit groups that a part of an IPv6 address has, the last of which may be an IPv4 address; -1 if malformed. */
const groups = (part: string): number => {
  if (part === "") return 0
  const all = part.split(":")
  const tail = all[all.length - 1]!
  const embedded = v4.test(tail)
  return (embedded ? all.slice(0, -1) : all).every((g) => group.test(g)) ? all.length + (embedded ? 1 : 0) : -1
}

const isV6 = (s: string): boolean => {
  const halves = s.split("::")
  const before = groups(halves[0]!)
  if (halves.length === 1) return before === 8
  const after = groups(halves[1]!)
  // an embedded IPv4 address ends the address, so it cannot stand before `::`
  return halves.length === 2 && before >= 0 && after >= 0 && before + after <= 7 && !halves[0]!.includes(".")
}

const isInet = (u: unknown): u is string => {
  if (typeof u !== "string") return false
  const slash = u.indexOf("/")
  const address = slash < 0 ? u : u.slice(0, slash)
  const bits = v4.test(address) ? 32 : isV6(address) ? 128 : -1
  return bits > 0 && (slash < 0 || (prefix.test(u.slice(slash + 1)) && Number(u.slice(slash + 1)) <= bits))
}

/**
 * An IPv4 or IPv6 address, with or without the length of its network prefix, as text.
 *
 * The SQL: `INET` on PostgreSQL, `VARCHAR(43)` on MySQL, `TEXT` on SQLite.
 *
 * @example
 * ```ts
 * import { inet } from "fulmar"
 *
 * inet.spec.type.codec.is("2001:db8::1/64") // => true
 * inet.spec.type.codec.is("256.0.0.1") // => false
 * ```
 *
 * @since 0.1.0
 */
export const inet: SqlType<string> = scalar<string>({
  name: "inet",
  family: "inet",
  is: isInet,
  read: (u, c) => (isInet(u) ? t.success(u) : t.failure(u, c)),
  write: (s) => s,
})
