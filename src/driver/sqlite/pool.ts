import { Duration, Effect, Exit, Scope } from "effect"
import type { Executor, Restore } from "../connection.js"
import type { Lease, PoolFigures } from "../database.js"
import { exclusive } from "../exclusive.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { PoolTimeout } from "../sql-error-reasons.js"
import type { BeginOptions } from "../transaction-options.js"
import { makeTurn } from "../turn.js"
import { isBusy, isSqlError } from "./busy.js"
import type { Client } from "./client.js"
import { scopedCursor } from "./connection.js"
import type { SqliteConnection } from "./connection.js"
import { open } from "./open.js"
import type { Settings } from "./options.js"
import { makeReaders } from "./readers.js"

/** The connections of one SQLite database. */
export interface SqlitePool {
  readonly executor: Executor
  readonly acquire: (options: BeginOptions, restore: Restore) => Effect.Effect<Lease, SqlError>
  readonly figures: Effect.Effect<PoolFigures>
}

/**
 * One connection writes; a transaction has it to itself. A statement outside a transaction is synchronous and so cannot
 * meet another one: it runs on the writer at once while no transaction is open. While one is, what only reads goes to a
 * connection of its own and sees the last commit, and the rest waits. Without a write-ahead log there is one
 * connection, and everything waits: a second one would block, or be blocked by, the first.
 */
export const makePool = (client: Client, settings: Settings): Effect.Effect<SqlitePool, SqlError, Scope.Scope> =>
  Effect.gen(function* () {
    const opened = yield* Effect.acquireRelease(open(client, settings, "writer"), () => Effect.sync(() => close()), {
      interruptible: true,
    })
    let writer = opened.connection
    const readers = opened.wal ? makeReaders(client, settings) : null
    const turn = makeTurn()
    let closed = false
    let queryOnly = false
    const guarded = exclusive(() => writer, turn, settings.acquireTimeout, () => turnTimeout(settings))

    function close(): void {
      closed = true
      readers?.close()
      writer.close()
    }

    /** The reader that runs a statement beside an open transaction, if it only reads. */
    const beside = (sql: string): SqliteConnection | null => {
      const reader = readers?.shared() ?? null
      return reader !== null && reader.onlyReads(sql) === true ? reader : null
    }

    const executor: Executor = {
      run: (sql, params, options) => {
        if (!turn.held()) {
          const result = writer.execute(sql, params, options)
          if (!isSqlError(result)) return Effect.succeed(result)
          // Trying again takes time, and a transaction may begin meanwhile.
          return isBusy(result) ? guarded.use((own) => own.run(sql, params, options)) : Effect.fail(result)
        }
        const reader = beside(sql)
        return reader === null
          ? guarded.use((own) => own.run(sql, params, options))
          : reader.run(sql, params, options)
      },
      cursor: (sql, params, options) =>
        Effect.suspend(() => {
          if (readers?.shared()?.onlyReads(sql) === true) {
            return Effect.flatMap(readers.lease, (reader) => reader.cursor(sql, params, options))
          }
          const inTurn = guarded.use((own) => own.cursor(sql, params, options))
          if (turn.held()) return inTurn
          const now = Effect.suspend(() => {
            const rows = writer.open(sql, params, options)
            return isSqlError(rows) ? Effect.fail(rows) : Effect.succeed(rows)
          })
          return Effect.catchIf(scopedCursor(now), isBusy, () => inTurn)
        }),
    }

    /** Makes the writer fit for use again, by another connection if need be. */
    const recover: Effect.Effect<void> = Effect.suspend(() => {
      const rollback = Effect.exit(writer.control("ROLLBACK", (effect) => effect))
      return Effect.flatMap(rollback, () => {
        if (writer.state() === "idle" || settings.inMemory || closed) return Effect.void
        writer.close()
        return Effect.match(open(client, settings, "writer"), {
          onSuccess: (next) => {
            writer = next.connection
          },
          // Statements will fail with ConnectionError: "The database connection is not open".
          onFailure: () => {},
        })
      })
    })

    const clean = (inDoubt: boolean): Effect.Effect<void> =>
      inDoubt || writer.state() !== "idle" ? recover : Effect.void

    /** What the session itself has set stays. */
    const readOnly = (on: boolean): void => {
      if (on === queryOnly) return
      if (on) {
        const set = writer.execute("pragma query_only", [], { wide: false })
        if (isSqlError(set) || set.rows[0]?.[0] === 1) return
      }
      writer.execute(`pragma query_only = ${on ? "on" : "off"}`, [], { wide: false })
      queryOnly = on
    }

    const lease: Lease = {
      get connection() {
        return writer
      },
      readOnly,
      release: (inDoubt) =>
        inDoubt || queryOnly || writer.state() !== "idle"
          ? Effect.andThen(
              Effect.map(clean(inDoubt), () => readOnly(false)),
              guarded.release,
            )
          : guarded.release,
    }
    const leased = Effect.succeed(lease)

    const acquireWriter = (restore: Restore): Effect.Effect<Lease, SqlError> =>
      turn.tryTake() ? leased : Effect.as(guarded.take(restore), lease)

    const acquireReader = (restore: Restore): Effect.Effect<Lease, SqlError> =>
      Effect.flatMap(Scope.make(), (scope) => {
        const reader = Scope.provide(readers === null ? Effect.never : readers.lease, scope)
        return Effect.onExitPrimitive(
          Effect.map(
            restore(reader),
            (connection): Lease => ({ connection, release: () => Scope.close(scope, Exit.void) }),
          ),
          (exit) => (Exit.isFailure(exit) ? Scope.close(scope, exit) : undefined),
        )
      })

    const acquireReadOnlyWriter = (restore: Restore): Effect.Effect<Lease, SqlError> =>
      Effect.map(acquireWriter(restore), (own) => {
        readOnly(true)
        return own
      })

    return {
      executor,
      acquire: ({ access }, restore) => {
        if (access !== "read only") return acquireWriter(restore)
        return readers === null ? acquireReadOnlyWriter(restore) : acquireReader(restore)
      },
      figures: Effect.sync(() => {
        const reading = readers?.figures() ?? { open: 0, used: 0, idle: 0 }
        const writing = turn.held() ? 1 : 0
        return {
          open: reading.open + 1,
          used: reading.used + writing,
          idle: reading.idle + 1 - writing,
          waiting: turn.waiting(),
        }
      }),
    }
  })

const turnTimeout = (settings: Settings): SqlError =>
  sqlError(
    new PoolTimeout({
      message:
        "A transaction of another fiber was open for longer than acquireTimeout, " +
        `${Duration.format(settings.acquireTimeout)}. End transactions sooner; and do not, inside a transaction, ` +
        "wait for a fiber that uses the database outside it" +
        (settings.inMemory ? ": a database in memory has one connection, so that reading waits too." : "."),
    }),
  )
