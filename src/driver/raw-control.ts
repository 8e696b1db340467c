import { sqlError } from "./sql-error.js"
import type { SqlError } from "./sql-error.js"
import { TransactionError } from "./sql-error-reasons.js"

/** BEGIN, COMMIT or the like was run as a statement. */
export const rawControl = (sql: string): SqlError =>
  sqlError(
    new TransactionError({
      message:
        "Transaction control cannot be run as a statement: it would end or begin a transaction that others rely on. " +
        "Use transaction(effect) and savepoint(effect).",
      sql,
    }),
  )
