import { autoIncrement, columnName, defaultWith, integer, onUpdateWith, primaryKey, timestamptz } from "fulmar"

/** Columns are plain values, so what many tables share is an object to spread: `...id`, `...timestamps`. */
export const id = { id: integer.pipe(primaryKey, autoIncrement) }

/** The demo's clock stands still, so that every run prints the same. In a program of yours: `() => new Date()`. */
const clock = (): Date => new Date("2025-01-01T06:00:00Z")

export const timestamps = {
  createdAt: timestamptz.pipe(columnName("created_at"), defaultWith(clock)),
  updatedAt: timestamptz.pipe(columnName("updated_at"), defaultWith(clock), onUpdateWith(clock)),
}
