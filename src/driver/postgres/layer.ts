import { Config, Effect, Layer } from "effect"
import { Database } from "../database.js"
import type { SqlError } from "../sql-error.js"
import type { Supports } from "../supports.js"
import type { PostgresCapability } from "./capability.js"
import { dialect } from "./dialect.js"
import { environment } from "./environment.js"
import type { PostgresOptions } from "./options.js"
import { makeService } from "./service.js"

/** What no statement needs, but what `listen` and `copyFrom` do: only PostgreSQL has it. */
type PostgresFeature = "listen" | "copy"

/**
 * Provides a PostgreSQL database, through pg: version 13 or later. A first connection is made when the layer is built;
 * when it ends, all are closed.
 *
 * Each statement runs on a connection that is borrowed for it, and a transaction has one to itself. A connection that
 * broke is replaced. Interrupting a statement cancels it in the server. On every connection the settings that decide
 * how values are written (time zone, DateStyle, …) are pinned, whatever those of the server and of the role are.
 *
 * Fails with a `SqlError`: `ConnectionError` when the server cannot be reached, is not PostgreSQL or is too old, or
 * when pg is not installed; `AuthenticationError` when it refuses the credentials.
 *
 * @example
 * ```ts no-run
 * import { Effect, Redacted } from "effect"
 * import { transaction } from "fulmar"
 * import { Postgres } from "fulmar/postgres"
 *
 * const live = Postgres.layer({ host: "localhost", database: "bakery", user: "app", password: Redacted.make("…") })
 * const program = transaction(Effect.succeed(42)).pipe(Effect.provide(live))
 * ```
 *
 * @since 0.1.0
 */
export const layer = (
  options: PostgresOptions,
): Layer.Layer<Database | Supports<PostgresCapability | PostgresFeature>, SqlError> =>
  supporting(Layer.effect(Database, makeService(dialect, options)))

/**
 * {@link layer} with options from effect's `Config`, each or all: `{ url: Config.Redacted("DB"), max:
 * Config.Int("POOL") }`. Without any, they are those of the environment: `DATABASE_URL`, or else `PGHOST`, `PGPORT`,
 * `PGDATABASE`, `PGUSER` and `PGPASSWORD`.
 *
 * @example
 * ```ts no-run
 * import { Config, Effect } from "effect"
 * import { transaction } from "fulmar"
 * import { Postgres } from "fulmar/postgres"
 *
 * const live = Postgres.layerConfig({ url: Config.Redacted("DATABASE_URL"), max: Config.Int("POOL_MAX") })
 * const program = transaction(Effect.succeed(42)).pipe(Effect.provide(live))
 * ```
 *
 * @since 0.1.0
 */
export const layerConfig = (
  config: Config.Wrap<PostgresOptions> = environment,
): Layer.Layer<Database | Supports<PostgresCapability | PostgresFeature>, SqlError | Config.ConfigError> =>
  supporting(
    Layer.effect(
      Database,
      Effect.flatMap(Config.unwrap<PostgresOptions>(config), (options) => makeService(dialect, options)),
    ),
  )

// Capabilities are a matter of types: nothing is looked up when a statement runs.
const supporting = <E>(
  database: Layer.Layer<Database, E>,
): Layer.Layer<Database | Supports<PostgresCapability | PostgresFeature>, E> =>
  database as Layer.Layer<Database | Supports<PostgresCapability | PostgresFeature>, E>
