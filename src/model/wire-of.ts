import { BigDecimal, DateTime, Duration } from "effect"
import type { Family, TypeSpec, Wire } from "../core/sql-type.js"
import { anyJson } from "../codec/json.js"
import { fromBase64 } from "./base64.js"

/** Nothing that could be read as the type. */
export const REFUSED: unique symbol = Symbol("fulmar/Refused")
export type WireOrRefused = Wire | ReadonlyArray<unknown> | typeof REFUSED

const wholeText = /^\s*([+-]?\d{1,40})(?:\.0*)?\s*$/
const numberText = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,6})?\s*$/
/** More digits than any number has. */
const longestNumber = 200_000
const isNumberText = (u: string): boolean => u.length <= longestNumber && numberText.test(u)
const specialNumbers = new Set(["NaN", "Infinity", "-Infinity"])
const words: { readonly [text: string]: boolean } = {
  "0": false, off: false, f: false, false: false, n: false, no: false,
  "1": true, on: true, t: true, true: true, y: true, yes: true,
}
const day = /^\d{4}-\d{2}-\d{2}$/
const midnight = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?Z?$/
const withoutSeconds = /^(.*\d{2}:\d{2})(|Z|[+-]\d{2}:?\d{2})$/
const withSeconds = /\d{2}:\d{2}:\d{2}/

/** 1.0 is a whole number, and 1.5 is none. */
const whole = (u: unknown): bigint | typeof REFUSED => {
  if (typeof u === "bigint") return u
  if (typeof u === "boolean") return u ? 1n : 0n
  if (typeof u === "number") return Number.isSafeInteger(u) ? BigInt(u) : REFUSED
  if (typeof u === "string") {
    const digits = wholeText.exec(u)?.[1]
    return digits === undefined ? REFUSED : BigInt(digits.replace("+", ""))
  }
  if (!BigDecimal.isBigDecimal(u)) return REFUSED
  const n = BigDecimal.normalize(u)
  return n.scale <= 0 && n.scale > -40 ? n.value * 10n ** BigInt(-n.scale) : REFUSED
}

const number = (u: unknown): WireOrRefused => {
  if (typeof u === "number" || typeof u === "bigint") return u
  if (typeof u === "boolean") return Number(u)
  if (BigDecimal.isBigDecimal(u)) return BigDecimal.toNumberUnsafe(u)
  return typeof u !== "string" ? REFUSED : specialNumbers.has(u) ? u : isNumberText(u) ? u.trim() : REFUSED
}

const decimal = (u: unknown): WireOrRefused => {
  if (typeof u === "number") return Number.isFinite(u) ? String(u) : REFUSED
  if (typeof u === "bigint") return u
  if (typeof u === "string") return isNumberText(u) ? u.trim() : REFUSED
  return BigDecimal.isBigDecimal(u) ? BigDecimal.format(u) : REFUSED
}

const bool = (u: unknown): WireOrRefused => {
  if (typeof u === "boolean") return u
  if (u === 1 || u === 1n) return true
  if (u === 0 || u === 0n) return false
  const word = typeof u === "string" ? u.toLowerCase() : ""
  return Object.hasOwn(words, word) ? words[word]! : REFUSED
}

const text = (u: unknown): WireOrRefused => (typeof u === "string" ? u : REFUSED)

const isoOf = (u: unknown): string | null => {
  if (u instanceof Date) return Number.isNaN(u.getTime()) ? null : u.toISOString()
  return DateTime.isDateTime(u) ? DateTime.formatIso(u) : typeof u === "string" ? u : null
}

const date = (u: unknown): WireOrRefused => {
  const iso = isoOf(u)
  return iso === null ? REFUSED : (midnight.exec(iso)?.[1] ?? iso)
}

/** A time may be without seconds. */
const full = (iso: string): string => {
  if (withSeconds.test(iso)) return iso
  const parts = withoutSeconds.exec(iso)
  return parts === null ? iso : `${parts[1]}:00${parts[2]}`
}

const time = (u: unknown): WireOrRefused => (typeof u === "string" ? full(u) : REFUSED)
const timestamp = (u: unknown): WireOrRefused => (typeof u !== "string" ? REFUSED : day.test(u) ? `${u}T00:00:00` : full(u))
const instant = (u: unknown): WireOrRefused => {
  const iso = isoOf(u)
  return iso === null ? REFUSED : day.test(iso) ? `${iso}T00:00:00Z` : full(iso)
}

/** Only what says its unit. */
const interval = (u: unknown): WireOrRefused =>
  typeof u === "string" && /^[+-]?P/.test(u) ? u : Duration.isDuration(u) && Duration.isFinite(u) ? `PT${secondsText(u)}S` : REFUSED

const secondsText = (value: Duration.Duration): string => {
  const nanos = Duration.toNanosUnsafe(value)
  const n = nanos < 0n ? -nanos : nanos
  return `${nanos < 0n ? "-" : ""}${n / 1_000_000_000n}.${(n % 1_000_000_000n).toString().padStart(9, "0")}`
}

const bytes = (u: unknown): WireOrRefused =>
  u instanceof Uint8Array ? u : typeof u === "string" ? (fromBase64(u) ?? REFUSED) : REFUSED

const json = (u: unknown): WireOrRefused => (anyJson.is(u) ? JSON.stringify(u) : REFUSED)

const array = (u: unknown, type: TypeSpec): WireOrRefused => {
  if (!Array.isArray(u) || type.element === null) return REFUSED
  const items: Array<unknown> = []
  for (let i = 0; i < u.length; i++) {
    const item: unknown = u[i]
    const wire = item === null ? null : wireOf(type.element, item)
    if (wire === REFUSED) return REFUSED
    items.push(wire)
  }
  return items
}

const vector = (u: unknown, type: TypeSpec): WireOrRefused => {
  if (!Array.isArray(u) || u.length !== type.args[0]) return REFUSED
  const numbers = [...u].map(number)
  return numbers.every((x) => x !== REFUSED && Number.isFinite(Number(x))) ? `[${numbers.map(Number).join(",")}]` : REFUSED
}

const families: { readonly [F in Family]: (u: unknown, type: TypeSpec) => WireOrRefused } = {
  integer: whole,
  bigint: whole,
  float: number,
  decimal,
  boolean: bool,
  text,
  bytes,
  date,
  time,
  timestamp,
  timestamptz: instant,
  interval,
  json,
  uuid: text,
  enum: text,
  inet: text,
  array,
  range: text,
  textSearch: text,
  vector,
  unknown: (u) => u as Wire,
}

/** The wire form that lax input means for a type: text of a number, a number of a boolean, ISO text of a time. */
export const wireOf = (type: TypeSpec, input: unknown): WireOrRefused => families[type.family](input, type)

type Kind = "string" | "number" | "boolean" | "object"
const any: ReadonlyArray<Kind> = ["string", "number", "boolean", "object"]
const kinds: { readonly [F in Family]: ReadonlyArray<Kind> } = {
  integer: ["number"],
  bigint: ["string", "number"],
  float: ["number"],
  decimal: ["string"],
  boolean: ["boolean"],
  text: ["string"],
  bytes: ["string"],
  date: ["string"],
  time: ["string"],
  timestamp: ["string"],
  timestamptz: ["string"],
  interval: ["string"],
  json: any,
  uuid: ["string"],
  enum: ["string"],
  inet: ["string"],
  array: ["object"],
  range: ["string"],
  textSearch: ["string"],
  vector: ["object"],
  unknown: any,
}

/** Is it of the kind that JSON has for the type? What strict input asks of JSON, which has no dates, decimals or bytes. */
export const isJsonKind = (type: TypeSpec, input: unknown): boolean => {
  if (type.family === "float" && typeof input === "string") return specialNumbers.has(input) || input === "-0"
  if (type.family === "json") return true
  if (!kinds[type.family].includes(typeof input as Kind)) return false
  if (type.element === null || !Array.isArray(input)) return true
  // not `every`, which skips holes
  for (let i = 0; i < input.length; i++) if (input[i] !== null && !isJsonKind(type.element, input[i])) return false
  return true
}
