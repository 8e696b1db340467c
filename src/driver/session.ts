import { Effect } from "effect"
import type { Connection } from "./connection.js"
import type { DatabaseService, Lease } from "./database.js"
import { exclusive } from "./exclusive.js"
import { sqlError } from "./sql-error.js"
import type { SqlError } from "./sql-error.js"
import { PoolTimeout, TransactionError } from "./sql-error-reasons.js"
import { makeTurn } from "./turn.js"

/** A database that has this one connection, until it is closed. */
export interface Session {
  readonly service: DatabaseService
  /** Gives the connection back. Fibers that still have the session can do nothing more on it. */
  readonly close: Effect.Effect<void>
}

/** `owner` is what gives it its connection, for messages. */
export const sessionOn = (database: DatabaseService, outer: Lease, owner: string): Session => {
  let open = true
  let doubted = false
  const ended = (sql: string | null): SqlError => sessionEnded(owner, sql)
  const connection = whileOpen(outer.connection, () => open, ended)
  const { runAll } = connection
  const shared = exclusive(() => connection, makeTurn(), database.acquireTimeout, () => sessionTimeout(owner))
  const readOnly = (on: boolean): void => {
    if (open) outer.readOnly?.(on)
  }
  const lease: Lease = {
    connection,
    readOnly,
    release: (inDoubt) =>
      Effect.suspend(() => {
        doubted ||= inDoubt
        readOnly(false)
        return shared.release
      }),
  }
  const service: DatabaseService = {
    ...database,
    replicas: undefined,
    executor: {
      run: (sql, params, options) =>
        open && shared.turn.held()
          ? shared.use((own) => own.run(sql, params, options))
          : connection.run(sql, params, options),
      runAll:
        runAll &&
        ((statements) =>
          open && shared.turn.held() ? shared.use(() => runAll(statements)) : runAll(statements)),
      cursor: (sql, params, options) =>
        open && shared.turn.held()
          ? shared.use((own) => own.cursor(sql, params, options))
          : connection.cursor(sql, params, options),
    },
    acquire: ({ access }, restore) =>
      Effect.flatMap(Effect.suspend(() => (open ? shared.take(restore) : Effect.fail(ended(null)))), () => {
        if (!open) return Effect.andThen(shared.release, Effect.fail(ended(null)))
        if (access === "read only") readOnly(true)
        return Effect.succeed(lease)
      }),
    pool: Effect.sync(() => ({ open: 1, used: 1, idle: 0, waiting: shared.turn.waiting() })),
  }
  const close = Effect.suspend(() => {
    open = false
    return outer.release(doubted)
  })
  return { service, close }
}

/** A connection that can be used until the session has ended; it is somebody else's then. */
const whileOpen = (
  connection: Connection,
  isOpen: () => boolean,
  error: (sql: string) => SqlError,
): Connection => {
  const ended = (sql: string): Effect.Effect<never, SqlError> => Effect.fail(error(sql))
  const { runAll } = connection
  return {
    run: (sql, params, options) => (isOpen() ? connection.run(sql, params, options) : ended(sql)),
    runAll: runAll && ((statements) => (isOpen() ? runAll(statements) : ended(statements[0]?.sql ?? ""))),
    cursor: (sql, params, options) =>
      isOpen()
        ? Effect.map(connection.cursor(sql, params, options), (cursor) => ({
            read: (size) => (isOpen() ? cursor.read(size) : ended(sql)),
          }))
        : ended(sql),
    control: (sql, restore) =>
      isOpen()
        ? connection.control(sql, (waiting) =>
            // The failure ends the waiting, and with it what is controlled, which has this error.
            Effect.tap(restore(waiting), () => (isOpen() ? Effect.void : (ended(sql) as Effect.Effect<never>))),
          )
        : ended(sql),
    state: () => (isOpen() ? connection.state() : "idle"),
  }
}

const sessionEnded = (owner: string, sql: string | null): SqlError =>
  sqlError(
    new TransactionError({
      message:
        `${owner} has ended, and its connection was given back. A fiber cannot outlive the ${owner} it was forked in: ` +
        "join it before the end, or fork it outside.",
      sql,
    }),
  )

const sessionTimeout = (owner: string): SqlError =>
  sqlError(
    new PoolTimeout({
      message:
        `Waited too long for the one connection of ${owner}: a transaction is open on it in another fiber.`,
    }),
  )
