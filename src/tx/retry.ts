import { Effect, Schedule } from "effect"
import { show } from "../core/show.js"
import { SqlError } from "../driver/sql-error.js"
import type { TransactionOptions } from "./options.js"

/** Whether the database refused a transaction for the sake of others, and has undone all of it. */
export const isContention = (error: unknown): boolean => {
  if (!(error instanceof SqlError)) return false
  const tag = error.reason._tag
  return tag === "SerializationFailure" || tag === "Deadlock" || tag === "LockTimeout"
}

/** Why a transaction cannot be tried again like this; `null` when it can. */
export const unknownRetry = (retry: unknown): string | null => {
  if (retry === undefined || Schedule.isSchedule(retry)) return null
  if (retry === Infinity || (Number.isInteger(retry) && (retry as number) >= 0)) return null
  return `A transaction has no retry ${show(retry)}: it is a whole number from 0, or a Schedule.`
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
