import { Option } from "effect"
import type { LeafShape, Shape } from "../core/shape.js"
import { setOwn } from "./raw-value.js"
import { FAIL, leafFunction, listFunction, maybeFunction, type RowFunction } from "./row-function.js"

const leafDecoder = (leaf: LeafShape): RowFunction => {
  const { index } = leaf
  const decode = leafFunction(leaf)
  if (leaf.option) {
    return (row) => {
      const wire = row[index]
      if (wire === null) return Option.none()
      const value = decode(wire)
      return value === FAIL ? FAIL : Option.some(value)
    }
  }
  return leaf.nullable ? (row) => (row[index] === null ? null : decode(row[index])) : (row) => decode(row[index])
}

/** A row function of closures, for places that forbid to compile source: a strict CSP, or an edge worker. */
export const closureDecoder = (shape: Shape): RowFunction => {
  switch (shape._tag) {
    case "Leaf":
      return leafDecoder(shape)
    case "Record": {
      const fields = shape.fields.map(([key, field]) => [key, closureDecoder(field)] as const)
      return (row) => {
        const record = {}
        for (const [key, decode] of fields) {
          const value = decode(row)
          if (value === FAIL) return FAIL
          setOwn(record, key, value)
        }
        return record
      }
    }
    case "Optional": {
      const { index } = shape
      const decode = closureDecoder(shape.shape)
      return (row) => (row[index] === null || row[index] === undefined ? null : decode(row))
    }
    case "List": {
      const { index } = shape
      const decode = listFunction(closureDecoder(shape.row))
      return (row) => decode(row[index])
    }
    case "Maybe": {
      const { index } = shape
      const decode = maybeFunction(closureDecoder(shape.row))
      return (row) => decode(row[index])
    }
  }
}
