import { Config, Effect, Layer } from "effect"
import { Database } from "../database.js"
import { makeService } from "../mysql2/service.js"
import type { ServerOptions } from "../mysql2/options.js"
import type { SqlError } from "../sql-error.js"
import type { Supports } from "../supports.js"
import type { MariaDbCapability } from "./capability.js"
import { dialect } from "./dialect.js"
import { flavor } from "./flavor.js"

/**
 * Provides a MariaDB database, through mysql2. A first connection is made when the layer is built; the pool is closed
 * when it ends.
 *
 * Each session is pinned, so that the settings of the server never change a result: UTC, utf8mb4, a strict SQL mode in
 * which `||` is concatenation. Interruption, and the end of a statement's time, stop the statement in the server by
 * KILL QUERY. Statements that change a schema commit the transaction they are in, which then fails with
 * `TransactionError`. A stream in a transaction is read to its end into memory when another statement of the
 * transaction comes.
 *
 * Fails with a `SqlError`: `ConnectionError` when the server cannot be reached or is not MariaDB 10.5 or later,
 * when mysql2 is not installed or the options are wrong; `AuthenticationError`; `PermissionError`.
 *
 * @example
 * ```ts
 * import { Redacted } from "effect"
 * import { MariaDb } from "fulmar/mariadb"
 *
 * const live = MariaDb.layer({ host: "db.internal", database: "shop", user: "app", password: Redacted.make("secret") })
 * ```
 *
 * @since 0.1.0
 */
export const layer = (options: ServerOptions): Layer.Layer<Database | Supports<MariaDbCapability>, SqlError> =>
  supporting(Layer.effect(Database, makeService(flavor, dialect, options)))

/**
 * {@link layer} with options from effect's `Config`, each or all: `{ url: Config.Redacted("DATABASE_URL") }`.
 *
 * Fails as {@link layer} does, and with a `ConfigError`.
 *
 * @example
 * ```ts
 * import { Config } from "effect"
 * import { MariaDb } from "fulmar/mariadb"
 *
 * const live = MariaDb.layerConfig({ url: Config.Redacted("DATABASE_URL") })
 * ```
 *
 * @since 0.1.0
 */
export const layerConfig = (
  config: Config.Wrap<ServerOptions>,
): Layer.Layer<Database | Supports<MariaDbCapability>, SqlError | Config.ConfigError> =>
  supporting(
    Layer.effect(
      Database,
      Effect.flatMap(Config.unwrap<ServerOptions>(config), (options) => makeService(flavor, dialect, options)),
    ),
  )

// Capabilities are a matter of types: nothing is looked up when a statement runs.
const supporting = <E>(database: Layer.Layer<Database, E>): Layer.Layer<Database | Supports<MariaDbCapability>, E> =>
  database as Layer.Layer<Database | Supports<MariaDbCapability>, E>
