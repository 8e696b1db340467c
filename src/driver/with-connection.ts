import { Effect } from "effect"
import type { Connection } from "./connection.js"
import { Database } from "./database.js"
import type { DatabaseService, Lease } from "./database.js"
import { exclusive } from "./exclusive.js"
import { notAnEffect } from "./not-an-effect.js"
import { databaseOf } from "./run.js"
import { sqlError } from "./sql-error.js"
import type { SqlError } from "./sql-error.js"
import { PoolTimeout, TransactionError } from "./sql-error-reasons.js"
import { currentLevel } from "./transaction-service.js"
import { makeTurn } from "./turn.js"

/**
 * Runs an effect with one connection for all its operations and transactions, so that what belongs to a session holds:
 * settings, temporary tables, advisory locks. In a transaction that is so anyway, and nothing changes.
 *
 * Fails with a `SqlError`, reason `PoolTimeout`, when no connection becomes free in time. A fiber that outlives it has
 * no connection any more: its operations fail with a `TransactionError`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { transaction, withConnection } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const program = withConnection(transaction(Effect.succeed("on one connection")))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => "on one connection"
 * ```
 *
 * @since 0.1.0
 */
export const withConnection = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R | Database> =>
  notAnEffect("withConnection", effect) ??
  Effect.uninterruptibleMask((restore) =>
    Effect.withFiber((fiber): Effect.Effect<A, E | SqlError, R> => {
      const database = databaseOf(fiber)
      if (currentLevel(fiber.context, database) !== undefined) return restore(effect)
      return Effect.flatMap(database.acquire({ session: true }, restore), (lease) => {
        const { close, service } = sessionOn(database, lease)
        const session = Effect.provideService(restore(effect), Database, service)
        return Effect.onExitPrimitive(session as Effect.Effect<A, E, R>, () => close)
      })
    }),
  )

/** A database that has this one connection, until it is closed. */
interface Session {
  readonly service: DatabaseService
  /** Gives the connection back. Fibers that still have the session can do nothing more on it. */
  readonly close: Effect.Effect<void>
}

const sessionOn = (database: DatabaseService, outer: Lease): Session => {
  let open = true
  let doubted = false
  const connection = whileOpen(outer.connection, () => open)
  const { runAll } = connection
  const shared = exclusive(() => connection, makeTurn(), database.acquireTimeout, sessionTimeout)
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
      Effect.flatMap(Effect.suspend(() => (open ? shared.take(restore) : Effect.fail(sessionEnded(null)))), () => {
        if (!open) return Effect.andThen(shared.release, Effect.fail(sessionEnded(null)))
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
const whileOpen = (connection: Connection, isOpen: () => boolean): Connection => {
  const ended = (sql: string): Effect.Effect<never, SqlError> => Effect.fail(sessionEnded(sql))
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

const sessionEnded = (sql: string | null): SqlError =>
  sqlError(
    new TransactionError({
      message:
        "withConnection has ended, and its connection was given back. A fiber cannot outlive the withConnection it " +
        "was forked in: join it before the end, or fork it outside.",
      sql,
    }),
  )

const sessionTimeout = (): SqlError =>
  sqlError(
    new PoolTimeout({
      message:
        "Waited too long for the one connection of withConnection: a transaction is open on it in another fiber.",
    }),
  )
