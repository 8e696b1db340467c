import { Option } from "effect"
import * as E from "fp-ts/lib/Either.js"
import type { ColumnSpec } from "../core/column-spec.js"
import { encodeValue, expectedOf, type Misfit, validateColumn } from "../core/encode.js"
import { show } from "../core/show.js"
import { asColumnValue } from "./default-value.js"
import { isJsonKind, REFUSED, wireOf } from "./wire-of.js"

/** How input is read. */
export interface ReadOptions {
  readonly strict: boolean
  readonly mode: "value" | "json"
}

const refused = (spec: ColumnSpec, given: unknown): E.Either<Misfit, never> => {
  const expected = expectedOf(spec)
  return E.left({ expected, message: `expected ${expected}, got ${show(given)}` })
}

/** The value that the codec reads from a wire form, if it may be written. */
const decoded = (spec: ColumnSpec, wire: unknown, given: unknown): E.Either<Misfit, unknown> => {
  const read = spec.type.codec.decode(wire)
  if (E.isLeft(read)) return refused(spec, given)
  const value = asColumnValue(spec, read.right)
  const fits = validateColumn(spec, value)
  return E.isLeft(fits) ? fits : E.right(value)
}

const readPresent = (spec: ColumnSpec, input: unknown, options: ReadOptions): E.Either<Misfit, unknown> => {
  if (options.mode === "value") {
    const wire = encodeValue(spec.type, input)
    // read again, so that it is a copy, in the form in which the database would give it
    if (E.isRight(wire)) return decoded(spec, wire.right, input)
    if (options.strict) return refused(spec, input)
  } else if (options.strict && !isJsonKind(spec.type, input)) {
    return refused(spec, input)
  }
  const wire = wireOf(spec.type, input)
  return wire === REFUSED ? refused(spec, input) : decoded(spec, wire, input)
}

/** The value of a column that unknown input means, or what it should have been. Never throws. */
export const readColumn = (spec: ColumnSpec, input: unknown, options: ReadOptions): E.Either<Misfit, unknown> => {
  try {
    const inner: unknown = spec.option && Option.isOption(input) ? Option.getOrNull(input) : input
    if (inner !== null) return readPresent(spec, inner, options)
    return spec.nullable ? E.right(asColumnValue(spec, null)) : spec.type.family === "json" ? readPresent(spec, null, options) : refused(spec, null)
  } catch {
    // getters and proxies of hostile input, and codecs of a user
    return refused(spec, input)
  }
}
