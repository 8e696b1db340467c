import { Effect } from "effect"
import type { Scope } from "effect"
import type { Dialect } from "../../core/dialect.js"
import type { DatabaseService } from "../database.js"
import { measuringPool } from "../pool-metrics.js"
import { loggingWaits, slowQueryOf } from "../slow-query.js"
import type { SqlError } from "../sql-error.js"
import { loadClient } from "./client.js"
import { controlOf } from "./control.js"
import { migration } from "./migration.js"
import { settings } from "./options.js"
import type { SqliteOptions } from "./options.js"
import { makePool } from "./pool.js"

/** Opens a database; the end of the scope closes it. */
export const makeService = (
  dialect: Dialect,
  options: SqliteOptions,
): Effect.Effect<DatabaseService, SqlError, Scope.Scope> =>
  Effect.gen(function* () {
    const client = yield* Effect.fromResult(loadClient())
    const all = yield* Effect.fromResult(settings(options))
    const pool = yield* makePool(client, all)
    const context = yield* Effect.context<never>()
    const service = loggingWaits({
      dialect,
      system: "sqlite",
      attributes: { "db.namespace": all.filename },
      metrics: all.metrics,
      slow: slowQueryOf(options),
      acquireTimeout: all.acquireTimeout,
      executor: pool.executor,
      acquire: pool.acquire,
      control: controlOf(all.readonly),
      migration,
      pool: pool.figures,
    })
    return measuringPool(service, all.maxReaders + 1, context)
  })
