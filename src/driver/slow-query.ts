import { Duration, Effect } from "effect"
import type { LogLevel } from "effect"
import type { AcquireOptions, DatabaseService, Lease } from "./database.js"
import type { Restore } from "./connection.js"
import type { Observed } from "./observe.js"
import type { SqlError } from "./sql-error.js"

/**
 * The options by which a layer logs what is slow.
 *
 * @since 0.1.0
 */
export interface SlowQueryOptions {
  /** Log every statement, and every wait for a connection, that takes so long or longer. Off. */
  readonly slowQuery?: Duration.Input | undefined
  /** The level at which it is logged. `Warn`. */
  readonly slowQueryLevel?: LogLevel.Severity | undefined
}

/** {@link SlowQueryOptions} with their defaults. */
export interface SlowQuery {
  readonly millis: number
  readonly level: LogLevel.Severity
}

/** What is slow; `null` when nothing is to be logged. */
export const slowQueryOf = ({ slowQuery, slowQueryLevel = "Warn" }: SlowQueryOptions): SlowQuery | null =>
  slowQuery === undefined
    ? null
    : { millis: Duration.toMillis(Duration.fromInputUnsafe(slowQuery)), level: slowQueryLevel }

/** An operation that has ended. */
export interface Ended {
  readonly what: "statement" | "stream" | "batch"
  readonly statement: Observed
  /** How long it took. Of a stream, how long the database did: not what was done with the rows. */
  readonly millis: number
  /** How much of that it waited for a connection, or for its turn on one. */
  readonly waited: number
  /** Attributes of how it ended. */
  readonly outcome: Readonly<Record<string, unknown>>
}

/** Logs an operation if it was slow. The text of the statement has placeholders: no value gets into the log. */
export const logSlow = (
  { attributes, slow, system }: DatabaseService,
  { millis, outcome, statement, waited, what }: Ended,
): Effect.Effect<void> | undefined => {
  if (slow === null || millis < slow.millis) return undefined
  const { collection, operation, sql } = statement
  const name = collection === null ? operation : `${operation} ${collection}`
  const isOnlyWaiting = waited >= slow.millis && millis - waited < slow.millis
  const message = isOnlyWaiting ? `A ${what} waited long for a connection: ${name}` : `Slow ${what}: ${name}`
  return Effect.annotateLogs(Effect.logWithLevel(slow.level)(message), {
    "db.client.operation.duration": millis / 1000,
    "db.client.connection.wait_time": waited / 1000,
    "db.system.name": system,
    ...attributes,
    "db.operation.name": operation,
    ...(collection === null ? {} : { "db.collection.name": collection }),
    "db.query.text": sql,
    ...outcome,
  })
}

/** A database that also logs when a transaction, or `withConnection`, waits long for its connection. */
export const loggingWaits = (database: DatabaseService): DatabaseService => {
  const { attributes, slow, system } = database
  if (slow === null) return database
  const acquire = (options: AcquireOptions, restore: Restore): Effect.Effect<Lease, SqlError> =>
    Effect.suspend(() => {
      const start = performance.now()
      return Effect.onExitPrimitive(database.acquire(options, restore), () => {
        const millis = performance.now() - start
        if (millis < slow.millis) return undefined
        const who = options.session === true ? "withConnection" : "A transaction"
        return Effect.annotateLogs(Effect.logWithLevel(slow.level)(`${who} waited long for a connection`), {
          "db.client.connection.wait_time": millis / 1000,
          "db.system.name": system,
          ...attributes,
        })
      })
    })
  return { ...database, acquire }
}
