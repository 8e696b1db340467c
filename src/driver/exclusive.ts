import { Effect } from "effect"
import type { Duration } from "effect"
import type { Connection, Restore } from "./connection.js"
import type { SqlError } from "./sql-error.js"
import type { Turn } from "./turn.js"

/** One connection that several fibers share, each in its turn. */
export interface Exclusive {
  readonly turn: Turn
  /** Waits for the turn, which the caller must give back; to be run in an uninterruptible region. */
  readonly take: (restore: Restore) => Effect.Effect<void, SqlError>
  readonly release: Effect.Effect<void>
  /** Runs `use` when no transaction is open on the connection, and begins none meanwhile. */
  readonly use: <A, R>(use: (connection: Connection) => Effect.Effect<A, SqlError, R>) => Effect.Effect<A, SqlError, R>
}

/** Guards a connection by a turn. */
export const exclusive = (
  connection: () => Connection,
  turn: Turn,
  limit: Duration.Duration,
  onTimeout: () => SqlError,
): Exclusive => {
  const take = (restore: Restore): Effect.Effect<void, SqlError> => turn.take(restore, limit, onTimeout)
  const release: Effect.Effect<void> = Effect.withFiber((fiber) => {
    turn.release(fiber)
    return Effect.void
  })
  return {
    turn,
    take,
    release,
    use: (use) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(take(restore), () =>
          Effect.onExitPrimitive(restore(Effect.suspend(() => use(connection()))), () => release),
        ),
      ),
  }
}
