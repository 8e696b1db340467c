import { Duration, Effect } from "effect"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { StatementTimeout } from "../sql-error-reasons.js"
import { classify, isServerError } from "./errors.js"
import type { Exchange } from "./exchange.js"
import { cancelMillis, simpleExchange } from "./session.js"
import type { Session } from "./session.js"

/** The answer of a complete exchange. */
export type Answer = Exchange["answer"]

/**
 * Sends a request and waits for its answer. Interruption, and the end of the `limit`, cancel it in the server and wait
 * for the server to confirm that. A request that was not sent yet is only withdrawn. `sql` is the statement that an
 * error is about.
 */
export const converse = (
  session: Session,
  exchange: Exchange,
  sql: string | (() => string | null),
  limit: Duration.Duration | null,
  begin: () => void = () => session.start(exchange),
): Effect.Effect<Answer, SqlError> =>
  Effect.callback((resume) => {
    let timer: NodeJS.Timeout | undefined
    exchange.settled = () => {
      clearTimeout(timer)
      resume(outcome(exchange, typeof sql === "string" ? sql : sql(), limit))
    }
    const watch = (): void => {
      clearTimeout(timer)
      if (limit !== null && Duration.isFinite(limit)) {
        timer = setTimeout(() => session.cancel(exchange, "timeout"), Duration.toMillis(limit))
      }
    }
    exchange.progressed = watch
    exchange.sent = () => {
      exchange.sent = null
      watch()
    }
    begin()
    return Effect.suspend(() => {
      clearTimeout(timer)
      return abort(session, exchange)
    })
  })

const outcome = (
  exchange: Exchange,
  sql: string | null,
  limit: Duration.Duration | null,
): Effect.Effect<Answer, SqlError> => {
  const { answer, cancelledBy, error } = exchange
  if (error === null) return Effect.succeed(answer)
  const cancelled = !isServerError(error) || error.code === "57014"
  return Effect.fail(cancelledBy === "timeout" && cancelled ? tookTooLong(error, sql, limit) : classify(error, sql))
}

const tookTooLong = (cause: unknown, sql: string | null, limit: Duration.Duration | null): SqlError =>
  sqlError(
    new StatementTimeout({
      message: `The statement ran for longer than its statementTimeout, ${Duration.format(limit ?? Duration.zero)}`,
      sql,
      cause,
      code: isServerError(cause) ? cause.code : null,
    }),
  )

/** Ends a request: withdraws it, or cancels it in the server and waits for its end. */
export const abort = (session: Session, exchange: Exchange): Effect.Effect<void> =>
  Effect.callback((resume) => {
    if (session.withdraw(exchange) || session.running() !== exchange) return resume(Effect.void)
    exchange.settled = () => resume(Effect.void)
    session.cancel(exchange, "interruption")
  })

/**
 * Runs a statement, or several without parameters, for the sake of the session itself. When the server does not answer
 * in time, and when it is interrupted, the session is destroyed.
 */
export const simple = (
  session: Session,
  sql: string,
  limitMillis: number = 2 * cancelMillis,
): Effect.Effect<ReadonlyArray<ReadonlyArray<unknown>>, SqlError> =>
  Effect.callback((resume) => {
    const exchange = simpleExchange(sql)
    let timer: NodeJS.Timeout | undefined
    const unanswered = (): void => session.destroy(new Error(`The server did not answer within ${limitMillis} ms`))
    exchange.sent = () => {
      timer = setTimeout(unanswered, limitMillis)
    }
    exchange.settled = () => {
      clearTimeout(timer)
      resume(
        exchange.error === null ? Effect.succeed(exchange.answer.rows) : Effect.fail(classify(exchange.error, sql)),
      )
    }
    session.start(exchange)
    return Effect.sync(() => {
      clearTimeout(timer)
      session.destroy(new Error("The connection is not wanted any more"))
    })
  })
