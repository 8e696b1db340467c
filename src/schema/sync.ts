import { Data, Effect } from "effect"
import { sameName } from "../core/schema/by-name.js"
import type { Change } from "../core/schema/change.js"
import { isDestructive } from "../core/schema/invert.js"
import type { Plan } from "../core/schema/plan.js"
import type { AnyTable } from "../core/table.js"
import { Database } from "../driver/database.js"
import type { SqlError } from "../driver/sql-error.js"
import { compare, type CompareOptions } from "./compare.js"
import { plan } from "./plan.js"
import { runPlan } from "./run-plan.js"
import { showChange } from "./show-change.js"

/**
 * What `sync` would have to do could lose data; nothing was done.
 *
 * @since 0.1.0
 */
export class DestructiveChange extends Data.TaggedError("DestructiveChange")<{
  readonly message: string
  readonly changes: ReadonlyArray<Change>
}> {}

type Of<T extends Change["_tag"]> = Extract<Change, { readonly _tag: T }>

/** Whether something is dropped only to be made anew, in another form. */
const makesWay = (change: Change, all: ReadonlyArray<Change>): boolean => {
  const follows = <T extends Change["_tag"]>(tag: T, fits: (other: Of<T>) => boolean): boolean =>
    all.some((other) => other._tag === tag && fits(other as Of<T>))
  switch (change._tag) {
    case "DropPrimaryKey":
      return follows("AddPrimaryKey", (other) => sameName(other.table, change.table))
    case "DropUnique":
      return follows("AddUnique", (other) => sameName(other.table, change.table) && other.key.name === change.key.name)
    case "DropCheck":
      return follows("AddCheck", (other) => sameName(other.table, change.table) && other.check.name === change.check.name)
    case "DropForeignKey":
      return follows("AddForeignKey", (other) =>
        sameName(other.table, change.table) &&
        (other.foreignKey.name === change.foreignKey.name || other.foreignKey.columns.join() === change.foreignKey.columns.join()),
      )
    case "DropIndex":
      return follows("CreateIndex", (other) => sameName(other.table, change.table) && other.index.name === change.index.name)
    default:
      return false
  }
}

/** What only the database has is left alone. */
const isExtra = (change: Change, all: ReadonlyArray<Change>): boolean => change._tag.startsWith("Drop") && !makesWay(change, all)

/**
 * Adds to the database what the tables of the program say and it has not: tables, columns, keys, checks, indexes, labels of
 * enumerations; and changes what can be changed without loss. What only the database has stays as it is.
 *
 * Gives the plan that was run. Fails with `DestructiveChange`, and has done nothing, when a column would have to change its
 * type, or an enumeration lose a label; and with a `SqlError`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { createAll, integer, nullable, table, text } from "fulmar"
 * import { sync } from "fulmar/schema"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const before = table("cake", { id: integer })
 * const Cake = table("cake", { id: integer, note: text.pipe(nullable) })
 * const program = Effect.andThen(createAll([before]), sync([Cake]))
 * const { steps } = Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
 * steps.map((step) => step.sql) // => [`alter table "cake" add column "note" text`]
 * ```
 *
 * @since 0.1.0
 */
export const sync = (
  tables: ReadonlyArray<AnyTable>,
  options: CompareOptions = {},
): Effect.Effect<Plan, SqlError | DestructiveChange, Database> =>
  Effect.flatMap(Database, ({ dialect }) =>
    Effect.gen(function* () {
      const { changes, from } = yield* compare(tables, options)
      const wanted = changes.filter((change) => !isExtra(change, changes))
      const destructive = wanted.filter(isDestructive)
      if (destructive.length > 0) {
        return yield* Effect.fail(
          new DestructiveChange({
            message:
              `Nothing was changed, since data could be lost: ${destructive.map(showChange).join("; ")}. ` +
              "Make a migration of it, or change the tables of the program",
            changes: destructive,
          }),
        )
      }
      const made = plan(dialect)(from, wanted)
      yield* runPlan(made)
      return made
    }),
  )
