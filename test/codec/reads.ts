import { Equal, Option } from "effect"
import * as E from "fp-ts/lib/Either.js"
import { encodeValue } from "../../src/core/encode.js"
import type { AnyColumnDef, Wire } from "../../src/core/sql-type.js"

/** The value that a wire decodes to, or `refused`. */
export const refused: unique symbol = Symbol("refused")
export const read = (type: AnyColumnDef, wire: unknown): unknown =>
  E.getOrElse<unknown, unknown>(() => refused)(type.spec.type.codec.decode(wire))

/** The wire that a value encodes to, or `refused`. */
export const write = (type: AnyColumnDef, value: unknown): Wire | typeof refused =>
  E.getOrElse<string, Wire | typeof refused>(() => refused)(encodeValue(type.spec.type, value))

/** Equality of values: of effect's data types by their own, of everything else by structure. */
export const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  // its equality of plain objects knows no order of keys, and takes 0 for -0
  if (Option.isOption(a) && Option.isOption(b))
    return a._tag === b._tag && same(Option.getOrNull(a), Option.getOrNull(b))
  if (Equal.isEqual(a) || Equal.isEqual(b)) return Equal.equals(a, b)
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  if (a instanceof Date) return a.getTime() === (b as Date).getTime()
  const keys = Reflect.ownKeys(a)
  const others = Reflect.ownKeys(b)
  return (
    keys.length === others.length && keys.every((key, i) => key === others[i] && same((a as any)[key], (b as any)[key]))
  )
}
