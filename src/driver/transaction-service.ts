import { Context, Effect } from "effect"
import type { Connection, Executor } from "./connection.js"
import type { DatabaseService } from "./database.js"
import { sqlError } from "./sql-error.js"
import type { SqlError } from "./sql-error.js"
import { PoolTimeout, TransactionError } from "./sql-error-reasons.js"
import type { BeginOptions } from "./transaction-options.js"
import { makeTurn } from "./turn.js"
import type { Turn } from "./turn.js"

/** An open transaction or, with a `parent`, a savepoint in one. */
export interface TransactionLevel {
  /** 0 for the transaction itself, 1 for a savepoint in it … */
  readonly depth: number
  readonly database: DatabaseService
  readonly connection: Connection
  readonly options: BeginOptions
  /** Name of the savepoint, `null` for the transaction itself. */
  readonly savepoint: string | null
  readonly parent: TransactionLevel | null
  /** The transaction of another database that this one was begun in. */
  readonly enclosing: TransactionLevel | null
  /** Statements of this level, each in its turn. */
  readonly executor: Executor
  /** False once it has been committed or rolled back. */
  open: boolean
  /** The savepoint that is open in it. While there is one, statements of this level wait: they are no part of it. */
  active: TransactionLevel | null
  /** The turn of those that open savepoints in it, or that wait for one to end; made when it is first needed. */
  turn: Turn | null
  /** What to run after the commit, in order. */
  afterCommit: Array<Effect.Effect<unknown>> | null
}

/**
 * The open transaction. An effect that needs it in `R` runs in a transaction only, and `transaction` provides it.
 *
 * @since 0.1.0
 */
export class Transaction extends Context.Service<Transaction, TransactionLevel>()("fulmar/Transaction") {}

/**
 * The innermost savepoint, provided by `savepoint`.
 *
 * @since 0.1.0
 */
export class Savepoint extends Context.Service<Savepoint, { readonly name: string; readonly depth: number }>()(
  "fulmar/Savepoint",
) {}

/** The open transaction of a database, seen from a context: those of other databases are passed over. */
export const currentLevel = (
  context: Context.Context<never>,
  database: DatabaseService,
): TransactionLevel | undefined => {
  let level: TransactionLevel | null | undefined = Context.getOrUndefined(context, Transaction)
  while (level !== undefined && level !== null && level.database !== database) level = level.enclosing
  return level ?? undefined
}

/** That a transaction is used after its end. */
export const transactionEnded = (sql: string | null): SqlError =>
  sqlError(
    new TransactionError({
      message:
        "The transaction has ended. A fiber cannot outlive the transaction it was forked in: join it before the " +
        "transaction ends, or fork it after that, with afterCommit.",
      sql,
    }),
  )

const turnTimeout = (sql: string | null): SqlError =>
  sqlError(
    new PoolTimeout({
      message:
        "Waited too long for a savepoint of the same transaction to end. Statements of a transaction wait while a " +
        "savepoint is open in it: do not, inside the savepoint, wait for a fiber that was forked outside it.",
      sql,
    }),
  )

/** The turn of those that use a level while a savepoint is open in it. */
export const turnOf = (level: TransactionLevel): Turn => (level.turn ??= makeTurn())

/** Takes the turn of a level, which must be open then. */
export const takeLevel = (
  level: TransactionLevel,
  sql: string | null,
  restore: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>,
): Effect.Effect<void, SqlError> =>
  Effect.flatMap(turnOf(level).take(restore, level.database.acquireTimeout, () => turnTimeout(sql)), () => {
    if (level.open) return Effect.void
    return Effect.withFiber((fiber) => {
      turnOf(level).release(fiber)
      return Effect.fail(transactionEnded(sql))
    })
  })

/** Runs a statement of a level when no savepoint is open in it. */
const inTurn = <A, R>(
  level: TransactionLevel,
  sql: string,
  use: () => Effect.Effect<A, SqlError, R>,
): Effect.Effect<A, SqlError, R> => {
  if (!level.open) return Effect.fail(transactionEnded(sql))
  if (level.active === null) return use()
  return Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(takeLevel(level, sql, restore), () =>
      Effect.onExitPrimitive(restore(Effect.suspend(use)), () =>
        Effect.withFiber((fiber) => {
          turnOf(level).release(fiber)
          return Effect.void
        }),
      ),
    ),
  )
}

/** A new open level; the only way to make one. */
export const openLevel = (
  database: DatabaseService,
  connection: Connection,
  options: BeginOptions,
  parent: TransactionLevel | null,
  enclosing: TransactionLevel | null,
  savepoint: string | null,
): TransactionLevel => {
  const { runAll } = connection
  const level: TransactionLevel = {
    depth: parent === null ? 0 : parent.depth + 1,
    database,
    connection,
    options,
    savepoint,
    parent,
    enclosing,
    executor: {
      run: (sql, params, runOptions) =>
        level.open && level.active === null
          ? connection.run(sql, params, runOptions)
          : inTurn(level, sql, () => connection.run(sql, params, runOptions)),
      runAll:
        runAll &&
        ((statements) => inTurn(level, statements[0]?.sql ?? "", () => runAll(statements))),
      cursor: (sql, params, runOptions) => inTurn(level, sql, () => connection.cursor(sql, params, runOptions)),
    },
    open: true,
    active: null,
    turn: null,
    afterCommit: null,
  }
  return level
}
