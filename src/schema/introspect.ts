import { Effect } from "effect"
import type { DatabaseSchema } from "../core/schema/database-schema.js"
import type { IntrospectOptions } from "../core/schema/schema-dialect.js"
import type { Database } from "../driver/database.js"
import type { SqlError } from "../driver/sql-error.js"
import { asked, schemaDialect } from "./asked.js"

/**
 * Reads the schema of the database: tables, views, keys, indexes, checks, enumerations, sequences and comments, with exact
 * types. Within a transaction it sees what the transaction has changed.
 *
 * Fails with a `SqlError`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { createAll, integer, primaryKey, table, text } from "fulmar"
 * import { introspect } from "fulmar/schema"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const program = Effect.andThen(createAll([Cake]), introspect())
 * const schema = Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
 * schema.tables.map((t) => [t.name, t.columns.map((c) => `${c.name} ${c.type}`)])
 * // => [["cake", ["id integer", "name text"]]]
 * ```
 *
 * @since 0.1.0
 */
export const introspect = (options: IntrospectOptions = {}): Effect.Effect<DatabaseSchema, SqlError, Database> =>
  Effect.flatMap(schemaDialect, (dialect) => asked(() => dialect.introspect(options)))
