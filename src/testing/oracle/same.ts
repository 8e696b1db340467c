import { BigDecimal, Duration, Option } from "effect"
import { alikeBy } from "../interpret/alike.js"

/** What two floats may differ by, as a part of the greater one: what adding up in another order makes of them. */
const TOLERANCE = 1e-9

const nearly = alikeBy(
  (a, b) => Object.is(a, b) || a === b || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b)),
)

/** A text that is the same for values that are alike, but for floats that differ a little. */
const keyOf = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(value)
  if (typeof value === "bigint") return `${value}n`
  if (typeof value !== "object" || value === null) return String(value)
  if (BigDecimal.isBigDecimal(value)) return `decimal ${BigDecimal.format(value)}`
  if (Duration.isDuration(value)) return `duration ${Duration.format(value)}`
  if (Option.isOption(value)) return Option.isNone(value) ? "none" : `some ${keyOf(value.value)}`
  if (value instanceof Date) return `date ${value.getTime()}`
  if (Array.isArray(value) || value instanceof Uint8Array) {
    return `[${Array.from(value as ArrayLike<unknown>, keyOf).join()}]`
  }
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${keyOf(item)}`).join()}}`
}

type Rows = ReadonlyArray<unknown>

/** What of `left` has no equal in `right`, where each row of `right` is the equal of one. */
const withoutEqual = (left: Rows, right: Rows): Rows => {
  const counts = new Map<string, number>()
  for (const row of right) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return left.filter((row) => {
    const count = counts.get(keyOf(row)) ?? 0
    counts.set(keyOf(row), count - 1)
    return count <= 0
  })
}

/** The same, where floats may differ a little. */
const withoutAlike = (left: Rows, right: Rows): Rows => {
  const rest = [...right]
  return left.filter((row) => {
    const place = rest.findIndex((other) => nearly(row, other))
    if (place >= 0) rest.splice(place, 1)
    return place < 0
  })
}

/** The rows that only one of two bags has; none when they are the same. */
export const difference = (left: Rows, right: Rows): readonly [left: Rows, right: Rows] => {
  const onlyLeft = withoutEqual(left, right)
  const onlyRight = withoutEqual(right, left)
  return [withoutAlike(onlyLeft, onlyRight), withoutAlike(onlyRight, onlyLeft)]
}

/** Each row once. */
export const distinctRows = (rows: Rows): Rows => [...new Map(rows.map((row) => [keyOf(row), row])).values()]
