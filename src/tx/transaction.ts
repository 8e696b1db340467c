import { Context, Effect } from "effect"
import { show } from "../core/show.js"
import { Database } from "../driver/database.js"
import { notAnEffect } from "../driver/not-an-effect.js"
import { sqlError } from "../driver/sql-error.js"
import type { SqlError } from "../driver/sql-error.js"
import { TransactionError } from "../driver/sql-error-reasons.js"
import { unknownOption } from "../driver/transaction-options.js"
import { currentLevel, Transaction } from "../driver/transaction-service.js"
import { nested } from "../driver/transaction/nested.js"
import { outermost } from "../driver/transaction/outermost.js"
import type { TransactionOptions } from "./options.js"
import { retried, unknownRetry } from "./retry.js"

/**
 * Runs an effect in a transaction: all that it does in the database is kept if it succeeds, and nothing if it fails,
 * dies or is interrupted. `BEGIN … COMMIT`, or `ROLLBACK`; inside a transaction `SAVEPOINT … RELEASE`, or `ROLLBACK
 * TO`, so that transactions nest, and the inner one can fail alone.
 *
 * Beginning, committing and rolling back cannot be interrupted, the effect can. Statements of other fibers are no part
 * of the transaction; fibers forked inside it are, until it ends. Transactions that sibling fibers begin inside one
 * transaction run one after the other.
 *
 * In a pipe it is `transaction()`, with or without options.
 *
 * Fails with a `SqlError` when it cannot begin or commit: `PoolTimeout`, `LockTimeout`, `SerializationFailure`,
 * `ForeignKeyViolation` of a deferred constraint, `TransactionError` …
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { transaction } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const program = Effect.succeed("kept").pipe(transaction({ retry: 3 }))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => "kept"
 * ```
 *
 * @since 0.1.0
 */
export const transaction: {
  <A, E, R>(
    effect: Effect.Effect<A, E, R>,
    options?: TransactionOptions,
  ): Effect.Effect<A, E | SqlError, Exclude<R, Transaction> | Database>
  (
    options?: TransactionOptions,
  ): <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | SqlError, Exclude<R, Transaction> | Database>
} = ((first?: unknown, options?: TransactionOptions): unknown =>
  Effect.isEffect(first)
    ? inTransaction(first as Effect.Effect<unknown, unknown, unknown>, options ?? noOptions)
    : (effect: Effect.Effect<unknown, unknown, unknown>) =>
        inTransaction(effect, (first as TransactionOptions | undefined) ?? noOptions)) as never

const noOptions: TransactionOptions = {}

const refusedOptions = (options: TransactionOptions): Effect.Effect<never, SqlError> | null => {
  if (options === noOptions) return null
  const message =
    typeof options === "object"
      ? (unknownOption(options) ?? unknownRetry(options.retry))
      : `The options of a transaction are an object, and ${show(options)} is none.`
  return message === null ? null : Effect.fail(sqlError(new TransactionError({ message })))
}

const inTransaction = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  options: TransactionOptions,
): Effect.Effect<A, E | SqlError, Exclude<R, Transaction> | Database> =>
  notAnEffect("transaction", effect) ??
  refusedOptions(options) ??
  Effect.withFiber((fiber): Effect.Effect<A, E | SqlError, Exclude<R, Transaction> | Database> => {
    const database = Context.getUnsafe(fiber.context as Context.Context<Database>, Database)
    const level = currentLevel(fiber.context, database)
    if (level !== undefined) {
      return nested(level, effect, options) as Effect.Effect<A, E | SqlError, Exclude<R, Transaction>>
    }
    const enclosing = Context.getOrUndefined(fiber.context, Transaction) ?? null
    const once = outermost(database, enclosing, effect, options)
    return options.retry === undefined ? once : retried(once, options.retry)
  })
