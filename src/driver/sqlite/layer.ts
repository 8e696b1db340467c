import { Config, Effect, Layer } from "effect"
import { Database } from "../database.js"
import type { SqlError } from "../sql-error.js"
import type { Supports } from "../supports.js"
import type { SqliteCapability } from "./capability.js"
import { dialect } from "./dialect.js"
import type { SqliteOptions } from "./options.js"
import { makeService } from "./service.js"

/**
 * Provides a SQLite database, through better-sqlite3. The file is opened when the layer is built and closed when it
 * ends.
 *
 * One connection writes: a transaction has it to itself, and those of other fibers wait. Beside it, in a file with a
 * write-ahead log, statements that only read, streams and read only transactions see the last committed state. SQLite
 * works in the thread that calls it: a statement cannot be interrupted, and other fibers run between statements only.
 *
 * Fails with a `SqlError`, reason `ConnectionError`, when the file cannot be opened or better-sqlite3 is not installed.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { transaction } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const program = transaction(Effect.succeed(42))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => 42
 * ```
 *
 * @since 0.1.0
 */
export const layer = (options: SqliteOptions): Layer.Layer<Database | Supports<SqliteCapability>, SqlError> =>
  supporting(Layer.effect(Database, makeService(dialect, options)))

/**
 * {@link layer} with options from effect's `Config`, each or all: `{ filename: Config.String("DATABASE_FILE") }`.
 *
 * @example
 * ```ts
 * import { Config, ConfigProvider, Effect } from "effect"
 * import { transaction } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const live = Sqlite.layerConfig({ filename: Config.String("DATABASE_FILE") })
 * const environment = ConfigProvider.layer(ConfigProvider.fromUnknown({ DATABASE_FILE: ":memory:" }))
 * Effect.runSync(transaction(Effect.succeed(42)).pipe(Effect.provide(live), Effect.provide(environment))) // => 42
 * ```
 *
 * @since 0.1.0
 */
export const layerConfig = (
  config: Config.Wrap<SqliteOptions>,
): Layer.Layer<Database | Supports<SqliteCapability>, SqlError | Config.ConfigError> =>
  supporting(
    Layer.effect(
      Database,
      Effect.flatMap(Config.unwrap<SqliteOptions>(config), (options) => makeService(dialect, options)),
    ),
  )

// Capabilities are a matter of types: nothing is looked up when a statement runs.
const supporting = <E>(database: Layer.Layer<Database, E>): Layer.Layer<Database | Supports<SqliteCapability>, E> =>
  database as Layer.Layer<Database | Supports<SqliteCapability>, E>
