import type { SqlError } from "../sql-error.js"
import { errorOf } from "./errors.js"

/** How a transaction came to an end that nobody asked for. */
export interface Ended {
  /** What any further statement in it fails with. */
  readonly error: (sql: string) => SqlError
}

/**
 * The server has rolled back the whole transaction, with an error. After a deadlock and the like it could be run again,
 * so what comes after it fails with the same reason: a savepoint around the statement must not hide it.
 */
export const rolledBackBy = (name: string, cause: SqlError): Ended => {
  const { reason } = cause
  const again = reason._tag === "Deadlock" || reason._tag === "SerializationFailure" || reason._tag === "LockTimeout"
  const message =
    `${name} has rolled back the transaction because of an earlier error: nothing more can be done in it. ` +
    `The error was: ${reason.message}`
  const code = reason._tag === "CompileError" ? null : reason.code
  return {
    error: (sql) => errorOf(again ? reason._tag : "TransactionError", { message, sql, code, cause: reason.cause }),
  }
}

/** The server has committed the transaction, as it does with every statement that changes a schema. */
export const committedBy = (name: string, statement: string): Ended => ({
  error: (sql) =>
    errorOf("TransactionError", {
      message:
        `${name} has committed the transaction because of a statement in it: those that create, change or drop ` +
        "tables, and some others, cannot be part of one. What was done before it is kept. Run it outside the " +
        `transaction: ${statement}`,
      sql,
    }),
})
