import { Clock, Effect } from "effect"
import type { Context, Known, MigrateOptions } from "./context.js"
import { compareNames } from "./in-order.js"
import type { JournalRow } from "./journal.js"
import type { Migration } from "./migration.js"
import { migrationError } from "./migration-error.js"
import type { MigrationError } from "./migration-error.js"
import { migrating } from "./operations.js"
import type { Migrating } from "./operations.js"
import { doneChecksum, stepsIn } from "./plan.js"

const find = <R>(context: Context<R>, name: string): Effect.Effect<Known<R>, MigrationError> => {
  const known = context.known.find(({ migration }) => migration.name === name)
  return known === undefined
    ? Effect.fail(migrationError("Invalid", `No migration has the name ${JSON.stringify(name)}.`, { migration: name }))
    : Effect.succeed(known)
}

const asApplied = <R>(known: Known<R>) =>
  Effect.map(Clock.currentTimeMillis, (now) => ({
    state: "applied",
    step: known.up.length,
    steps: known.up.length,
    stopped: true,
    checksum: known.checksum,
    changedAt: new Date(now),
  }))

/** Writes into the journal that a migration is applied. */
const markApplied = <R>(
  { journal }: Context<R>,
  known: Known<R>,
  rows: ReadonlyArray<JournalRow>,
  position: number,
): Migrating<never, void> =>
  Effect.flatMap(asApplied(known), (values) => {
    const { name } = known.migration
    return rows.some((row) => row.name === name)
      ? journal.update(name, values)
      : journal.insert({ ...values, name, position })
  })

const next = (rows: ReadonlyArray<JournalRow>): number => (rows.at(-1)?.position ?? 0) + 1

/**
 * What is said of a migration that was interrupted: the step in doubt was `done`, or `undone`; or all of the migration is
 * `applied`, or `pending`, since it was ended by hand.
 *
 * @since 0.1.0
 */
export type Resolution = "done" | "undone" | "applied" | "pending"

/**
 * Says what has become of a migration whose run was interrupted, where the database cannot say: see {@link Resolution}.
 * Only the journal is written.
 *
 * @since 0.1.0
 */
export const resolve = <R = never>(
  migrations: ReadonlyArray<Migration<R>>,
  name: string,
  how: Resolution,
  options: Omit<MigrateOptions, "dryRun"> = {},
): Migrating<R, void> =>
  migrating(migrations, options, (context) =>
    Effect.gen(function* () {
      const { journal } = context
      const known = yield* find(context, name)
      const rows = yield* journal.rows
      if (how === "applied") return yield* markApplied(context, known, rows, next(rows))
      if (how === "pending") return yield* journal.remove(name)
      const row = rows.find((one) => one.name === name)
      if (row === undefined || row.state === "applied") {
        const message = `Migration ${JSON.stringify(name)} is ${row === undefined ? "pending" : "applied"}: none of its steps is in doubt.`
        return yield* Effect.fail(migrationError("Invalid", message, { migration: name }))
      }
      const direction = row.state === "reverting" ? "down" : "up"
      const { length } = stepsIn(known, direction)
      const step = Math.min(length, how === "done" && !row.stopped ? row.step + 1 : row.step)
      if (step < length) {
        return yield* journal.update(name, { step, stopped: true, checksum: doneChecksum(known, direction, step) })
      }
      return yield* direction === "down" ? journal.remove(name) : markApplied(context, known, rows, 0)
    }),
  )

/**
 * Accepts that a migration has changed since it was applied: it is taken as it is now. Only the journal is written.
 *
 * @since 0.1.0
 */
export const accept = <R = never>(
  migrations: ReadonlyArray<Migration<R>>,
  name: string,
  options: Omit<MigrateOptions, "dryRun"> = {},
): Migrating<R, void> =>
  migrating(migrations, options, (context) =>
    Effect.gen(function* () {
      const { checksum, migration } = yield* find(context, name)
      const row = (yield* context.journal.rows).find((one) => one.name === name)
      if (row?.state === "applied") return yield* context.journal.update(migration.name, { checksum })
      const message = `Migration ${JSON.stringify(name)} is not applied: there is nothing to accept.`
      return yield* Effect.fail(migrationError("Invalid", message, { migration: name }))
    }),
  )

/**
 * Takes the migrations up to the one of a name as applied, without running them: for a database that has what they make.
 * Only the journal is written.
 *
 * @since 0.1.0
 */
export const baseline = <R = never>(
  migrations: ReadonlyArray<Migration<R>>,
  name: string,
  options: Omit<MigrateOptions, "dryRun"> = {},
): Migrating<R, void> =>
  migrating(migrations, options, (context) =>
    Effect.gen(function* () {
      yield* find(context, name)
      const rows = yield* context.journal.rows
      const meant = context.known
        .filter(({ migration }) => compareNames(migration.name, name) <= 0)
        .filter(({ migration }) => rows.every((row) => row.name !== migration.name))
      for (const [index, known] of meant.entries()) yield* markApplied(context, known, rows, next(rows) + index)
    }),
  )
