import { Data } from "effect"

/**
 * What is wrong with a migration:
 * - `Failed`: one of its steps did; the cause is its error;
 * - `Interrupted`: nobody knows whether the step it names was done, since what ran it ended meanwhile;
 * - `Changed`: it is not any more what was applied;
 * - `Missing`: it was applied, and is not among the migrations;
 * - `OutOfOrder`: it comes before one that has been applied, and `outOfOrder` is `"refuse"`;
 * - `Irreversible`: it has no `down`;
 * - `Unfinished`: it was begun in the other direction;
 * - `Locked`: others are migrating;
 * - `Invalid`: it is no migration, or one of a name that there is twice, or none has the name that was asked for.
 *
 * @since 0.1.0
 */
export type MigrationProblem =
  | "Failed"
  | "Interrupted"
  | "Changed"
  | "Missing"
  | "OutOfOrder"
  | "Irreversible"
  | "Unfinished"
  | "Locked"
  | "Invalid"

/**
 * Migrations could not be run. The message is the problem, where it is, and what to do.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { migration, up } from "fulmar/migrate"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const wrong = up([migration({ name: "1_cake", up: "create tabel cake (id integer)" })])
 * const error = Effect.runSync(Effect.flip(Effect.provide(wrong, Sqlite.layer({ filename: ":memory:" }))))
 * error._tag === "MigrationError" ? [error.problem, error.migration, error.step] : [] // => ["Failed", "1_cake", 1]
 * ```
 *
 * @since 0.1.0
 */
export class MigrationError extends Data.TaggedError("MigrationError")<{
  readonly problem: MigrationProblem
  readonly message: string
  /** The name of the migration. */
  readonly migration: string | null
  /** The number of the step, from 1. */
  readonly step: number | null
  readonly cause?: unknown
}> {}

/** Makes one. */
export const migrationError = (
  problem: MigrationProblem,
  message: string,
  where: { readonly migration?: string; readonly step?: number; readonly cause?: unknown } = {},
): MigrationError =>
  new MigrationError({
    problem,
    message,
    migration: where.migration ?? null,
    step: where.step ?? null,
    ...("cause" in where ? { cause: where.cause } : {}),
  })
