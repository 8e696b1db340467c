import { Duration, LogLevel, Option, Result } from "effect"
import { show } from "../../core/show.js"
import type { SlowQueryOptions } from "../slow-query.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError } from "../sql-error-reasons.js"

/**
 * How a SQLite database is opened. Times are effect's `Duration.Input`: milliseconds, or `"5 seconds"`.
 *
 * @since 0.1.0
 */
export interface SqliteOptions extends SlowQueryOptions {
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

/** Fills in the defaults, or says which option is wrong. */
export const settings = (options: SqliteOptions): Result.Result<Settings, SqlError> => {
  const wrong = misfit(options)
  return wrong === null
    ? Result.succeed(filled(options))
    : Result.fail(sqlError(new ConnectionError({ message: `Cannot open the SQLite database: ${wrong}` })))
}

const filled = (options: SqliteOptions): Settings => {
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

type Check = readonly [expected: string, fits: (value: unknown) => boolean]

const boolean: Check = ["true or false", (value) => typeof value === "boolean"]

const wholeFrom = (least: number): Check => [
  `a whole number from ${least}`,
  (value) => Number.isSafeInteger(value) && (value as number) >= least,
]

const duration: Check = [
  'a duration, such as 500 or "5 seconds"',
  (value) => !Number.isNaN(value) && Option.isSome(Duration.fromInput(value as Duration.Input)),
]

const pragmas: Check = [
  "a record of strings, numbers and booleans",
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((setting) => ["string", "number", "boolean"].includes(typeof setting)),
]

const severity: Check = [
  LogLevel.values.filter((level) => level !== "All" && level !== "None").map(show).join(", "),
  (value) => LogLevel.values.some((level) => level === value && level !== "All" && level !== "None"),
]

const checks: Readonly<Record<Exclude<keyof SqliteOptions, "filename">, Check>> = {
  readonly: boolean,
  fileMustExist: boolean,
  busyTimeout: duration,
  acquireTimeout: duration,
  pragmas,
  wal: boolean,
  foreignKeys: boolean,
  statementCacheSize: wholeFrom(0),
  maxReaders: wholeFrom(1),
  metrics: boolean,
  slowQuery: duration,
  slowQueryLevel: severity,
}

/** Which option is wrong, and what it should be: they may come from a configuration, which no compiler has seen. */
const misfit = (options: SqliteOptions): string | null => {
  if (typeof options !== "object" || options === null) return `its options are ${show(options)}, and must be an object`
  const filename: unknown = options.filename
  if (typeof filename !== "string") return `the option filename is ${show(filename)}, and must be a string`
  if (filename.includes("\0")) {
    return `the option filename has a NUL character, at which SQLite would cut it off: ${show(filename)}`
  }
  for (const [name, [expected, fits]] of Object.entries(checks)) {
    const value: unknown = options[name as keyof typeof checks] ?? undefined
    if (value !== undefined && !fits(value)) return `the option ${name} is ${show(value)}, and must be ${expected}`
  }
  return null
}
