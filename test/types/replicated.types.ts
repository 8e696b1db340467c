import { type Database, database, type DatabaseAt, replicated, type SqlError, type Supports, type SupportsAt } from "fulmar"
import { Postgres, type PostgresCapability } from "fulmar/postgres"
import { Sqlite, type SqliteCapability } from "fulmar/sqlite"
import { Config, type Effect, Layer } from "effect"
import { type Equal, same } from "./schema.js"

const file = Sqlite.layer({ filename: "a.db" })
const plain = replicated({ primary: file, replicas: [file] })
same<Equal<typeof plain, Layer.Layer<Database | Supports<SqliteCapability>, SqlError>>>()

const alone = replicated({ primary: file, replicas: [] })
same<Equal<typeof alone, Layer.Layer<Database | Supports<SqliteCapability>, SqlError>>>()

// What all of them have, and all that can go wrong.
const config = Postgres.layerConfig({ url: Config.Redacted("REPLICA") })
const mixed = replicated({ primary: Postgres.layer({}), replicas: [Postgres.layer({}), config] })
same<
  Equal<
    typeof mixed,
    Layer.Layer<Database | Supports<PostgresCapability | "listen" | "copy">, SqlError | Config.ConfigError>
  >
>()
declare const fewer: Layer.Layer<Database | Supports<"ilike" | "xml">, "no", "needed">
const common = replicated({ primary: Postgres.layer({}), replicas: [Postgres.layer({}), fewer] })
same<Equal<typeof common, Layer.Layer<Database | Supports<"ilike">, SqlError | "no", "needed">>>()

const named = database("analytics").layer(plain)
same<Equal<typeof named, Layer.Layer<DatabaseAt<"analytics"> | SupportsAt<"analytics", SqliteCapability>, SqlError>>>()

// @ts-expect-error no database
replicated({ primary: file, replicas: [Layer.empty] })
declare const effect: Effect.Effect<number>
// @ts-expect-error no layer
replicated({ primary: file, replicas: [effect] })
