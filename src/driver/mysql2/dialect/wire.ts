import { left, right } from "fp-ts/lib/Either.js"
import type { Dialect } from "../../../core/dialect.js"
import type { TypeSpec, Wire } from "../../../core/sql-type.js"

const INT64 = 2n ** 63n

const microsOf = (iso: string): bigint | null => {
  const parsed = /^PT(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?)(\d+)(?:\.(\d+))?S)?$/.exec(iso)
  if (parsed === null) return null
  const [, hours = "0", minutes = "0", sign = "", seconds = "0", fraction = ""] = parsed
  const small = BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, "0"))
  return BigInt(hours) * 3_600_000_000n + BigInt(minutes) * 60_000_000n + (sign === "-" ? -small : small)
}

/** A date and time as the server reads it everywhere: a blank for the T, no Z. */
const dateTime = (iso: string): string => iso.replace("T", " ").replace(/Z$/, "")

/** Digits before and after the point. */
const digits = (decimal: string): readonly [number, number] => {
  const [whole = "", fraction = ""] = decimal.replace(/^-/, "").split(".")
  return [whole.replace(/^0+/, "").length, fraction.replace(/0+$/, "").length]
}

/**
 * Integers are bound as bigints, which the layer sends as integers of 64 bits, and times in UTC without a zone. A length
 * of time is microseconds.
 */
export const bindAs =
  (name: string): Dialect["bind"] =>
  (type, wire) => {
    switch (typeof wire) {
      case "boolean":
        return right(wire ? 1n : 0n)
      case "bigint":
        return wire >= -INT64 && wire < INT64 ? right(wire) : left(`${name} has integers of 64 bits`)
      case "number":
        return type.family === "integer" || type.family === "bigint"
          ? right(BigInt(wire))
          : Number.isFinite(wire)
            ? right(wire)
            : left(`${name} has no ${wire}; use NULL`)
      case "string":
        switch (type.family) {
          case "timestamp":
          case "timestamptz":
            return right(dateTime(wire))
          case "interval":
            return right(microsOf(wire) ?? wire)
          case "range":
          case "textSearch":
          case "vector":
            return left(`${name} has no ${type.name}`)
          case "decimal": {
            const [whole, places] = digits(wire)
            return type.args.length > 0 || (whole <= 35 && places <= 30)
              ? right(wire)
              : left(`${name} has decimals of 35 digits before the point and 30 after it`)
          }
          default:
            return right(wire)
        }
      default:
        return right(wire)
    }
  }

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("")

/** A text; the backslash escapes, as the layer makes sure. */
export const textLiteral = (text: string): string => `'${text.replace(/['\\]/g, "$&$&")}'`

const signed = (text: string): string => (text.startsWith("-") ? `(${text})` : text)

/** A value as text; `json` makes a document of its text. */
export const literalAs =
  (json: (text: string) => string): Dialect["literal"] =>
  (type: TypeSpec, wire: Wire): string => {
    switch (typeof wire) {
      case "boolean":
        return wire ? "true" : "false"
      case "bigint":
        return signed(String(wire))
      case "number":
        // With an exponent it is a DOUBLE, without one a DECIMAL.
        return signed(
          type.family !== "float"
            ? String(wire)
            : Object.is(wire, -0)
              ? "-0e0"
              : String(wire).includes("e")
                ? String(wire)
                : `${wire}e0`,
        )
      case "string":
        switch (type.family) {
          case "decimal":
            return signed(wire)
          case "interval":
            return signed(String(microsOf(wire) ?? wire))
          case "date":
            return `date'${wire}'`
          case "time":
            return `time'${wire}'`
          case "timestamp":
          case "timestamptz":
            return `timestamp'${dateTime(wire)}'`
          case "json":
          case "array":
            return json(textLiteral(wire))
          default:
            return textLiteral(wire)
        }
      default:
        return wire === null ? "null" : `x'${hex(wire)}'`
    }
  }
