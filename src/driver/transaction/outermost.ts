import { Effect, Exit, Result } from "effect"
import type { Restore } from "../connection.js"
import type { DatabaseService, Lease } from "../database.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { TransactionError } from "../sql-error-reasons.js"
import type { BeginOptions } from "../transaction-options.js"
import { openLevel, Transaction } from "../transaction-service.js"
import type { TransactionLevel } from "../transaction-service.js"
import { closeLevel, settleLevel } from "./level.js"
import { runAfterCommit } from "./run-after-commit.js"
import { andThen, isDone, unrestored } from "./sequence.js"

/** Runs an effect in a new transaction. Only the effect and the waiting for locks can be interrupted. */
export const outermost = <A, E, R>(
  database: DatabaseService,
  enclosing: TransactionLevel | null,
  effect: Effect.Effect<A, E, R>,
  options: BeginOptions,
): Effect.Effect<A, E | SqlError, Exclude<R, Transaction>> =>
  Effect.uninterruptibleMask((restore) => {
    const begin = database.control.begin(options)
    if (Result.isFailure(begin)) return Effect.fail(sqlError(new TransactionError({ message: begin.failure })))
    const { rollback: rollbackText } = database.control
    return andThen(database.acquire(options, restore), (lease) =>
      releasing(lease, rollbackText, () =>
        andThen(beginOn(lease, begin.success, rollbackText, restore), () =>
          releasing(lease, rollbackText, () => {
            const level = openLevel(database, lease.connection, options, null, enclosing, null)
            return Effect.onExitPrimitive(Effect.provideService(restore(effect), Transaction, level), (exit) =>
              Exit.isSuccess(exit) ? commit(level, lease) : rollback(level, lease),
            )
          }),
        ),
      ),
    )
  })

/** Gives a connection back if what is to use it throws instead of giving an effect, which is a defect. */
const releasing = <A, E, R>(
  lease: Lease,
  rollbackText: string,
  use: () => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> => {
  try {
    return use()
  } catch (defect) {
    const undone = Effect.catchCause(Effect.suspend(() => undo(lease, rollbackText)), () => lease.release(true))
    return Effect.andThen(undone, Effect.die(defect))
  }
}

/** Runs the statements that begin a transaction; the connection is given back if they fail. */
const beginOn = (
  lease: Lease,
  texts: ReadonlyArray<string>,
  rollbackText: string,
  restore: Restore,
): Effect.Effect<void, SqlError> => {
  // What was open before is not this transaction's to roll back.
  const wasIdle = lease.connection.state() === "idle"
  let begun: Effect.Effect<void, SqlError> = Effect.void
  for (const text of texts) begun = andThen(begun, () => lease.connection.control(text, restore))
  if (isDone(begun)) return begun
  return Effect.onExitPrimitive(begun, (exit) => {
    if (Exit.isSuccess(exit)) return undefined
    return wasIdle ? undo(lease, rollbackText) : lease.release(false)
  })
}

const commit = (level: TransactionLevel, lease: Lease): Effect.Effect<void, SqlError> => {
  const { connection, database } = level
  const committed = andThen(settleLevel(level), () => connection.control(database.control.commit, unrestored))
  if (isDone(committed)) return afterwards(level, lease)
  // A COMMIT that fails, for a deferred constraint say, may leave the transaction open.
  return Effect.flatMap(Effect.exit(committed), (exit) =>
    Exit.isSuccess(exit)
      ? afterwards(level, lease)
      : Effect.flatMap(undo(lease, database.control.rollback), () => exit),
  )
}

const afterwards = (level: TransactionLevel, lease: Lease): Effect.Effect<void> => {
  const released = lease.release(false)
  const after = runAfterCommit(level)
  return after === undefined ? released : Effect.andThen(released, after)
}

const rollback = (level: TransactionLevel, lease: Lease): Effect.Effect<void> => {
  closeLevel(level)
  return undo(lease, level.database.control.rollback)
}

/** Rolls back and gives the connection back: to be destroyed, if the rollback failed. */
const undo = (lease: Lease, rollbackText: string): Effect.Effect<void> => {
  if (lease.connection.state() === "idle") return lease.release(false)
  const undone = lease.connection.control(rollbackText, unrestored)
  if (isDone(undone)) return lease.release(false)
  return Effect.flatMap(Effect.exit(undone), (exit) => lease.release(Exit.isFailure(exit)))
}
