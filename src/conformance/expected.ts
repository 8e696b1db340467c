/** How values are compared and shown: by what they are, not by how JavaScript holds them. */
import { BigDecimal, Duration, Effect, Equal, Predicate } from "effect"
import { ConformanceFailure } from "./failure.js"

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")

/** A value in a form that equality sees through: decimals, lengths of time, dates and bytes as texts that say so. */
export const plain = (value: unknown): unknown => {
  if (BigDecimal.isBigDecimal(value)) return `decimal ${BigDecimal.format(value)}`
  if (Duration.isDuration(value)) return `duration of ${Duration.toNanosUnsafe(value)} ns`
  if (value instanceof Date) return `date ${Number.isNaN(value.getTime()) ? "that is none" : value.toISOString()}`
  if (value instanceof Uint8Array) return `bytes ${hex(value)}`
  if (typeof value === "bigint") return `bigint ${value}`
  if (Object.is(value, -0)) return "number -0"
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Map) return plain([...value])
  if (value instanceof Set) return plain([...value])
  return Predicate.isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
    : value
}

/** A value for a message. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(plain(value), (_, one: unknown) =>
    one === undefined ? "undefined" : typeof one === "number" && !Number.isFinite(one) ? `number ${one}` : one,
  )
  return text.length > 2000 ? `${text.slice(0, 2000)} …` : text
}

const failed = (message: string, cause?: unknown): Effect.Effect<never, ConformanceFailure> =>
  Effect.fail(new ConformanceFailure({ message, cause }))

/** Fails unless a value is the one expected. */
export const same = (what: string, actual: unknown, expected: unknown): Effect.Effect<void, ConformanceFailure> =>
  Equal.equals(plain(actual), plain(expected))
    ? Effect.void
    : failed(`${what}: expected ${shown(expected)}, got ${shown(actual)}`)

/** Fails unless a condition holds. */
export const holds = (what: string, condition: boolean): Effect.Effect<void, ConformanceFailure> =>
  condition ? Effect.void : failed(`It does not hold: ${what}`)
