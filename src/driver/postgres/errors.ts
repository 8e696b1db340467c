import { Predicate } from "effect"
import { SqlError, sqlError } from "../sql-error.js"
import { ConnectionError, UnknownDatabaseError } from "../sql-error-reasons.js"
import { tlsRemedy } from "../tls-remedy.js"
import type { ReasonInput } from "../sql-error-reasons.js"
import { keyColumns } from "./key-columns.js"
import { reasonOf } from "./sqlstate.js"

/** An error as the server reports it. */
export interface ServerError {
  readonly message: string
  readonly severity: string
  /** The SQLSTATE. */
  readonly code: string
  readonly detail?: string
  readonly hint?: string
  readonly position?: string
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
  readonly routine?: string
}

/** Whether the server said it, and not the client library or the network. */
export const isServerError = (cause: unknown): cause is ServerError =>
  Predicate.hasProperty(cause, "severity") &&
  Predicate.hasProperty(cause, "code") &&
  Predicate.isString(cause.code) &&
  /^[0-9A-Z]{5}$/.test(cause.code)

/** Whether the session is over after this. */
export const isFatal = (cause: unknown): boolean =>
  isServerError(cause) && (cause.severity === "FATAL" || cause.severity === "PANIC" || cause.code.startsWith("57P0"))

/**
 * Turns what the server or the network says of a statement into a {@link SqlError}, by its SQLSTATE. `shown` is the
 * statement as people may see it.
 */
export const classify = (cause: unknown, sql: string | null, shown: string | null = sql): SqlError => {
  if (cause instanceof SqlError) return cause
  if (isServerError(cause)) return sqlError(reasonOf(cause.code, said(cause, sql, shown)))
  // Whatever else ends a statement has ended its connection.
  return sqlError(
    new ConnectionError({
      message: `The connection to PostgreSQL was lost: ${textOf(cause)}`,
      sql: shown,
      cause,
      code: codeOf(cause),
    }),
  )
}

/** All that the server said. */
export const said = (cause: ServerError, sql: string | null, shown: string | null = sql): ReasonInput => {
  const { code, column, constraint, detail, hint, message, position, table } = cause
  return {
    message,
    sql: shown,
    cause,
    code,
    constraint: constraint ?? null,
    table: table ?? null,
    columns: column === undefined ? keyColumns(code, detail) : [column],
    detail: detail ?? null,
    hint: hint ?? null,
    position: position === undefined || sql === null || shown !== sql ? null : offsetOf(sql, Number(position)),
  }
}

/** The server counts code points from 1; JavaScript, units of UTF-16 from 0. */
const offsetOf = (sql: string, position: number): number => {
  let offset = 0
  for (let count = 1; count < position && offset < sql.length; count++) {
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
  }
  return offset
}

/** The message of an error that is none of the server's; that of several attempts to connect has an empty one. */
export const textOf = (cause: unknown): string => {
  if (Predicate.hasProperty(cause, "errors") && Array.isArray(cause.errors) && cause.errors.length > 0) {
    return cause.errors.map(textOf).join("; ")
  }
  const message = Predicate.hasProperty(cause, "message") ? String(cause.message) : String(cause)
  return message === "" ? (codeOf(cause) ?? "unknown error") : message
}

const codeOf = (cause: unknown): string | null =>
  Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code) ? cause.code : null

/**
 * Why a connection could not be had. The credentials, or what the server says of the database, keep their own reasons;
 * all else is a ConnectionError that names the server.
 */
export const classifyConnect = (cause: unknown, server: string): SqlError => {
  if (cause instanceof SqlError) return cause
  const message = `Cannot connect to ${server}: ${textOf(cause)}${tlsRemedy(cause)}`
  if (!isServerError(cause)) return sqlError(new ConnectionError({ message, cause, code: codeOf(cause) }))
  const input: ReasonInput = { ...said(cause, null), message }
  const reason = reasonOf(cause.code, input)
  // A database that does not exist is one that cannot be opened.
  const cannot = reason instanceof UnknownDatabaseError || cause.code === "3D000"
  return sqlError(cannot ? new ConnectionError(input) : reason)
}
