import { Effect } from "effect"
import type { Scope } from "effect"
import type { Dialect } from "../../core/dialect.js"
import type { DatabaseService } from "../database.js"
import { makeConnectionPool } from "../pool.js"
import { loggingWaits, slowQueryOf } from "../slow-query.js"
import type { SqlError } from "../sql-error.js"
import { loadClient } from "./client.js"
import { openSession } from "./connect.js"
import type { Server } from "./connect.js"
import { postgresConnection } from "./connection.js"
import { control } from "./control.js"
import { migration } from "./migration.js"
import { serverName, settings } from "./options.js"
import type { PostgresOptions, Settings } from "./options.js"

const serverKey: unique symbol = Symbol.for("fulmar/postgres/Server") as never

/** A database of this driver, with its server for what only PostgreSQL can do. */
interface PostgresService extends DatabaseService {
  readonly [serverKey]: Server
}

/** The server of a database, if it is one of this driver. */
export const serverOf = (database: DatabaseService): Server | undefined =>
  (database as Partial<PostgresService>)[serverKey]

/** Opens a pool of connections; the end of the scope closes them. */
export const makeService = (
  dialect: Dialect,
  options: PostgresOptions,
): Effect.Effect<DatabaseService, SqlError, Scope.Scope> =>
  Effect.gen(function* () {
    const pg = yield* Effect.fromResult(loadClient())
    const all = yield* Effect.fromResult(settings(options))
    const server: Server = { pg, settings: all, takesOptions: true, isChecked: false }
    const attributes = attributesOf(all)
    const pool = yield* makeConnectionPool(
      {
        name: serverName(all),
        min: all.min,
        max: all.max,
        acquireTimeout: all.acquireTimeout,
        idleTimeout: all.idleTimeout,
        maxLifetime: all.maxLifetime,
        testBeforeUse: all.testBeforeUse,
        metrics: all.metrics ? { "db.system.name": "postgresql", ...attributes } : null,
      },
      (onLost, restore) =>
        Effect.map(openSession(server, restore), (session) => {
          session.onLost = onLost
          return postgresConnection(server, session)
        }),
    )
    const service: PostgresService = {
      [serverKey]: server,
      dialect,
      system: "postgresql",
      attributes,
      metrics: all.metrics,
      slow: slowQueryOf(options),
      acquireTimeout: all.acquireTimeout,
      executor: {
        ...pool.executor,
        runAll: (statements) => pool.lend((connection) => connection.runAll(statements)),
      },
      acquire: pool.acquire,
      control,
      migration,
      pool: pool.figures,
    }
    return loggingWaits(service)
  })

const attributesOf = ({ database, host, port, user }: Settings): Readonly<Record<string, string | number>> => ({
  // The server takes the name of the user for that of the database.
  ...(database === undefined && user === undefined ? {} : { "db.namespace": database ?? user ?? "" }),
  "server.address": host,
  ...(host.startsWith("/") ? {} : { "server.port": port }),
})
