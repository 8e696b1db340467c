import type { SqlValue } from "./argument.js"
import { decimalKey } from "./decimal-key.js"
import { intervalKey } from "./interval.js"

type Key = string | bigint | null

/** The first of the values whose key is the greatest, or the least; NULL if one is NULL. */
const extreme =
  (key: (x: SqlValue) => Key, better: (a: Key, b: Key) => boolean) =>
  (...values: ReadonlyArray<SqlValue>): SqlValue =>
    values.includes(null) ? null : values.reduce((best, x) => (better(key(x), key(best)) ? x : best))

const above = (a: Key, b: Key): boolean => a! > b!
const below = (a: Key, b: Key): boolean => a! < b!

/** GREATEST and LEAST of what is kept as text. */
export const extremes = {
  fulmar_greatest_decimal: extreme(decimalKey, above),
  fulmar_least_decimal: extreme(decimalKey, below),
  fulmar_greatest_interval: extreme(intervalKey, above),
  fulmar_least_interval: extreme(intervalKey, below),
}
