import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { Database } from "../driver/database.js"
import { databaseOf, executorOf } from "../driver/run.js"
import { splitScript } from "../driver/script.js"
import { withConnection } from "../driver/with-connection.js"
import { failure } from "./cli-failure.js"
import { loadConfig } from "./config.js"
import { connected } from "./connect.js"
import { formatRows } from "./format-rows.js"
import type { Format } from "./format-rows.js"
import { printRaw, say } from "./output.js"
import { CliTerminal } from "./terminal.js"

const statement = Argument.String("statement").pipe(
  Argument.withDescription("SQL, of one statement or several. Without it, and without --file, the standard input"),
  Argument.optional,
)

const file = Flag.String("file").pipe(
  Flag.withAlias("f"),
  Flag.withMetavar("<file>"),
  Flag.withDescription("A file of SQL"),
  Flag.optional,
)

const format = Flag.Literals("format", ["table", "json", "csv"] as const).pipe(
  Flag.withDescription("How rows are printed. A table"),
  Flag.withDefault("table" as const),
)

const scriptOf = (given: Option.Option<string>, path: Option.Option<string>) =>
  Effect.flatMap(CliTerminal, ({ cwd, readAll }) => {
    if (Option.isSome(given)) return Effect.succeed(given.value)
    if (Option.isNone(path)) return readAll
    const from = resolve(cwd, path.value)
    return Effect.tryPromise({
      try: () => readFile(from, "utf8"),
      catch: (cause) => failure(`Cannot read ${from}: ${cause instanceof Error ? cause.message : String(cause)}`),
    })
  })

const run = (sql: string, as: Format) =>
  Effect.gen(function* () {
    const { columns, rows, rowsAffected } = yield* Effect.withFiber((fiber) =>
      executorOf(fiber, databaseOf(fiber)).run(sql, [], { wide: true, columns: true }),
    )
    if (columns === null || columns.length === 0) return yield* say(() => `${rowsAffected} rows affected`)
    yield* printRaw(formatRows(as, { columns, rows }))
    if (as === "table") yield* say(() => `${rows.length} ${rows.length === 1 ? "row" : "rows"}`)
  })

/** `fulmar sql` */
export const sqlCommand = Command.make("sql", { statement, file, format }, (options) =>
  Effect.gen(function* () {
    const config = yield* loadConfig
    const script = yield* scriptOf(options.statement, options.file)
    yield* connected(
      config,
      withConnection(
        Effect.gen(function* () {
          const { migration } = yield* Database
          const statements = migration === undefined ? [{ sql: script }] : splitScript(migration.script, script)
          if (statements.length === 0) return yield* Effect.fail(failure("There is no SQL to run."))
          for (const { sql } of statements) yield* run(sql, options.format)
        }),
      ),
    )
  }),
).pipe(Command.withDescription("Run SQL, and print the rows"))
