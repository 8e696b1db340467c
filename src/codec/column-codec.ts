import { Option } from "effect"
import * as t from "io-ts"
import type { TypeSpec, Wire } from "../core/sql-type.js"

/** What decides how a column reads NULL. */
export interface ColumnCodecOf {
  readonly type: TypeSpec
  readonly nullable: boolean
  readonly option: boolean
}

/**
 * The codec of a column: of its type, and of NULL where it may be NULL. Not io-ts's union, whose errors would speak of
 * both members.
 */
export const columnCodec = (column: ColumnCodecOf): t.Type<unknown, Wire, unknown> => {
  const { codec } = column.type
  if (column.option) {
    return new t.Type<unknown, Wire, unknown>(
      `${codec.name} or NULL`,
      (u): u is unknown => Option.isOption(u) && (Option.isNone(u) || codec.is(u.value)),
      (u, c) => {
        if (u === null) return t.success(Option.none())
        const e = codec.validate(u, c)
        return e._tag === "Left" ? e : t.success(Option.some(e.right as unknown))
      },
      (value) => {
        const o = value as Option.Option<unknown>
        return Option.isNone(o) ? null : codec.encode(o.value)
      },
    )
  }
  if (!column.nullable) return codec
  return new t.Type<unknown, Wire, unknown>(
    `${codec.name} or NULL`,
    (u): u is unknown => u === null || codec.is(u),
    (u, c) => (u === null ? t.success(null) : codec.validate(u, c)),
    (value) => (value === null ? null : codec.encode(value)),
  )
}
