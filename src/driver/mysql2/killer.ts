import { Effect, RcRef } from "effect"
import type { Scope } from "effect"
import type { SqlError } from "../sql-error.js"
import type { Handle } from "./client.js"
import { errnoOf } from "./errors.js"
import { NO_SUCH_THREAD } from "./error-codes.js"

/** Stops what runs on other connections. */
export interface Killer {
  /** KILL QUERY: ends the statement of a connection, if one is running. */
  readonly query: (threadId: number) => Effect.Effect<void, unknown>
  /** KILL CONNECTION: ends the connection. */
  readonly connection: (threadId: number) => Effect.Effect<void, unknown>
}

/**
 * Stops statements from a connection of its own, since all others may be in use. It is opened when it is first needed,
 * and closed a while after.
 */
export const makeKiller = (
  open: Effect.Effect<Handle, SqlError>,
): Effect.Effect<Killer, never, Scope.Scope> =>
  Effect.map(
    RcRef.make({
      acquire: Effect.acquireRelease(open, (handle) => Effect.sync(() => handle.destroy()), { interruptible: true }),
      idleTimeToLive: "10 seconds",
    }),
    (ref): Killer => {
      const once = (sql: string): Effect.Effect<void, unknown> =>
        Effect.scoped(
          Effect.flatMap(RcRef.get(ref), (handle) =>
            Effect.callback<void, unknown>((resume) => {
              handle.query({ sql, values: [], rowsAsArray: true }, (error) =>
                resume(error && errnoOf(error) !== NO_SUCH_THREAD ? Effect.fail(error) : Effect.void),
              )
            }),
          ),
        )
      // The connection may have been lost since, or have fallen silent.
      const kill = (sql: string): Effect.Effect<void, unknown> =>
        once(sql).pipe(
          Effect.catch(() => Effect.andThen(RcRef.invalidate(ref), once(sql))),
          Effect.onInterrupt(() => RcRef.invalidate(ref)),
        )
      return {
        query: (threadId) => kill(`KILL QUERY ${threadId}`),
        connection: (threadId) => kill(`KILL ${threadId}`),
      }
    },
  )
