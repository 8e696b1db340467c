import { Effect } from "effect"
import { contextOf } from "./context.js"
import type { MigrateOptions } from "./context.js"
import { compareNames } from "./in-order.js"
import type { Migration } from "./migration.js"
import { journalRows } from "./operations.js"
import type { Migrating } from "./operations.js"
import { hasChanged } from "./plan.js"

/**
 * What is known of one migration.
 *
 * @since 0.1.0
 */
export interface MigrationStatus {
  readonly name: string
  /** `applying` and `reverting`: it was begun and has not ended. */
  readonly state: "pending" | "applied" | "applying" | "reverting"
  /** When it was applied, or when its last step was done. */
  readonly changedAt: Date | null
  /** Steps that are done, of as many as there are, while it is applying or reverting. */
  readonly step: number | null
  readonly steps: number
  /** It is not what it was when it was applied. */
  readonly changed: boolean
  /** It was applied, and is not among the migrations. */
  readonly missing: boolean
  /** It is pending, and one after it has been applied. */
  readonly outOfOrder: boolean
}

/**
 * The state of each migration, in the order of their names. It only reads, and there need be no journal.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { migration, status } from "fulmar/migrate"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const migrations = [migration({ name: "1_cake", up: "create table cake (id integer)" })]
 * const program = Effect.map(status(migrations), (all) => all.map(({ name, state }) => [name, state]))
 * Effect.runSync(Effect.provide(program, Sqlite.layer({ filename: ":memory:" }))) // => [["1_cake", "pending"]]
 * ```
 *
 * @since 0.1.0
 */
export const status = <R = never>(
  migrations: ReadonlyArray<Migration<R>>,
  options: MigrateOptions = {},
): Migrating<never, ReadonlyArray<MigrationStatus>> =>
  Effect.gen(function* () {
    const context = yield* contextOf(migrations, options)
    const rows = yield* journalRows(context)
    const newest = rows.map((row) => row.name).toSorted(compareNames).at(-1)
    const names = new Set([...rows.map((row) => row.name), ...context.known.map(({ migration }) => migration.name)])
    return [...names].toSorted(compareNames).map((name): MigrationStatus => {
      const row = rows.find((one) => one.name === name)
      const known = context.known.find(({ migration }) => migration.name === name)
      return {
        name,
        state: (row?.state ?? "pending") as MigrationStatus["state"],
        changedAt: row?.changedAt ?? null,
        step: row === undefined || row.state === "applied" ? null : row.step,
        steps: known?.up.length ?? row?.steps ?? 0,
        changed: row !== undefined && known !== undefined && hasChanged(known, row),
        missing: known === undefined,
        outOfOrder: row === undefined && newest !== undefined && compareNames(name, newest) < 0,
      }
    })
  })
