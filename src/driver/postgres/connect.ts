import { Duration, Effect, Redacted } from "effect"
import type { Restore } from "../connection.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError } from "../sql-error-reasons.js"
import type { Pg } from "./client.js"
import { simple } from "./conversation.js"
import { classifyConnect, isServerError } from "./errors.js"
import { serverName } from "./options.js"
import type { Settings } from "./options.js"
import { makeSession } from "./session.js"
import type { Session } from "./session.js"
import { areAllPinned, setStatements, startupOptions } from "./startup.js"
import { checkVersion } from "./version.js"

/** What one layer has learnt of its server. */
export interface Server {
  readonly pg: Pg
  readonly settings: Settings
  /** Whether it takes the startup parameter `options`; poolers may refuse it. */
  takesOptions: boolean
  /** Whether it has been found to be PostgreSQL, of a version that is known. */
  isChecked: boolean
}

/**
 * Opens a session, with its settings pinned. Run in an uninterruptible region, it waits in `restore`.
 */
export const openSession = (server: Server, restore: Restore): Effect.Effect<Session, SqlError> =>
  Effect.catchIf(
    Effect.flatMap(attempt(server, restore), (session) =>
      Effect.as(
        Effect.onError(restore(prepare(server, session)), () => endSession(session)),
        session,
      ),
    ),
    (error: SqlError): error is SqlError => server.takesOptions && isRefusedParameter(error),
    () => {
      server.takesOptions = false
      return openSession(server, restore)
    },
  )

/** A pooler that does not know `options` says so as a violation of the protocol. */
const isRefusedParameter = (error: SqlError): boolean => isServerError(error.cause) && error.cause.code === "08P01"

const attempt = ({ pg, settings, takesOptions }: Server, restore: Restore): Effect.Effect<Session, SqlError> =>
  restore(
    Effect.callback<Session, SqlError>((resume) => {
      const { applicationName, connectTimeout, database, host, password, port, tls, user } = settings
      const client = new pg.Client({
        host,
        port,
        database,
        user,
        password: password === undefined ? undefined : Redacted.value(password),
        ssl: tls?.() ?? false,
        application_name: applicationName,
        options: takesOptions ? startupOptions(settings) : undefined,
        connectionTimeoutMillis: Duration.toMillis(connectTimeout),
        keepAlive: true,
        keepAliveInitialDelayMillis: 10_000,
      })
      const session = makeSession(pg, settings, client)
      session.connect((error) => {
        if (error === null) return resume(Effect.succeed(session))
        session.destroy(error)
        resume(Effect.fail(classifyConnect(timedOut(error, settings), serverName(settings))))
      })
      return Effect.sync(() => session.destroy(new Error("The connection is not wanted any more")))
    }),
  )

/** What pg says when the time is up does not say which. */
const timedOut = (cause: unknown, { connectTimeout }: Settings): unknown =>
  cause instanceof Error && cause.message === "timeout expired"
    ? new Error(`no answer within connectTimeout, ${Duration.format(connectTimeout)}`, { cause })
    : cause

const prepare = (server: Server, session: Session): Effect.Effect<void, SqlError> =>
  Effect.gen(function* () {
    if (!server.isChecked) {
      const wrong = checkVersion(session.parameter("server_version"), yield* versionOf(session))
      if (wrong !== null) {
        return yield* Effect.fail(
          sqlError(new ConnectionError({ message: `Cannot use ${serverName(server.settings)}: ${wrong}.` })),
        )
      }
      server.isChecked = true
    }
    yield* pinSettings(server, session)
    yield* runOnConnect(server.settings, session)
  })

/** Pins the settings by statements where the startup parameter did not, be it refused or ignored. */
export const pinSettings = (server: Server, session: Session): Effect.Effect<void, SqlError> =>
  Effect.suspend(() => {
    if (server.takesOptions && areAllPinned(session.parameter)) return Effect.void
    return Effect.asVoid(simple(session, setStatements(server.settings)))
  })

/** Runs the statements of `onConnect`. */
export const runOnConnect = (settings: Settings, session: Session): Effect.Effect<void, SqlError> =>
  Effect.forEach(settings.onConnect, (sql) => simple(session, sql), { discard: true })

const versionOf = (session: Session): Effect.Effect<string, SqlError> =>
  Effect.map(simple(session, "select version()"), (rows) => String(rows[0]?.[0] ?? ""))

/** Takes leave of the server, or ends the connection if the server does not answer. */
export const endSession = (session: Session): Effect.Effect<void> =>
  Effect.callback((resume) => session.end(() => resume(Effect.void)))
