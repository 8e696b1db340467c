import type { Meaning, Types, Value } from "../meaning.js"

/** A function of values whose types are known from its name. */
export const of =
  <A extends ReadonlyArray<unknown>>(meaning: (...args: A) => Value): Meaning =>
  (args) =>
    meaning(...(args as unknown as A))

/** The same, of values of which it must know the types. */
export const typed =
  <A extends ReadonlyArray<unknown>>(meaning: (args: A, types: Types) => Value): Meaning =>
  (args, types) =>
    meaning(args as unknown as A, types)

/** NULL of NULL. */
export const unlessNull = <A extends ReadonlyArray<unknown>>(meaning: (...args: A) => Value): Meaning =>
  (args) => (args.includes(null) ? null : meaning(...(args as unknown as A)))
