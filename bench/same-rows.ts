import { isDeepStrictEqual } from "node:util"
import { BigDecimal } from "effect"
import type { Race } from "./race.js"

/** Libraries name neither booleans, numbers, moments nor JSON alike; this is the same for what means the same. */
const plainNumber = (text: string): string => {
  if (/^-?\d+$/.test(text)) return BigInt(text).toString()
  const number = Number(text)
  return Number.isInteger(number) ? BigInt(number).toString() : number.toPrecision(12)
}

const plainText = (text: string): unknown => {
  if (/^-?\d+(\.\d+)?$/.test(text)) return plainNumber(text)
  if (/^[[{]/.test(text)) return plain(JSON.parse(text))
  if (/^\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?)?$/.test(text)) {
    const iso = text.replace(" ", "T").replace(/(T.*[+-]\d\d)$/, "$1:00")
    return new Date(iso.length === 10 || /(Z|[+-]\d\d:\d\d)$/.test(iso) ? iso : `${iso}Z`).toISOString()
  }
  return text
}

export const plain = (value: unknown): unknown => {
  if (value === null || value === undefined) return null
  if (typeof value === "bigint") return value.toString()
  if (typeof value === "number") return plainNumber(String(value))
  if (typeof value === "boolean") return value ? "1" : "0"
  if (typeof value === "string") return plainText(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (BigDecimal.isBigDecimal(value)) return plainNumber(BigDecimal.format(value))
  const entries = Object.entries(value).map(([key, inner]) => [key, plain(inner)] as const)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const firstDifference = (a: unknown, b: unknown): string => {
  const rows = [a, b].map((rows) => (Array.isArray(rows) ? rows : [rows]))
  const at = rows[0]!.findIndex((row, i) => !isDeepStrictEqual(row, rows[1]![i]))
  const [left, right] = rows.map((rows) => JSON.stringify(rows[at === -1 ? rows.length - 1 : at])?.slice(0, 500))
  return `${rows[0]!.length} and ${rows[1]!.length} rows; row ${at}:\n  ${left}\n  ${right}`
}

/** Fails unless all contenders give the same rows, and some. What does less is always faster. */
export const demandSameRows = async ({ name, contenders }: Race): Promise<void> => {
  let reference: { readonly name: string; readonly rows: unknown } | undefined
  for (const contender of contenders) {
    const rows = plain(await (contender.rows ?? contender.run)())
    if (rows === null || (Array.isArray(rows) && rows.length === 0)) throw new Error(`${name}: ${contender.name} gives no rows`)
    reference ??= { name: contender.name, rows }
    if (isDeepStrictEqual(rows, reference.rows)) continue
    throw new Error(`${name}: ${reference.name} and ${contender.name} do not give the same: ${firstDifference(reference.rows, rows)}`)
  }
}
