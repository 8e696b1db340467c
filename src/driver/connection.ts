import type { Effect, Scope } from "effect"
import type { SqlError } from "./sql-error.js"

/** One row as positional values in the lossless normal form, in order of the columns. */
export type WireRow = ReadonlyArray<unknown>

/** How a statement is run. */
export interface RunOptions {
  /** Hand over 64-bit integers without rounding. */
  readonly wide: boolean
  /** Also give the names of the columns, for rows that have no shape. */
  readonly columns?: boolean
  /** Called when the connection begins with the statement: what was before that was waiting. */
  readonly started?: () => void
}

/** What a statement gave. */
export interface RowsResult {
  readonly rows: ReadonlyArray<WireRow>
  /** Rows inserted, updated or deleted; 0 for a statement that only reads. */
  readonly rowsAffected: number
  /** The first number that an insert counted up to for the key of its rows; for databases that return no rows of it. */
  readonly insertId?: bigint
  /** Names of the columns, when {@link RunOptions.columns} asked for them. */
  readonly columns: ReadonlyArray<string> | null
}

/** An open result set that is read piece by piece. */
export interface Cursor {
  /** At most `size` further rows; none when the result set is at its end. */
  readonly read: (size: number) => Effect.Effect<ReadonlyArray<WireRow>, SqlError>
}

/** One of several statements that are run together. */
export interface BatchStatement {
  /** What errors call it. */
  readonly name: string
  readonly sql: string
  readonly params: ReadonlyArray<unknown>
  readonly options: RunOptions
}

/** See {@link Executor.runAll}. */
export type RunAll = (
  statements: ReadonlyArray<BatchStatement>,
) => Effect.Effect<ReadonlyArray<RowsResult>, SqlError>

/** Something that runs statements: a connection, or a pool that lends one for each. */
export interface Executor {
  /**
   * Runs one statement. A driver may do the work at once and return an `Exit`, which costs a synchronous driver
   * nothing: so call it where the effect is about to be run, and run what it returns once.
   */
  readonly run: (
    sql: string,
    params: ReadonlyArray<unknown>,
    options: RunOptions,
  ) => Effect.Effect<RowsResult, SqlError>
  /**
   * Runs statements in their order, all or none of them: in the open transaction, which an error then ends, or else in
   * one of their own. Only for drivers that send them together; an error is marked by `inBatch`.
   */
  readonly runAll?: RunAll | undefined
  /** Opens a result set; the end of the scope closes it. */
  readonly cursor: (
    sql: string,
    params: ReadonlyArray<unknown>,
    options: RunOptions,
  ) => Effect.Effect<Cursor, SqlError, Scope.Scope>
}

/** Makes an effect interruptible again within an uninterruptible region. */
export type Restore = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/** What is known of the transaction of a connection, by the database's own account. */
export type ConnectionState = "idle" | "in transaction" | "rolled back"

/** One session of a database. */
export interface Connection extends Executor {
  /**
   * Runs transaction control: BEGIN, COMMIT, SAVEPOINT … As `run`, it may work at once. Waiting for locks, before the
   * statement has had an effect, happens in `restore`.
   */
  readonly control: (sql: string, restore: Restore) => Effect.Effect<void, SqlError>
  /** `rolled back` when the database has ended the transaction by itself. */
  readonly state: () => ConnectionState
}
