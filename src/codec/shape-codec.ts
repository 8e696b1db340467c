import * as t from "io-ts"
import type { Shape } from "../core/shape.js"
import { columnCodec } from "./column-codec.js"
import { ABSENT, isNotARow, setOwn } from "./raw-value.js"

type AnyCodec = t.Type<unknown, unknown, unknown>

/** As `t.strict`, which loses a column called `__proto__`. */
const recordCodec = (fields: ReadonlyArray<readonly [key: string, codec: AnyCodec]>): AnyCodec => {
  const isRecord = (u: unknown): u is Record<string, unknown> =>
    typeof u === "object" && u !== null && !Array.isArray(u)
  return new t.Type<unknown, unknown, unknown>(
    `{ ${fields.map(([key, codec]) => `${key}: ${codec.name}`).join(", ")} }`,
    (u): u is unknown => isRecord(u) && fields.every(([key, codec]) => codec.is(u[key])),
    (u, c) => {
      if (!isRecord(u)) return t.failure(u, c)
      const value = {}
      const errors: t.Errors = []
      for (const [key, codec] of fields) {
        const raw = u[key]
        const e = codec.validate(raw, t.appendContext(c, key, codec, raw))
        if (e._tag === "Left") errors.push(...e.left)
        else setOwn(value, key, e.right)
      }
      return errors.length > 0 ? t.failures(errors) : t.success(value)
    },
    (value) => {
      const out = {}
      for (const [key, codec] of fields) setOwn(out, key, codec.encode((value as Record<string, unknown>)[key]))
      return out
    },
  )
}

/** A row that may be absent, which is `null` as a value. */
const absentOr = (codec: AnyCodec): AnyCodec =>
  new t.Type<unknown, unknown, unknown>(
    `${codec.name}, or none`,
    (u): u is unknown => u === null || codec.is(u),
    (u, c) => (u === ABSENT ? t.success(null) : codec.validate(u, c)),
    (value) => (value === null ? ABSENT : codec.encode(value)),
  )

/** A row nested as JSON. */
const nestedRow = (codec: AnyCodec): AnyCodec =>
  new t.Type<unknown, unknown, unknown>(
    `a row of ${codec.name}`,
    codec.is,
    (u, c) => (isNotARow(u) ? t.failure(u.wire, c) : codec.validate(u, c)),
    codec.encode,
  )

const listCodec = (row: AnyCodec): AnyCodec =>
  t.readonlyArray(nestedRow(row), `a JSON array of rows of ${row.name}`) as unknown as AnyCodec

const make = (shape: Shape): AnyCodec => {
  switch (shape._tag) {
    case "Leaf":
      return columnCodec(shape)
    case "Record":
      return recordCodec(shape.fields.map(([key, field]) => [key, shapeCodec(field)] as const))
    case "Optional":
      return absentOr(shapeCodec(shape.shape))
    case "List":
      return listCodec(shapeCodec(shape.row))
    case "Maybe":
      return absentOr(nestedRow(shapeCodec(shape.row)))
  }
}

const codecs = new WeakMap<Shape, AnyCodec>()

/**
 * The io-ts codec of the nested value that a shape describes, from its raw form: the law that every row decoder obeys.
 *
 * @since 0.1.0
 */
export const shapeCodec = (shape: Shape): t.Type<unknown, unknown, unknown> => {
  const known = codecs.get(shape)
  if (known !== undefined) return known
  const codec = make(shape)
  codecs.set(shape, codec)
  return codec
}
