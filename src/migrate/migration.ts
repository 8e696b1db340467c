import type { Effect } from "effect"
import type { Database } from "../driver/database.js"

/**
 * A part of a migration: SQL, of one statement or several, or an Effect.
 *
 * @since 0.1.0
 */
export type MigrationStep<R = Database> = string | Effect.Effect<unknown, unknown, R>

/**
 * A change of a database, and how it is undone.
 *
 * @since 0.1.0
 */
export interface Migration<R = Database> {
  /** Tells it from others, and where it stands among them: by the number it begins with, then by the rest. */
  readonly name: string
  readonly up: ReadonlyArray<MigrationStep<R>>
  /** `null` where it cannot be undone. */
  readonly down: ReadonlyArray<MigrationStep<R>> | null
  /** Whether it is run in a transaction, where the database has such. */
  readonly transaction: boolean
  /** What its checksum is of, where that is not its SQL. */
  readonly source: string | null
}

/** What a migration is made of. */
export interface MigrationInput<R> {
  /** A file needs none: it has its own. */
  readonly name?: string
  readonly up: MigrationStep<R> | ReadonlyArray<MigrationStep<R>>
  readonly down?: MigrationStep<R> | ReadonlyArray<MigrationStep<R>>
  /** `false` for what cannot be in a transaction, as `create index concurrently`. */
  readonly transaction?: boolean
}

const list = <A>(steps: A | ReadonlyArray<A>): ReadonlyArray<A> =>
  Array.isArray(steps) ? (steps as ReadonlyArray<A>) : [steps as A]

/**
 * A migration as a value: SQL, an Effect, or a list of these.
 *
 * @example
 * ```ts
 * import { createAll, dropAll, integer, primaryKey, table } from "fulmar"
 * import { migration } from "fulmar/migrate"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * migration({ name: "20260101_cake", up: createAll([Cake]), down: dropAll([Cake]) }).name // => "20260101_cake"
 * ```
 *
 * @since 0.1.0
 */
export const migration = <R = never>(input: MigrationInput<R>): Migration<R> => ({
  name: input.name ?? "",
  up: list(input.up),
  down: input.down === undefined ? null : list(input.down),
  transaction: input.transaction ?? true,
  source: null,
})
