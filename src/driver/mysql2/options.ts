import { Duration, Redacted, Result } from "effect"
import type { SlowQueryOptions } from "../slow-query.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError } from "../sql-error-reasons.js"
import type { Flavor } from "./flavor.js"
import { tlsOptions } from "./tls.js"
import type { ServerTls } from "./tls.js"
import { parseUrl } from "./url.js"

/**
 * How a MySQL or MariaDB server is reached and used. Times are effect's `Duration.Input`: milliseconds, or
 * `"5 seconds"`.
 *
 * @since 0.1.0
 */
export interface ServerOptions extends SlowQueryOptions {
  /**
   * `mysql://user:password@host:port/database` or `mariadb://…`, with `ssl-mode` or `socket` (the path of a Unix
   * socket) as parameters if need be. Options given beside it win.
   */
  readonly url?: string | Redacted.Redacted<string> | undefined
  /** A name or an address. `localhost`. */
  readonly host?: string | undefined
  /** 3306. */
  readonly port?: number | undefined
  /** The path of a Unix socket, in the place of host and port. */
  readonly socketPath?: string | undefined
  /** None: names must then be qualified. */
  readonly database?: string | undefined
  /** The user of the operating system. */
  readonly user?: string | undefined
  readonly password?: Redacted.Redacted<string> | undefined
  /** TLS; `true` verifies the certificate. Off. */
  readonly ssl?: boolean | ServerTls | undefined
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
  /**
   * Prepare statements that have parameters, so that values travel apart from the text. On; without it, values are
   * escaped into the text, and FLOAT columns are read with six digits.
   */
  readonly prepare?: boolean | undefined
  /** Statements that each connection keeps prepared. 256. */
  readonly statementCacheSize?: number | undefined
  /** How long a statement may run; `withStatementTimeout` sets it for an effect. Unlimited. */
  readonly statementTimeout?: Duration.Input | undefined
  /** What `performance_schema` calls the program. */
  readonly applicationName?: string | undefined
  /** Measure the duration of every operation, also where there is no tracer, and the pool. Off. */
  readonly metrics?: boolean | undefined
}

/** {@link ServerOptions} with their defaults. */
export interface Settings {
  readonly host: string
  readonly port: number
  readonly socketPath: string | undefined
  readonly database: string | undefined
  readonly user: string | undefined
  readonly password: Redacted.Redacted<string> | undefined
  readonly ssl: object | undefined
  readonly min: number
  readonly max: number
  readonly acquireTimeout: Duration.Duration
  readonly idleTimeout: Duration.Duration
  readonly maxLifetime: Duration.Duration
  readonly testBeforeUse: boolean
  readonly connectTimeoutMillis: number
  readonly onConnect: ReadonlyArray<string>
  readonly prepare: boolean
  readonly statementCacheSize: number
  readonly statementTimeoutMillis: number | null
  readonly applicationName: string
  readonly metrics: boolean
}

/** Fills in what the URL says, and the defaults; or says what is wrong with the options. */
export const settings = (flavor: Flavor, given: ServerOptions): Result.Result<Settings, SqlError> => {
  const wrong = (why: string): Result.Result<never, SqlError> =>
    Result.fail(
      sqlError(new ConnectionError({ message: `The options of the ${flavor.name} layer are wrong: ${why}.` })),
    )
  const url = typeof given.url === "string" ? given.url : given.url === undefined ? null : Redacted.value(given.url)
  const parsed = url === null ? Result.succeed<ServerOptions>({}) : parseUrl(url)
  if (Result.isFailure(parsed)) return wrong(parsed.failure)
  const options: ServerOptions = { ...parsed.success, ...defined(given) }
  const { max = 10, min = 0, port = 3306, statementCacheSize = 256 } = options
  if (!Number.isInteger(max) || max < 1) return wrong(`max must be at least 1, got ${max}`)
  if (!Number.isInteger(min) || min < 0 || min > max) return wrong(`min must be between 0 and max, ${max}, got ${min}`)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return wrong(`port ${port} is none`)
  const limit = options.statementTimeout === undefined ? Infinity : toMillis(options.statementTimeout)
  return Result.succeed({
    host: options.host ?? "localhost",
    port,
    socketPath: options.socketPath,
    database: options.database,
    user: options.user,
    password: options.password,
    ssl: tlsOptions(options.ssl ?? false),
    min,
    max,
    acquireTimeout: Duration.fromInputUnsafe(options.acquireTimeout ?? "30 seconds"),
    idleTimeout: Duration.fromInputUnsafe(options.idleTimeout ?? "5 minutes"),
    maxLifetime: Duration.fromInputUnsafe(options.maxLifetime ?? "30 minutes"),
    testBeforeUse: options.testBeforeUse ?? false,
    connectTimeoutMillis: toMillis(options.connectTimeout ?? "10 seconds"),
    onConnect: options.onConnect ?? [],
    prepare: options.prepare ?? true,
    statementCacheSize: Math.max(1, statementCacheSize),
    // The longest time that a timer of Node can be set to is 24 days.
    statementTimeoutMillis: limit < 2 ** 31 ? limit : null,
    applicationName: options.applicationName ?? "fulmar",
    metrics: options.metrics ?? false,
  })
}

const toMillis = (input: Duration.Input): number => Math.ceil(Duration.toMillis(Duration.fromInputUnsafe(input)))

/** Where the server is, for messages. */
export const address = ({ host, port, socketPath }: Settings): string =>
  socketPath ?? `${host.includes(":") ? `[${host}]` : host}:${port}`

const defined = (options: ServerOptions): ServerOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
