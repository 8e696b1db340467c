import * as E from "fp-ts/lib/Either.js"
import type * as t from "io-ts"
import type { Shape } from "../core/shape.js"
import { closureDecoder } from "./closure-decoder.js"
import { compiledDecoder } from "./compiled-decoder.js"
import { type DecodeError, decodeError } from "./decode-error.js"
import { rawValue } from "./raw-value.js"
import { FAIL, type RowFunction } from "./row-function.js"
import { shapeCodec } from "./shape-codec.js"

/** Decodes one row of wires. */
export type RowDecoder = (row: ReadonlyArray<unknown>) => E.Either<t.Errors, unknown>

/** Decodes many rows; `offset` is the position of the first of them in the result. */
export type RowsDecoder = (
  rows: ReadonlyArray<ReadonlyArray<unknown>>,
  offset?: number,
) => E.Either<DecodeError, ReadonlyArray<unknown>>

const rowFunction = (shape: Shape): RowFunction => {
  try {
    return compiledDecoder(shape)
  } catch {
    return closureDecoder(shape)
  }
}

/** Decodes by the law itself: what the fast decoder does with a row it cannot decode. */
const byCodec = (shape: Shape, row: ReadonlyArray<unknown>): E.Either<t.Errors, unknown> =>
  shapeCodec(shape).decode(rawValue(shape, row))

const functions = new WeakMap<Shape, RowFunction>()
const functionOf = (shape: Shape): RowFunction => {
  const known = functions.get(shape)
  if (known !== undefined) return known
  const made = rowFunction(shape)
  functions.set(shape, made)
  return made
}

/**
 * The decoder of a row: same values and same errors as `shapeCodec(shape).decode(rawValue(shape, row))`, but compiled,
 * once for each shape, to a function that builds the row in one step.
 *
 * @example
 * ```ts
 * import { integer, rowDecoder } from "fulmar"
 *
 * const { type } = integer.spec
 * const place = { index: 0, table: "cake", column: "id" }
 * const id = { _tag: "Leaf", ...place, type, nullable: false, option: false } as const
 * rowDecoder({ _tag: "Record", fields: [["id", id]] })([7n]) // => { _tag: "Right", right: { id: 7 } }
 * ```
 *
 * @since 0.1.0
 */
export const rowDecoder = (shape: Shape): RowDecoder => {
  const decode = functionOf(shape)
  return (row) => {
    const value = decode(row)
    return value === FAIL ? byCodec(shape, row) : E.right(value)
  }
}

/**
 * The decoder of many rows: all of them, or the error of the first that does not fit.
 *
 * @since 0.1.0
 */
export const rowsDecoder = (shape: Shape): RowsDecoder => {
  const decode = functionOf(shape)
  return (rows, offset = 0) => {
    const out: Array<unknown> = []
    for (let i = 0; i < rows.length; i++) {
      const value = decode(rows[i]!)
      if (value !== FAIL) {
        out.push(value)
        continue
      }
      const e = byCodec(shape, rows[i]!)
      if (e._tag === "Left") return E.left(decodeError(shape, offset + i, e.left))
      out.push(e.right)
    }
    return E.right(out)
  }
}
