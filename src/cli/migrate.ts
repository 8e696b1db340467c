import { Duration, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { resolve as resolvePath } from "node:path"
import type { Database } from "../driver/database.js"
import {
  accept, baseline, down, fresh, fromFolder, refresh, reset, resolve, status, to, up,
} from "../migrate/index.js"
import type { Migrating, Migration, MigrationEvent, MigrationRun, StepOptions } from "../migrate/index.js"
import { showPlan } from "../schema/index.js"
import type { Plan } from "../schema/index.js"
import { failure } from "./cli-failure.js"
import { compared, renames } from "./compared.js"
import { loadConfig } from "./config.js"
import { confirmed } from "./confirm.js"
import { connected } from "./connect.js"
import { writeMigration } from "./migrate-new.js"
import { print, say, showProgress } from "./output.js"
import { CliTerminal } from "./terminal.js"
import { toggle } from "./toggle.js"

const dir = Flag.String("dir").pipe(
  Flag.withAlias("d"),
  Flag.withMetavar("<folder>"),
  Flag.withDescription("The folder of the migrations. Else the configuration says it, or it is migrations"),
  Flag.optional,
)

const dryRun = toggle("dry-run", "Print what would be run, and run nothing")

const yes = toggle("yes", "Do not ask before data is destroyed").pipe(Flag.withAlias("y"))

const steps = (what: string) =>
  Flag.Int("steps").pipe(Flag.withAlias("n"), Flag.withMetavar("<count>"), Flag.withDescription(what), Flag.optional)

const running = {
  dir,
  dryRun,
  lockTimeout: Flag.String("lock-timeout").pipe(
    Flag.withMetavar("<duration>"),
    Flag.withDescription(`How long to wait for others that migrate, as "30 seconds". A minute`),
    Flag.filterMap(
      (text) => Duration.fromInput(text as Duration.Input),
      (text) => `expected a duration such as "30 seconds", got ${JSON.stringify(text)}`,
    ),
    Flag.optional,
  ),
  strictOrder: toggle("strict-order", "Refuse a migration that comes before one that has been applied"),
  ignoreMissing: toggle("ignore-missing", "Go on if a migration was applied and is not there any more"),
}

type Running = {
  readonly dir: Option.Option<string>
  readonly dryRun: boolean
  readonly lockTimeout: Option.Option<Duration.Duration>
  readonly strictOrder: boolean
  readonly ignoreMissing: boolean
}

const name = Argument.String("name").pipe(Argument.withDescription("The name of a migration"))

const duration = (millis: number): string => (millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`)

/** Says how it goes on: a line for each migration, and between them the step, if somebody watches. */
const progress = (event: MigrationEvent): Effect.Effect<void, never, CliTerminal> => {
  switch (event._tag) {
    case "Began":
      return showProgress(`${event.direction === "up" ? "applying" : "undoing"} ${event.name} …`)
    case "StepDone":
      return showProgress(`${event.name}: ${event.step} of ${event.steps} steps`)
    case "Ended":
      return Effect.andThen(
        showProgress(""),
        print(
          (paint) =>
            `${event.direction === "up" ? paint("green", "applied") : paint("yellow", "undone")} ${event.name} ` +
            paint("dim", `(${duration(event.millis)})`),
        ),
      )
  }
}

const shownRun = (run: MigrationRun): string =>
  [
    `-- ${run.direction === "up" ? "apply" : "undo"} ${run.name}`,
    ...run.steps.map((sql) => (sql === null ? "-- an Effect" : `${sql};`)),
    "",
  ].join("\n")

/** Runs an operation on the migrations of the folder, and says what it did. */
const migrating = (
  options: Running,
  operation: (migrations: ReadonlyArray<Migration>, options: StepOptions) => Migrating<Database>,
  destroys: { readonly what: string; readonly yes: boolean } | null = null,
) =>
  Effect.gen(function* () {
    const config = yield* loadConfig
    const terminal = yield* CliTerminal
    if (destroys !== null && !options.dryRun) yield* confirmed(destroys.what, destroys.yes)
    const migrations = yield* fromFolder(folderOf(config, terminal.cwd, options.dir))
    const runs = yield* connected(
      config,
      operation(migrations, {
        table: config.journal,
        dryRun: options.dryRun,
        lockTimeout: Option.getOrUndefined(options.lockTimeout),
        outOfOrder: options.strictOrder ? "refuse" : "apply",
        missing: options.ignoreMissing ? "ignore" : "refuse",
        onEvent: (event) => Effect.provideService(progress(event), CliTerminal, terminal),
      }),
      { mustExist: false },
    )
    if (options.dryRun) for (const run of runs) yield* print(() => shownRun(run))
    for (const run of runs.filter(({ outOfOrder }) => outOfOrder)) {
      yield* say((paint) => `${paint("yellow", "note")}: ${run.name} comes before migrations that had been applied`)
    }
    if (runs.length === 0) yield* say(() => "Nothing to do.")
  })

const folderOf = (
  config: { readonly folder: string; readonly migrations?: string | undefined },
  cwd: string,
  given: Option.Option<string>,
): string =>
  Option.isSome(given) ? resolvePath(cwd, given.value) : resolvePath(config.folder, config.migrations ?? "migrations")

/** A plan as a file: the transaction around it, and the look at foreign keys, are the business of who runs it. */
const sqlOf = (plan: Plan): string => showPlan({ ...plan, transactional: false, check: null })

const newCommand = Command.make(
  "new",
  {
    name,
    dir,
    ts: toggle("ts", "A file of TypeScript in the place of two of SQL"),
    diff: toggle("diff", "With the SQL that makes the database as the tables of the program say, and back"),
    rename: renames,
  },
  ({ diff, dir: given, name: what, rename, ts }) =>
    Effect.gen(function* () {
      const config = yield* loadConfig
      const { cwd } = yield* CliTerminal
      const folder = folderOf(config, cwd, given)
      if (!diff) return yield* writeMigration({ folder, name: what, ts, up: "", down: "" })
      if (ts) return yield* Effect.fail(failure("--diff writes SQL: leave --ts out.", 2))
      const { down: back, up: plan } = yield* connected(config, compared(config, rename))
      if (plan.changes.length === 0) return yield* say(() => "Nothing to do: the database is as the tables say.")
      const undone = yield* Effect.match(back, { onFailure: () => null, onSuccess: sqlOf })
      if (undone === null) yield* say((paint) => `${paint("yellow", "note")}: this cannot be undone, and has no down`)
      yield* writeMigration({ folder, name: what, ts, up: sqlOf(plan), down: undone })
    }),
).pipe(Command.withAlias("create"), Command.withDescription("Write the files of a new migration"))

const statusCommand = Command.make(
  "status",
  {
    dir,
    json: toggle("json", "Print JSON"),
    check: toggle("check", "End with 1 if anything is pending, half done, changed or missing"),
  },
  (options) =>
    Effect.gen(function* () {
      const config = yield* loadConfig
      const { cwd } = yield* CliTerminal
      const migrations = yield* fromFolder(folderOf(config, cwd, options.dir))
      const all = yield* connected(config, status(migrations, { table: config.journal }))
      if (options.json) yield* print(() => JSON.stringify(all, null, 2))
      else {
        const width = Math.max(0, ...all.map((one) => one.name.length))
        for (const one of all) {
          const notes = [
            ...(one.step === null ? [] : [`${one.step} of ${one.steps} steps`]),
            ...(one.state === "applied" && one.changedAt !== null ? [one.changedAt.toISOString()] : []),
            ...(one.changed ? ["CHANGED since it was applied"] : []),
            ...(one.missing ? ["MISSING from the folder"] : []),
            ...(one.outOfOrder ? ["comes before applied ones"] : []),
          ]
          const colour = one.state === "applied" && !one.changed && !one.missing ? "green" : "yellow"
          yield* print((paint) =>
            `${one.name.padEnd(width)}  ${paint(colour, one.state.padEnd(9))}  ${notes.join("; ")}`.trimEnd(),
          )
        }
        if (all.length === 0) yield* say(() => "There are no migrations.")
      }
      const open = all.filter((one) => one.state !== "applied" || one.changed || one.missing)
      if (options.check && open.length > 0) {
        return yield* Effect.fail(failure(`Not as it should be: ${open.map((one) => one.name).join(", ")}`))
      }
    }),
).pipe(Command.withDescription("Show which migrations were applied"))

const upCommand = Command.make("up", { ...running, steps: steps("How many at most") }, (options) =>
  migrating(options, (migrations, all) => up(migrations, { ...all, steps: Option.getOrUndefined(options.steps) })),
).pipe(Command.withDescription("Apply what has not been applied"))

const downCommand = Command.make("down", { ...running, steps: steps("How many. One") }, (options) =>
  migrating(options, (migrations, all) => down(migrations, { ...all, steps: Option.getOrUndefined(options.steps) })),
).pipe(Command.withDescription("Undo the migration that was applied last"))

const toCommand = Command.make("to", { name, ...running }, (options) =>
  migrating(options, (migrations, all) => to(migrations, options.name, all)),
).pipe(Command.withDescription("Undo the migrations after this one, and apply those up to it"))

const freshCommand = Command.make("fresh", { ...running, yes }, (options) =>
  migrating(options, fresh, { what: "All tables of the database, and what is in them, will be dropped.", yes: options.yes }),
).pipe(Command.withDescription("Drop everything in the schema, and apply all migrations"))

const refreshCommand = Command.make("refresh", { ...running, yes }, (options) =>
  migrating(options, refresh, { what: "All migrations will be undone, and what is in their tables lost.", yes: options.yes }),
).pipe(Command.withDescription("Undo all migrations, and apply all"))

const resetCommand = Command.make("reset", { ...running, yes }, (options) =>
  migrating(options, reset, { what: "All migrations will be undone, and what is in their tables lost.", yes: options.yes }),
).pipe(Command.withDescription("Undo all migrations, and drop the journal"))

/** Writes into the journal only. */
const noting = (
  given: Option.Option<string>,
  operation: (migrations: ReadonlyArray<Migration>, options: StepOptions) => Migrating<Database, void>,
) =>
  Effect.gen(function* () {
    const config = yield* loadConfig
    const { cwd } = yield* CliTerminal
    const migrations = yield* fromFolder(folderOf(config, cwd, given))
    yield* connected(config, operation(migrations, { table: config.journal }), { mustExist: false })
    yield* say(() => "Noted.")
  })

const resolveCommand = Command.make(
  "resolve",
  {
    name,
    how: Argument.Literals("how", ["done", "undone", "applied", "pending"] as const).pipe(
      Argument.withDescription("The step in doubt was done, or undone; or the whole migration is applied, or pending"),
    ),
    dir,
  },
  (options) => noting(options.dir, (migrations, all) => resolve(migrations, options.name, options.how, all)),
).pipe(Command.withDescription("Say what became of a migration that was interrupted"))

const acceptCommand = Command.make("accept", { name, dir }, (options) =>
  noting(options.dir, (migrations, all) => accept(migrations, options.name, all)),
).pipe(Command.withDescription("Accept that a migration has changed since it was applied"))

const baselineCommand = Command.make("baseline", { name, dir }, (options) =>
  noting(options.dir, (migrations, all) => baseline(migrations, options.name, all)),
).pipe(Command.withDescription("Take the migrations up to this one as applied, without running them"))

/** `fulmar migrate …` */
export const migrateCommand = Command.make("migrate").pipe(
  Command.withDescription("Make, run and undo migrations"),
  Command.withSubcommands([
    newCommand,
    statusCommand,
    upCommand,
    downCommand,
    toCommand,
    freshCommand,
    refreshCommand,
    resetCommand,
    resolveCommand,
    acceptCommand,
    baselineCommand,
  ]),
)
