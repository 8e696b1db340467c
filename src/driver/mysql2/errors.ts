import { Predicate } from "effect"
import { SqlError, sqlError } from "../sql-error.js"
import * as reasons from "../sql-error-reasons.js"
import type { ReasonInput, SqlErrorReason } from "../sql-error-reasons.js"
import { reasonTag, UNPREPARABLE } from "./error-codes.js"
import type { ReasonTag } from "./error-codes.js"
import { fieldsOf } from "./error-fields.js"

/** What was being done when an error came. */
export type Phase = "connect" | "run" | "control"

const constructors: Readonly<Record<ReasonTag, new (fields: ReasonInput) => SqlErrorReason>> = {
  ConnectionError: reasons.ConnectionError,
  AuthenticationError: reasons.AuthenticationError,
  PermissionError: reasons.PermissionError,
  SyntaxError: reasons.SyntaxErrorReason,
  UniqueViolation: reasons.UniqueViolation,
  ForeignKeyViolation: reasons.ForeignKeyViolation,
  NotNullViolation: reasons.NotNullViolation,
  CheckViolation: reasons.CheckViolation,
  DataError: reasons.DataError,
  Deadlock: reasons.Deadlock,
  SerializationFailure: reasons.SerializationFailure,
  LockTimeout: reasons.LockTimeout,
  StatementTimeout: reasons.StatementTimeout,
  ReadOnlyError: reasons.ReadOnlyError,
  TransactionError: reasons.TransactionError,
  UnknownDatabaseError: reasons.UnknownDatabaseError,
}

/** Makes a {@link SqlError} of a reason by its name. */
export const errorOf = (tag: ReasonTag, fields: ReasonInput): SqlError => sqlError(new constructors[tag](fields))

/**
 * Turns whatever mysql2 gives into a {@link SqlError}: by errno, then by SQLSTATE. The names that mysql2 calls `code`
 * are those of MySQL for MariaDB's numbers too, and so mean nothing here.
 */
export const classify = (cause: unknown, sql: string | null, phase: Phase): SqlError => {
  if (cause instanceof SqlError) return cause
  // mysql2 notes the statement as it was sent: as text, with the values in it.
  if (Predicate.hasProperty(cause, "sql") && typeof cause.sql === "string") (cause as { sql: string | null }).sql = sql
  const message = (Predicate.hasProperty(cause, "message") ? String(cause.message) : "") || textOf(cause)
  const errno = errnoOf(cause)
  const clientCode = Predicate.hasProperty(cause, "code") && typeof cause.code === "string" ? cause.code : null
  const said: ReasonInput = { message, sql, cause, code: errno === null ? clientCode : String(errno) }
  if (errno === null) return errorOf(byClient(cause, clientCode, phase), said)
  const state = Predicate.hasProperty(cause, "sqlState") ? String(cause.sqlState) : ""
  return errorOf(inPhase(reasonTag(errno, state), errno, message, phase), { ...said, ...fieldsOf(errno, message, sql) })
}

/** The number of an error that the server sent; `null` for one of the client, whose numbers are the system's. */
export const errnoOf = (cause: unknown): number | null =>
  Predicate.hasProperty(cause, "sqlState") &&
  Predicate.hasProperty(cause, "errno") &&
  typeof cause.errno === "number" &&
  cause.errno >= 1000
    ? cause.errno
    : null

/** Whether a statement has not been run because it cannot be prepared. */
export const isUnpreparable = (cause: unknown): boolean => UNPREPARABLE.has(errnoOf(cause) ?? 0)

/** Whether the connection is of no use after an error. */
export const isFatal = (cause: unknown): boolean =>
  (Predicate.hasProperty(cause, "fatal") && cause.fatal === true) ||
  lost.has(errnoOf(cause) ?? 0) ||
  (errnoOf(cause) === null &&
    Predicate.hasProperty(cause, "code") &&
    typeof cause.code === "string" &&
    clientCodes.test(cause.code))

/** Shut down, killed, timed out, a packet too large: the server ends the connection with these. */
const lost: ReadonlySet<number> = new Set([1053, 1153, 1927, 2006, 2013, 3169, 4031])

const clientCodes = /^(E[A-Z]+|PROTOCOL_.*|HANDSHAKE_.*|ERR_(TLS|SSL|SOCKET|STREAM).*)$/

const byClient = (cause: unknown, code: string | null, phase: Phase): ReasonTag => {
  if (phase === "connect" || isFatal(cause) || (code !== null && clientCodes.test(code))) return "ConnectionError"
  // What mysql2 itself throws while it encodes a parameter.
  return cause instanceof TypeError || cause instanceof RangeError ? "DataError" : "UnknownDatabaseError"
}

const inPhase = (tag: ReasonTag, errno: number, message: string, phase: Phase): ReasonTag => {
  // "… running with the --read-only option", but also --secure-file-priv and others.
  if (errno === 1290) return /read[-_]only/i.test(message) ? "ReadOnlyError" : "PermissionError"
  if (phase === "control") return tag === "SyntaxError" || tag === "UnknownDatabaseError" ? "TransactionError" : tag
  // An unknown database.
  return phase === "connect" && tag === "SyntaxError" ? "ConnectionError" : tag
}

/** An AggregateError, as of a host with several addresses, has no message of its own. */
const textOf = (cause: unknown): string =>
  Predicate.hasProperty(cause, "errors") && Array.isArray(cause.errors) && cause.errors.length > 0
    ? cause.errors.map((error) => (error as Error).message).join("; ")
    : Predicate.hasProperty(cause, "code") && typeof cause.code === "string"
      ? cause.code
      : String(cause)
