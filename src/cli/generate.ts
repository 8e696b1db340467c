import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { mkdir, readFile, writeFile } from "node:fs/promises"
import { dirname, join, relative, resolve } from "node:path"
import { Database } from "../driver/database.js"
import { describeTables, diagram, generate, introspect, mergeGenerated } from "../schema/index.js"
import type { DatabaseSchema } from "../schema/index.js"
import { failure } from "./cli-failure.js"
import type { CliFailure } from "./cli-failure.js"
import { loadConfig, loadTables } from "./config.js"
import type { LoadedConfig } from "./config.js"
import { connected } from "./connect.js"
import { print } from "./output.js"
import { CliTerminal } from "./terminal.js"
import { toggle } from "./toggle.js"

const names = (flag: string, description: string) =>
  Flag.String(flag).pipe(Flag.withMetavar("<name>"), Flag.withDescription(description), Flag.atLeast(0))

const chosen = {
  table: names("table", "Only tables with this name, in which * stands for any characters. May be given often"),
  ignore: names("ignore", "No tables with this name. May be given often"),
  schema: names("schema", "The schema to read, else that of the connection. May be given often"),
}

interface Chosen {
  readonly table: ReadonlyArray<string>
  readonly ignore: ReadonlyArray<string>
  readonly schema: ReadonlyArray<string>
}

/** The schema of the database, without the journal of migrations. */
const read = (config: LoadedConfig, { ignore, schema, table }: Chosen) =>
  introspect({
    ignore: [...ignore, config.journal ?? "fulmar_migrations"],
    ...(table.length === 0 ? {} : { tables: table }),
    ...(schema.length === 0 ? {} : { schemas: schema }),
  })

const written = (path: string, content: string): Effect.Effect<void, CliFailure> =>
  Effect.tryPromise({
    try: async () => {
      const older = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === "ENOENT") return null
        throw cause
      })
      const merged = mergeGenerated(older, content)
      await mkdir(dirname(path), { recursive: true })
      if (merged !== older) await writeFile(path, merged)
    },
    catch: (cause) => failure(`Cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`),
  })

/** `fulmar generate` */
export const generateCommand = Command.make(
  "generate",
  {
    ...chosen,
    out: Flag.String("out").pipe(
      Flag.withAlias("o"),
      Flag.withMetavar("<folder>"),
      Flag.withDescription("Where the files are written. src/schema"),
      Flag.withDefault("src/schema"),
    ),
    filePerTable: toggle("file-per-table", "A file for each table, in the place of one for all"),
    asIs: toggle("as-is", "Columns are named as in the database, in the place of camelCase"),
    withoutRelations: toggle("without-relations", "Leave relations out"),
  },
  (options) =>
    Effect.gen(function* () {
      const config = yield* loadConfig
      const { cwd } = yield* CliTerminal
      const files = yield* connected(
        config,
        Effect.gen(function* () {
          const { dialect } = yield* Database
          return generate(dialect)(yield* read(config, options), {
            layout: options.filePerTable ? "file per table" : "one file",
            naming: { columns: options.asIs ? "asIs" : "camelCase" },
            relations: !options.withoutRelations,
          })
        }),
      )
      for (const { content, path } of files) {
        const target = join(resolve(cwd, options.out), path)
        yield* written(target, content)
        yield* print(() => relative(cwd, target))
      }
    }),
).pipe(Command.withDescription("Write the tables of the database as code; what a person added to the files stays"))

/** `fulmar diagram` */
export const diagramCommand = Command.make(
  "diagram",
  { ...chosen, program: toggle("program", "Of the tables of the program, not of the database") },
  (options) =>
    Effect.gen(function* () {
      const config = yield* loadConfig
      const ofProgram: Effect.Effect<DatabaseSchema, CliFailure, Database> = Effect.gen(function* () {
        const { dialect } = yield* Database
        return describeTables(dialect)(yield* loadTables(config))
      })
      const schema = yield* connected(
        config,
        Effect.gen(function* () {
          return options.program ? yield* ofProgram : yield* read(config, options)
        }),
      )
      yield* print(() => diagram(schema).trimEnd())
    }),
).pipe(Command.withDescription("Print an ER diagram of the database, for Mermaid"))
