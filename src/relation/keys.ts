import type * as Option from "effect/Option"
import { type AnyTable, type DefsOf, tableData, type ValueOfDef } from "../core/table.js"
import type { Link } from "./relation.js"

/** The value of a key that is there. */
type Present<A> = A extends Option.Option<infer X> ? X : Exclude<A, null>
type Value<T, K> = K extends keyof DefsOf<T> ? ValueOfDef<DefsOf<T>[K]> : never

/** The keys of `T` whose values may equal those of key `K` of `F`. */
type Matching<F, K, T> = {
  [L in keyof DefsOf<T>]: [Present<Value<F, K>>] extends [Present<Value<T, L>>] ? L : never
}[keyof DefsOf<T>]

/** Keys of the first table, each with the key of the second that has its value. */
export type On<F, T> = { readonly [K in keyof DefsOf<F>]?: Matching<F, K, T> }
/** Keys that the first table has not. */
export type Unknown<P, F> = { readonly [K in Exclude<keyof P, keyof DefsOf<F>>]: never }

type IsNull<A> = null extends A ? true : A extends Option.Option<any> ? true : never
/** Whether a row may be without its key. */
export type Cardinal<F, P> = [IsNull<Value<F, keyof P>>] extends [never] ? "one" : "maybe"

const quoted = (names: ReadonlyArray<string>): string => names.map((name) => JSON.stringify(name)).join(", ")

const assertKey = (table: AnyTable, key: string): void => {
  const data = tableData(table)
  if (!data.columns.some((c) => c.key === key)) {
    throw new TypeError(
      `A relation names column ${JSON.stringify(key)}, which table ${JSON.stringify(data.name)} has not; it has ${quoted(data.columns.map((c) => c.key))}.`,
    )
  }
}

/** The link from one table to another over pairs of keys. */
export const link = (from: AnyTable, to: AnyTable, on: object): Link => {
  const pairs = Object.entries(on as Record<string, string>)
  if (pairs.length === 0) {
    throw new TypeError(
      `A relation from table ${JSON.stringify(tableData(from).name)} to ${JSON.stringify(tableData(to).name)} has no keys; say which columns equal each other, as { cakeId: "id" }.`,
    )
  }
  for (const [near, far] of pairs) {
    assertKey(from, near)
    assertKey(to, far)
  }
  return Object.freeze({ table: to, keys: pairs.map(([near, far]) => ({ near, far })), where: [] })
}
