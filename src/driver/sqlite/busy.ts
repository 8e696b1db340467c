import { Clock, Effect } from "effect"
import type { Restore } from "../connection.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { LockTimeout } from "../sql-error-reasons.js"

// SQLite's own busy handler sleeps these times, but with the thread: no other fiber would run meanwhile.
const delays = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]

/** Whether another connection holds the lock, so that the same statement may succeed a little later. */
export const isBusy = (error: SqlError): boolean =>
  error.reason._tag === "LockTimeout" && error.reason.code !== null && error.reason.code.startsWith("SQLITE_BUSY")

/**
 * Tries again until another process gives up its lock, sleeping in `restore` between the attempts. `attempt` gives its
 * result or its error; SQLite guarantees that a statement which was busy has had no effect.
 */
export const whileBusy = <A extends object>(
  attempt: () => A | SqlError,
  first: SqlError,
  limitMillis: number,
  restore: Restore,
): Effect.Effect<A, SqlError> =>
  Effect.withFiber((fiber) => {
    const clock = fiber.getRef(Clock.Clock)
    const start = clock.currentTimeMillisUnsafe()
    const again = (count: number, error: SqlError): Effect.Effect<A, SqlError> => {
      const left = limitMillis - (clock.currentTimeMillisUnsafe() - start)
      if (left <= 0) return Effect.fail(timedOut(error, limitMillis))
      const delay = Math.min(left, delays[Math.min(count, delays.length - 1)] ?? 100)
      return Effect.flatMap(restore(Effect.sleep(delay)), () => {
        const result = attempt()
        if (!isSqlError(result)) return Effect.succeed(result)
        return isBusy(result) ? again(count + 1, result) : Effect.fail(result)
      })
    }
    return again(0, first)
  })

/** Tells an error from a result. */
export const isSqlError = (result: object): result is SqlError => "_tag" in result && result._tag === "SqlError"

const timedOut = (error: SqlError, limitMillis: number): SqlError => {
  const { message, sql, cause, code } = error.reason as LockTimeout
  return sqlError(
    new LockTimeout({
      message: `${message}: another connection held its lock for longer than busyTimeout, ${limitMillis} ms`,
      sql,
      cause,
      code,
    }),
  )
}
