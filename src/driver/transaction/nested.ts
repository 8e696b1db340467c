import { Effect, Exit } from "effect"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { TransactionError } from "../sql-error-reasons.js"
import {
  openLevel,
  Savepoint,
  takeLevel,
  Transaction,
  transactionEnded,
  turnOf,
} from "../transaction-service.js"
import type { TransactionLevel } from "../transaction-service.js"
import { satisfiesIsolation } from "../transaction-options.js"
import type { BeginOptions } from "../transaction-options.js"
import { closeLevel, settleLevel } from "./level.js"
import { andThen, unrestored } from "./sequence.js"

/**
 * Runs an effect in a savepoint of an open transaction or savepoint. Those of sibling fibers take turns, since
 * savepoints are a stack: each is undone without undoing the other.
 */
export const nested = <A, E, R>(
  parent: TransactionLevel,
  effect: Effect.Effect<A, E, R>,
  options: BeginOptions,
): Effect.Effect<A, E | SqlError, Exclude<Exclude<R, Transaction>, Savepoint>> => {
  const refused = cannotHave(parent, options)
  if (refused !== null) return Effect.fail(sqlError(new TransactionError({ message: refused })))
  if (!parent.open) return Effect.fail(transactionEnded(null))
  return Effect.uninterruptibleMask((restore) =>
    andThen(takeLevel(parent, null, restore), () => {
      const { connection, database } = parent
      const name = `fulmar_${parent.depth + 1}`
      const level = openLevel(database, connection, parent.options, parent, parent.enclosing, name)
      parent.active = level
      const begun = andThen(connection.control(database.control.savepoint(name), unrestored), () =>
        Effect.onExitPrimitive(
          restore(effect).pipe(
            Effect.provideService(Transaction, level),
            Effect.provideService(Savepoint, { name, depth: level.depth }),
          ),
          (exit) => (Exit.isSuccess(exit) ? release(level) : rollback(level)),
        ),
      )
      return Effect.onExitPrimitive(begun, () =>
        Effect.withFiber((fiber) => {
          level.open = false
          parent.active = null
          turnOf(parent).release(fiber)
          return Effect.void
        }),
      )
    }),
  )
}

/** Keeps what was done in a savepoint: as part of the level around it. */
const release = (level: TransactionLevel): Effect.Effect<void, SqlError> => {
  const { connection, database, parent } = level
  if (!level.open) return Effect.fail(endedEarly)
  const kept = andThen(settleLevel(level), () =>
    connection.control(database.control.release(nameOf(level)), unrestored),
  )
  return andThen(
    Effect.onExitPrimitive(kept, (exit) => (Exit.isSuccess(exit) ? undefined : undo(level))),
    () => {
      if (parent !== null && level.afterCommit !== null) (parent.afterCommit ??= []).push(...level.afterCommit)
      return Effect.void
    },
  )
}

const rollback = (level: TransactionLevel): Effect.Effect<void, SqlError> | undefined => {
  // The transaction around it ended first, and undid it.
  if (!level.open) return undefined
  closeLevel(level)
  return undo(level)
}

const undo = (level: TransactionLevel): Effect.Effect<void, SqlError> =>
  andThen(level.connection.control(level.database.control.rollbackTo(nameOf(level)), unrestored), () =>
    level.connection.control(level.database.control.release(nameOf(level)), unrestored),
  )

const nameOf = (level: TransactionLevel): string => level.savepoint ?? ""

const endedEarly = sqlError(
  new TransactionError({
    message:
      "The transaction ended while a savepoint was open in it, in a fiber that was not waited for: what was done in " +
      "the savepoint is undone. Join the fiber before the transaction ends.",
  }),
)

/** Why options cannot be had in a transaction that has begun with others. */
const cannotHave = (parent: TransactionLevel, { access, isolation }: BeginOptions): string | null => {
  const actual = parent.options.isolation ?? parent.database.control.isolation
  if (isolation !== undefined && !satisfiesIsolation(actual, isolation)) {
    return `A transaction that is "${actual}" cannot hold one that is "${isolation}": give that to the outermost one.`
  }
  if (access === "read write" && parent.options.access === "read only") {
    return 'A transaction that is "read only" cannot hold one that is "read write".'
  }
  return null
}
