import type { Rec } from "./node.js"

const givenOf = new WeakMap<object, ReadonlySet<string>>()

/** Remembers which fields of a value were given, beside it: the value is as plain as any other. */
export const withGiven = <A extends Rec>(value: A, given: ReadonlySet<string>): A => {
  givenOf.set(value, given)
  return value
}

/**
 * The fields that input gave, of a value that `validate` or `applyUpdate` gave; not those that have their default. Of any other
 * value, a row of the database or a copy by `{ ...value }`, all that it has.
 *
 * @example
 * ```ts
 * import { givenFields, integer, model, nullable, table, text, validate } from "fulmar"
 *
 * const Hero = table("hero", { name: text, age: integer.pipe(nullable) })
 * const result = validate(model(Hero))({ name: "Ada" })
 * result._tag === "Right" && [...givenFields(result.right)] // => ["name"]
 * result._tag === "Right" && [...givenFields({ ...result.right })] // => ["name", "age"]
 * ```
 *
 * @since 0.1.0
 */
export const givenFields = (value: object): ReadonlySet<string> =>
  new Set(givenOf.get(value) ?? Object.keys(value).filter((key) => (value as Rec)[key] !== undefined))
