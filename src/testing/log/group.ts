import { Cause, Exit } from "effect"
import { SqlError } from "../../driver/sql-error.js"
import type { BeginOptions } from "../../driver/transaction-options.js"
import type { LogEntry, SavepointEntry, StatementEntry, TransactionEntry } from "./entry.js"

/** Entries as they come in; {@link snapshot} makes a log of them. */
export interface Group {
  readonly entries: Array<OpenEntry>
}

/** What can be begun and ended, with what was done meanwhile. */
export interface OpenTransaction extends Group {
  readonly _tag: "Transaction"
  options: BeginOptions
  end: TransactionEntry["end"]
}

export interface OpenSavepoint extends Group {
  readonly _tag: "Savepoint"
  /** What the database calls it. */
  readonly name: string
  end: SavepointEntry["end"]
}

export interface OpenStatement {
  readonly _tag: "Statement"
  readonly sql: string
  readonly params: ReadonlyArray<unknown>
  error: StatementEntry["error"]
}

export interface OpenSession extends Group {
  readonly _tag: "Session"
}

type OpenEntry = OpenStatement | OpenTransaction | OpenSavepoint | OpenSession

/** Adds a statement that is about to run. */
export const addStatement = (group: Group, sql: string, params: ReadonlyArray<unknown>): OpenStatement => {
  const statement: OpenStatement = { _tag: "Statement", sql, params: [...params], error: null }
  group.entries.push(statement)
  return statement
}

/** Says of a statement how it ended. */
export const settle = (statement: OpenStatement, exit: Exit.Exit<unknown, unknown>): void => {
  if (Exit.isSuccess(exit)) return
  const error = exit.cause.reasons.find(Cause.isFailReason)?.error
  if (error instanceof SqlError) statement.error = error.reason._tag
  else if (Cause.hasInterrupts(exit.cause)) statement.error = "Interrupted"
}

/** The log, as it is now. */
export const snapshot = (group: Group): ReadonlyArray<LogEntry> =>
  group.entries.map((entry): LogEntry => {
    switch (entry._tag) {
      case "Statement":
        return { ...entry }
      case "Transaction":
        return { ...entry, entries: snapshot(entry) }
      case "Savepoint":
        return { _tag: "Savepoint", entries: snapshot(entry), end: entry.end }
      case "Session":
        return { _tag: "Session", entries: snapshot(entry) }
    }
  })
