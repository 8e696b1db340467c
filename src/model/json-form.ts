import { BigDecimal, DateTime, Duration, Option } from "effect"
import * as E from "fp-ts/lib/Either.js"
import { setOwn } from "../codec/raw-value.js"
import { decimalTextOf } from "../codec/decimal.js"
import { encodeValue } from "../core/encode.js"
import { show } from "../core/show.js"
import type { TypeSpec, Wire } from "../core/sql-type.js"
import { toBase64 } from "./base64.js"

/** How values that JSON has not are written. */
export interface JsonOptions {
  readonly bigint: "string" | "number"
  /** Nothing is lost, so that it can be read again. */
  readonly roundTrip: boolean
}

const ofBigint = (n: bigint, options: JsonOptions): number | string =>
  options.bigint === "number" && Number.isSafeInteger(Number(n)) ? Number(n) : String(n)

const ofNumber = (n: number, options: JsonOptions): number | string =>
  options.roundTrip && (!Number.isFinite(n) || Object.is(n, -0)) ? (n === 0 ? "-0" : String(n)) : n

const ofItems = (items: ReadonlyArray<unknown>, type: TypeSpec, options: JsonOptions): ReadonlyArray<unknown> =>
  items.map((item) => {
    if (item === null) return null
    const value = type.codec.decode(item)
    return E.isRight(value) ? jsonForm(type, value.right, options) : item
  })

const ofWire = (type: TypeSpec, wire: Wire, options: JsonOptions): unknown => {
  switch (type.family) {
    case "integer":
      return Number(wire)
    case "bigint":
      return ofBigint(BigInt(wire as bigint), options)
    case "float":
      return ofNumber(Number(wire), options)
    case "bytes":
      return toBase64(wire as Uint8Array)
    case "json":
    case "vector":
      return JSON.parse(wire as string) as unknown
    case "array":
      return ofItems(JSON.parse(wire as string) as ReadonlyArray<unknown>, type.element!, options)
    case "unknown":
      return jsonOfAny(wire, options)
    default:
      return wire
  }
}

/** What JSON holds for a value of a type, which `wireOf` and the codec read again. Throws at what is no value of the type. */
export const jsonForm = (type: TypeSpec, value: unknown, options: JsonOptions): unknown => {
  const wire = encodeValue(type, value)
  if (E.isLeft(wire)) throw new TypeError(`expected ${wire.left}, got ${show(value)}`)
  return ofWire(type, wire.right, options)
}

/** What JSON holds for a value that no column describes: one that is computed. */
export const jsonOfAny = (value: unknown, options: JsonOptions): unknown => {
  if (typeof value === "bigint") return ofBigint(value, options)
  if (typeof value !== "object" || value === null) return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return toBase64(value)
  if (BigDecimal.isBigDecimal(value)) return decimalTextOf(value, 0)
  if (DateTime.isDateTime(value)) return DateTime.formatIso(value)
  if (Duration.isDuration(value)) return Duration.format(value)
  if (Option.isOption(value)) return Option.isNone(value) ? null : jsonOfAny(value.value, options)
  if (Array.isArray(value)) return value.map((item) => jsonOfAny(item, options))
  const out = {}
  for (const [key, item] of Object.entries(value)) setOwn(out, key, jsonOfAny(item, options))
  return out
}
