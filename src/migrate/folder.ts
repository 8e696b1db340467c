import { Effect } from "effect"
import { readdir, readFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { importDefault } from "../module/index.js"
import { compareNames } from "./in-order.js"
import type { Migration, MigrationStep } from "./migration.js"
import { migrationError } from "./migration-error.js"
import type { MigrationError } from "./migration-error.js"

const read = <A>(path: string, action: () => Promise<A>): Effect.Effect<A, MigrationError> =>
  Effect.tryPromise({
    try: action,
    catch: (cause) =>
      migrationError("Invalid", `Cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
      }),
  })

const sqlName = /^(.+?)(?:\.(up|down))?\.sql$/
const moduleName = /^(.+?)\.[cm]?[jt]s$/
const isOther = (file: string): boolean => file.startsWith(".") || /\.d\.[cm]?ts$/.test(file)

/** A comment at the beginning of a file that says that it is not to be in a transaction. */
const outside = /^\s*--\s*fulmar:\s*no transaction\s*$/im

const fromSql = (name: string, up: string, down: string | undefined): Migration<never> => ({
  name,
  up: [up],
  down: down === undefined ? null : [down],
  transaction: !outside.test(up),
  source: null,
})

const isMigration = (value: unknown): value is Migration =>
  typeof value === "object" && value !== null && "up" in value && Array.isArray(value.up) && "transaction" in value

const isStep = (step: MigrationStep): boolean => typeof step === "string" || Effect.isEffect(step)

const fromModule = (path: string, name: string): Effect.Effect<Migration, MigrationError> =>
  Effect.gen(function* () {
    const source = (yield* read(path, () => readFile(path, "utf8"))).replace(/^\uFEFF/, "").replaceAll("\r\n", "\n")
    const found = yield* Effect.mapError(importDefault(path), ({ cause, message }) =>
      migrationError("Invalid", message, { migration: name, cause }),
    )
    if (isMigration(found) && [...found.up, ...(found.down ?? [])].every(isStep)) return { ...found, name, source }
    const message = `${path} must have a migration as its default export: export default migration({ up: …, down: … })`
    return yield* Effect.fail(migrationError("Invalid", message, { migration: name }))
  })

/**
 * The migrations of a folder, in their order. Their names are those of the files:
 * - `NAME.up.sql` or `NAME.sql`, and `NAME.down.sql` beside it if it can be undone;
 * - `NAME.ts`, `.js`, `.mts`, `.mjs`, `.cts` or `.cjs`, with `export default migration({ up, down })`.
 *
 * Other files are passed over. A file of SQL with a line `-- fulmar: no transaction` is run outside a transaction.
 *
 * @example
 * ```ts no-run
 * import { Effect } from "effect"
 * import { fromFolder, up } from "fulmar/migrate"
 * import { Postgres } from "fulmar/postgres"
 *
 * const program = Effect.flatMap(fromFolder("migrations"), (migrations) => up(migrations))
 * Effect.runPromise(Effect.provide(program, Postgres.layer({ url: "postgres://app@localhost/bakery" })))
 * ```
 *
 * @since 0.1.0
 */
export const fromFolder = (folder: string): Effect.Effect<ReadonlyArray<Migration>, MigrationError> =>
  Effect.gen(function* () {
    const base = resolve(folder)
    const files = (yield* read(base, () => readdir(base))).filter((file) => !isOther(file)).toSorted()
    const scripts = new Map<string, { up?: string; down?: string }>()
    const migrations: Array<Migration> = []
    for (const file of files) {
      const path = join(base, file)
      const [, script, direction = "up"] = sqlName.exec(file) ?? []
      const [, module] = moduleName.exec(file) ?? []
      if (script !== undefined) {
        const parts = scripts.get(script) ?? {}
        if (direction === "up" && parts.up !== undefined) {
          const message = `${base} has both ${script}.sql and ${script}.up.sql: remove one of them.`
          return yield* Effect.fail(migrationError("Invalid", message, { migration: script }))
        }
        scripts.set(script, { ...parts, [direction]: yield* read(path, () => readFile(path, "utf8")) })
      } else if (module !== undefined) migrations.push(yield* fromModule(path, module))
    }
    for (const [name, { down, up }] of scripts) {
      if (up === undefined) {
        const message = `${base} has ${name}.down.sql without ${name}.up.sql: a migration needs one.`
        return yield* Effect.fail(migrationError("Invalid", message, { migration: name }))
      }
      migrations.push(fromSql(name, up, down))
    }
    return migrations.toSorted((a, b) => compareNames(a.name, b.name))
  })
