import { Effect, Semaphore } from "effect"
import type { Scope } from "effect"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError, PoolTimeout } from "../sql-error-reasons.js"
import { isSqlError } from "./busy.js"
import type { Client } from "./client.js"
import type { SqliteConnection } from "./connection.js"
import { open, openNow } from "./open.js"
import type { Settings } from "./options.js"

// A connection costs a file handle and a page cache, and opens in well under a millisecond.
const maxIdle = 4

/** The connections that read beside the one that writes. They see what has been committed. */
export interface Readers {
  /** The one that single statements share while a transaction is open; `null` when it cannot be had at once. */
  readonly shared: () => SqliteConnection | null
  /** One of one's own, until the scope ends. */
  readonly lease: Effect.Effect<SqliteConnection, SqlError, Scope.Scope>
  readonly figures: () => { readonly open: number; readonly used: number; readonly idle: number }
  readonly close: () => void
}

/** Readers that are opened when they are needed. */
export const makeReaders = (client: Client, settings: Settings): Readers => {
  const permits = Semaphore.makeUnsafe(settings.maxReaders)
  const idle: Array<SqliteConnection> = []
  const leased = new Set<SqliteConnection>()
  let sharedReader: SqliteConnection | null = null
  let closed = false

  const give = (connection: SqliteConnection): void => {
    leased.delete(connection)
    if (connection.state() !== "idle" || idle.length >= maxIdle || closed) connection.close()
    else idle.push(connection)
  }

  const connection: Effect.Effect<SqliteConnection, SqlError> = Effect.suspend(() => {
    if (closed) return Effect.fail(notOpen)
    const free = idle.pop()
    if (free !== undefined) return Effect.succeed(free)
    return Effect.map(open(client, settings, "reader"), (opened) => opened.connection)
  })

  return {
    shared: () => {
      if (closed || sharedReader !== null) return sharedReader
      const opened = openNow(client, settings, "reader")
      if (isSqlError(opened)) return null
      sharedReader = opened.connection
      return sharedReader
    },
    lease: Effect.andThen(
      Effect.timeoutOrElse(permits.takeScoped(1), {
        duration: settings.acquireTimeout,
        orElse: () => Effect.suspend(() => Effect.fail(noReader(settings))),
      }),
      Effect.acquireRelease(
        Effect.map(connection, (reader) => {
          leased.add(reader)
          return reader
        }),
        (reader) => Effect.sync(() => give(reader)),
      ),
    ),
    figures: () => {
      const free = idle.length + (sharedReader === null ? 0 : 1)
      return { open: free + leased.size, used: leased.size, idle: free }
    },
    close: () => {
      closed = true
      for (const reader of [...idle, ...leased]) reader.close()
      sharedReader?.close()
      idle.length = 0
    },
  }
}

const notOpen = sqlError(
  new ConnectionError({ message: "The database connection is not open: the scope of its layer was closed." }),
)

const noReader = (settings: Settings): SqlError =>
  sqlError(
    new PoolTimeout({
      message:
        `All ${settings.maxReaders} reading connections were in use by streams and read only transactions for longer ` +
        "than acquireTimeout: end them sooner, or raise maxReaders.",
    }),
  )
