import { isIP } from "node:net"
import { userInfo } from "node:os"
import { Effect, Redacted } from "effect"
import type { SqlError } from "../sql-error.js"
import { ConnectionError } from "../sql-error-reasons.js"
import { sqlError } from "../sql-error.js"
import { tlsRemedy } from "../tls-remedy.js"
import type { Client, Command, Handle } from "./client.js"
import { classify } from "./errors.js"
import type { Flavor } from "./flavor.js"
import { address } from "./options.js"
import type { Settings } from "./options.js"
import { sessionStatement } from "./session.js"
import { refuseVersion } from "./version.js"

/**
 * Connects and logs in. What the server sends is to be read without loss: 64-bit integers, decimals, dates and JSON
 * as text, rows as arrays. LOCAL INFILE, by which a server may ask for a file, and IGNORE_SPACE, which changes the
 * grammar, are off. FOUND_ROWS, which mysql2 asks for by itself, makes `affectedRows` count the rows that matched.
 */
export const connectHandle = (client: Client, settings: Settings): Effect.Effect<Handle, SqlError> =>
  Effect.callback<Handle, SqlError>((resume) => {
    const handle = client.createConnection({
      ...(settings.socketPath === undefined
        ? { host: settings.host, port: settings.port }
        : { socketPath: settings.socketPath }),
      user: settings.user ?? userInfo().username,
      ...(settings.password === undefined ? {} : { password: Redacted.value(settings.password) }),
      ...(settings.database === undefined ? {} : { database: settings.database }),
      ...(settings.ssl === undefined ? {} : { ssl: settings.ssl }),
      connectTimeout: settings.connectTimeoutMillis,
      keepAliveInitialDelay: 10_000,
      connectAttributes: { program_name: settings.applicationName },
      maxPreparedStatements: settings.statementCacheSize,
      supportBigNumbers: true,
      bigNumberStrings: true,
      dateStrings: true,
      jsonStrings: true,
      decimalNumbers: false,
      timezone: "Z",
      rowsAsArray: true,
      multipleStatements: false,
      flags: ["-LOCAL_FILES", "-IGNORE_SPACE"],
    })
    // mysql2 tells TLS no host that is an address: Node would look for "localhost" in the certificate. It asks here before.
    if (settings.ssl !== undefined && isIP(settings.host) > 0) Object.assign(handle.stream, { _host: settings.host })
    const failed = (cause: unknown): void => {
      handle.removeAllListeners("connect")
      handle.on("error", () => {})
      handle.stream.destroy()
      resume(Effect.fail(unreachable(settings, classify(cause, null, "connect"))))
    }
    handle.once("error", failed)
    handle.once("connect", () => {
      handle.off("error", failed)
      // Whoever gets it watches it from then on; an error without any listener would end the process.
      handle.on("error", () => {})
      resume(Effect.succeed(handle))
    })
    return Effect.sync(() => {
      handle.removeAllListeners()
      handle.on("error", () => {})
      handle.destroy()
      handle.stream.destroy()
    })
  })

/** Sends a statement without values, and gives the rows. */
export const ask = (handle: Handle, sql: string): Effect.Effect<ReadonlyArray<ReadonlyArray<unknown>>, SqlError> =>
  Effect.callback((resume) => {
    const command: Command = { sql, values: [], rowsAsArray: true }
    handle.query(command, (cause, rows) =>
      resume(
        cause
          ? Effect.fail(classify(cause, sql, "run"))
          : Effect.succeed(Array.isArray(rows) ? (rows as ReadonlyArray<ReadonlyArray<unknown>>) : []),
      ),
    )
  })

/** Makes sure that the server is one of the layer, sets the session up, and runs the statements of `onConnect`. */
export const setUpSession = (handle: Handle, flavor: Flavor, settings: Settings): Effect.Effect<void, SqlError> =>
  Effect.gen(function* () {
    const version = String((yield* ask(handle, "select version()"))[0]?.[0])
    const refused = refuseVersion(flavor, version, address(settings))
    if (refused !== null) return yield* Effect.fail(refused)
    yield* ask(handle, sessionStatement(flavor))
    for (const sql of settings.onConnect) yield* ask(handle, sql)
  })

/** The error of a connection that was not made says where to. */
const unreachable = (settings: Settings, error: SqlError): SqlError => {
  const { reason } = error
  if (reason._tag !== "ConnectionError") return error
  const { cause, code, message } = reason
  const whole = `Cannot connect to ${address(settings)}: ${message}${tlsRemedy(cause)}`
  return sqlError(new ConnectionError({ message: whole, cause, code }))
}
