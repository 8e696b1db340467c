import {
  AuthenticationError,
  CheckViolation,
  ConnectionError,
  DataError,
  Deadlock,
  ForeignKeyViolation,
  LockTimeout,
  NotNullViolation,
  PermissionError,
  ReadOnlyError,
  SerializationFailure,
  StatementTimeout,
  SyntaxErrorReason,
  TransactionError,
  UniqueViolation,
  UnknownDatabaseError,
} from "../sql-error-reasons.js"
import type { ReasonInput, SqlErrorReason } from "../sql-error-reasons.js"

/** The reason that an SQLSTATE stands for: PostgreSQL's manual, appendix A. */
export const reasonOf = (code: string, said: ReasonInput): SqlErrorReason => {
  switch (code) {
    case "23505":
      return new UniqueViolation(said)
    case "23503":
    case "23001":
      return new ForeignKeyViolation(said)
    case "23502":
      return new NotNullViolation(said)
    case "23514":
    case "23P01":
    case "44000":
      return new CheckViolation(said)
    case "40001":
    case "72000":
      return new SerializationFailure(said)
    case "40P01":
      return new Deadlock(said)
    case "55P03":
      return new LockTimeout(said)
    case "57014":
      return new StatementTimeout(said)
    case "42501":
      return new PermissionError(said)
    case "25006":
      return new ReadOnlyError(said)
    case "25P02":
      return new TransactionError({ ...said, message: `${said.message}. ${aborted}` })
    case "53300":
      return new ConnectionError(said)
    case "26000":
    case "34000":
    case "3B001":
      return new TransactionError(said)
    case "3F000":
    case "0A000":
      return new SyntaxErrorReason(said)
    case "21000":
      return new DataError(said)
  }
  return byClass(code, said)
}

const aborted =
  "An earlier statement of the transaction failed, and PostgreSQL undoes all of it: put savepoint(…) around what may " +
  "fail if the transaction is to go on."

const byClass = (code: string, said: ReasonInput): SqlErrorReason => {
  // 57P01 to 57P05: the server shuts down, starts, crashed, dropped the database, or ended an idle session.
  if (code.startsWith("57P0")) return new ConnectionError(said)
  switch (code.slice(0, 2)) {
    case "08":
      return new ConnectionError(said)
    case "28":
      return new AuthenticationError(said)
    case "22":
      return new DataError(said)
    case "42":
    case "54":
      return new SyntaxErrorReason(said)
    case "25":
    case "2D":
    case "3B":
    case "40":
      return new TransactionError(said)
    default:
      return new UnknownDatabaseError(said)
  }
}
