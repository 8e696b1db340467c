import { Effect } from "effect"
import type { Database } from "../driver/database.js"
import type { AnyRelation, Relation, RelationNode } from "../relation/index.js"
import { relationNode, targetOf } from "../relation/index.js"
import { type AnyTable, type NameOf, tableData } from "../core/table.js"
import { primaryKeyOf } from "../core/primary-key.js"
import { and, deleteWhere, has, isOneOf, type Key, not, plain, run, updateWhere, valueFor, valuesWhere, type WriteError } from "./by-key.js"
import type { ExprNode } from "../core/expr-node.js"
import { Restricted } from "./restricted.js"

/** Relations with the relations of their rows: what goes with a row that is deleted. */
export type DeleteSpec = ReadonlyArray<AnyRelation | readonly [AnyRelation, DeleteSpec]>

/** The tables at which relations begin that are none of `N`. */
type Astray<P, N> = P extends ReadonlyArray<infer X> ? AstrayItem<X, N> : never
type AstrayItem<X, N> =
  X extends Relation<any, infer M, any, any>
    ? Exclude<M, N>
    : X extends readonly [Relation<any, infer M, infer T, any>, infer Q]
      ? Exclude<M, N> | Astray<Q, NameOf<T>>
      : never
/** The relations begin at the table of the row, and those of its rows at theirs. */
export type CheckDelete<P, N> = [Astray<P, N>] extends [never] ? unknown : { readonly "a relation begins at another table": Astray<P, N> }

export interface Entry {
  readonly node: RelationNode
  readonly inner: ReadonlyArray<Entry>
}

export const entriesOf = (table: AnyTable, spec: DeleteSpec): ReadonlyArray<Entry> =>
  spec.map((item): Entry => {
    const [relation, inner] = Array.isArray(item) ? (item as readonly [AnyRelation, DeleteSpec]) : [item as AnyRelation, []]
    const node = relationNode(relation)
    if (tableData(node.from).name !== tableData(table).name) {
      throw new TypeError(
        `A relation begins at table ${JSON.stringify(tableData(node.from).name)}, the row that is deleted is one of ${JSON.stringify(tableData(table).name)}.`,
      )
    }
    if (node.kind === "belongsTo" || node.kind === "through") {
      throw new TypeError(
        `Rows of table ${JSON.stringify(tableData(targetOf(node)).name)} do not go with one of ${JSON.stringify(tableData(node.from).name)}: give relations of a row to those that hold its key, or a junction.`,
      )
    }
    return { node, inner: entriesOf(targetOf(node), inner) }
  })

type Done = Effect.Effect<void, WriteError | Restricted, Database>

/** How many keys stand in one condition. */
export const MOST = 1000

/** Does something for the keys that refer to something, some at a time. */
export const inParts = (all: ReadonlyArray<Key>, each: (some: ReadonlyArray<Key>) => Done): Done =>
  Effect.gen(function* () {
    const keys = all.filter((key) => key.every((value) => value !== null))
    for (let at = 0; at < keys.length; at += MOST) yield* each(keys.slice(at, at + MOST))
  })

/** The row that is to be deleted itself, which may be related to itself, or to what goes with it. */
interface Root {
  readonly table: RelationNode["from"]
  readonly row: Readonly<Record<string, unknown>>
}

const sameTable = (a: RelationNode["from"], b: RelationNode["from"]): boolean =>
  tableData(a).name === tableData(b).name && tableData(a).schema === tableData(b).schema

/** All rows of a table but that one. */
const others = (table: RelationNode["from"], root: Root | null): ReadonlyArray<ExprNode> =>
  root !== null && sameTable(table, root.table) ? [not(has(table, root.row, primaryKeyOf(tableData(table))))] : []

const mayBeNull = (table: RelationNode["from"], key: string): boolean => {
  const { nullable, option } = tableData(table).columns.find((c) => c.key === key)!.spec
  return nullable || option
}

/** Does with rows related to some keys what the relation says: those for which the further condition holds, or all. */
export const unlink = ({ inner, node }: Entry, keys: ReadonlyArray<Key>, further: ReadonlyArray<ExprNode> = [], root: Root | null = null): Done =>
  inParts(keys, (some) => {
    const [first] = node.links
    const far = first.keys.map((key) => key.far)
    const among = and(isOneOf(first.table, far, some), ...further)
    if (node.links.length > 1) return Effect.asVoid(run(deleteWhere(first.table, among)))
    const condition = and(among, ...first.where, ...others(first.table, root))
    switch (node.rule) {
      case "passive":
        return Effect.void
      case "set null": {
        const detached = Effect.asVoid(run(updateWhere(first.table, Object.fromEntries(far.map((key) => [key, valueFor(first.table, key, null)])), condition)))
        // Where a key cannot be NULL, that fails, but not for want of rows.
        return far.every((key) => mayBeNull(first.table, key))
          ? detached
          : Effect.flatMap(valuesWhere(first.table, far, condition), (rows) => (rows.length === 0 ? Effect.void : detached))
      }
      case "restrict":
        return Effect.flatMap(valuesWhere(first.table, far, condition), (rows) =>
          rows.length === 0
            ? Effect.void
            : Effect.fail(
                new Restricted({
                  message: `Rows of table ${JSON.stringify(tableData(first.table).name)} are related to what is to be deleted of ${JSON.stringify(tableData(node.from).name)}, and their relation restricts that. Delete or move them first.`,
                  table: tableData(first.table).name,
                  rows: rows.length,
                }),
              ),
        )
      case "cascade":
        return deleteAll(first.table, inner, condition, root)
    }
  })

/** Deletes rows, after what is related to them. */
const deleteAll = (table: RelationNode["from"], inner: ReadonlyArray<Entry>, condition: ExprNode, root: Root | null): Done =>
  Effect.gen(function* () {
    for (const entry of inner) {
      yield* unlink(entry, yield* valuesWhere(table, entry.node.links[0].keys.map(({ near }) => near), condition), [], root)
    }
    yield* run(deleteWhere(table, condition))
  })

/** Does with everything related to rows of a table with these keys what the relations say. */
export const unlinkAll = (entries: ReadonlyArray<Entry>, table: RelationNode["from"], row: Readonly<Record<string, unknown>>): Done =>
  Effect.gen(function* () {
    for (const entry of entries) yield* unlink(entry, [entry.node.links[0].keys.map(({ near }) => plain(row[near]))], [], { table, row })
  })

