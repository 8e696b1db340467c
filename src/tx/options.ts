import type { Schedule } from "effect"
import type { SqlError } from "../driver/sql-error.js"
import type { BeginOptions } from "../driver/transaction-options.js"

/**
 * How a transaction begins, and whether it is tried again.
 *
 * @since 0.1.0
 */
export interface TransactionOptions extends BeginOptions {
  /**
   * Runs the whole transaction again when it fails with a `SqlError` whose reason is `SerializationFailure`, `Deadlock`
   * or
   * `LockTimeout`: so many times, with growing random pauses, or as a schedule says. The outermost transaction only:
   * inside another one it has no meaning, since the state that was wrong is the outer one's.
   */
  readonly retry?: number | Schedule.Schedule<unknown, SqlError>
}
