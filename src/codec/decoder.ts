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

/** Decodes by the law itself: what the fast decoder does with a row it cannot decode. */
const byCodec = (shape: Shape, row: ReadonlyArray<unknown>): E.Either<t.Errors, unknown> =>
  shapeCodec(shape).decode(rawValue(shape, row))

/** Compiled where that is allowed. */
const compiled = (shape: Shape): RowFunction => {
  try {
    return compiledDecoder(shape)
  } catch {
    return closureDecoder(shape)
  }
}

/** Rows after which compiling a decoder has paid for itself; a query that is built anew each time rarely gets there. */
const WARM = 32

/** The row function of a shape for so many rows more: closures at first, compiled once it is warm. */
const rowFunction = (shape: Shape): ((rows: number) => RowFunction) => {
  let seen = 0
  let decode: RowFunction | null = null
  return (rows) => {
    const cold = seen < WARM
    seen += rows
    if (decode === null || (cold && seen >= WARM)) {
      decode = seen < WARM ? closureDecoder(shape) : compiled(shape)
    }
    return decode
  }
}

/**
 * The decoder of a row: same values and same errors as `shapeCodec(shape).decode(rawValue(shape, row))`, but compiled,
 * once it has seen some rows, to a function that builds the row in one step.
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
  const decoder = rowFunction(shape)
  return (row) => {
    const value = decoder(1)(row)
    return value === FAIL ? byCodec(shape, row) : E.right(value)
  }
}

/**
 * The decoder of many rows: all of them, or the error of the first that does not fit.
 *
 * @since 0.1.0
 */
export const rowsDecoder = (shape: Shape): RowsDecoder => {
  const decoder = rowFunction(shape)
  return (rows, offset = 0) => {
    const decode = decoder(rows.length)
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
