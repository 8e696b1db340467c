import { Option } from "effect"
import * as E from "fp-ts/lib/Either.js"
import type { ColumnSpec } from "./column-spec.js"
import type { TypeSpec, Wire } from "./sql-type.js"
import { show } from "./show.js"

/** Why a value cannot be written: what it should have been, and a sentence with the value. */
export interface Misfit {
  readonly expected: string
  readonly message: string
}

/**
 * The wire form of a value, or what it should have been. Never throws, whatever the value is.
 *
 * @example
 * ```ts
 * import { encodeValue, integer } from "fulmar"
 *
 * encodeValue(integer.spec.type, 7) // => { _tag: "Right", right: 7 }
 * encodeValue(integer.spec.type, 0.5) // => { _tag: "Left", left: "integer" }
 * ```
 *
 * @since 0.1.0
 */
export const encodeValue = (type: TypeSpec, value: unknown): E.Either<string, Wire> => {
  if (value === undefined) return E.left(type.codec.name)
  try {
    return type.codec.is(value) ? E.right(type.codec.encode(value)) : E.left(type.codec.name)
  } catch {
    // the codecs of this library do not throw; those of a user, and the getters of a hostile value, may
    return E.left(type.codec.name)
  }
}

const misfit = (expected: string, value: unknown): E.Either<Misfit, never> =>
  E.left({ expected, message: `expected ${expected}, got ${show(value)}` })

const holds = (test: (value: unknown) => boolean, value: unknown): boolean => {
  try {
    return test(value)
  } catch {
    return false
  }
}

/** What a value of the column is. */
export const expectedOf = (spec: ColumnSpec): string => {
  const { name } = spec.type.codec
  return spec.option ? `an Option of ${name}` : spec.nullable ? `${name} or null` : name
}

/** The wire form of a value that is not NULL; `given` is the value with the Option it came in. */
const validatePresent = (spec: ColumnSpec, value: unknown, given: unknown): E.Either<Misfit, Wire> => {
  const encoded = encodeValue(spec.type, value)
  if (encoded._tag === "Left") return misfit(expectedOf(spec), given)
  const broken = spec.constraints.filter((rule) => !holds(rule.test, value))
  return broken.length === 0 ? encoded : misfit(broken.map((rule) => rule.expected).join(" and "), value)
}

/** As effect's, but a hostile object cannot make it throw. */
const isOption = (u: unknown): u is Option.Option<unknown> => holds(Option.isOption, u)

/**
 * The wire form of a value for a column, if it fits the column's type, may be NULL if it is, and meets all constraints.
 *
 * @example
 * ```ts
 * import { constrain, integer, validateColumn } from "fulmar"
 *
 * const layers = integer.pipe(constrain.ge(1))
 * validateColumn(layers.spec, 0)
 * // => { _tag: "Left", left: { expected: "at least 1", message: "expected at least 1, got 0" } }
 * ```
 *
 * @since 0.1.0
 */
export const validateColumn = (spec: ColumnSpec, value: unknown): E.Either<Misfit, Wire> => {
  if (!spec.option) return spec.nullable && value === null ? E.right(null) : validatePresent(spec, value, value)
  if (!isOption(value)) return misfit(expectedOf(spec), value)
  return Option.isNone(value) ? E.right(null) : validatePresent(spec, value.value, value)
}
