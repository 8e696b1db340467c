import { ABSENT } from "../../codec/raw-value.js"
import { shapeCodec } from "../../codec/shape-codec.js"
import { show } from "../../core/show.js"
import type { Shape } from "../../core/shape.js"
import type { WireRow } from "../../driver/connection.js"

/**
 * A row as a driver hands it over, of a row as a program reads it: what decodes to it again. A string says why there is
 * none.
 */
export const wireRow = (shape: Shape, columns: number, row: unknown): WireRow | string => {
  const misfit = misfitOf(shape, row, "")
  if (misfit !== null) return misfit
  const wires: Array<unknown> = Array.from({ length: columns }, () => null)
  place(shape, shapeCodec(shape).encode(row), wires)
  return wires
}

/** What of a value does not fit, and where. */
const misfitOf = (shape: Shape, value: unknown, path: string): string | null => {
  const codec = shapeCodec(shape)
  if (codec.is(value)) return null
  if (shape._tag === "Optional" && value !== null) return misfitOf(shape.shape, value, path)
  if (shape._tag === "Record" && typeof value === "object" && value !== null) {
    for (const [key, field] of shape.fields) {
      const misfit = misfitOf(field, (value as Record<string, unknown>)[key], path === "" ? key : `${path}.${key}`)
      if (misfit !== null) return misfit
    }
  }
  return `${path === "" ? "it" : JSON.stringify(path)} should be ${codec.name}, and is ${show(value)}`
}

/** The inverse of `rawValue`. */
const place = (shape: Shape, raw: unknown, wires: Array<unknown>): void => {
  switch (shape._tag) {
    case "Leaf":
      wires[shape.index] = raw
      return
    case "Record":
      for (const [key, field] of shape.fields) place(field, (raw as Record<string, unknown>)[key], wires)
      return
    case "Optional":
      if (raw === ABSENT) return
      place(shape.shape, raw, wires)
      // A column that tells whether the row is there, and is none of its own.
      wires[shape.index] ??= 1
      return
    case "List":
      wires[shape.index] = (raw as ReadonlyArray<unknown>).map((row) => nestedRow(shape.row, row))
      return
    case "Maybe":
      wires[shape.index] = raw === ABSENT ? null : nestedRow(shape.row, raw)
  }
}

const nestedRow = (shape: Shape, raw: unknown): ReadonlyArray<unknown> => {
  const wires: Array<unknown> = []
  place(shape, raw, wires)
  return Array.from(wires, (wire) => wire ?? null)
}
