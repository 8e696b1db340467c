import { type Either, left, right } from "fp-ts/lib/Either.js"
import * as Option from "effect/Option"
import type { ColumnSpec } from "./column-spec.js"
import type { TypeSpec, Wire } from "./sql-type.js"

/** What a value should have been. */
export interface Misfit {
  readonly expected: string
}

/** The wire form of a value of a type; Left if it is not one. NULL is not a value of any type. */
export const encodeValue = (type: TypeSpec, value: unknown): Either<Misfit, Wire> => {
  if (value === undefined || !type.codec.is(value)) {
    return left({ expected: type.codec.name })
  }
  try {
    return right(type.codec.encode(value))
  } catch {
    return left({ expected: type.codec.name })
  }
}

/** A value without its `Option`: `none` is NULL. */
export const unwrapOption = (value: unknown): unknown => (Option.isOption(value) ? Option.getOrNull(value) : value)

/** The wire form of a value written to a column, checked against its type, its nullability and its constraints. */
export const encodeColumn = (spec: ColumnSpec, value: unknown): Either<Misfit, Wire> => {
  const bare = spec.option ? unwrapOption(value) : value
  if (bare === null) {
    return spec.nullable || spec.option || spec.autoIncrement ? right(null) : left({ expected: `${spec.type.codec.name}, not null` })
  }
  if (bare === undefined) {
    return left({ expected: `${spec.type.codec.name}; leave the key out for the default, or give null` })
  }
  const wire = encodeValue(spec.type, bare)
  if (wire._tag === "Right") {
    const broken = spec.constraints.find((constraint) => !constraint.test(bare))
    if (broken !== undefined) {
      return left({ expected: broken.expected })
    }
  }
  return wire
}
