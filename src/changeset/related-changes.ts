import { show } from "../core/show.js"
import { type NameOf, type Row, tableData } from "../core/table.js"
import { type AnyRelation, type Cardinality, type Relation, relationNode, targetOf } from "../relation/index.js"
import { type AnyChangeset, assertHas, type Changeset, type ChangesetNode, changesetNode, edit, isChangeset, type Lacking, makeChangeset, type Origin, type RelatedChange } from "./changeset.js"

type Rec = Readonly<Record<string, unknown>>
type Simplify<T> = { [K in keyof T]: T[K] } & {}

/** The row that saving a changeset gives. */
export type Saved<X> = X extends Changeset<infer T, any, any, infer L> ? ([keyof L] extends [never] ? Row<T> : Simplify<Omit<Row<T>, keyof L> & L>) : never

/** What may be related by a relation to rows of `T`: changesets, and rows that the database gave. */
type Item<T> = Changeset<T, Origin, any, any> | Row<T>
type SavedItem<T, X> = X extends AnyChangeset ? Saved<X> : Row<T>
type Given<C extends Cardinality, T> = C extends "many" ? ReadonlyArray<Item<T>> : Item<T>
type SavedAs<T, V> = V extends ReadonlyArray<infer X> ? ReadonlyArray<SavedItem<T, X>> : V extends null ? null : SavedItem<T, V>

/** A relation that begins at the table. */
type BeginsAt<T, N> = NameOf<T> extends N ? unknown : { readonly "the relation begins at another table": N }

/**
 * A row to be related by a junction, with what else the junction says of the two.
 *
 * @example
 * ```ts
 * import { addRelated, integer, linkedBy, manyToMany, newRow, primaryKey, primaryKeyOn, table, text } from "fulmar"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const Filling = table("filling", { id: integer.pipe(primaryKey), name: text })
 * const CakeFilling = table("cake_filling", { cakeId: integer, fillingId: integer, grams: integer }, (t) => [primaryKeyOn(t.cakeId, t.fillingId)])
 * const cakeFillings = manyToMany(Cake, Filling, { through: CakeFilling, from: { id: "cakeId" }, to: { fillingId: "id" } })
 * const cake = newRow(Cake, { id: 1, name: "Opera" }).pipe(
 *   addRelated("fillings", cakeFillings, [newRow(Filling, { id: 1, name: "Coffee" }).pipe(linkedBy({ grams: 100 }))]),
 * )
 * ```
 *
 * @since 0.1.0
 */
export const linkedBy =
  (values: Rec) =>
  <X extends AnyChangeset>(changeset: X): X => makeChangeset({ ...changesetNode(changeset), link: { ...values } })

const rowOf = (relation: AnyRelation, item: unknown): ChangesetNode => {
  const { kind, links } = relationNode(relation)
  const target = targetOf(relationNode(relation))
  const node = changesetNode(isChangeset(item) ? item : edit(target as never, item as never))
  if (tableData(node.table).name !== tableData(target).name) {
    throw new TypeError(
      `The relation leads to rows of table ${JSON.stringify(tableData(target).name)}, and ${show(item)} is one of ${JSON.stringify(tableData(node.table).name)}.`,
    )
  }
  // It is referred to by these.
  if (node.original !== null && (kind === "belongsTo" || kind === "manyToMany")) {
    assertHas(target, { ...node.original, ...node.changes }, links[links.length - 1]!.keys.map(({ far }) => far), "related")
  }
  return node
}

const related = (mode: RelatedChange["mode"], name: string, relation: AnyRelation, items: unknown) => (changeset: AnyChangeset) => {
  const node = changesetNode(changeset)
  const given: ReadonlyArray<unknown> = Array.isArray(items) ? items : items === null ? [] : [items]
  const rule = relationNode(relation)
  if (tableData(rule.from).name !== tableData(node.table).name) {
    throw new TypeError(`${JSON.stringify(name)} begins at table ${JSON.stringify(tableData(rule.from).name)}, the row is one of ${JSON.stringify(tableData(node.table).name)}.`)
  }
  if (rule.kind === "through") {
    throw new TypeError(`${JSON.stringify(name)} is a chain of relations: relate rows by each of them, from one to the next.`)
  }
  if (node.original !== null && (rule.kind !== "belongsTo" || mode === "remove")) {
    assertHas(node.table, { ...node.original, ...node.changes }, rule.links[0].keys.map(({ near }) => near), "related")
  }
  return makeChangeset({ ...node, related: [...node.related, { name, relation: rule, mode, rows: given.map((item) => rowOf(relation, item)) }] })
}

/** The columns that new rows lack and do not get from the row that they are related to. */
type LackingOf<V, X, H> = V extends ReadonlyArray<infer I> ? LackingItem<I, X, H> : LackingItem<V, X, H>
type LackingItem<I, X, H> = I extends Changeset<any, "new", infer K, any> ? Lacking<X, K | H> : never
type HasNeeded<V, X, H> = [LackingOf<V, X, H>] extends [never] ? unknown : { readonly "a new row needs": LackingOf<V, X, H> }

interface Relating<M extends "add" | "set"> {
  <const Name extends string, C extends Cardinality, N, X, S, Own, H, const V extends Given<C, X> | (M extends "set" ? (C extends "many" ? never : null) : never)>(
    name: Name,
    relation: Relation<C, N, X, S, Own, H>,
    rows: V & HasNeeded<V, X, H>,
  ): <T, G extends Origin, K, L>(
    changeset: Changeset<T, G, K, L> & BeginsAt<T, N>,
  ) => Changeset<T, G, K | Own, L & { readonly [P in Name]: SavedAs<X, V> }>
}

/**
 * The changeset with rows that are saved with it and related to it, besides those that are already; of a relation to one
 * row, instead of it. `save` gives them back under the name.
 *
 * @example
 * ```ts
 * import { addRelated, autoIncrement, createAll, hasMany, integer, newRow, primaryKey, save, table, text } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect } from "effect"
 *
 * const Team = table("team", { id: integer.pipe(primaryKey, autoIncrement), name: text })
 * const Hero = table("hero", { id: integer.pipe(primaryKey, autoIncrement), name: text, teamId: integer })
 * const teamHeroes = hasMany(Team, Hero, { id: "teamId" })
 * const team = newRow(Team, { name: "Avengers" }).pipe(addRelated("heroes", teamHeroes, [newRow(Hero, { name: "Rusty-Man" })]))
 * const program = Effect.andThen(createAll([Team, Hero]), save(team))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
 * // => { id: 1, name: "Avengers", heroes: [{ id: 1, name: "Rusty-Man", teamId: 1 }] }
 * ```
 *
 * @since 0.1.0
 */
export const addRelated: Relating<"add"> = ((name: string, relation: never, rows: unknown) => related("add", name, relation, rows)) as never

/**
 * The changeset with the rows that are to be related to it when it is saved, and no others: what becomes of those that are
 * now is what the relation says by `onDeleted`; of a junction its rows go. Of a relation to one row, `null` leaves none.
 *
 * @since 0.1.0
 */
export const setRelated: Relating<"set"> = ((name: string, relation: never, rows: unknown) => related("set", name, relation, rows)) as never

/**
 * The changeset with rows that are no longer to be related to it when it is saved. What becomes of them is what the
 * relation says by `onDeleted`; of a junction its rows go.
 *
 * @since 0.1.0
 */
export const removeRelated = (<C extends Cardinality, N, X, S>(relation: Relation<C, N, X, S>, rows: ReadonlyArray<Row<X>>) =>
  related("remove", "", relation, rows)) as <C extends Cardinality, N, X, S>(
  relation: Relation<C, N, X, S>,
  rows: ReadonlyArray<Row<X>>,
) => <T, G extends Origin, K, L>(changeset: Changeset<T, G, K, L> & BeginsAt<T, N>) => Changeset<T, G, K, L>
