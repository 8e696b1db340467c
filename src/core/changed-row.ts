/** By which names a column is read of the row as it was before a command changed it, and as it is after. */
export const OLD = "old row"
export const NEW = "new row"
export type OldRow = typeof OLD
export type NewRow = typeof NEW
