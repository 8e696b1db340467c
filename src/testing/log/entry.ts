import type { BeginOptions } from "../../driver/transaction-options.js"
import type { SqlErrorReason } from "../../driver/sql-error-reasons.js"

/**
 * A statement that was sent: its SQL with placeholders, and its parameters in the form in which the driver binds them.
 *
 * @since 0.1.0
 */
export interface StatementEntry {
  readonly _tag: "Statement"
  readonly sql: string
  readonly params: ReadonlyArray<unknown>
  /** Why it failed: the reason of its `SqlError`, or that it was interrupted; `null` when it did not. */
  readonly error: SqlErrorReason["_tag"] | "Interrupted" | null
}

/**
 * A transaction, with what was done in it.
 *
 * @since 0.1.0
 */
export interface TransactionEntry {
  readonly _tag: "Transaction"
  readonly options: BeginOptions
  readonly entries: ReadonlyArray<LogEntry>
  /** `failed`: it could not begin, or its connection was lost, so that it is not known whether it was kept. */
  readonly end: "commit" | "rollback" | "open" | "failed"
}

/**
 * A savepoint in a transaction, with what was done in it.
 *
 * @since 0.1.0
 */
export interface SavepointEntry {
  readonly _tag: "Savepoint"
  readonly entries: ReadonlyArray<LogEntry>
  readonly end: "release" | "rollback" | "open" | "failed"
}

/**
 * What was done on the one connection of `withConnection`.
 *
 * @since 0.1.0
 */
export interface SessionEntry {
  readonly _tag: "Session"
  readonly entries: ReadonlyArray<LogEntry>
}

/**
 * What a database was told, in the order in which it was: statements, grouped by transaction and savepoint.
 *
 * @since 0.1.0
 */
export type LogEntry = StatementEntry | TransactionEntry | SavepointEntry | SessionEntry
