import { BigDecimal } from "effect"
import { decimalDigits, decimalOf as decimalOfText } from "../../../codec/decimal.js"
import type { Json } from "../../../codec/json.js"
import type { TypeSpec } from "../../../core/sql-type.js"
import { EvaluationError, refuse } from "../evaluation-error.js"
import type { Value } from "../meaning.js"
import { Document, documentOf } from "./document.js"
import { microsOf, momentAs } from "./moment.js"
import { type AnyNumber, compareNumbers, decimalOf, floatOf, nearest, shortened, wholeAs, wholeOf } from "./number.js"

type Decimal = BigDecimal.BigDecimal

/** The value of a text that the codec of a type reads. */
const parsed = (to: TypeSpec, text: string): Value => {
  const decoded = to.codec.decode(text)
  return decoded._tag === "Right" ? decoded.right : refuse(`${JSON.stringify(text)} is no ${to.codec.name}`)
}

const jsonOf = (text: string): Json => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return refuse(`${JSON.stringify(text)} is no JSON`)
  }
}

/** The number that a text writes, with blanks around it or not. */
const numberOf = (text: string): Decimal => decimalOfText(text.trim()) ?? refuse(`${JSON.stringify(text)} is no number`)

/** To the nearest, halves away from zero. */
const whole = (to: TypeSpec, x: AnyNumber): Value => {
  const n = wholeAs(to, wholeOf(typeof x === "bigint" ? x : shortened(decimalOf(x), 0, nearest)))
  return to.name === "bigint" || to.codec.is(n) ? n : refuse(`${n} is no ${to.codec.name}`)
}

/** A text that is to become a whole number has nothing but its digits. */
const wholeOfText = (to: TypeSpec, text: string): Value =>
  /^[+-]?\d+$/.test(text.trim()) ? whole(to, numberOf(text)) : refuse(`${JSON.stringify(text)} is no whole number`)

/** Rounded to the places of the type, halves away from zero. */
const decimalAs = (to: TypeSpec, x: Decimal): Decimal => {
  const [precision, places = 0] = to.args as ReadonlyArray<number>
  if (precision === undefined) {
    return x
  }
  const rounded = shortened(x, places, nearest)
  return decimalDigits(rounded).whole > precision - places ? refuse(`${BigDecimal.format(x)} is no ${to.codec.name}`) : rounded
}

/** A value as text, as its codec writes it. */
export const textAs = (from: TypeSpec, value: unknown): string =>
  value instanceof Document ? JSON.stringify(value.json) : String(from.codec.encode(value))

const numbers: ReadonlySet<string> = new Set(["integer", "bigint", "float", "decimal"])
const moments: ReadonlySet<string> = new Set(["date", "timestamp", "timestamptz"])

const castNumber = (to: TypeSpec, x: AnyNumber): Value | undefined => {
  switch (to.family) {
    case "integer":
    case "bigint":
      return whole(to, x)
    case "float":
      return to.name === "real" ? Math.fround(floatOf(x)) : floatOf(x)
    case "decimal":
      return decimalAs(to, decimalOf(x))
    case "boolean":
      return compareNumbers(x, 0) !== 0
    default:
      return undefined
  }
}

const castText = (to: TypeSpec, text: string): Value | undefined => {
  switch (to.family) {
    case "integer":
    case "bigint":
      return wholeOfText(to, text)
    case "float":
    case "decimal":
      return castNumber(to, numberOf(text))
    case "bytes":
      return new TextEncoder().encode(text)
    case "json":
      return new Document(jsonOf(text))
    case "boolean":
      return undefined
    default:
      return parsed(to, text)
  }
}

/** Of a day its begin; of a moment, in UTC, its day or its time of day. */
const castMoment = (to: TypeSpec, from: TypeSpec, moment: unknown): Value | undefined =>
  moments.has(to.family)
    ? momentAs(to, microsOf(moment))
    : to.family === "time" && from.family !== "date"
      ? parsed(to, textAs(from, moment).slice(11).replace("Z", ""))
      : undefined

const converted = (from: TypeSpec, to: TypeSpec, value: unknown): Value | undefined => {
  if (to.family === "text" && from.family !== "bytes") {
    return textAs(from, value)
  }
  if (numbers.has(from.family)) {
    return castNumber(to, value as AnyNumber)
  }
  if (from.family === "boolean" && to.family !== "decimal") {
    return to.family === "boolean" ? value : castNumber(to, Number(value))
  }
  if (from.family === "text") {
    return castText(to, value as string)
  }
  if (moments.has(from.family)) {
    return castMoment(to, from, value)
  }
  if (from.family === "array" && to.family === "array") {
    return (value as ReadonlyArray<unknown>).map(cast(from.element!, to.element!))
  }
  return from.family === to.family ? (from.family === "json" ? new Document(documentOf(from, value)) : value) : undefined
}

/** The value as one of another type; NULL stays NULL. What cannot be converted is a `DataError`. */
export const cast =
  (from: TypeSpec, to: TypeSpec) =>
  (value: unknown): Value => {
    const result = value === null ? null : converted(from, to, value)
    if (result === undefined) {
      throw new EvaluationError({ message: `There is no cast of ${from.codec.name} to ${to.codec.name}`, reason: "Unsupported" })
    }
    return result
  }
