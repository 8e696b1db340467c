import { Effect, Queue, Schedule, Stream } from "effect"
import type { Cause, Scope } from "effect"
import { Database } from "../database.js"
import { observe } from "../observe.js"
import type { Watched } from "../observe.js"
import { databaseOf, executorOf } from "../run.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { UnknownDatabaseError } from "../sql-error-reasons.js"
import type { Supports } from "../supports.js"
import type { NotificationMessage } from "./client.js"
import { endSession, openSession } from "./connect.js"
import type { Server } from "./connect.js"
import { simple } from "./conversation.js"
import { serverOf } from "./service.js"
import type { Session } from "./session.js"

/**
 * What somebody sent to a channel.
 *
 * @since 0.1.0
 */
export interface Notification {
  readonly channel: string
  readonly payload: string
  /** The process, in the server, of the session that sent it. */
  readonly processId: number
}

/**
 * The notifications of a channel, from when the stream is run on, on a connection of its own beside the pool. When that
 * is lost it is opened again; what was sent meanwhile is lost, for PostgreSQL keeps nothing.
 *
 * The SQL: `listen "channel"`. Fails with a `SqlError` when the first connection cannot be had, or when a later one is
 * refused for a reason that will not pass, as a changed password.
 *
 * @example
 * ```ts no-run
 * import { Console, Stream } from "effect"
 * import { Postgres } from "fulmar/postgres"
 *
 * const program = Stream.runForEach(Postgres.listen("orders"), ({ payload }) => Console.log(payload))
 * ```
 *
 * @since 0.1.0
 */
export const listen = (channel: string): Stream.Stream<Notification, SqlError, Database | Supports<"listen">> => {
  const run = (queue: Queue.Queue<Notification, SqlError | Cause.Done>): Effect.Effect<void, SqlError, Database> =>
    Effect.flatMap(Database, (database): Effect.Effect<void, SqlError> => {
      const server = serverOf(database)
      if (server === undefined) return noServer
      const once = Effect.scoped(session(server, channel, (one) => void Queue.offerUnsafe(queue, one)))
      return Effect.andThen(once, Effect.retry(Effect.forever(once), { schedule: growing, while: isPassing }))
    })
  return Stream.callback((queue) => Effect.catchCause(run(queue), (cause) => Queue.failCause(queue, cause)))
}

const growing = Schedule.min([Schedule.exponential("100 millis"), Schedule.spaced("5 seconds")])

const isPassing = (error: SqlError): boolean => error.isRetryable

/** Listens on one connection until that is lost. */
const session = (
  server: Server,
  channel: string,
  offer: (one: Notification) => void,
): Effect.Effect<void, SqlError, Scope.Scope> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(Effect.acquireRelease(openSession(server, restore), endSession), (opened: Session) => {
      opened.client.on("notification", (({ channel, payload, processId }: NotificationMessage) =>
        offer({ channel, payload: payload ?? "", processId })) as (message: never) => void)
      const untilLost = Effect.callback<void>((resume) => {
        if (opened.lost() !== null) return resume(Effect.void)
        opened.onLost = () => resume(Effect.void)
      })
      return restore(Effect.andThen(simple(opened, `listen "${channel.replaceAll('"', '""')}"`), untilLost))
    }),
  )

const noServer = Effect.fail(
  sqlError(new UnknownDatabaseError({ message: "listen needs a database of Postgres.layer." })),
)

/**
 * Sends to a channel; in a transaction, when that is committed. The payload has less than 8000 bytes.
 *
 * The SQL: `select pg_notify($1, $2)`. Fails with a `SqlError`, reason `DataError`, when the payload is too long.
 *
 * @example
 * ```ts no-run
 * import { Effect } from "effect"
 * import { transaction } from "fulmar"
 * import { Postgres } from "fulmar/postgres"
 *
 * const program = transaction(Postgres.notify("orders", "42"))
 * ```
 *
 * @since 0.1.0
 */
export const notify = (
  channel: string,
  payload: string = "",
): Effect.Effect<void, SqlError, Database | Supports<"listen">> =>
  Effect.withFiber((fiber) => {
    const database = databaseOf(fiber)
    const sql = "select pg_notify($1, $2)"
    const run = (watched: Watched): Effect.Effect<void, SqlError> =>
      Effect.asVoid(executorOf(fiber, database).run(sql, [channel, payload], watched({ wide: false })))
    const statement = { sql, operation: "NOTIFY", collection: null }
    return observe(fiber, database, statement, () => null, run)
  })
