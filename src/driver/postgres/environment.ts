import { Config } from "effect"
import type { PostgresOptions } from "./options.js"

const optional = <A>(config: Config.Config<A>): Config.Config<A | undefined> => Config.withDefault(config, undefined)

const parts: Config.Config<PostgresOptions> = Config.all({
  host: optional(Config.String("PGHOST")),
  port: optional(Config.Port("PGPORT")),
  database: optional(Config.String("PGDATABASE")),
  user: optional(Config.String("PGUSER")),
  password: optional(Config.Redacted("PGPASSWORD")),
})

/** The options that the environment holds: a URL, or the variables of libpq. */
export const environment: Config.Config<PostgresOptions> = Config.all({
  url: optional(Config.Redacted("DATABASE_URL")),
  parts,
}).pipe(Config.map(({ parts, url }): PostgresOptions => (url === undefined ? parts : { url })))
