import { Effect } from "effect"
import { DecodeError } from "../../codec/decode-error.js"
import type { Database } from "../../driver/database.js"
import { keyText, keyValues } from "../key-values.js"
import { nameOf } from "../path.js"
import { type RelationNode, targetOf } from "../relation.js"
import { primaryKeyOf } from "../../core/primary-key.js"
import { isSoft, tableData } from "../../core/table.js"
import type { Entry } from "./entry.js"
import { fetchOf } from "./fetch.js"
import type { LoadError } from "./fetched.js"
import type { Level } from "./level.js"
import { relatedRows } from "./resolver.js"

type Rec = Readonly<Record<string, unknown>>
/** A row as its statement gives it: see {@link Level}. */
interface Wrapped {
  readonly row: Rec | null
  readonly keys: Rec
  readonly joined: Rec
  readonly nested: Readonly<Record<string, ReadonlyArray<unknown>>>
}

const rowIn = (level: Level, value: unknown): Rec | null => (level.wrapped ? (value as Wrapped).row : (value as Rec | null))

const missing = (node: RelationNode, row: Rec): DecodeError => {
  const [near, target] = [node.links[0].keys[0]!.near, nameOf(targetOf(node))]
  const remedy = isSoft(tableData(targetOf(node)))
    ? "It may be marked as deleted: lead the relation to the table withDeleted, or delete the rows that belong to it too."
    : "Make it a foreign key, or the relation one that may find none."
  return new DecodeError({
    message: `Cannot read the row of table ${JSON.stringify(target)} that a row of ${JSON.stringify(nameOf(node.from))} belongs to: there is none for its ${JSON.stringify(near)}. ${remedy}`,
    table: nameOf(node.from),
    column: near,
    expected: `the key of a row of ${JSON.stringify(target)}`,
    actual: row[near],
    row: 0,
    errors: [],
  })
}

/** A row that was reached in several ways comes once. */
const distinct = (node: RelationNode, rows: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
  const key = primaryKeyOf(tableData(targetOf(node)))
  if (node.kind !== "through" || node.refine !== null || key.length === 0 || rows.length < 2) return rows
  const seen = new Map<string, unknown>()
  for (const row of rows) {
    const text = keyText(key.map((k) => (row as Rec)[k]))
    if (!seen.has(text)) seen.set(text, row)
  }
  return [...seen.values()]
}

/** What a row gets of the rows that are related to it. */
const given = (node: RelationNode, rows: ReadonlyArray<unknown>): unknown =>
  node.cardinality === "many" ? distinct(node, rows) : (rows[0] ?? null)

type Attached = Effect.Effect<ReadonlyArray<unknown>, LoadError, Database>

/** Lists of values of a level as lists of rows, with what is loaded with them. */
const attachLists = (level: Level, lists: ReadonlyArray<ReadonlyArray<unknown>>): Effect.Effect<ReadonlyArray<ReadonlyArray<unknown>>, LoadError, Database> =>
  Effect.map(attach(level, lists.flat()), (rows) => {
    let at = 0
    return lists.map((list) => rows.slice(at, (at += list.length)))
  })

/** The related rows of each value, by a statement of their own. */
const byQuery = (level: Level, entry: Entry, values: ReadonlyArray<unknown>): Effect.Effect<ReadonlyArray<unknown>, LoadError, Database> => {
  const { node } = entry
  const near = node.links[0].keys.map((key) => key.near)
  const keyOf = (value: unknown): ReadonlyArray<unknown> | null => {
    const row = rowIn(level, value)
    return row === null ? null : keyValues(level.keysInRow ? row : (value as Wrapped).keys, near)
  }
  const keys = values.map(keyOf)
  const wanted = new Map(keys.filter((key) => key !== null).map((key) => [keyText(key), key]))
  return Effect.gen(function* () {
    // What other fibers wanted of it at the same time came with it.
    const fetched = (yield* relatedRows(entry, [...wanted.values()])).filter(({ key }) => wanted.has(keyText(Object.values(key))))
    const lists = fetched.map((row) => ("value" in row ? [row.value] : row.values))
    const rows = yield* attachLists(fetchOf(entry).level, lists)
    const byKey = new Map<string, Array<unknown>>()
    fetched.forEach((row, i) => {
      const text = keyText(Object.values(row.key))
      const list = byKey.get(text)
      if (list === undefined) byKey.set(text, [...rows[i]!])
      else if ("value" in row) list.push(rows[i]![0])
    })
    return keys.map((key) => given(node, key === null ? [] : (byKey.get(keyText(key)) ?? [])))
  })
}

/** The rows of a level's values, each with what is loaded with it, in their order. */
export const attach = (level: Level, values: ReadonlyArray<unknown>): Attached =>
  Effect.gen(function* () {
    const loaded: Array<readonly [Entry, ReadonlyArray<unknown>]> = []
    for (const { entry, level: inner } of level.joined) {
      loaded.push([entry, yield* attach(inner, values.map((value) => (value as Wrapped).joined[entry.name]))])
    }
    for (const { entry, level: inner } of level.nested) {
      const lists = yield* attachLists(inner, values.map((value) => (value as Wrapped).nested[entry.name]!))
      loaded.push([entry, lists.map((rows) => given(entry.node, rows))])
    }
    for (const entry of level.queries) loaded.push([entry, yield* byQuery(level, entry, values)])
    if (loaded.length === 0) return values.map((value) => rowIn(level, value))
    const rows: Array<Rec | null> = []
    for (const [i, value] of values.entries()) {
      const row = rowIn(level, value)
      if (row === null) {
        rows.push(null)
        continue
      }
      const lost = loaded.find(([{ node }, all]) => all[i] === null && node.cardinality === "one")
      if (lost !== undefined) return yield* Effect.fail(missing(lost[0].node, row))
      rows.push(Object.fromEntries([...Object.entries(row), ...loaded.map(([{ name }, all]) => [name, all[i]] as const)]))
    }
    return rows
  })
