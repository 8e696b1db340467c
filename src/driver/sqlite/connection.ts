import { Effect } from "effect"
import type { Scope } from "effect"
import type { Connection, ConnectionState, Cursor, Restore, RowsResult, RunOptions, WireRow } from "../connection.js"
import { rawControl } from "../raw-control.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { TransactionError } from "../sql-error-reasons.js"
import { isBusy, isSqlError, whileBusy } from "./busy.js"
import type { Handle, Statement } from "./client.js"
import { bufferedRows, openRows } from "./cursor.js"
import type { OpenRows } from "./cursor.js"
import { classify } from "./errors.js"
import type { Phase } from "./errors.js"
import { statementCache } from "./statement-cache.js"

/** A connection to a SQLite database. Its work is synchronous; only a lock of another process makes it wait. */
export interface SqliteConnection extends Connection {
  /** Runs a statement now. `SQLITE_BUSY` is handed over as an error. */
  readonly execute: (sql: string, params: ReadonlyArray<unknown>, options: RunOptions) => RowsResult | SqlError
  /** Opens a result set now. */
  readonly open: (sql: string, params: ReadonlyArray<unknown>, options: RunOptions) => OpenRows | SqlError
  /** Whether a statement reads the database and does nothing else; `null` when it does not compile. */
  readonly onlyReads: (sql: string) => boolean | null
  readonly cachedStatements: () => number
  readonly close: () => void
}

interface Prepared {
  readonly statement: Statement
  readonly returnsRows: boolean
  readonly onlyReads: boolean
  /** The state that transaction control leads to; `null` for any other statement. */
  readonly leadsTo: ConnectionState | null
  /** The current setting of `safeIntegers`, which outlives a call. */
  wide: boolean
}

const identity: Restore = (effect) => effect

/** Wraps an open handle; the connection closes it. */
export const sqliteConnection = (
  db: Handle,
  options: { readonly cacheSize: number; readonly busyTimeoutMillis: number },
): SqliteConnection => {
  const cache = statementCache<Prepared>(options.cacheSize)
  const openCursors = new Set<OpenRows>()
  let state: ConnectionState = "idle"
  // Counts beginnings and ends of transactions.
  let epoch = 0

  const prepare = (sql: string): Prepared => {
    const statement = db.prepare<Array<unknown>, Array<unknown>>(sql)
    const returnsRows = statement.reader
    if (returnsRows) statement.raw(true)
    return {
      statement,
      returnsRows,
      onlyReads: returnsRows && statement.readonly,
      leadsTo: returnsRows ? null : stateAfter(sql),
      wide: false,
    }
  }

  const prepared = (sql: string): Prepared => {
    const known = cache.get(sql)
    if (known !== undefined) return known
    const made = prepare(sql)
    cache.set(sql, made)
    return made
  }

  // SQLite leaves open what a SELECT sees of writes that its own connection makes meanwhile, and a rollback ends it. So
  // the rest of an open result set is fetched before the connection writes: a stream shows the state in which it began.
  const settleCursors = (): void => {
    for (const cursor of openCursors) cursor.settle()
  }

  const work = (entry: Prepared, params: ReadonlyArray<unknown>, runOptions: RunOptions): RowsResult => {
    const { statement } = entry
    if (openCursors.size > 0 && !entry.onlyReads) settleCursors()
    if (!entry.returnsRows) {
      return { rows: noRows, rowsAffected: statement.run(params).changes, columns: null }
    }
    if (entry.wide !== runOptions.wide) {
      statement.safeIntegers(runOptions.wide)
      entry.wide = runOptions.wide
    }
    const rows = allRows(statement, params)
    const columns = runOptions.columns === true ? statement.columns().map((column) => column.name) : null
    return { rows, rowsAffected: entry.onlyReads ? 0 : rows.length, columns }
  }

  // A constraint with ON CONFLICT ROLLBACK, a full disk: SQLite then ends the transaction, and what follows would be
  // committed statement by statement.
  const failed = (cause: unknown, sql: string, phase: Phase): SqlError => {
    if (state === "in transaction" && !db.inTransaction) state = "rolled back"
    return classify(cause, sql, phase)
  }

  /** Whether a statement has begun or ended a transaction; only `control` may. */
  const hasStrayed = (entry: Prepared): boolean => !entry.onlyReads && db.inTransaction !== (state === "in transaction")

  /** Undoes what such a statement began; in a transaction that it has ended nothing more can be done. */
  const strayed = (sql: string): SqlError => {
    if (state === "in transaction") state = "rolled back"
    else db.exec("rollback")
    return rawControl(sql)
  }

  const execute = (
    sql: string,
    params: ReadonlyArray<unknown>,
    runOptions: RunOptions,
  ): RowsResult | SqlError => {
    runOptions.started?.()
    if (state === "rolled back") return rolledBack(sql)
    let phase: Phase = "prepare"
    try {
      const entry = prepared(sql)
      if (entry.leadsTo !== null) return rawControl(sql)
      phase = "run"
      const result = work(entry, params, runOptions)
      return hasStrayed(entry) ? strayed(sql) : result
    } catch (cause) {
      return failed(cause, sql, phase)
    }
  }

  const open = (sql: string, params: ReadonlyArray<unknown>, runOptions: RunOptions): OpenRows | SqlError => {
    runOptions.started?.()
    if (state === "rolled back") return rolledBack(sql)
    let phase: Phase = "prepare"
    try {
      // Not from the cache: a statement that is being iterated cannot be run a second time.
      const entry = prepare(sql)
      if (entry.leadsTo !== null) return rawControl(sql)
      phase = "run"
      // An INSERT … RETURNING has done all its work with its first row, but would keep its lock until the last one.
      if (!entry.onlyReads) {
        const { rows } = work(entry, params, runOptions)
        return hasStrayed(entry) ? strayed(sql) : bufferedRows(rows)
      }
      const rows = openRows(
        entry.statement.safeIntegers(runOptions.wide).iterate(params),
        (cause) => failed(cause, sql, "run"),
        () => openCursors.delete(rows),
      )
      openCursors.add(rows)
      // With the first row SQLITE_BUSY shows, and the state that the cursor sees is fixed.
      const busy = rows.prefetch()
      return busy ?? rows
    } catch (cause) {
      return failed(cause, sql, phase)
    }
  }

  const control = (sql: string): object => {
    try {
      if (openCursors.size > 0) settleCursors()
      const entry = prepared(sql)
      entry.statement.run()
      if (entry.leadsTo !== null && entry.leadsTo !== state) {
        state = entry.leadsTo
        epoch++
      }
      return done
    } catch (cause) {
      if (state === "in transaction" && !db.inTransaction) state = "rolled back"
      return classify(cause, sql, "control")
    }
  }

  const retrying = <A extends object>(
    sql: string,
    attempt: () => A | SqlError,
    restore: Restore,
  ): Effect.Effect<A, SqlError> => {
    const result = attempt()
    if (!isSqlError(result)) return Effect.succeed(result)
    if (!isBusy(result)) return Effect.fail(result)
    // What waits outlives, in a fiber that nobody joins, its transaction; then it must not work in the next one.
    const before = epoch
    const again = (): A | SqlError => (epoch === before ? attempt() : outlived(sql))
    return whileBusy(again, result, options.busyTimeoutMillis, restore)
  }

  return {
    execute,
    open,
    run: (sql, params, runOptions) => retrying(sql, () => execute(sql, params, runOptions), identity),
    cursor: (sql, params, runOptions) =>
      scopedCursor(Effect.suspend(() => retrying(sql, () => open(sql, params, runOptions), identity))),
    control: (sql, restore) => {
      if (state === "rolled back") {
        if (!isRollback.test(sql)) return Effect.fail(rolledBack(sql))
        state = "idle"
        epoch++
        return Effect.void
      }
      return retrying(sql, () => control(sql), restore) as Effect.Effect<never, SqlError>
    },
    state: () => state,
    onlyReads: (sql) => {
      try {
        return prepared(sql).onlyReads && !isPragma.test(sql.slice(firstWord(sql)))
      } catch {
        return null
      }
    },
    cachedStatements: cache.size,
    close: () => {
      for (const cursor of [...openCursors]) cursor.close()
      cache.clear()
      db.close()
    },
  }
}

/** Registers the end of a result set with the scope, and gives the cursor on it. */
export const scopedCursor = (rows: Effect.Effect<OpenRows, SqlError>): Effect.Effect<Cursor, SqlError, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(rows, (open) => Effect.sync(open.close), { interruptible: true }),
    (open): Cursor => ({ read: open.read }),
  )

const done = {}
const noRows: ReadonlyArray<WireRow> = []

// One scalar given by itself binds in half the time of an array with it.
const allRows = (statement: Statement, params: ReadonlyArray<unknown>): ReadonlyArray<WireRow> => {
  if (params.length !== 1) return params.length === 0 ? statement.all() : statement.all(params)
  const only = params[0]
  return typeof only === "object" ? statement.all(params) : statement.all(only)
}

/** Where the first word of a statement begins: SQLite skips white space, comments and semicolons before it. */
const firstWord = (sql: string): number => {
  const skipped = /[\s;]+|--[^\n]*|\/\*[^]*?(?:\*\/|$)/y
  let start = 0
  while (skipped.test(sql)) start = skipped.lastIndex
  return start
}

const stateAfter = (sql: string): ConnectionState | null => {
  const text = sql.slice(firstWord(sql))
  if (/^(begin|savepoint|release)\b|^rollback\s.*\bto\b/i.test(text)) return "in transaction"
  return /^(commit|end|rollback)\b/i.test(text) ? "idle" : null
}

const isRollback = /^rollback$/i
const isPragma = /^pragma\b/i

const outlived = (sql: string): SqlError =>
  sqlError(
    new TransactionError({
      message:
        "A transaction began or ended on this connection while the statement waited for a lock: it was not run. " +
        "Join the fiber that runs it before the transaction ends.",
      sql,
    }),
  )

const rolledBack = (sql: string): SqlError =>
  sqlError(
    new TransactionError({
      message: "SQLite has rolled back the transaction because of an earlier error: nothing more can be done in it.",
      sql,
    }),
  )
