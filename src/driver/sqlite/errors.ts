import { Predicate } from "effect"
import { SqlError, sqlError } from "../sql-error.js"
import {
  CheckViolation,
  ConnectionError,
  DataError,
  ForeignKeyViolation,
  LockTimeout,
  NotNullViolation,
  PermissionError,
  ReadOnlyError,
  SerializationFailure,
  SyntaxErrorReason,
  TransactionError,
  UniqueViolation,
  UnknownDatabaseError,
} from "../sql-error-reasons.js"
import type { ReasonInput, SqlErrorReason } from "../sql-error-reasons.js"

/** What was being done: SQLite's plain SQLITE_ERROR means another thing in each. */
export type Phase = "prepare" | "run" | "control"

/** Turns whatever better-sqlite3 throws into a {@link SqlError}, by SQLite's extended result codes. */
export const classify = (cause: unknown, sql: string | null, phase: Phase): SqlError => {
  if (cause instanceof SqlError) return cause
  const message = Predicate.hasProperty(cause, "message") ? String(cause.message) : String(cause)
  const code = Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code) ? cause.code : null
  const said: ReasonInput = { message, sql, cause, code }
  return sqlError(code !== null && code.startsWith("SQLITE_") ? byCode(code, said, phase) : byClient(said, phase))
}

const byCode = (code: string, said: ReasonInput, phase: Phase): SqlErrorReason => {
  switch (code) {
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
    case "SQLITE_CONSTRAINT_ROWID":
      return new UniqueViolation({ ...said, ...brokenKey(said.message) })
    case "SQLITE_CONSTRAINT_FOREIGNKEY":
      return new ForeignKeyViolation(said)
    case "SQLITE_CONSTRAINT_NOTNULL":
      return new NotNullViolation({ ...said, ...brokenKey(said.message) })
    case "SQLITE_CONSTRAINT_CHECK":
      return new CheckViolation({ ...said, constraint: afterColon(said.message) })
    case "SQLITE_CONSTRAINT_DATATYPE":
      return new DataError({ ...said, ...storedColumn(said.message) })
    case "SQLITE_BUSY_SNAPSHOT":
      return new SerializationFailure(said)
    case "SQLITE_ABORT_ROLLBACK":
      return new TransactionError(said)
  }
  return byPrimaryCode(primaryCode(code), said, phase)
}

/** The result code without its extension: SQLITE_IOERR_READ is SQLITE_IOERR. */
const primaryCode = (code: string): string => code.split("_").slice(0, 2).join("_")

const byPrimaryCode = (code: string, said: ReasonInput, phase: Phase): SqlErrorReason => {
  switch (code) {
    case "SQLITE_ERROR":
      return plainError(said, phase)
    case "SQLITE_BUSY":
    case "SQLITE_LOCKED":
      return new LockTimeout(said)
    case "SQLITE_READONLY":
      return new ReadOnlyError(said)
    case "SQLITE_CANTOPEN":
    case "SQLITE_NOTADB":
    case "SQLITE_CORRUPT":
    case "SQLITE_IOERR":
    case "SQLITE_PROTOCOL":
    case "SQLITE_FULL":
      return new ConnectionError(said)
    case "SQLITE_AUTH":
    case "SQLITE_PERM":
      return new PermissionError(said)
    case "SQLITE_TOOBIG":
    case "SQLITE_MISMATCH":
    case "SQLITE_RANGE":
      return new DataError(said)
    default:
      return new UnknownDatabaseError(said)
  }
}

/**
 * SQLITE_ERROR has no finer code. While a statement is prepared it is about the statement; while it runs, about values
 * (malformed JSON, integer overflow), unless the schema has changed since and the statement was prepared anew.
 */
const plainError = (said: ReasonInput, phase: Phase): SqlErrorReason => {
  if (phase === "control") return new TransactionError(said)
  const aboutSchema =
    /^(no such (table|column|function|index|view|trigger|savepoint)|near "|(table|index|view) .* already exists)/.test(
      said.message,
    )
  return phase === "prepare" || aboutSchema ? new SyntaxErrorReason(said) : new DataError(said)
}

/** What better-sqlite3 itself throws: TypeError and RangeError without a code. */
const byClient = (said: ReasonInput, phase: Phase): SqlErrorReason => {
  if (said.message.includes("connection is not open")) return new ConnectionError(said)
  if (said.message.includes("busy executing a query")) {
    return new TransactionError({
      ...said,
      message: `${said.message}: a function called by a statement cannot run statements on the same connection`,
    })
  }
  return phase === "prepare" ? new SyntaxErrorReason(said) : new DataError(said)
}

const afterColon = (message: string): string | null => /: (.*)$/s.exec(message)?.[1] ?? null

/** `UNIQUE constraint failed: u.a, u.b`, or `… failed: index 'name'` for an index on expressions. */
const brokenKey = (message: string): Partial<ReasonInput> => {
  const said = afterColon(message)
  if (said === null) return {}
  const index = /^index '(.*)'$/s.exec(said)
  if (index !== null) return { constraint: index[1] ?? null }
  const names = said.split(", ")
  const table = names[0]?.split(".")[0] ?? null
  if (table === null || !names.every((name) => name.startsWith(`${table}.`))) return {}
  return { table, columns: names.map((name) => name.slice(table.length + 1)) }
}

/** `cannot store TEXT value in INTEGER column s.i` of STRICT tables. */
const storedColumn = (message: string): Partial<ReasonInput> => {
  const match = / column ([^.]+)\.(.+)$/s.exec(message)
  return match === null ? {} : { table: match[1] ?? null, columns: [match[2] ?? ""] }
}
