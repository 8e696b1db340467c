/** Databases with one thing wrong. */
import { Effect, Layer } from "effect"
import { Database, type Dialect } from "fulmar"
import { Sqlite } from "fulmar/sqlite"

/** SQLite, whose dialect says something in a wrong way. */
export const lying = (lie: (dialect: Dialect) => Partial<Dialect>): Layer.Layer<Database, unknown> =>
  Layer.effect(
    Database,
    Effect.map(Effect.service(Database), (database) => ({
      ...database,
      dialect: { ...database.dialect, ...lie(database.dialect) },
    })),
  ).pipe(Layer.provide(Sqlite.layer({ filename: ":memory:" })))
