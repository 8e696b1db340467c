import { Effect } from "effect"
import type { Duration } from "effect"
import { Database } from "../driver/database.js"
import type { MigrationControl } from "../driver/migration-control.js"
import { journalOf } from "./journal.js"
import type { Journal } from "./journal.js"
import { compareNames } from "./in-order.js"
import type { Migration } from "./migration.js"
import { migrationError } from "./migration-error.js"
import type { MigrationError } from "./migration-error.js"
import { checksumOf, stepsOf } from "./steps.js"
import type { Step } from "./steps.js"

/** What has happened in a run. */
export type MigrationEvent =
  | { readonly _tag: "Began"; readonly name: string; readonly direction: Direction; readonly steps: number }
  | { readonly _tag: "StepDone"; readonly name: string; readonly step: number; readonly steps: number }
  | { readonly _tag: "Ended"; readonly name: string; readonly direction: Direction; readonly millis: number }

/** Whether a migration is applied or undone. */
export type Direction = "up" | "down"

/**
 * How migrations are run.
 *
 * @since 0.1.0
 */
export interface MigrateOptions {
  /** The name of the table that says which were applied. `fulmar_migrations`. */
  readonly table?: string | undefined
  /** How long to wait until others have migrated. A minute. */
  readonly lockTimeout?: Duration.Input | undefined
  /** What becomes of one that was not applied and comes before one that was: `"apply"`, or `"refuse"`. */
  readonly outOfOrder?: "apply" | "refuse" | undefined
  /** What becomes of one that was applied and is not there any more: `"refuse"`, or `"ignore"`. */
  readonly missing?: "refuse" | "ignore" | undefined
  /** Only say what would be done. */
  readonly dryRun?: boolean | undefined
  /** Is told how it goes on. */
  readonly onEvent?: ((event: MigrationEvent) => Effect.Effect<void>) | undefined
}

/** A migration, and what it does in this database. */
export interface Known<R> {
  readonly migration: Migration<R>
  readonly up: ReadonlyArray<Step<R>>
  readonly down: ReadonlyArray<Step<R>> | null
  readonly checksum: string | null
}

/** All that a run knows. */
export interface Context<R> {
  readonly control: MigrationControl
  readonly journal: Journal
  /** In order. */
  readonly known: ReadonlyArray<Known<R>>
  readonly options: MigrateOptions
  /** Whether a transaction takes back statements that define things. */
  readonly transactional: boolean
}

const sorted = <R>(
  migrations: ReadonlyArray<Migration<R>>,
): Effect.Effect<ReadonlyArray<Migration<R>>, MigrationError> => {
  const inOrder = migrations.toSorted((a, b) => compareNames(a.name, b.name))
  for (const [i, { name }] of inOrder.entries()) {
    if (name === "" || name.length > 200) {
      const message = `A migration has the name ${JSON.stringify(name)}: give it one of 1 to 200 characters.`
      return Effect.fail(migrationError("Invalid", message, { migration: name }))
    }
    if (inOrder[i + 1]?.name === name) {
      return Effect.fail(
        migrationError("Invalid", `Two migrations have the name "${name}": rename one of them.`, { migration: name }),
      )
    }
  }
  return Effect.succeed(inOrder)
}

/** What a run begins with. */
export const contextOf = <R>(
  migrations: ReadonlyArray<Migration<R>>,
  options: MigrateOptions,
): Effect.Effect<Context<R>, MigrationError, Database> =>
  Effect.gen(function* () {
    const { dialect, migration: control, system } = yield* Database
    if (control === undefined) {
      return yield* Effect.fail(migrationError("Invalid", `The driver of ${system} does not say how to migrate.`))
    }
    const known = (yield* sorted(migrations)).map((migration): Known<R> => {
      const up = stepsOf(control, migration.up)
      const down = migration.down === null ? null : stepsOf(control, migration.down)
      return { migration, up, down, checksum: checksumOf(migration, up) }
    })
    const journal = journalOf(options.table ?? "fulmar_migrations", control)
    return { control, journal, known, options, transactional: dialect.ddl.transactional }
  })
