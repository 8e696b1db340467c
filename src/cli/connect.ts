import { Effect, Option } from "effect"
import type { Layer } from "effect"
import { resolve } from "node:path"
import type { Database } from "../driver/database.js"
import { layer as mariadb } from "../driver/mariadb/index.js"
import { layer as mysql } from "../driver/mysql/index.js"
import { layer as postgres } from "../driver/postgres/index.js"
import type { SqlError } from "../driver/sql-error.js"
import { layer as sqlite } from "../driver/sqlite/index.js"
import { failure } from "./cli-failure.js"
import type { CliFailure } from "./cli-failure.js"
import type { LoadedConfig } from "./config.js"
import { Url } from "./global-flags.js"
import { CliTerminal } from "./terminal.js"

type DatabaseLayer = Layer.Layer<Database, SqlError>

/** How many connections a command needs. */
const max = 2

/** The database of a url. `mustExist` of a file of SQLite: it is not made. */
export const layerOf = (
  url: string,
  folder: string,
  mustExist: boolean,
): Effect.Effect<DatabaseLayer, CliFailure> => {
  const [, scheme = ""] = /^([a-z][a-z0-9+.-]*):/i.exec(url) ?? []
  switch (scheme.toLowerCase()) {
    case "postgres":
    case "postgresql":
      return Effect.succeed(postgres({ url, max }) as DatabaseLayer)
    case "mysql":
      return Effect.succeed(mysql({ url, max }) as DatabaseLayer)
    case "mariadb":
      return Effect.succeed(mariadb({ url, max }) as DatabaseLayer)
    case "sqlite":
    case "file": {
      const path = url.slice(scheme.length + 1).replace(/^\/\/(?=[^/]|$)|^\/\/(?=\/)/, "")
      const filename = path === ":memory:" ? path : resolve(folder, path)
      return Effect.succeed(sqlite({ filename, fileMustExist: mustExist && path !== ":memory:" }) as DatabaseLayer)
    }
    default:
      return Effect.fail(
        failure("The url of the database must begin with postgres:, mysql:, mariadb: or sqlite:, as in sqlite:app.db."),
      )
  }
}

/** Runs an effect on the database that is meant: by `--url`, the configuration, or `DATABASE_URL`. */
export const connected = <A, E, R>(
  config: LoadedConfig,
  effect: Effect.Effect<A, E, R>,
  options: { readonly mustExist: boolean } = { mustExist: true },
) =>
  Effect.gen(function* () {
    const terminal = yield* CliTerminal
    const given = yield* Url
    const own = Option.getOrUndefined(given)
    const environment = terminal.env["DATABASE_URL"]
    const url = own ?? config.url ?? environment
    if (url === undefined || url === "") {
      return yield* Effect.fail(
        failure("No database is known: give its url with --url, in fulmar.config.ts, or as DATABASE_URL in the environment."),
      )
    }
    // Those of the arguments and of the environment are known already.
    terminal.addSecret(url)
    const live = yield* layerOf(url, own === undefined && config.url !== undefined ? config.folder : terminal.cwd, options.mustExist)
    return yield* Effect.provide(effect, live)
  })
