import { Effect, Schedule } from "effect"
import { SqlError } from "../driver/sql-error.js"
import type { TransactionOptions } from "./options.js"

/** Whether the database refused a transaction for the sake of others, and has undone all of it. */
export const isContention = (error: unknown): boolean => {
  if (!(error instanceof SqlError)) return false
  const tag = error.reason._tag
  return tag === "SerializationFailure" || tag === "Deadlock" || tag === "LockTimeout"
}

const growing = Schedule.jittered(Schedule.exponential("10 millis"))

/** Runs an outermost transaction again, as its options say. */
export const retried = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  retry: NonNullable<TransactionOptions["retry"]>,
): Effect.Effect<A, E, R> =>
  typeof retry === "number"
    ? Effect.retry(effect, { times: retry, schedule: growing, while: isContention })
    : // `while` lets only SqlErrors through to the schedule
      Effect.retry(effect, { schedule: retry as Schedule.Schedule<unknown, E>, while: isContention })
