import type { Pipeable } from "effect/Pipeable"
import { pipeArguments } from "effect/Pipeable"
import { primaryKeyOf } from "../core/primary-key.js"
import { type AnyTable, type Insert, type Row, tableData, type TableMeta, type Update } from "../core/table.js"
import type { RelationNode } from "../relation/index.js"
import { sameValue } from "./same-value.js"

type AnyT = TableMeta<any, any, any>
type Rec = Readonly<Record<string, unknown>>

/** Where the row of a changeset comes from: it is new, or the database gave it. */
export type Origin = "new" | "saved"

/** What a changeset is at run time. */
export interface ChangesetNode {
  readonly table: AnyTable
  /** The row as the database gave it; `null`: it is new. */
  readonly original: Rec | null
  /** The values that are to be written, by key. */
  readonly changes: Rec
  /** What is to become of its related rows, in this order. */
  readonly related: ReadonlyArray<RelatedChange>
  /** What else the row of a junction holds that links it. */
  readonly link: Rec
}

/** Rows to be related to one, besides those that are or instead of them, or to be so no longer. */
export interface RelatedChange {
  /** Under which they are given back. */
  readonly name: string
  readonly relation: RelationNode
  readonly mode: "add" | "set" | "remove"
  readonly rows: ReadonlyArray<ChangesetNode>
}

export const ChangesetId: unique symbol = Symbol.for("fulmar/Changeset")
declare const ChangesetTypes: unique symbol

/**
 * What is to become of one row of table `T`: the values to be written, and the row that is there already, if there is one.
 * It is a value: {@link change} gives another one. `K` are the keys that have a value, `L` the rows that are saved with it.
 *
 * @since 0.1.0
 */
export interface Changeset<out T, out G extends Origin, out K, out L = {}> extends Pipeable {
  readonly [ChangesetTypes]: { readonly T: () => T; readonly G: () => G; readonly K: () => K; readonly L: () => L }
  readonly [ChangesetId]: ChangesetNode
}

/** Any changeset. */
export type AnyChangeset = Changeset<any, Origin, any, any>

export const changesetNode = (changeset: AnyChangeset): ChangesetNode => changeset[ChangesetId]
export const isChangeset = (u: unknown): u is AnyChangeset => typeof u === "object" && u !== null && ChangesetId in u

function pipe(this: unknown): unknown {
  return pipeArguments(this, arguments)
}

export const makeChangeset = (node: ChangesetNode): never =>
  Object.freeze({ [ChangesetId]: Object.freeze(node), pipe }) as never

/** The values that are given; one that is `undefined` is not. */
const given = (values: Rec): Rec => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

type NoOther<V, K> = { readonly [X in Exclude<keyof V, K>]: never }

/**
 * A new row with some of its values. What is left out has its default when the row is inserted.
 *
 * @example
 * ```ts
 * import { autoIncrement, integer, newRow, primaryKey, table, text } from "fulmar"
 *
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey, autoIncrement), name: text })
 * const apple = newRow(Fruit, { name: "Apple" })
 * ```
 *
 * @since 0.1.0
 */
export const newRow = <T extends AnyT, const V extends Partial<Insert<T>>>(
  table: T,
  values: V & NoOther<V, keyof Insert<T>>,
): Changeset<T, "new", keyof V> => makeChangeset({ table, original: null, changes: given(values), related: [], link: {} })

/** The column that counts the changes of a row, if the table has one. */
export const versionOf = (table: AnyTable): string | null =>
  tableData(table).columns.find((c) => c.spec.role === "version")?.key ?? null

/**
 * A row that the database gave, to be changed. Nothing of it is changed yet. It needs the primary key, and the version
 * where the table has one; of the other columns only those that are there count.
 *
 * @example
 * ```ts
 * import { change, edit, integer, primaryKey, table, text } from "fulmar"
 *
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey), name: text })
 * const pear = edit(Fruit, { id: 1, name: "Pear" }).pipe(change({ name: "Sweet pear" }))
 * ```
 *
 * @since 0.1.0
 */
export const edit = <T extends AnyT>(table: T, row: Partial<Row<T>>): Changeset<T, "saved", keyof Row<T>> => {
  const { name } = tableData(table)
  const keys = primaryKeyOf(tableData(table))
  if (keys.length === 0) throw new TypeError(`Table ${JSON.stringify(name)} has no primary key, so none of its rows can be told from the others; use update(…).`)
  const version = versionOf(table)
  assertHas(table, row as Rec, version === null ? keys : [...keys, version], "changed")
  return makeChangeset({ table, original: { ...(row as Rec) }, changes: {}, related: [], link: {} })
}

/** That a row that the database gave has what is needed of it. */
export const assertHas = (table: AnyTable, row: Rec, keys: ReadonlyArray<string>, purpose: string): void => {
  const missing = keys.find((key) => !Object.hasOwn(row, key) || row[key] === undefined)
  if (missing !== undefined) {
    throw new TypeError(`A row of table ${JSON.stringify(tableData(table).name)} cannot be ${purpose} without its ${JSON.stringify(missing)}; select that column too.`)
  }
}

/** The keys that may be changed: in a new row whatever is inserted. */
type Changeable<T, G extends Origin> = G extends "new" ? Insert<T> : Update<T>

/**
 * The changeset with some values changed. A value that the row has already is no change, so it is not written.
 *
 * @since 0.1.0
 */
export const change =
  <T, G extends Origin, const V extends Partial<Changeable<T, G>>>(values: V & NoOther<V, keyof Changeable<T, G>>) =>
  <K, L>(changeset: Changeset<T, G, K, L>): Changeset<T, G, K | keyof V, L> => {
    const node = changesetNode(changeset)
    const changes = new Map(Object.entries(node.changes))
    for (const [key, value] of Object.entries(given(values as Rec))) {
      if (node.original !== null && Object.hasOwn(node.original, key) && sameValue(node.original[key], value)) changes.delete(key)
      else changes.set(key, value)
    }
    return makeChangeset({ ...node, changes: Object.fromEntries(changes) })
  }

/**
 * The values that are to be written, by key: what {@link change} was given and the row has not.
 *
 * @example
 * ```ts
 * import { change, changesOf, edit, integer, primaryKey, table, text } from "fulmar"
 *
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey), name: text, grams: integer })
 * const pear = edit(Fruit, { id: 1, name: "Pear", grams: 90 })
 * changesOf(pear.pipe(change({ name: "Pear", grams: 95 }))) // => { grams: 95 }
 * ```
 *
 * @since 0.1.0
 */
export const changesOf = <T, G extends Origin>(changeset: Changeset<T, G, unknown, unknown>): Partial<Changeable<T, G>> =>
  ({ ...changesetNode(changeset).changes }) as never

/** Whether anything of the row itself is to be written. A new row is always written. @since 0.1.0 */
export const isChanged = (changeset: AnyChangeset): boolean => isChangedNode(changesetNode(changeset))

export const isChangedNode = ({ changes, original }: ChangesetNode): boolean => original === null || Object.keys(changes).length > 0

/** The columns that an insert must give and that are none of `K`; so written, errors tell their names. */
export type Lacking<T, K> = keyof { [X in keyof Insert<T> as undefined extends Insert<T>[X] ? never : X extends K ? never : X]: never }
/** Columns are there. */
export type HasAll<T, K> = [Lacking<T, K>] extends [never] ? unknown : { readonly "a new row needs": Lacking<T, K> }
