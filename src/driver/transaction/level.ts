import { Effect } from "effect"
import type { SqlError } from "../sql-error.js"
import type { TransactionLevel } from "../transaction-service.js"
import { unrestored } from "./sequence.js"

/** Ends a level, and the savepoints that are open in it, for those who still use them. */
export const closeLevel = (level: TransactionLevel): void => {
  level.open = false
  if (level.active !== null) closeLevel(level.active)
}

/**
 * Ends a level that is to be kept. A savepoint that is still open in it belongs to a fiber that nobody waited for: it
 * is undone, since half of it must not be kept.
 */
export const settleLevel = (level: TransactionLevel): Effect.Effect<void, SqlError> => {
  closeLevel(level)
  const inner = level.active?.savepoint
  return inner === undefined || inner === null
    ? Effect.void
    : level.connection.control(level.database.control.rollbackTo(inner), unrestored)
}
