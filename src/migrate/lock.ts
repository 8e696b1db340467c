import { Clock, Duration, Effect } from "effect"
import type { Database } from "../driver/database.js"
import type { SqlError } from "../driver/sql-error.js"
import { withConnection } from "../driver/with-connection.js"
import type { Context } from "./context.js"
import { scalarOf } from "./journal.js"
import { migrationError } from "./migration-error.js"
import type { MigrationError } from "./migration-error.js"

/** When waiting for others has to end. */
export const deadlineOf = <R>({ options }: Context<R>): Effect.Effect<number> =>
  Effect.map(
    Clock.currentTimeMillis,
    (now) => now + Duration.toMillis(Duration.fromInputUnsafe(options.lockTimeout ?? "1 minute")),
  )

/** Others did not end in time. */
export const locked = <R>({ options }: Context<R>, cause?: unknown): MigrationError =>
  migrationError(
    "Locked",
    `Waited ${Duration.format(Duration.fromInputUnsafe(options.lockTimeout ?? "1 minute"))} for another process that is ` +
      "migrating this database. Wait until it has ended, or give a longer lockTimeout.",
    { cause },
  )

const take = <R>(
  context: Context<R>,
  sql: string,
  deadline: number,
): Effect.Effect<void, SqlError | MigrationError, Database> =>
  Effect.flatMap(scalarOf(sql), (taken) => {
    if (Number(taken) === 1) return Effect.void
    return Effect.flatMap(Clock.currentTimeMillis, (now) =>
      now >= deadline
        ? Effect.fail(locked(context))
        : Effect.andThen(Effect.sleep("100 millis"), take(context, sql, deadline)),
    )
  })

/**
 * Runs an effect with one connection, and with the lock that only one has. It is one of the session: whoever dies gives
 * it back.
 */
export const exclusively = <R, A, E, R2>(
  context: Context<R>,
  effect: Effect.Effect<A, E, R2>,
): Effect.Effect<A, E | SqlError | MigrationError, R2 | Database> => {
  const { lock } = context.control
  if (lock === null) return withConnection(effect)
  return withConnection(
    Effect.acquireUseRelease(
      Effect.interruptible(Effect.flatMap(deadlineOf(context), (deadline) => take(context, lock.take, deadline))),
      () => effect,
      () => Effect.ignore(scalarOf(lock.release)),
    ),
  )
}
