import * as BigDecimal from "effect/BigDecimal"
import * as Equal from "effect/Equal"

/** Are two values of a column the same, so that writing one where the other stands changes nothing? */
export const sameValue = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b) || Equal.equals(a, b)) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  if (a instanceof Date || b instanceof Date) return a instanceof Date && b instanceof Date && a.getTime() === b.getTime()
  // The same number with other places may be another one to the column.
  if (BigDecimal.isBigDecimal(a) || BigDecimal.isBigDecimal(b)) {
    return BigDecimal.isBigDecimal(a) && BigDecimal.isBigDecimal(b) && BigDecimal.equals(a, b)
  }
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return a instanceof Uint8Array && b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i])
  }
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  return (
    Array.isArray(a) === Array.isArray(b) &&
    Object.getPrototypeOf(a) === Object.getPrototypeOf(b) &&
    keys.length === others.length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue((a as never)[key], (b as never)[key]))
  )
}
