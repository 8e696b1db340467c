import { BigDecimal, Duration } from "effect"
import * as Equal from "effect/Equal"

const isPlain = (u: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(u)
  return prototype === Object.prototype || prototype === null
}

const sameItems = (a: ArrayLike<unknown>, b: ArrayLike<unknown>, same: Alike): boolean =>
  a.length === b.length && Array.from(a).every((x, i) => same(x, b[i]))

type Alike = (a: unknown, b: unknown) => boolean

const sameFields = (a: object, b: object, same: Alike): boolean => {
  const [x, y] = [Object.entries(a), Object.entries(b)]
  return x.length === y.length && x.every(([key, value]) => Object.hasOwn(b, key) && same(value, (b as Record<string, unknown>)[key]))
}

/**
 * Two values are alike if nothing tells them apart: decimals by their value, moments by their time, bytes, lists and records
 * by what is in them. `numbers` says when two numbers are.
 */
export const alikeBy = (numbers: (a: number, b: number) => boolean): Alike => {
  const same: Alike = (a, b) => {
    if (typeof a === "number" && typeof b === "number") {
      return numbers(a, b)
    }
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
      return Object.is(a, b)
    }
    if (a instanceof Date && b instanceof Date) {
      return a.getTime() === b.getTime()
    }
    if (BigDecimal.isBigDecimal(a) && BigDecimal.isBigDecimal(b)) {
      return BigDecimal.equals(a, b)
    }
    if (Duration.isDuration(a) && Duration.isDuration(b)) {
      return Duration.equals(a, b)
    }
    if (Array.isArray(a) && Array.isArray(b)) {
      return sameItems(a, b, same)
    }
    if (a instanceof Uint8Array && b instanceof Uint8Array) {
      return sameItems(a, b, same)
    }
    if (a instanceof Map && b instanceof Map) {
      return sameItems([...a], [...b], same)
    }
    return Equal.equals(a, b) || (Object.getPrototypeOf(a) === Object.getPrototypeOf(b) && (isPlain(a) || !(Equal.symbol in a)) && sameFields(a, b, same))
  }
  return same
}

/** {@link alikeBy} where numbers are equal, 0 and -0 too. */
export const alike = alikeBy((a, b) => a === b || (Number.isNaN(a) && Number.isNaN(b)))
