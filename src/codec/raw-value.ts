import type { Shape } from "../core/shape.js"

/** The wire value of a nested query: JSON, parsed where it is text, or the text itself where it is not JSON. */
export const nestedJson = (wire: unknown): unknown => {
  if (typeof wire !== "string") return wire
  try {
    return JSON.parse(wire) as unknown
  } catch {
    return wire
  }
}

/** Sets a property of any name: assigning `__proto__` would change the prototype. */
export const setOwn = (target: object, key: string, value: unknown): void => {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  } else {
    ;(target as Record<string, unknown>)[key] = value
  }
}

/** What stands in a raw value for a row that is absent: not `undefined`, which a row that is too short holds. */
export const ABSENT: unique symbol = Symbol("fulmar/ABSENT")

const notARow: unique symbol = Symbol("fulmar/NotARow")

/** What stands in a raw value where a nested row should be and is not: no codec of a column takes it for a value. */
export interface NotARow {
  readonly [notARow]: true
  readonly wire: unknown
}

export const isNotARow = (u: unknown): u is NotARow => typeof u === "object" && u !== null && notARow in u

const rawRow = (shape: Shape, row: unknown): unknown =>
  Array.isArray(row) ? rawValue(shape, row) : ({ [notARow]: true, wire: row } satisfies NotARow)

/**
 * The nested value of wires that a row holds by position: what `shapeCodec` of the same shape decodes. A symbol stands
 * for a row that is absent, so that it is told apart from a row of one NULL.
 */
export const rawValue = (shape: Shape, row: ReadonlyArray<unknown>): unknown => {
  switch (shape._tag) {
    case "Leaf":
      return row[shape.index]
    case "Record": {
      const record = {}
      for (const [key, field] of shape.fields) setOwn(record, key, rawValue(field, row))
      return record
    }
    case "Optional": {
      const witness = row[shape.index]
      return witness === null || witness === undefined ? ABSENT : rawValue(shape.shape, row)
    }
    case "List": {
      const items = nestedJson(row[shape.index])
      return Array.isArray(items) ? items.map((item) => rawRow(shape.row, item)) : items
    }
    case "Maybe": {
      const item = nestedJson(row[shape.index])
      return item === null ? ABSENT : rawRow(shape.row, item)
    }
  }
}
