import { Effect } from "effect"
import type { Database } from "../driver/database.js"
import type { SqlError } from "../driver/sql-error.js"
import { contextOf } from "./context.js"
import type { Context, MigrateOptions } from "./context.js"
import { compareNames } from "./in-order.js"
import type { JournalRow } from "./journal.js"
import { query } from "./journal.js"
import { exclusively } from "./lock.js"
import type { Migration } from "./migration.js"
import { migrationError } from "./migration-error.js"
import type { MigrationError } from "./migration-error.js"
import { isPlan, obstacle, planDown, planUp } from "./plan.js"
import type { Planned } from "./plan.js"
import { runPlan } from "./run-plan.js"
import type { MigrationRun } from "./run-plan.js"
import { inOneTransaction } from "./run-whole.js"
import { stepsOf } from "./steps.js"

/** What running migrations gives. */
export type Migrating<R, A = ReadonlyArray<MigrationRun>> = Effect.Effect<A, SqlError | MigrationError, R | Database>

/** Those in the order in which they were applied; none where there is no journal yet. */
export const journalRows = <R>({ journal }: Context<R>): Migrating<never, ReadonlyArray<JournalRow>> =>
  Effect.flatMap(journal.exists, (exists) => (exists ? journal.rows : Effect.succeed([])))

/** Runs something with the lock and a journal; a dry run needs neither. */
export const migrating = <R, A>(
  migrations: ReadonlyArray<Migration<R>>,
  options: MigrateOptions,
  work: (context: Context<R>) => Migrating<R, A>,
): Migrating<R, A> =>
  Effect.flatMap(contextOf(migrations, options), (context) =>
    options.dryRun === true
      ? work(context)
      : exclusively(context, Effect.andThen(context.journal.create, work(context))),
  )

type PlanOf<R> = (context: Context<R>, rows: ReadonlyArray<JournalRow>) => ReadonlyArray<Planned<R>> | MigrationError

/** Runs what is planned, if nothing is in the way. */
const planned = <R>(context: Context<R>, plan: PlanOf<R>): Migrating<R> =>
  Effect.flatMap(journalRows(context), (rows) => {
    const wrong = obstacle(context, rows)
    if (wrong !== null) return Effect.fail(wrong)
    const list = plan(context, rows)
    return isPlan(list) ? runPlan(context, list) : Effect.fail(list)
  })

const steps = (count: number | undefined, otherwise: number): number => count ?? otherwise

/** Options of {@link up} and {@link down}. */
export interface StepOptions extends MigrateOptions {
  /** How many migrations at most. */
  readonly steps?: number | undefined
}

/**
 * Applies the migrations that have not been, in the order of their names.
 *
 * Each is in a transaction with the note that it was applied, where the database can take back all of it; on MySQL and
 * MariaDB the journal says how far it is. Processes that migrate at once take turns, and each migration is applied once.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { migration, up } from "fulmar/migrate"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const migrations = [migration({ name: "1_cake", up: "create table cake (id integer)", down: "drop table cake" })]
 * const program = Effect.map(up(migrations), (runs) => runs.map(({ name }) => name))
 * Effect.runSync(Effect.provide(program, Sqlite.layer({ filename: ":memory:" }))) // => ["1_cake"]
 * ```
 *
 * @since 0.1.0
 */
export const up = <R = never>(migrations: ReadonlyArray<Migration<R>>, options: StepOptions = {}): Migrating<R> =>
  migrating(migrations, options, (context) =>
    planned(context, (_, rows) => {
      const plan = planUp(context, rows, null)
      return isPlan(plan) ? plan.slice(0, steps(options.steps, Infinity)) : plan
    }),
  )

/**
 * Undoes the last migration that was applied, or as many as `steps` says. One that has no `down` is an error, before
 * anything is undone.
 *
 * @since 0.1.0
 */
export const down = <R = never>(migrations: ReadonlyArray<Migration<R>>, options: StepOptions = {}): Migrating<R> =>
  migrating(migrations, options, (context) =>
    planned(context, (_, rows) => planDown(context, rows, (_row, index) => index < steps(options.steps, 1))),
  )

const named = <R>(context: Context<R>, name: string): Effect.Effect<void, MigrationError> =>
  context.known.some(({ migration }) => migration.name === name)
    ? Effect.void
    : Effect.fail(migrationError("Invalid", `No migration has the name ${JSON.stringify(name)}.`, { migration: name }))

/**
 * Makes the database as it is with the migrations up to the one of a name: undoes those after it, and applies those up to
 * it that have not been.
 *
 * @since 0.1.0
 */
export const to = <R = never>(
  migrations: ReadonlyArray<Migration<R>>,
  name: string,
  options: MigrateOptions = {},
): Migrating<R> =>
  migrating(migrations, options, (context) =>
    Effect.gen(function* () {
      yield* named(context, name)
      const isAfter = (row: JournalRow): boolean => compareNames(row.name, name) > 0
      const undone = (yield* journalRows(context)).some((row) => isAfter(row) || row.state === "reverting")
        ? yield* planned(context, (_, rows) => planDown(context, rows, isAfter))
        : []
      return [...undone, ...(yield* planned(context, (_, rows) => planUp(context, rows, name)))]
    }),
  )

/**
 * Undoes all migrations, and removes the journal.
 *
 * @since 0.1.0
 */
export const reset = <R = never>(migrations: ReadonlyArray<Migration<R>>, options: MigrateOptions = {}): Migrating<R> =>
  migrating(migrations, options, (context) =>
    Effect.tap(
      planned(context, (_, rows) => planDown(context, rows, () => true)),
      () => (options.dryRun === true ? Effect.void : context.journal.drop),
    ),
  )

/**
 * Undoes all migrations and applies all: to try that each can be undone.
 *
 * @since 0.1.0
 */
export const refresh = <R = never>(migrations: ReadonlyArray<Migration<R>>, options: MigrateOptions = {}): Migrating<R> =>
  migrating(migrations, options, (context) =>
    Effect.gen(function* () {
      const undone = yield* planned(context, (_, rows) => planDown(context, rows, () => true))
      const applied = yield* options.dryRun === true
        ? Effect.succeed(everything(context))
        : planned(context, (_, rows) => planUp(context, rows, null))
      return [...undone, ...applied]
    }),
  )

const everything = <R>(context: Context<R>): ReadonlyArray<MigrationRun> =>
  context.known.map(({ migration, up }) => ({
    name: migration.name,
    direction: "up",
    steps: up.map(({ sql }) => sql),
    outOfOrder: false,
  }))

/** Removes all that is in the schema. */
const clear = <R>(context: Context<R>): Migrating<R, void> =>
  Effect.gen(function* () {
    const { after, before, queries } = context.control.clear
    const found: Array<string> = []
    for (const sql of queries) found.push(...(yield* query(sql)).map((row) => String(row[0])))
    const all = stepsOf<R>(context.control, [...before, ...found, ...after])
    if (context.transactional) {
      yield* inOneTransaction(context, "emptying the schema", all, (inside) =>
        Effect.forEach(inside, ([{ sql }]) => query(sql ?? ""), { discard: true }),
      )
    } else yield* Effect.forEach(all, ({ sql }) => query(sql ?? ""), { discard: true })
  })

/**
 * Removes all tables, views, functions and types of the schema, whoever made them, and applies all migrations.
 *
 * @since 0.1.0
 */
export const fresh = <R = never>(migrations: ReadonlyArray<Migration<R>>, options: MigrateOptions = {}): Migrating<R> =>
  migrating(migrations, options, (context) =>
    options.dryRun === true
      ? Effect.succeed(everything(context))
      : Effect.gen(function* () {
          yield* clear(context)
          yield* context.journal.create
          return yield* planned(context, (_, rows) => planUp(context, rows, null))
        }),
  )
