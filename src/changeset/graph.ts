import { Effect } from "effect"
import { insertInto } from "../core/command/insert.js"
import { type SelectionNode, withClauses } from "../core/query-node.js"
import { type AnyTable, deletionOf, isSoft, tableData } from "../core/table.js"
import type { Database } from "../driver/database.js"
import { isUniqueBy, keyText, pathQuery, type RelationNode, tablesOf, targetOf } from "../relation/index.js"
import { and, column, deleteWhere, has, isOneOf, type Key, not, plain, type Rec, rowsOf, run, updateWhere, valueFor, valuesWhere } from "./by-key.js"
import { type ChangesetNode, isChangedNode, type RelatedChange } from "./changeset.js"
import { afterSave, beforeSave, hooksOf } from "./hooks.js"
import { type ChangeError, current, insertAll, keyOf, updateOne } from "./one-row.js"
import type { Restricted } from "./restricted.js"
import { sameValue } from "./same-value.js"
import { inParts, MOST, unlink } from "./unlink.js"
import { withDeleted } from "./with-deleted.js"

export type SaveError = ChangeError | Restricted
type Saved<A> = Effect.Effect<A, SaveError, Database>

const pick = (row: Rec, keys: ReadonlyArray<string>): Key => keys.map((key) => plain(row[key]))
const same = (a: Key, b: Key): boolean => a.every((value, i) => sameValue(value, b[i]))

/** The changeset with these values too; those that the row has already are no change. */
const withValues = (node: ChangesetNode, values: Rec): ChangesetNode => {
  const news = Object.entries(values)
    .map(([key, value]) => [key, valueFor(node.table, key, plain(value))] as const)
    .filter(([key, value]) => node.original === null || !sameValue(node.original[key], value))
  const others = Object.entries(node.changes).filter(([key]) => !(key in values))
  return { ...node, changes: Object.fromEntries([...others, ...news]) }
}

/** The keys that a row has of those it belongs to, which are saved before it. */
const belonging = (node: ChangesetNode): Saved<{ readonly node: ChangesetNode; readonly saved: ReadonlyMap<string, unknown> }> =>
  Effect.gen(function* () {
    let own = node
    const saved = new Map<string, unknown>()
    for (const { mode, name, relation, rows } of node.related) {
      if (relation.kind !== "belongsTo") continue
      const { keys } = relation.links[0]
      if (mode === "remove" || rows.length === 0) {
        const held = pick({ ...own.original, ...own.changes }, keys.map(({ near }) => near))
        const isHeld = rows.length === 0 || rows.some(({ original }) => same(held, pick(original ?? {}, keys.map(({ far }) => far))))
        if (isHeld) own = withValues(own, Object.fromEntries(keys.map(({ near }) => [near, null])))
        if (mode !== "remove") saved.set(name, null)
        continue
      }
      const row = yield* saveNode(rows[0]!)
      saved.set(name, row)
      own = withValues(own, Object.fromEntries(keys.map(({ far, near }) => [near, row[far]])))
    }
    return { node: own, saved }
  })

/** Writes the row itself, if anything of it is to be written. */
const itself = (node: ChangesetNode): Saved<Rec> =>
  Effect.gen(function* () {
    const { original, table } = node
    if (original !== null && !isChangedNode(node)) {
      // What is related to it may change: then it must be the row that was read.
      if (node.related.length > 0) yield* current(table, original)
      return original
    }
    const changes = yield* beforeSave(table, node.changes, original)
    if (original !== null && Object.keys(changes).length === 0) return original
    const row = original === null ? (yield* insertAll(table, [changes]))[0]! : yield* updateOne(table, original, changes)
    yield* afterSave(table, row, original)
    return row
  })

const isLeaf = ({ original, related, table }: ChangesetNode): boolean => original === null && related.length === 0 && hooksOf(table) === null

/** Saves rows of one table, by one statement if all are new and nothing hangs on them. */
export const saveNodes = (rows: ReadonlyArray<ChangesetNode>): Saved<ReadonlyArray<Rec>> =>
  rows.length > 1 && rows.every(isLeaf)
    ? insertAll(rows[0]!.table, rows.map(({ changes }) => changes))
    : Effect.forEach(rows, saveNode)

/** The rows that hold the key of a row: those that are to be hold it, the others as the relation says no longer. */
const holding = ({ mode, relation, rows }: RelatedChange, row: Rec, isNew: boolean): Saved<ReadonlyArray<Rec>> =>
  Effect.gen(function* () {
    const { keys } = relation.links[0]
    const table = targetOf(relation)
    const key = pick(row, keys.map(({ near }) => near))
    const primary = keyOf(table)
    const there = rows.flatMap(({ original }) => (original === null ? [] : [pick(original, primary)]))
    const entry = { node: relation, inner: [] }
    if (mode === "remove") {
      yield* inParts(there, (some) => unlink(entry, [key], [isOneOf(table, primary, some)]))
      return []
    }
    if (!isNew && (mode === "set" || relation.kind === "hasOne")) {
      if (there.length <= MOST) yield* unlink(entry, [key], there.length === 0 ? [] : [not(isOneOf(table, primary, there))])
      else {
        const kept = new Set(there.map(keyText))
        const held = yield* valuesWhere(table, primary, and(isOneOf(table, keys.map(({ far }) => far), [key]), ...relation.links[0].where))
        yield* inParts(held.filter((other) => !kept.has(keyText(other))), (some) => unlink(entry, [key], [isOneOf(table, primary, some)]))
      }
    }
    const held = Object.fromEntries(keys.map(({ far }, i) => [far, key[i]]))
    return yield* saveNodes(rows.map((item) => withValues(item, held)))
  })

/** The keys, in the junction, of the rows that a relation leads to from one with these values. */
const linkedKeys = (relation: RelationNode, own: Rec): Saved<ReadonlyArray<Key>> => {
  const [junction, target] = relation.links as readonly [(typeof relation.links)[0], (typeof relation.links)[0]]
  const near = target.keys.map((key) => key.near)
  if (junction.where.length === 0 && target.where.length === 0) return valuesWhere(junction.table, near, has(junction.table, own, Object.keys(own)))
  const tables = tablesOf(relation, new Set())
  const block = pathQuery(relation, tables)
  const selection: SelectionNode = {
    _tag: "Record",
    fields: near.map((key) => [key, { _tag: "Field", expr: column(tables[0]!, key) }] as const),
  }
  const query = withClauses(block, { selection, where: [...block.where, has(tables[0]!, own, Object.keys(own))] })
  return Effect.map(rowsOf(query), (found) => found.map((row) => pick(row, near)))
}

/** The links of a row that are only marked as deleted, which stand in the way of new ones; `null` if none can. */
const restoring = (
  junction: AnyTable,
  own: Rec,
  near: ReadonlyArray<string>,
): Saved<{ readonly table: AnyTable; readonly keys: ReadonlySet<string>; readonly live: Rec } | null> => {
  const deletion = deletionOf(tableData(junction))
  if (deletion === null || !isSoft(tableData(junction)) || !isUniqueBy(junction, [...Object.keys(own), ...near])) return Effect.succeed(null)
  const table = withDeleted(junction)
  return Effect.map(valuesWhere(table, near, has(table, own, Object.keys(own))), (keys) => ({
    table,
    keys: new Set(keys.map(keyText)),
    live: { [deletion.key]: valueFor(table, deletion.key, null) },
  }))
}

/** The rows that a junction links to a row: the links that are to be are there, and of those that are not to be none. */
const linked = ({ mode, relation, rows }: RelatedChange, row: Rec, isNew: boolean): Saved<ReadonlyArray<Rec>> =>
  Effect.gen(function* () {
    const [first, second] = relation.links as readonly [(typeof relation.links)[0], (typeof relation.links)[0]]
    const junction: AnyTable = first.table
    const own = Object.fromEntries(first.keys.map(({ far, near }) => [far, plain(row[near])]))
    const near = second.keys.map((key) => key.near)
    const far = second.keys.map((key) => key.far)
    const ofRow = has(junction, own, Object.keys(own))
    if (mode === "remove") {
      const gone = rows.map(({ original }) => pick(original ?? {}, far))
      yield* inParts(gone, (some) => Effect.asVoid(run(deleteWhere(junction, and(ofRow, isOneOf(junction, near, some))))))
      return []
    }
    const saved = yield* saveNodes(rows)
    const wanted = saved.map((target) => pick(target, far))
    if (!isNew && mode === "set") {
      const kept = new Set(wanted.map(keyText))
      const gone = (yield* linkedKeys(relation, own)).filter((key) => !kept.has(keyText(key)))
      yield* inParts(gone, (some) => Effect.asVoid(run(deleteWhere(junction, and(ofRow, isOneOf(junction, near, some))))))
    }
    const there = new Set((isNew ? [] : yield* valuesWhere(junction, near, ofRow)).map(keyText))
    const restored = isNew ? null : yield* restoring(junction, own, near)
    const added = new Map<string, Rec>()
    for (const [i, key] of wanted.entries()) {
      const text = keyText(key)
      const values = { ...own, ...Object.fromEntries(near.map((name, n) => [name, key[n]])) }
      const { link } = rows[i]!
      if (added.has(text)) continue
      if (there.has(text)) {
        if (Object.keys(link).length > 0) yield* run(updateWhere(junction, link, has(junction, values, Object.keys(values))))
      } else if (restored !== null && restored.keys.has(text)) {
        yield* run(updateWhere(restored.table, { ...link, ...restored.live }, has(restored.table, values, Object.keys(values))))
        there.add(text)
      } else added.set(text, { ...link, ...values })
    }
    if (added.size > 0) yield* run(insertInto(junction as never, [...added.values()] as never))
    return saved
  })

/** Saves a row with what is related to it: first what it belongs to, then itself, then what holds its key, then links. */
export const saveNode = (given: ChangesetNode): Saved<Rec> =>
  Effect.gen(function* () {
    const { node, saved } = yield* belonging(given)
    const row = yield* itself(node)
    const isNew = node.original === null
    const loaded = new Map(saved)
    const others = node.related.filter(({ relation }) => relation.kind !== "belongsTo")
    for (const change of [...others.filter((x) => x.relation.links.length === 1), ...others.filter((x) => x.relation.links.length > 1)]) {
      const rows = yield* change.relation.links.length === 1 ? holding(change, row, isNew) : linked(change, row, isNew)
      if (change.mode === "remove") continue
      const before = change.mode === "add" ? loaded.get(change.name) : undefined
      loaded.set(change.name, change.relation.cardinality !== "many" ? (rows[0] ?? null) : Array.isArray(before) ? [...before, ...rows] : rows)
    }
    return loaded.size === 0 ? row : Object.fromEntries([...Object.entries(row), ...loaded])
  })
