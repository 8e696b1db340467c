import { Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { CompileError } from "../core/errors.js"
import { Database } from "../driver/database.js"
import { applyChanges, compare, invert, plan, possibleRenames } from "../schema/index.js"
import type { CompareOptions, Comparison, Plan } from "../schema/index.js"
import { failure } from "./cli-failure.js"
import type { CliFailure } from "./cli-failure.js"
import { loadTables } from "./config.js"
import type { LoadedConfig } from "./config.js"
import { say } from "./output.js"
import type { CliTerminal } from "./terminal.js"

type Rename = NonNullable<CompareOptions["renames"]>[number]

const renameOf = (text: string): Option.Option<Rename> => {
  const [, table, column, to] = /^([^.=]+)(?:\.([^.=]+))?=([^.=]+)$/.exec(text) ?? []
  if (table === undefined || to === undefined) return Option.none()
  return Option.some(column === undefined ? { table, to } : { table, column, to })
}

/** `--rename cake.name=title` */
export const renames = Flag.String("rename").pipe(
  Flag.withMetavar("<table.column=name>"),
  Flag.withDescription("What has another name now: cake.name=title for a column, cake=tart for a table. May be given often"),
  Flag.filterMap(renameOf, (text) => `expected table.column=name or table=name, got ${JSON.stringify(text)}`),
  Flag.atLeast(0),
)

/** The options of what compares the database with the tables of the program: the journal of migrations is none of them. */
export const optionsOf = (config: LoadedConfig, given: ReadonlyArray<Rename> = []): CompareOptions => ({
  ignore: [config.journal ?? "fulmar_migrations"],
  renames: given,
})

/** A plan, or why there is none. */
export const planned = (make: () => Plan): Effect.Effect<Plan, CliFailure> =>
  Effect.try({
    try: make,
    catch: (cause) => {
      if (cause instanceof CompileError) return failure(cause.message)
      throw cause
    },
  })

/** What makes the database as the tables of the program say, and what takes that back. */
export interface Compared {
  readonly comparison: Comparison
  readonly up: Plan
  readonly down: Effect.Effect<Plan, CliFailure>
}

/** Compares the database with the tables of the program, and says what may be a rename. */
export const compared = (
  config: LoadedConfig,
  given: ReadonlyArray<Rename>,
): Effect.Effect<Compared, unknown, Database | CliTerminal> =>
  Effect.gen(function* () {
    const { dialect } = yield* Database
    const comparison = yield* compare(yield* loadTables(config), optionsOf(config, given))
    const { changes, from } = comparison
    for (const { column, table, to } of possibleRenames(changes)) {
      const old = column === undefined ? table : `${table}.${column}`
      yield* say(
        (paint) => `${paint("yellow", "note")}: ${old} goes and ${to} comes. If that is a rename, say --rename ${old}=${to}`,
      )
    }
    const up = yield* planned(() => plan(dialect)(from, changes))
    const down = planned(() => plan(dialect)(applyChanges(from, changes), invert(changes)))
    return { comparison, up, down }
  })
