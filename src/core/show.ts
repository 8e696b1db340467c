import { BigDecimal } from "effect"

const longest = 100

const shorten = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`

const jsonOf = (value: object): string =>
  JSON.stringify(value, (_, v: unknown) =>
    typeof v === "bigint" ? `${v}n` : v === undefined ? "undefined" : v,
  ) ?? String(value)

const showObject = (value: object): string => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString()
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (BigDecimal.isBigDecimal(value)) return BigDecimal.format(value)
  return shorten(jsonOf(value))
}

/** Any value as short text for an error message, which `JSON.stringify` is not: it throws at a bigint. */
export const show = (value: unknown): string => {
  if (typeof value === "string") return shorten(JSON.stringify(value))
  if (typeof value === "bigint") return shorten(`${value}n`)
  if (typeof value === "symbol") return value.toString()
  if (typeof value === "function") return "a function"
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value)
  try {
    return showObject(value)
  } catch {
    return "an object"
  }
}
