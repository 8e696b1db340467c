import { Effect } from "effect"
import type { Scope } from "effect"
import type { Dialect } from "../../core/dialect.js"
import type { Restore } from "../connection.js"
import type { DatabaseService } from "../database.js"
import { makeConnectionPool } from "../pool.js"
import type { PooledConnection } from "../pool.js"
import { loggingWaits, slowQueryOf } from "../slow-query.js"
import type { SqlError } from "../sql-error.js"
import { loadClient } from "./client.js"
import { mysqlConnection } from "./connection.js"
import type { ConnectionSettings } from "./connection.js"
import { controlOf, isolationOf } from "./control.js"
import type { Flavor } from "./flavor.js"
import { makeKiller } from "./killer.js"
import { makeLink } from "./link.js"
import { ask, connectHandle, setUpSession } from "./open.js"
import { migration } from "./migration.js"
import { address, settings } from "./options.js"
import type { ServerOptions, Settings } from "./options.js"

/** Connects to a server; the end of the scope closes all connections. */
export const makeService = (
  flavor: Flavor,
  dialect: Dialect,
  options: ServerOptions,
): Effect.Effect<DatabaseService, SqlError, Scope.Scope> =>
  Effect.gen(function* () {
    const client = yield* Effect.fromResult(loadClient())
    const all = yield* Effect.fromResult(settings(flavor, options))
    const opening = connectHandle(client, all)
    const killer = yield* makeKiller(opening)
    const perConnection: ConnectionSettings = {
      name: flavor.name,
      prepare: all.prepare,
      statementCacheSize: all.statementCacheSize,
      statementTimeoutMillis: all.statementTimeoutMillis,
      fixesParameterTypes: flavor.fixesParameterTypes,
      setUp: (link) => setUpSession(link.handle, flavor, all),
    }
    let isolation: unknown = null
    const connect = (onLost: () => void, restore: Restore): Effect.Effect<PooledConnection, SqlError> =>
      Effect.flatMap(restore(opening), (handle) => {
        const ready = Effect.gen(function* () {
          yield* setUpSession(handle, flavor, all)
          isolation ??= (yield* ask(handle, `select @@session.${flavor.isolationVariable}`))[0]?.[0]
        })
        const link = makeLink(handle, killer, onLost)
        const timer = setTimeout(link.destroy, all.connectTimeoutMillis)
        return Effect.onExitPrimitive(
          Effect.map(restore(ready), () => mysqlConnection(client, link, perConnection)),
          (exit) => {
            clearTimeout(timer)
            return exit._tag === "Failure" ? Effect.sync(link.destroy) : undefined
          },
        )
      })
    const attributes = attributesOf(all)
    const pool = yield* makeConnectionPool(
      {
        name: `${flavor.name} at ${address(all)}`,
        min: all.min,
        max: all.max,
        acquireTimeout: all.acquireTimeout,
        idleTimeout: all.idleTimeout,
        maxLifetime: all.maxLifetime,
        testBeforeUse: all.testBeforeUse,
        metrics: all.metrics ? { "db.system.name": flavor.system, ...attributes } : null,
      },
      connect,
    )
    return loggingWaits({
      dialect,
      system: flavor.system,
      attributes,
      metrics: all.metrics,
      slow: slowQueryOf(options),
      acquireTimeout: all.acquireTimeout,
      executor: pool.executor,
      acquire: pool.acquire,
      control: controlOf(flavor.name, isolationOf(isolation)),
      migration,
      pool: pool.figures,
    })
  })

const attributesOf = ({ database, host, port, socketPath }: Settings): Readonly<Record<string, string | number>> => ({
  ...(database === undefined ? {} : { "db.namespace": database }),
  "server.address": socketPath ?? host,
  ...(socketPath === undefined ? { "server.port": port } : {}),
})
