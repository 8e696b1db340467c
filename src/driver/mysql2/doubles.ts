import type { WireRow } from "../connection.js"
import type { Sent } from "./client.js"

/** A column as mysql2 describes it, before it has made a reader of rows from the description. */
interface Field {
  columnType?: number
}

const DOUBLE = 5
const NEWDECIMAL = 246

/** Where DOUBLEs stand that are read as texts, by the description of the columns. */
const positions = new WeakMap<object, ReadonlyArray<number>>()

/**
 * Has the DOUBLEs of rows that come as text read as texts: of 16 digits mysql2 makes a number step by step, and each step
 * rounds. {@link exactly} makes numbers of them.
 */
export const readDoublesAsText = (sent: Sent): void => {
  sent.on("fields", (described) => {
    if (!Array.isArray(described)) return
    const doubles = (described as ReadonlyArray<Field>).flatMap(({ columnType }, i) => (columnType === DOUBLE ? [i] : []))
    if (doubles.length === 0) return
    positions.set(described, doubles)
    for (const i of doubles) (described[i] as Field).columnType = NEWDECIMAL
  })
}

/** Makes numbers of the DOUBLEs of a row, in their place. */
export const exactly = (fields: unknown): ((row: WireRow) => void) | null => {
  const doubles = typeof fields === "object" && fields !== null ? positions.get(fields) : undefined
  if (doubles === undefined) return null
  return (row) => {
    const values = row as Array<unknown>
    for (const i of doubles) if (typeof values[i] === "string") values[i] = Number(values[i])
  }
}
