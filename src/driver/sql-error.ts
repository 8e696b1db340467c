import { Data } from "effect"
import type { SqlErrorReason } from "./sql-error-reasons.js"

/** What a message about one statement of a batch begins with. */
export const ofStatement = (statement: string): string => `Statement ${JSON.stringify(statement)} of the batch: `

/**
 * A statement, a transaction or a connection failed. Why is in `reason`, a tagged union:
 * `Effect.catchReason("SqlError", "UniqueViolation", …)` handles one reason and leaves the others in the error channel.
 * The message is the problem and then the SQL; parameters are never in it.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { SqlError, UniqueViolation } from "fulmar"
 *
 * const taken = Effect.fail(
 *   new SqlError({ reason: new UniqueViolation({ message: "UNIQUE constraint failed: user.email", table: "user" }) }),
 * )
 * const handled = taken.pipe(
 *   Effect.catchReason("SqlError", "UniqueViolation", (reason) => Effect.succeed(`already in ${reason.table}`)),
 * )
 * Effect.runSync(handled) // => "already in user"
 * ```
 *
 * @since 0.1.0
 */
export class SqlError extends Data.TaggedError("SqlError")<{
  readonly reason: SqlErrorReason
  /** The statement of a `batch` that failed: its name, or its number from 0. */
  readonly statement?: string | undefined
}> {
  override get message(): string {
    const { message, sql } = this.reason
    const problem = this.statement === undefined ? message : `${ofStatement(this.statement)}${message}`
    return sql === null ? problem : `${problem}\n${sql}`
  }

  /** The error of the client library, untouched. */
  override get cause(): unknown {
    return this.reason.cause
  }

  /** Whether doing the same again, later, may succeed. */
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
}

/** A {@link SqlError} with its reason. */
export const sqlError = (reason: SqlErrorReason): SqlError => new SqlError({ reason })
