import type * as t from "io-ts"
import type { LeafShape } from "../core/shape.js"
import { columnCodec } from "./column-codec.js"
import { nestedJson } from "./raw-value.js"

/** What a row function returns for a row that does not decode. */
export const FAIL: unique symbol = Symbol("fulmar/FAIL")

/** A row decoded from its wires by position; {@link FAIL} says no more than that it could not be. */
export type RowFunction = (row: ReadonlyArray<unknown>) => unknown

/** Decodes one wire that is not NULL by its codec, whatever its form. */
export const leafFunction = (leaf: LeafShape): ((wire: unknown) => unknown) => {
  const { codec } = leaf.type
  // made once: an error is not built from this context, but again, from the whole row
  const context: t.Context = [
    { key: "", type: codec },
    { key: leaf.column, type: columnCodec(leaf) },
  ]
  return (wire) => {
    const e = codec.validate(wire, context)
    return e._tag === "Right" ? e.right : FAIL
  }
}

/** Decodes the JSON array of rows that `many` nests. */
export const listFunction =
  (row: RowFunction): ((wire: unknown) => unknown) =>
  (wire) => {
    const items = nestedJson(wire)
    if (!Array.isArray(items)) return FAIL
    const out: Array<unknown> = []
    for (const item of items as ReadonlyArray<unknown>) {
      const value = Array.isArray(item) ? row(item) : FAIL
      if (value === FAIL) return FAIL
      out.push(value)
    }
    return out
  }

/** Decodes the row, or NULL, that `maybe` nests. */
export const maybeFunction =
  (row: RowFunction): ((wire: unknown) => unknown) =>
  (wire) => {
    const item = nestedJson(wire)
    return item === null ? null : Array.isArray(item) ? row(item) : FAIL
  }
