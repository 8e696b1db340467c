import { Effect, Option } from "effect"
import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import { isTable } from "../core/table.js"
import type { AnyTable } from "../core/table.js"
import { importDefault, importModule } from "../module/index.js"
import { failure } from "./cli-failure.js"
import type { CliFailure } from "./cli-failure.js"
import { ConfigFile } from "./global-flags.js"
import { CliTerminal } from "./terminal.js"

/**
 * What `fulmar.config.ts`, `.js`, `.mjs` or `.json` may say. Paths are those from its folder.
 *
 * @since 0.1.0
 */
export interface FulmarConfig {
  /** The database: `postgres://…`, `mysql://…`, `mariadb://…`, or `sqlite:app.db`. */
  readonly url?: string | undefined
  /** The folder of the migrations. `migrations`. */
  readonly migrations?: string | undefined
  /** The table that says which were applied. `fulmar_migrations`. */
  readonly journal?: string | undefined
  /** The tables of the program, or the path of a module that exports them. */
  readonly tables?: ReadonlyArray<AnyTable> | string | undefined
}

/**
 * The configuration of the command line, for its type.
 *
 * @example
 * ```ts
 * import { defineConfig } from "fulmar/cli"
 *
 * defineConfig({ url: "sqlite:bakery.db", migrations: "migrations", tables: "src/tables.ts" }).migrations // => "migrations"
 * ```
 *
 * @since 0.1.0
 */
export const defineConfig = (config: FulmarConfig): FulmarConfig => config

/** The configuration, and the folder of its paths. */
export interface LoadedConfig extends FulmarConfig {
  readonly folder: string
}

const names = ["ts", "mts", "js", "mjs", "json"].map((extension) => `fulmar.config.${extension}`)

const known = ["url", "migrations", "journal", "tables"]

const checked = (path: string, found: unknown): Effect.Effect<LoadedConfig, CliFailure> => {
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    return Effect.fail(failure(`${path} must have an object as its ${path.endsWith(".json") ? "content" : "default export"}.`))
  }
  for (const [key, value] of Object.entries(found)) {
    if (!known.includes(key)) return Effect.fail(failure(`${path} says "${key}", which is none of ${known.join(", ")}.`))
    if (key !== "tables" && value !== undefined && typeof value !== "string") {
      return Effect.fail(failure(`${path}: "${key}" must be a text.`))
    }
  }
  return Effect.succeed({ ...(found as FulmarConfig), folder: dirname(path) })
}

const parsed = (path: string): Effect.Effect<unknown, CliFailure> =>
  Effect.tryPromise({
    try: async () => JSON.parse(await readFile(path, "utf8")) as unknown,
    catch: (cause) => failure(`Cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`),
  })

/** Reads the configuration: the file that `--config` names, or the one of the folder, if there is one. */
export const loadConfig: Effect.Effect<LoadedConfig, CliFailure, CliTerminal | ConfigFileOf> = Effect.gen(function* () {
  const { cwd } = yield* CliTerminal
  const given = yield* ConfigFile
  if (Option.isSome(given) && !existsSync(resolve(cwd, given.value))) {
    return yield* Effect.fail(failure(`There is no file ${resolve(cwd, given.value)}.`))
  }
  const found = Option.isSome(given) ? given.value : names.find((name) => existsSync(resolve(cwd, name)))
  if (found === undefined) return { folder: cwd }
  const path = resolve(cwd, found)
  const value = path.endsWith(".json")
    ? yield* parsed(path)
    : yield* Effect.mapError(importDefault(path), ({ message }) => failure(message))
  return yield* checked(path, value)
})

type ConfigFileOf = Effect.Services<typeof ConfigFile>

const tablesIn = (found: unknown): ReadonlyArray<AnyTable> => {
  if (isTable(found)) return [found]
  if (Array.isArray(found)) return found.filter(isTable)
  return typeof found === "object" && found !== null ? Object.values(found).filter(isTable) : []
}

/** The tables of the program. */
export const loadTables = (config: LoadedConfig): Effect.Effect<ReadonlyArray<AnyTable>, CliFailure> =>
  Effect.gen(function* () {
    const { tables } = config
    if (tables === undefined) {
      return yield* Effect.fail(
        failure(`No tables are known: say in fulmar.config.ts which module exports them, as { tables: "src/tables.ts" }.`),
      )
    }
    const path = typeof tables === "string" ? resolve(config.folder, tables) : null
    const found =
      path === null ? tables : yield* Effect.mapError(importModule(path), ({ message }) => failure(message))
    const all = tablesIn(found)
    if (all.length > 0) return all
    return yield* Effect.fail(failure(path === null ? "The configuration has no tables." : `${path} exports no tables.`))
  })
