import { Effect } from "effect"
import { deletionOf, type NameOf, type Row, tableData, type TableMeta } from "../core/table.js"
import type { Database } from "../driver/database.js"
import { transaction } from "../tx/transaction.js"
import { valueFor, type WriteError } from "./by-key.js"
import { type AnyChangeset, assertHas, type Changeset, type ChangesetNode, changesetNode, edit, type HasAll, type Origin } from "./changeset.js"
import { saveNode, saveNodes } from "./graph.js"
import { aroundDelete, hooksOf } from "./hooks.js"
import { type ChangeError, deleteOne, updateOne } from "./one-row.js"
import type { Saved } from "./related-changes.js"
import type { Restricted } from "./restricted.js"
import { withDeleted } from "./with-deleted.js"
import { type CheckDelete, type DeleteSpec, entriesOf, unlinkAll } from "./unlink.js"

type AnyT = TableMeta<any, any, any>

/** What takes several statements is kept as a whole, or not at all. */
const saved = (node: ChangesetNode): Effect.Effect<unknown, ChangeError | Restricted, Database> =>
  node.related.length > 0 || hooksOf(node.table) !== null ? transaction(saveNode(node)) : saveNode(node)

/** How saving related rows can fail too: a row that was there is gone or was changed, or a relation restricts it. */
type RelatedError<L> = [keyof L] extends [never] ? never : ChangeError | Restricted

/**
 * Inserts a new row, and gives it as the database has it.
 *
 * Fails with a `ValidationError` if values do not fit their columns; then nothing was sent.
 *
 * The SQL: `insert into … returning …`, or what the database has for it.
 *
 * @example
 * ```ts
 * import { autoIncrement, createAll, insertRow, integer, newRow, primaryKey, table, text } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect } from "effect"
 *
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey, autoIncrement), name: text })
 * const program = Effect.andThen(createAll([Fruit]), insertRow(newRow(Fruit, { name: "Apple" })))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => { id: 1, name: "Apple" }
 * ```
 *
 * @since 0.1.0
 */
export const insertRow = <T extends AnyT, K, L>(
  changeset: Changeset<T, "new", K, L> & HasAll<T, K>,
): Effect.Effect<Saved<Changeset<T, "new", K, L>>, WriteError | RelatedError<L>, Database> => saved(changesetNode(changeset)) as never

/**
 * Writes what is changed of a row, and only that, and gives the row as the database has it then. If nothing is changed,
 * nothing is sent. Of a table with a version, the row must still have the one that it was read with, and gets the next.
 *
 * Fails with `NoResultFound` if the row is not there, with `StaleRow` if it was changed since it was read.
 *
 * The SQL: `update … set "name" = … where "id" = … returning …`, or what the database has for it.
 *
 * @since 0.1.0
 */
export const updateRow = <T extends AnyT, K, L>(
  changeset: Changeset<T, "saved", K, L>,
): Effect.Effect<Saved<Changeset<T, "saved", K, L>>, ChangeError | RelatedError<L>, Database> => saved(changesetNode(changeset)) as never

/**
 * Inserts a row that is new, updates one that the database gave: by where it comes from, not by whether it has a key. Rows
 * related to it by {@link addRelated} and {@link setRelated} are saved with it, as deep as they go, in one transaction: what
 * it belongs to before it, what belongs to it after it with its key, then the links of junctions.
 *
 * @since 0.1.0
 */
export const save: {
  <T extends AnyT, K, L>(
    changeset: Changeset<T, "saved", K, L>,
  ): Effect.Effect<Saved<Changeset<T, "saved", K, L>>, ChangeError | RelatedError<L>, Database>
  // Last, since of several signatures the compiler tells why the last does not fit.
  <T extends AnyT, K, L>(
    changeset: Changeset<T, "new", K, L> & HasAll<T, K>,
  ): Effect.Effect<Saved<Changeset<T, "new", K, L>>, WriteError | RelatedError<L>, Database>
} = (changeset: AnyChangeset): never => saved(changesetNode(changeset)) as never

/**
 * Saves many rows in one transaction, and gives them in their order. New rows of one table without related ones and hooks
 * are inserted by one statement.
 *
 * @since 0.1.0
 */
export const saveAll = <X extends Changeset<any, Origin, any, any>>(
  changesets: ReadonlyArray<X>,
): Effect.Effect<ReadonlyArray<Saved<X>>, ChangeError | Restricted, Database> => {
  const nodes = changesets.map(changesetNode)
  const oneTable = nodes.every(({ table }) => table === nodes[0]!.table)
  if (nodes.length === 0) return Effect.succeed([])
  return transaction(oneTable ? saveNodes(nodes) : Effect.forEach(nodes, saveNode)) as never
}

/**
 * Deletes a row, which must be there; of a table with a version, in the version that it was read with. What becomes of the
 * rows that are related to it is what the relations given say by `onDeleted`, each with the relations of its own rows:
 * `deleteRow(Team, team, [[teamHeroes, [heroPowers]]])`. All of it is done, or nothing. Of relations that are not given, the
 * foreign keys of the database decide.
 *
 * Fails with `NoResultFound` if it is not there, with `StaleRow` if it was changed since it was read, with `Restricted` if a
 * relation restricts it.
 *
 * The SQL: `update "hero" set "teamId" = null where "teamId" in (…)`, or `delete from "hero" where …`, and then
 * `delete from "team" where "id" = …`.
 *
 * @example
 * ```ts
 * import { all, createAll, deleteRow, from, hasMany, insertRow, integer, newRow, nullable, primaryKey, table } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect } from "effect"
 *
 * const Team = table("team", { id: integer.pipe(primaryKey) })
 * const Hero = table("hero", { id: integer.pipe(primaryKey), teamId: integer.pipe(nullable) })
 * const teamHeroes = hasMany(Team, Hero, { id: "teamId" })
 * const program = Effect.gen(function* () {
 *   yield* createAll([Team, Hero])
 *   const team = yield* insertRow(newRow(Team, { id: 1 }))
 *   yield* insertRow(newRow(Hero, { id: 7, teamId: 1 }))
 *   yield* deleteRow(Team, team, [teamHeroes])
 *   return yield* all(from(Hero))
 * })
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => [{ id: 7, teamId: null }]
 * ```
 *
 * @since 0.1.0
 */
export const deleteRow = <T extends AnyT, const P extends DeleteSpec = []>(
  table: T,
  row: Partial<Row<T>>,
  relations?: P & CheckDelete<P, NameOf<T>>,
): Effect.Effect<void, ChangeError | Restricted, Database> => {
  const old = changesetNode(edit(table, row)).original!
  const entries = entriesOf(table, relations ?? [])
  for (const { node } of entries) assertHas(table, old, node.links[0].keys.map(({ near }) => near), "deleted with what is related to it")
  const done = aroundDelete(table, old, Effect.andThen(unlinkAll(entries, table, old), deleteOne(table, old)))
  return entries.length > 0 || hooksOf(table) !== null ? transaction(done) : done
}

/**
 * Takes back that a row was marked as deleted, and gives it as it is then: see `softDelete`.
 *
 * Fails with `NoResultFound` if it is not there, with `StaleRow` if it was changed since it was read.
 *
 * The SQL: `update "cake" set "deletedAt" = null where "id" = …`.
 *
 * @since 0.1.0
 */
export const restoreRow = <T extends AnyT>(table: T, row: Partial<Row<T>>): Effect.Effect<Row<T>, ChangeError, Database> => {
  const data = tableData(table)
  const deletion = deletionOf(data)
  if (deletion === null) {
    throw new TypeError(`Rows of table ${JSON.stringify(data.name)} are not marked as deleted, so none can be restored; give it a column that is softDelete.`)
  }
  const all = withDeleted(table)
  const old = changesetNode(edit(all, row)).original!
  return updateOne(all, old, { [deletion.key]: valueFor(all, deletion.key, null) }) as never
}
