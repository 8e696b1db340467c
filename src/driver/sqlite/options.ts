import { Duration } from "effect"

/**
 * How a SQLite database is opened. Times are effect's `Duration.Input`: milliseconds, or `"5 seconds"`.
 *
 * @since 0.1.0
 */
export interface SqliteOptions {
  /** Path of the file, or `:memory:`. */
  readonly filename: string
  /** Nothing can be written; the file must exist. */
  readonly readonly?: boolean | undefined
  readonly fileMustExist?: boolean | undefined
  /** How long to wait while another process holds a lock on the file; other fibers run meanwhile. 5 seconds. */
  readonly busyTimeout?: Duration.Input | undefined
  /** How long a fiber waits for the transaction of another one to end. 30 seconds. */
  readonly acquireTimeout?: Duration.Input | undefined
  /** Further settings of each connection: `{ synchronous: "normal", cache_size: -64000 }`. */
  readonly pragmas?: Readonly<Record<string, string | number | boolean>> | undefined
  /** Write-ahead log, so that reading goes on beside a transaction. On for files. */
  readonly wal?: boolean | undefined
  /** Foreign keys are enforced. On. */
  readonly foreignKeys?: boolean | undefined
  /** Prepared statements that each connection keeps. 512. */
  readonly statementCacheSize?: number | undefined
  /** Connections for streams and read only transactions, beside the one that writes. 16. */
  readonly maxReaders?: number | undefined
  /** Measure the duration of every operation, also where there is no tracer. Off. */
  readonly metrics?: boolean | undefined
}

/** {@link SqliteOptions} with their defaults. */
export interface Settings {
  readonly filename: string
  readonly inMemory: boolean
  readonly readonly: boolean
  readonly fileMustExist: boolean
  readonly busyTimeoutMillis: number
  readonly acquireTimeout: Duration.Duration
  readonly pragmas: Readonly<Record<string, string | number | boolean>>
  readonly wal: boolean
  readonly foreignKeys: boolean
  readonly statementCacheSize: number
  readonly maxReaders: number
  readonly metrics: boolean
}

/** Fills in the defaults. */
export const settings = (options: SqliteOptions): Settings => {
  const filename = options.filename.trim()
  const inMemory = filename === "" || filename === ":memory:"
  return {
    filename,
    inMemory,
    readonly: options.readonly ?? false,
    fileMustExist: options.fileMustExist ?? false,
    busyTimeoutMillis: Duration.toMillis(Duration.fromInputUnsafe(options.busyTimeout ?? "5 seconds")),
    acquireTimeout: Duration.fromInputUnsafe(options.acquireTimeout ?? "30 seconds"),
    pragmas: options.pragmas ?? {},
    wal: !inMemory && (options.wal ?? true),
    foreignKeys: options.foreignKeys ?? true,
    statementCacheSize: options.statementCacheSize ?? 512,
    maxReaders: options.maxReaders ?? 16,
    metrics: options.metrics ?? false,
  }
}
