import { Deferred, Effect, Schedule } from "effect"
import { Database } from "../driver/database.js"
import { transaction } from "../tx/index.js"
import type { Program, Suite } from "./check.js"
import { holds, same } from "./expected.js"
import type { ConformanceFailure } from "./failure.js"

/** Waits for a condition; what is rolled back in the background may take a moment. */
export const eventually = <E, R>(
  what: string,
  condition: Effect.Effect<boolean, E, R>,
): Effect.Effect<void, E | ConformanceFailure, R> =>
  Effect.retry(
    Effect.flatMap(condition, (is) => holds(what, is)),
    { schedule: Schedule.spaced("20 millis"), times: 400 },
  )

/**
 * Nothing is left behind: no open transaction, by the account of the database too, no connection in use and nobody who
 * waits for one; and all that there are can be had at once.
 */
export const nothingLeft = ({ connections, hooks }: Pick<Suite, "connections" | "hooks">): Program<void> =>
  Effect.gen(function* () {
    const { pool } = yield* Database
    const isIdle = Effect.map(pool, ({ idle, open, used, waiting }) => used === 0 && waiting === 0 && idle === open)
    yield* eventually("no connection of the pool is in use", isIdle)
    const { openTransactions } = hooks
    if (openTransactions !== undefined) {
      yield* eventually("no transaction is open", Effect.map(openTransactions, (open) => open === 0))
    }
    const together = yield* Deferred.make<void>()
    let inside = 0
    const member = transaction(
      Effect.suspend(() => (++inside === connections ? Deferred.succeed(together, undefined) : Deferred.await(together))),
    )
    yield* Effect.all(Array.from({ length: connections }, () => member), { concurrency: "unbounded", discard: true }).pipe(
      Effect.timeout("30 seconds"),
    )
    const { idle, open, used, waiting } = yield* pool
    yield* same("connections used, and fibers that wait", [used, waiting], [0, 0])
    yield* same("connections that are idle, of those that are open", idle, open)
  })
