import { Effect } from "effect"
import { insertInto } from "../core/command/insert.js"
import { unaryNode, type ExprNode } from "../core/expr-node.js"
import type { AnyTable } from "../core/table.js"
import type { Database } from "../driver/database.js"
import { booleanSpec } from "../expr/arguments.js"
import { targetOf } from "../relation/index.js"
import { and, deleteWhere, has, isOneOf, type Key, plain, type Rec, run, updateWhere, valueFor, valuesWhere } from "./by-key.js"
import { type ChangesetNode, isChangedNode, type RelatedChange, type RelatedRow } from "./changeset.js"
import { afterSave, beforeSave, hooksOf } from "./hooks.js"
import { type ChangeError, current, insertAll, keyOf, updateOne } from "./one-row.js"
import type { Restricted } from "./restricted.js"
import { sameValue } from "./same-value.js"
import { unlink } from "./unlink.js"

export type SaveError = ChangeError | Restricted
type Saved<A> = Effect.Effect<A, SaveError, Database>

const not = (e: ExprNode): ExprNode => unaryNode(booleanSpec, "not", e)
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
const belonging = (node: ChangesetNode): Saved<{ readonly node: ChangesetNode; readonly saved: Rec }> =>
  Effect.gen(function* () {
    let own = node
    const saved: Record<string, unknown> = {}
    for (const { mode, name, relation, rows } of node.related) {
      if (relation.kind !== "belongsTo") continue
      const { keys } = relation.links[0]
      if (mode === "remove" || rows.length === 0) {
        const held = pick({ ...own.original, ...own.changes }, keys.map(({ near }) => near))
        const isHeld = rows.length === 0 || rows.some(({ changeset }) => same(held, pick(changeset.original ?? {}, keys.map(({ far }) => far))))
        if (isHeld) own = withValues(own, Object.fromEntries(keys.map(({ near }) => [near, null])))
        if (mode !== "remove") saved[name] = null
        continue
      }
      const row = yield* saveNode(rows[0]!.changeset)
      saved[name] = row
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
    const row = original === null ? (yield* insertAll(table, [changes]))[0]! : yield* updateOne(table, original, changes)
    yield* afterSave(table, row, original)
    return row
  })

const isLeaf = ({ changeset }: RelatedRow): boolean =>
  changeset.original === null && changeset.related.length === 0 && hooksOf(changeset.table) === null

/** Saves rows of one table, by one statement if all are new and nothing hangs on them. */
export const saveNodes = (rows: ReadonlyArray<RelatedRow>): Saved<ReadonlyArray<Rec>> =>
  rows.length > 1 && rows.every(isLeaf)
    ? insertAll(rows[0]!.changeset.table, rows.map(({ changeset }) => changeset.changes))
    : Effect.forEach(rows, ({ changeset }) => saveNode(changeset))

/** The rows that hold the key of a row: those that are to be hold it, the others as the relation says no longer. */
const holding = ({ mode, relation, rows }: RelatedChange, row: Rec, isNew: boolean): Saved<ReadonlyArray<Rec>> =>
  Effect.gen(function* () {
    const { keys } = relation.links[0]
    const table = targetOf(relation)
    const key = pick(row, keys.map(({ near }) => near))
    const primary = keyOf(table)
    const there = rows.flatMap(({ changeset }) => (changeset.original === null ? [] : [pick(changeset.original, primary)]))
    const entry = { node: relation, inner: [] }
    if (mode === "remove") {
      if (there.length > 0) yield* unlink(entry, [key], [isOneOf(table, primary, there)])
      return []
    }
    if (!isNew && (mode === "set" || relation.kind === "hasOne")) {
      yield* unlink(entry, [key], there.length === 0 ? [] : [not(isOneOf(table, primary, there))])
    }
    const held = Object.fromEntries(keys.map(({ far }, i) => [far, key[i]]))
    return yield* saveNodes(rows.map((item) => ({ ...item, changeset: withValues(item.changeset, held) })))
  })

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
      const gone = rows.map(({ changeset }) => pick(changeset.original ?? {}, far))
      if (gone.length > 0) yield* run(deleteWhere(junction, and(ofRow, isOneOf(junction, near, gone))))
      return []
    }
    const saved = yield* saveNodes(rows)
    const wanted = saved.map((target) => pick(target, far))
    if (!isNew && mode === "set") {
      yield* run(deleteWhere(junction, wanted.length === 0 ? ofRow : and(ofRow, not(isOneOf(junction, near, wanted)))))
    }
    const there = isNew ? [] : yield* valuesWhere(junction, near, ofRow)
    const added: Array<{ readonly key: Key; readonly values: Rec }> = []
    for (const [i, key] of wanted.entries()) {
      const values = { ...own, ...Object.fromEntries(near.map((name, n) => [name, key[n]])) }
      const { link } = rows[i]!
      if (added.some((other) => same(other.key, key))) continue
      if (!there.some((other) => same(other, key))) added.push({ key, values: { ...link, ...values } })
      else if (Object.keys(link).length > 0) yield* run(updateWhere(junction, link, has(junction, values, Object.keys(values))))
    }
    if (added.length > 0) yield* run(insertInto(junction as never, added.map(({ values }) => values) as never))
    return saved
  })

/** Saves a row with what is related to it: first what it belongs to, then itself, then what holds its key, then links. */
export const saveNode = (given: ChangesetNode): Saved<Rec> =>
  Effect.gen(function* () {
    const { node, saved } = yield* belonging(given)
    const row = yield* itself(node)
    const isNew = node.original === null
    const loaded: Record<string, unknown> = { ...saved }
    const others = node.related.filter(({ relation }) => relation.kind !== "belongsTo")
    for (const change of [...others.filter((x) => x.relation.links.length === 1), ...others.filter((x) => x.relation.links.length > 1)]) {
      const rows = yield* change.relation.links.length === 1 ? holding(change, row, isNew) : linked(change, row, isNew)
      if (change.mode !== "remove") loaded[change.name] = change.relation.cardinality === "many" ? rows : (rows[0] ?? null)
    }
    const names = node.related.filter(({ mode }) => mode !== "remove").map(({ name }) => name)
    return names.length === 0 ? row : Object.fromEntries([...Object.entries(row), ...names.map((name) => [name, loaded[name]] as const)])
  })
