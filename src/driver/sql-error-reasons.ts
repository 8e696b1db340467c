import { Data } from "effect"
import type { Cause } from "effect"
import type { CompileError } from "../core/errors.js"

/**
 * What every reason of a `SqlError` carries. Whatever the database did not say is `null`; `columns` is then empty.
 *
 * @since 0.1.0
 */
export interface ReasonFields {
  /** What was wrong, in one sentence. Holds values only where the database itself quoted them. */
  readonly message: string
  /** The statement that failed, with placeholders. */
  readonly sql: string | null
  /** The error of the client library, untouched. */
  readonly cause: unknown
  /** The database's own code: an SQLSTATE, an errno, or SQLite's name of the result code. */
  readonly code: string | null
  readonly constraint: string | null
  readonly table: string | null
  readonly columns: ReadonlyArray<string>
  readonly detail: string | null
  readonly hint: string | null
  /** Offset into `sql`, counted in characters from 0. */
  readonly position: number | null
}

/** What a reason is made from: a message, and what else is known. */
export type ReasonInput = { readonly message: string } & Partial<ReasonFields>

/** One reason of a `SqlError`. */
export interface Reason<Tag extends string> extends Cause.YieldableError, ReasonFields {
  readonly _tag: Tag
  readonly message: string
  readonly cause: unknown
  /** Whether doing the same again, later, may succeed. */
  readonly isRetryable: boolean
}

const unknownFields: Omit<ReasonFields, "message"> = {
  sql: null,
  cause: undefined,
  code: null,
  constraint: null,
  table: null,
  columns: [],
  detail: null,
  hint: null,
  position: null,
}

const reason = <Tag extends string>(tag: Tag, isRetryable: boolean): new (fields: ReasonInput) => Reason<Tag> => {
  class Base extends Data.TaggedError(tag)<ReasonFields & { readonly isRetryable: boolean }> {
    constructor(fields: ReasonInput) {
      const all = { ...unknownFields, ...fields, isRetryable }
      super(all as unknown as ConstructorParameters<typeof Base>[0] & never)
    }
  }
  return Base as unknown as new (fields: ReasonInput) => Reason<Tag>
}

/**
 * The database cannot be reached or opened, or the connection broke.
 *
 * @since 0.1.0
 */
export class ConnectionError extends reason("ConnectionError", true) {}

/**
 * The credentials were refused.
 *
 * @since 0.1.0
 */
export class AuthenticationError extends reason("AuthenticationError", false) {}

/**
 * The user may not do this.
 *
 * @since 0.1.0
 */
export class PermissionError extends reason("PermissionError", false) {}

/**
 * The statement does not parse, or names a table, column or function that does not exist. Its tag is `SyntaxError`; the
 * class is named apart from JavaScript's own.
 *
 * @since 0.1.0
 */
export class SyntaxErrorReason extends reason("SyntaxError", false) {}

/**
 * A row with the same key exists: UNIQUE or PRIMARY KEY.
 *
 * @since 0.1.0
 */
export class UniqueViolation extends reason("UniqueViolation", false) {}

/**
 * A row refers to one that does not exist, or is still referred to.
 *
 * @since 0.1.0
 */
export class ForeignKeyViolation extends reason("ForeignKeyViolation", false) {}

/**
 * NULL in a NOT NULL column.
 *
 * @since 0.1.0
 */
export class NotNullViolation extends reason("NotNullViolation", false) {}

/**
 * A CHECK (or exclusion) constraint does not hold.
 *
 * @since 0.1.0
 */
export class CheckViolation extends reason("CheckViolation", false) {}

/**
 * A value that the type or the function does not take: out of range, malformed, too long, division by zero.
 *
 * @since 0.1.0
 */
export class DataError extends reason("DataError", false) {}

/**
 * The database broke a cycle of transactions that waited for each other.
 *
 * @since 0.1.0
 */
export class Deadlock extends reason("Deadlock", true) {}

/**
 * The transaction saw a state that another one has changed since.
 *
 * @since 0.1.0
 */
export class SerializationFailure extends reason("SerializationFailure", true) {}

/**
 * Another transaction held a lock for longer than the time allowed.
 *
 * @since 0.1.0
 */
export class LockTimeout extends reason("LockTimeout", true) {}

/**
 * The statement ran for longer than the time allowed.
 *
 * @since 0.1.0
 */
export class StatementTimeout extends reason("StatementTimeout", true) {}

/**
 * No connection became free in the time allowed.
 *
 * @since 0.1.0
 */
export class PoolTimeout extends reason("PoolTimeout", true) {}

/**
 * A write to a database or in a transaction that is read only. Its tag is `ReadOnlyError`.
 *
 * @since 0.1.0
 */
export class ReadOnlyError extends reason("ReadOnlyError", false) {}

/**
 * The transaction cannot go on or cannot be had: it has ended, was rolled back by the database, or its options do not
 * fit.
 *
 * @since 0.1.0
 */
export class TransactionError extends reason("TransactionError", false) {}

/**
 * Anything else the database said.
 *
 * @since 0.1.0
 */
export class UnknownDatabaseError extends reason("UnknownDatabaseError", false) {}

/**
 * Why a statement failed; told apart by `_tag`.
 *
 * @since 0.1.0
 */
export type SqlErrorReason =
  | ConnectionError
  | AuthenticationError
  | PermissionError
  | SyntaxErrorReason
  | UniqueViolation
  | ForeignKeyViolation
  | NotNullViolation
  | CheckViolation
  | DataError
  | Deadlock
  | SerializationFailure
  | LockTimeout
  | StatementTimeout
  | PoolTimeout
  | ReadOnlyError
  | TransactionError
  | CompileError
  | UnknownDatabaseError
