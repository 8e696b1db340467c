import { Effect } from "effect"
import { Command } from "effect/cli"
import { showDifferences, showPlan, sync, verify } from "../schema/index.js"
import { failure } from "./cli-failure.js"
import { compared, optionsOf, renames } from "./compared.js"
import { loadConfig, loadTables } from "./config.js"
import { connected } from "./connect.js"
import { print, say } from "./output.js"
import { toggle } from "./toggle.js"

/** `fulmar diff` */
export const diffCommand = Command.make(
  "diff",
  { rename: renames, check: toggle("check", "End with 1 if there is any difference") },
  ({ check, rename }) =>
    Effect.gen(function* () {
      const config = yield* loadConfig
      const { up } = yield* connected(config, compared(config, rename))
      if (up.changes.length === 0) return yield* say(() => "The database is as the tables say.")
      yield* print(() => showPlan(up).trimEnd())
      if (check) return yield* Effect.fail(failure(`The database differs from the tables: ${up.changes.length} changes`))
    }),
).pipe(Command.withDescription("Print the SQL that makes the database as the tables of the program say"))

/** `fulmar sync` */
export const syncCommand = Command.make("sync", { rename: renames }, ({ rename }) =>
  Effect.gen(function* () {
    const config = yield* loadConfig
    const tables = yield* loadTables(config)
    const { steps } = yield* connected(config, sync(tables, optionsOf(config, rename)), { mustExist: false })
    for (const { sql } of steps) yield* print(() => `${sql};`)
    if (steps.length === 0) yield* say(() => "Nothing to do.")
  }),
).pipe(Command.withDescription("Add to the database what the tables of the program have more; refuse what could lose data"))

/** `fulmar verify` */
export const verifyCommand = Command.make("verify", {}, () =>
  Effect.gen(function* () {
    const config = yield* loadConfig
    const tables = yield* loadTables(config)
    const differences = yield* connected(config, verify(tables, optionsOf(config)))
    if (differences.length === 0) return yield* say((paint) => paint("green", "The database is as the tables say."))
    yield* print(() => showDifferences(differences))
    return yield* Effect.fail(failure(`The database differs from the tables: ${differences.length} differences`))
  }),
).pipe(Command.withDescription("Show where the database differs from the tables of the program; end with 1 if it does"))
