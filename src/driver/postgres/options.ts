import { Duration, Redacted, Result } from "effect"
import type { SlowQueryOptions } from "../slow-query.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError } from "../sql-error-reasons.js"
import { tlsOptions } from "./tls.js"
import type { PostgresTls } from "./tls.js"
import { parseUrl } from "./url.js"

/**
 * How a PostgreSQL server is reached and used. Times are effect's `Duration.Input`: milliseconds, or `"5 seconds"`.
 *
 * @since 0.1.0
 */
export interface PostgresOptions extends SlowQueryOptions {
  /**
   * `postgres://user:password@host:port/database`, with `sslmode`, `application_name`, `connect_timeout` or `host` (the
   * folder of a Unix socket) as parameters if need be. Options given beside it win.
   */
  readonly url?: string | Redacted.Redacted<string> | undefined
  /** A name, an address, or the folder of a Unix socket. `localhost`. */
  readonly host?: string | undefined
  /** 5432. */
  readonly port?: number | undefined
  /** The one named like the user. */
  readonly database?: string | undefined
  /** The user of the operating system. */
  readonly user?: string | undefined
  readonly password?: Redacted.Redacted<string> | undefined
  /** TLS; `true` verifies the certificate. Off. */
  readonly ssl?: boolean | PostgresTls | undefined
  /** Connections that are kept open. 0. */
  readonly min?: number | undefined
  /** Connections that may be open. 10. */
  readonly max?: number | undefined
  /** How long a fiber waits for a connection. 30 seconds. */
  readonly acquireTimeout?: Duration.Input | undefined
  /** How long a connection beyond `min` stays unused. 5 minutes. */
  readonly idleTimeout?: Duration.Input | undefined
  /** The age at which a connection is replaced. 30 minutes. */
  readonly maxLifetime?: Duration.Input | undefined
  /** Ask a connection for a sign of life each time before it is used. Off: one that broke is noticed without. */
  readonly testBeforeUse?: boolean | undefined
  /** How long to wait for the server to accept a connection. 10 seconds. */
  readonly connectTimeout?: Duration.Input | undefined
  /** Statements to run on each new connection: `["set role app"]`. */
  readonly onConnect?: ReadonlyArray<string> | undefined
  /** Prepare statements that are run more than once. On; turn it off behind a pooler that works by transaction. */
  readonly prepare?: boolean | undefined
  /** Statements that each connection keeps prepared. 256. */
  readonly statementCacheSize?: number | undefined
  /** How long a statement may run; `withStatementTimeout` sets it for an effect. Unlimited. */
  readonly statementTimeout?: Duration.Input | undefined
  /** What the server calls the connections, in `pg_stat_activity` and its log. */
  readonly applicationName?: string | undefined
  /** The schemas in which unqualified names are looked up. */
  readonly searchPath?: ReadonlyArray<string> | undefined
  /** Measure the duration of every operation, also where there is no tracer, and the pool. Off. */
  readonly metrics?: boolean | undefined
}

/** {@link PostgresOptions} with their defaults. */
export interface Settings {
  readonly host: string
  readonly port: number
  readonly database: string | undefined
  readonly user: string | undefined
  readonly password: Redacted.Redacted<string> | undefined
  /** Makes what Node's `tls.connect` takes; a function, since a key is in it. */
  readonly tls: (() => object) | null
  readonly min: number
  readonly max: number
  readonly acquireTimeout: Duration.Duration
  readonly idleTimeout: Duration.Duration
  readonly maxLifetime: Duration.Duration
  readonly testBeforeUse: boolean
  readonly connectTimeout: Duration.Duration
  readonly onConnect: ReadonlyArray<string>
  readonly prepare: boolean
  readonly statementCacheSize: number
  readonly statementTimeout: Duration.Duration | null
  readonly applicationName: string
  readonly searchPath: ReadonlyArray<string> | null
  readonly metrics: boolean
}

/** Fills in what the URL says, and the defaults; or says what is wrong with the options. */
export const settings = (given: PostgresOptions): Result.Result<Settings, SqlError> => {
  const url = typeof given.url === "string" ? given.url : given.url === undefined ? null : Redacted.value(given.url)
  const parsed = url === null ? Result.succeed<PostgresOptions>({}) : parseUrl(url)
  if (Result.isFailure(parsed)) return Result.fail(wrong(parsed.failure))
  const options: PostgresOptions = { ...parsed.success, ...defined(given) }
  const max = options.max ?? 10
  const min = options.min ?? 0
  const port = options.port ?? 5432
  if (!Number.isInteger(max) || max < 1) return Result.fail(wrong(`max must be at least 1, got ${max}`))
  if (!Number.isInteger(min) || min < 0 || min > max) {
    return Result.fail(wrong(`min must be between 0 and max, ${max}, got ${min}`))
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return Result.fail(wrong(`port ${port} is none`))
  const limit = options.statementTimeout === undefined ? null : Duration.fromInputUnsafe(options.statementTimeout)
  return Result.succeed({
    host: options.host ?? "localhost",
    port,
    database: options.database,
    user: options.user,
    password: options.password,
    tls: tlsOptions(options.ssl ?? false),
    min,
    max,
    acquireTimeout: Duration.fromInputUnsafe(options.acquireTimeout ?? "30 seconds"),
    idleTimeout: Duration.fromInputUnsafe(options.idleTimeout ?? "5 minutes"),
    maxLifetime: Duration.fromInputUnsafe(options.maxLifetime ?? "30 minutes"),
    testBeforeUse: options.testBeforeUse ?? false,
    connectTimeout: Duration.fromInputUnsafe(options.connectTimeout ?? "10 seconds"),
    onConnect: options.onConnect ?? [],
    prepare: options.prepare ?? true,
    statementCacheSize: options.statementCacheSize ?? 256,
    statementTimeout: limit,
    applicationName: options.applicationName ?? "fulmar",
    searchPath: options.searchPath ?? null,
    metrics: options.metrics ?? false,
  })
}

/** How messages name the server. */
export const serverName = ({ host, port }: Settings): string =>
  host.startsWith("/") ? `PostgreSQL at ${host}` : `PostgreSQL at ${host.includes(":") ? `[${host}]` : host}:${port}`

const defined = (options: PostgresOptions): PostgresOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))

const wrong = (why: string): SqlError =>
  sqlError(new ConnectionError({ message: `The options of the PostgreSQL layer are wrong: ${why}.` }))
