import { Effect } from "effect"
import { type AnyTable, fromData, type Insert, type Row, tableData, type TableMeta } from "../core/table.js"
import type { Database } from "../driver/database.js"
import type { Rec, WriteError } from "./by-key.js"

/** A value, or an Effect that gives it. */
type Hooked<A> = A | Effect.Effect<A, WriteError, Database>

/**
 * What happens before and after rows of a table are written by changesets or deleted by `deleteRow`, in the same
 * transaction: what fails in it undoes all of it. Each is a pure function or gives an Effect.
 *
 * @since 0.1.0
 */
export interface Hooks<T> {
  /** Gives the values that are written. `row` is the row as it was, `null` if it is new. */
  readonly beforeSave?: (values: Partial<Insert<T>>, row: Row<T> | null) => Hooked<Partial<Insert<T>>>
  /** Gets the row as the database has it now, and as it was. */
  readonly afterSave?: (row: Row<T>, before: Row<T> | null) => Hooked<unknown>
  readonly beforeDelete?: (row: Partial<Row<T>>) => Hooked<unknown>
  readonly afterDelete?: (row: Partial<Row<T>>) => Hooked<unknown>
}

const known = new WeakMap<object, Hooks<never>>()

/**
 * The same table with hooks, which run for every row of it that is saved or deleted as a changeset, whether by itself, with
 * many or in a graph. Commands as `insertInto` and `update` write what they say, without them. Relations whose rows are to
 * be hooked are declared with this table.
 *
 * @example
 * ```ts
 * import { integer, primaryKey, table, text, withHooks } from "fulmar"
 * import { Effect } from "effect"
 *
 * const Cake = withHooks(table("cake", { id: integer.pipe(primaryKey), name: text }), {
 *   beforeSave: (values) => (values.name === undefined ? values : { ...values, name: values.name.trim() }),
 *   afterSave: (cake) => Effect.log(`saved ${cake.name}`),
 * })
 * ```
 *
 * @since 0.1.0
 */
export const withHooks = <T extends TableMeta<any, any, any>>(table: T, hooks: Hooks<T>): T => {
  const hooked = fromData(tableData(table))
  known.set(hooked, hooks as never)
  return hooked as never
}

/** The table in another form with its hooks. */
export const keepHooks = <T extends AnyTable>(table: AnyTable, form: T): T => {
  const hooks = hooksOf(table)
  if (hooks !== null) known.set(form, hooks)
  return form
}

export const hooksOf = (table: AnyTable): Hooks<never> | null => known.get(table) ?? null

const run = <A>(given: Hooked<A>): Effect.Effect<A, WriteError, Database> => (Effect.isEffect(given) ? given : Effect.succeed(given)) as never

/** The values that are written, after the hook of the table. */
export const beforeSave = (table: AnyTable, values: Rec, row: Rec | null): Effect.Effect<Rec, WriteError, Database> => {
  const hook = hooksOf(table)?.beforeSave
  return hook === undefined ? Effect.succeed(values) : (run(hook(values as never, row as never)) as never)
}
export const afterSave = (table: AnyTable, row: Rec, before: Rec | null): Effect.Effect<unknown, WriteError, Database> => {
  const hook = hooksOf(table)?.afterSave
  return hook === undefined ? Effect.void : run(hook(row as never, before as never))
}
export const aroundDelete = <A, E>(table: AnyTable, row: Rec, effect: Effect.Effect<A, E, Database>): Effect.Effect<A, E | WriteError, Database> => {
  const hooks = hooksOf(table)
  if (hooks === null) return effect
  return Effect.gen(function* () {
    yield* run(hooks.beforeDelete?.(row as never))
    const done = yield* effect
    yield* run(hooks.afterDelete?.(row as never))
    return done
  })
}
