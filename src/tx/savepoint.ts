import { Context, Effect } from "effect"
import { Database } from "../driver/database.js"
import { notAnEffect } from "../driver/not-an-effect.js"
import type { SqlError } from "../driver/sql-error.js"
import { sqlError } from "../driver/sql-error.js"
import { TransactionError } from "../driver/sql-error-reasons.js"
import { currentLevel } from "../driver/transaction-service.js"
import type { Savepoint, Transaction } from "../driver/transaction-service.js"
import { nested } from "../driver/transaction/nested.js"

/**
 * Runs an effect in a savepoint: `SAVEPOINT … RELEASE`, or `ROLLBACK TO` if it fails, dies or is interrupted. The
 * transaction around it goes on. Unlike `transaction` it never begins one: it needs `Transaction` in `R`.
 *
 * Fails with a `SqlError`, reason `TransactionError`, when the database has ended the transaction by itself.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { savepoint, transaction } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const program = transaction(
 *   Effect.gen(function* () {
 *     yield* savepoint(Effect.fail("undone")).pipe(Effect.ignore)
 *     return "kept"
 *   }),
 * )
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => "kept"
 * ```
 *
 * @since 0.1.0
 */
export const savepoint = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
): Effect.Effect<A, E | SqlError, Exclude<R, Savepoint> | Transaction | Database> =>
  notAnEffect("savepoint", effect) ??
  Effect.withFiber((fiber) => {
    const level = currentLevel(fiber.context, Context.getUnsafe(fiber.context as Context.Context<Database>, Database))
    return (level === undefined ? Effect.fail(noTransaction) : nested(level, effect, {})) as Effect.Effect<
      A,
      E | SqlError,
      Exclude<R, Savepoint> | Transaction
    >
  })

const noTransaction = sqlError(
  new TransactionError({
    message: "No transaction is open on this database. Put transaction(…) around savepoint(…), inside using(…).",
  }),
)
