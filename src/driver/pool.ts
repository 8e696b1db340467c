import { Clock, Duration, Effect, Exit, Pool, Scope } from "effect"
import type { Connection, Executor, Restore } from "./connection.js"
import type { AcquireOptions, Lease, PoolFigures } from "./database.js"
import { poolMetrics } from "./pool-metrics.js"
import { sqlError } from "./sql-error.js"
import type { SqlError } from "./sql-error.js"
import { ConnectionError, PoolTimeout } from "./sql-error-reasons.js"

/** A connection to a server, as a pool needs it. */
export interface PooledConnection extends Connection {
  /** Whether the session is there and can be trusted. One that is not is never lent again, but replaced. */
  readonly isUsable: () => boolean
  /** Whether its last borrower left nothing behind that the next one would meet: no open transaction, no setting. */
  readonly isClean: () => boolean
  /**
   * Makes it as it was: rolls back what is open and, after a `session`, forgets settings, temporary tables and locks
   * too. Run in an uninterruptible region; it must end by itself, and when it fails the connection is destroyed.
   */
  readonly reset: (session: boolean) => Effect.Effect<void, SqlError>
  /** Asks the server for a sign of life. */
  readonly ping: Effect.Effect<void, SqlError>
  /** Makes it unusable at once; `close` is still called. */
  readonly destroy: () => void
  /** Takes leave of the server. It must end by itself, soon. */
  readonly close: Effect.Effect<void>
}

/** How a pool is kept. */
export interface PoolSettings {
  /** For messages: `PostgreSQL at localhost:5432`. */
  readonly name: string
  readonly min: number
  readonly max: number
  readonly acquireTimeout: Duration.Duration
  /** How long a connection beyond `min` stays when nobody uses it. */
  readonly idleTimeout: Duration.Duration
  /** The age at which a connection is replaced, a little more or less, so that not all are replaced at once. */
  readonly maxLifetime: Duration.Duration
  /** Ask for a sign of life each time before a connection is lent. */
  readonly testBeforeUse: boolean
  /** Attributes of its metrics; `null` when nothing is to be measured. */
  readonly metrics: Readonly<Record<string, string | number>> | null
}

/** Connections to one server. */
export interface ConnectionPool<C> {
  /** Runs each statement on a connection that is borrowed for it. */
  readonly executor: Executor
  readonly acquire: (options: AcquireOptions, restore: Restore) => Effect.Effect<Lease, SqlError>
  /** A connection for as long as `use` runs. */
  readonly lend: <A>(use: (connection: C) => Effect.Effect<A, SqlError>) => Effect.Effect<A, SqlError>
  /** A connection until the scope ends. */
  readonly lease: Effect.Effect<C, SqlError, Scope.Scope>
  readonly figures: Effect.Effect<PoolFigures>
}

/** What was borrowed, and what gives it back. */
interface Loan<C> {
  readonly connection: C
  readonly scope: Scope.Closeable
}

/**
 * A pool of connections, on effect's `Pool`. The end of the scope closes all of them. `connect` opens one: it is run in
 * an uninterruptible region and waits in `restore`, so that no opened connection gets lost; `onLost` is for it to call
 * when the server ends the connection while nobody uses it.
 */
export const makeConnectionPool = <C extends PooledConnection>(
  settings: PoolSettings,
  connect: (onLost: () => void, restore: Restore) => Effect.Effect<C, SqlError>,
): Effect.Effect<ConnectionPool<C>, SqlError, Scope.Scope> =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const context = yield* Effect.context<never>()
    const runFork = Effect.runForkWith(context)
    const expiries = new WeakMap<C, number>()
    const lifetime = Duration.toMillis(settings.maxLifetime)
    const isExpired = (connection: C): boolean =>
      (expiries.get(connection) ?? Infinity) <= clock.currentTimeMillisUnsafe()

    const open = Effect.uninterruptibleMask((restore) => {
      let opened: C | null = null
      const onLost = (): void => {
        if (opened !== null && !pool.state.isShuttingDown) runFork(Pool.invalidate(pool, opened))
      }
      const ready = Effect.map(connect(onLost, restore), (connection) => {
        opened = connection
        // Between nine and eleven tenths of it.
        expiries.set(connection, clock.currentTimeMillisUnsafe() + lifetime * (0.9 + Math.random() * 0.2))
        return connection
      })
      return Effect.acquireRelease(ready, (connection) => connection.close)
    })
    const pool: Pool.Pool<C, SqlError> = yield* Pool.makeWithStrategy({
      acquire: open,
      min: settings.min,
      max: settings.max,
      strategy: sweeping<C>(clock, settings, isExpired),
    })

    const figuresNow = (): PoolFigures => {
      let used = 0
      let idle = 0
      for (const item of pool.state.items) {
        if (item.exit._tag !== "Success") continue
        if (item.refCount > 0) used++
        else idle++
      }
      return { open: used + idle, used, idle, waiting: pool.state.waiters.size }
    }
    const measure = settings.metrics === null ? null : poolMetrics(settings.name, settings.metrics, context, settings.max)
    const measured = (): void => measure?.(figuresNow())

    const isFree = (): boolean => pool.state.waiters.size === 0 && pool.state.availableHead?.exit._tag === "Success"

    /** Takes one from the pool, whatever its state; to be run in an uninterruptible region. */
    const take = (restore: Restore): Effect.Effect<Loan<C>, SqlError> => {
      if (pool.state.isShuttingDown) return Effect.fail(closed(settings))
      const scope = Scope.makeUnsafe()
      const got = Scope.provide(Pool.get(pool), scope)
      const waited = isFree()
        ? got
        : restore(
            Effect.timeoutOrElse(got, {
              duration: settings.acquireTimeout,
              orElse: () => Effect.suspend(() => Effect.fail(timedOut(settings, figuresNow()))),
            }),
          )
      return Effect.onExitPrimitive(
        Effect.map(waited, (connection): Loan<C> => ({ connection, scope })),
        (exit) => (Exit.isFailure(exit) ? Scope.close(scope, exit) : undefined),
      )
    }

    const discard = ({ connection, scope }: Loan<C>): Effect.Effect<void> => {
      connection.destroy()
      return Effect.andThen(Scope.close(scope, Exit.void), Pool.invalidate(pool, connection))
    }

    /** Whether a connection can be lent: it is alive, and answers if it is to be asked. */
    const isFit = (connection: C): Effect.Effect<boolean> => {
      if (!connection.isUsable()) return Effect.succeed(false)
      return settings.testBeforeUse
        ? Effect.match(connection.ping, { onSuccess: () => connection.isUsable(), onFailure: () => false })
        : Effect.succeed(true)
    }

    const borrow = (restore: Restore): Effect.Effect<Loan<C>, SqlError> =>
      Effect.flatMap(take(restore), (loan) => {
        if (loan.connection.isUsable() && !settings.testBeforeUse) {
          measured()
          return Effect.succeed(loan)
        }
        return Effect.flatMap(
          Effect.onExitPrimitive(restore(isFit(loan.connection)), (exit) =>
            Exit.isFailure(exit) ? discard(loan) : undefined,
          ),
          (fit) => {
            if (!fit) return Effect.andThen(discard(loan), borrow(restore))
            measured()
            return Effect.succeed(loan)
          },
        )
      })

    const giveBack = (loan: Loan<C>, inDoubt: boolean, session: boolean): Effect.Effect<void> => {
      const { connection, scope } = loan
      const returned =
        inDoubt || !connection.isUsable()
          ? discard(loan)
          : session || !connection.isClean()
            ? Effect.flatMap(Effect.exit(connection.reset(session)), (exit) =>
                Exit.isSuccess(exit) && connection.isUsable() && connection.isClean()
                  ? Scope.close(scope, Exit.void)
                  : discard(loan),
              )
            : isExpired(connection)
              ? discard(loan)
              : Scope.close(scope, Exit.void)
      return measure === null ? returned : Effect.map(returned, measured)
    }

    const lend: ConnectionPool<C>["lend"] = (use) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(borrow(restore), (loan) =>
          Effect.onExitPrimitive(restore(use(loan.connection)), () => giveBack(loan, false, false)),
        ),
      )

    const lease: ConnectionPool<C>["lease"] = Effect.uninterruptibleMask((restore) =>
      Effect.map(
        Effect.acquireRelease(borrow(restore), (loan) => giveBack(loan, false, false)),
        (loan) => loan.connection,
      ),
    )

    // That the server can be reached, and is what it should be, shows when the layer is built.
    yield* Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(borrow(restore), (loan) => giveBack(loan, false, false)),
    )

    return {
      executor: {
        run: (sql, params, options) => lend((connection) => connection.run(sql, params, options)),
        cursor: (sql, params, options) =>
          Effect.flatMap(lease, (connection) => connection.cursor(sql, params, options)),
      },
      acquire: ({ session = false }, restore) =>
        Effect.map(borrow(restore), (loan): Lease => ({
          connection: loan.connection,
          release: (inDoubt) => giveBack(loan, inDoubt, session),
        })),
      lend,
      lease,
      figures: Effect.sync(figuresNow),
    }
  })

/** Closes what nobody has used for long, and what is old. What is old and in use is closed when it is given back. */
const sweeping = <C>(
  clock: Clock.Clock,
  settings: PoolSettings,
  isExpired: (connection: C) => boolean,
): Pool.Strategy<C, SqlError> => {
  const idleMillis = Duration.toMillis(settings.idleTimeout)
  const shortest = Math.min(idleMillis, Duration.toMillis(settings.maxLifetime))
  const interval = Math.max(20, Math.min(30_000, shortest / 2))
  const sweep = (pool: Pool.Pool<C, SqlError>): Effect.Effect<void> =>
    Effect.suspend(() => {
      const { invalidated, items } = pool.state
      const unused = clock.currentTimeMillisUnsafe() - idleMillis
      let spare = items.size - invalidated.size - Math.max(settings.min, pool.state.usage)
      const surplus: Array<C> = []
      for (const item of items) {
        if (item.refCount > 0 || invalidated.has(item) || item.exit._tag !== "Success") continue
        const isSpare = spare > 0 && item.idleSince <= unused
        if (isSpare) spare--
        if (isSpare || isExpired(item.exit.value)) surplus.push(item.exit.value)
      }
      return Effect.forEach(surplus, (connection) => Pool.invalidate(pool, connection), { discard: true })
    })
  return {
    run: (pool) => Effect.forever(Effect.delay(sweep(pool), interval), { disableYield: true }),
    onAcquire: () => Effect.void,
    reclaim: () => Effect.undefined,
  }
}

const timedOut = ({ acquireTimeout, max, name }: PoolSettings, { used }: PoolFigures): SqlError => {
  const limit = Duration.format(acquireTimeout)
  return sqlError(
    new PoolTimeout({
      message:
        used >= max
          ? `All ${max} connections to ${name} were in use for longer than acquireTimeout, ${limit}. End ` +
            "transactions and streams sooner, or raise max; and do not, inside a transaction, wait for a fiber that " +
            "uses the database outside it."
          : `No connection to ${name} could be opened within acquireTimeout, ${limit}.`,
    }),
  )
}

const closed = ({ name }: PoolSettings): SqlError =>
  sqlError(
    new ConnectionError({
      message: `The connections to ${name} have been closed: the scope of its layer has ended.`,
    }),
  )
