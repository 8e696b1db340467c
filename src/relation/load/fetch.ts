import { Effect } from "effect"
import type { DecodeError } from "../../codec/decode-error.js"
import { compileStatement } from "../../core/compile.js"
import type { ValidationError } from "../../core/errors.js"
import type { ExprNode } from "../../core/expr-node.js"
import { type SelectNode, type SelectionNode, selectNode, withClauses } from "../../core/query-node.js"
import { type AnyTable, fromData, stored, tableData } from "../../core/table.js"
import { outputSelection } from "../../core/traverse.js"
import { Database } from "../../driver/database.js"
import { all } from "../../driver/operations/all.js"
import type { SqlError } from "../../driver/sql-error.js"
import { isOneOf } from "../key-values.js"
import { column, freshName, keysEqual, nameOf, pathQuery, renamed, tablesOf } from "../path.js"
import { type RelationNode, targetOf } from "../relation.js"
import type { Entry } from "./entry.js"
import { type Level, levelOf } from "./level.js"
import { aroundOf, isOpen, isPlain } from "./plain.js"
import { manyRows, refined } from "./refined.js"

export type LoadError = SqlError | DecodeError | ValidationError

/** How the related rows of one relation are read for many keys at once. */
interface Fetch {
  /** The statement, but for the keys; each of its rows has a `key`, and a `value` or several `values`. */
  readonly block: SelectNode
  /** The columns that hold the keys. */
  readonly columns: ReadonlyArray<ExprNode>
  readonly level: Level
}

type Key = ReadonlyArray<unknown>
/** A related row, or some, with the key of what they are related to. */
export type Fetched = { readonly key: Readonly<Record<string, unknown>> } & ({ readonly value: unknown } | { readonly values: ReadonlyArray<unknown> })

const keyRecord = (columns: ReadonlyArray<ExprNode>): SelectionNode => ({
  _tag: "Record",
  fields: columns.map((expr, i) => [String(i), { _tag: "Field", expr }] as const),
})
const selected = (columns: ReadonlyArray<ExprNode>, name: string, selection: SelectionNode): SelectionNode => ({
  _tag: "Record",
  fields: [["key", keyRecord(columns)], [name, selection]],
})

/** All related rows of some keys, in the order in which they are wanted. */
const together = (node: RelationNode, entry: Entry, q: SelectNode): Fetch => {
  const tables = tablesOf(node, new Set())
  const level = levelOf(q.selection, tables[tables.length - 1]!, entry.spec, aroundOf(q, null))
  const columns = node.links[0].keys.map(({ far }) => column(tables[0]!, far))
  return {
    block: withClauses(q, { joins: [...q.joins, ...level.joins], selection: selected(columns, "value", level.selection) }),
    columns,
    level,
  }
}

/** The table with the rows that are marked as deleted: whose related rows are wanted was asked before. */
const withAll = (table: AnyTable): AnyTable => fromData(stored(tableData(table))) as never

/** The related rows of each key by themselves, nested in the rows that have the keys: so a limit counts for each. */
const apart = (node: RelationNode, entry: Entry): Fetch => {
  const tables = tablesOf(node, new Set())
  const parent = renamed(withAll(node.from), freshName("_parent", new Set(tables.map(nameOf))))
  const base = pathQuery(node, tables)
  const q = refined(node, withClauses(base, { where: [...keysEqual(parent, node.links[0], tables[0]!), ...base.where] }))
  const plain = isPlain(q)
  const level = levelOf(outputSelection(q), targetOf(node), entry.spec, aroundOf(q, null))
  const inner = plain ? withClauses(q, { joins: [...q.joins, ...level.joins], selection: level.selection }) : q
  const columns = node.links[0].keys.map(({ near }) => column(parent, near))
  const values: SelectionNode = { _tag: "Field", expr: manyRows(inner) }
  return { block: selectNode(tableData(parent).source(), selected(columns, "values", values)), columns, level }
}

const makeFetch = (entry: Entry): Fetch => {
  const { node } = entry
  const q = refined(node, pathQuery(node, tablesOf(node, new Set())))
  return isOpen(q) ? together(node, entry, q) : apart(node, entry)
}

const known = new WeakMap<object, Fetch>()

export const fetchOf = (entry: Entry): Fetch => {
  const found = known.get(entry.identity)
  if (found !== undefined) return found
  const made = makeFetch(entry)
  known.set(entry.identity, made)
  return made
}

/** Beyond this, longer lists of keys cost more than another statement. */
const MOST_KEYS = 10_000

/** Lists of few different lengths make few different statements: they are filled up by their last key. */
const filled = (keys: ReadonlyArray<Key>, most: number): ReadonlyArray<Key> => {
  let length = 1
  while (length < keys.length) length *= 2
  const wanted = Math.min(length, most)
  return keys.length >= wanted ? keys : [...keys, ...Array.from({ length: wanted - keys.length }, () => keys[keys.length - 1]!)]
}

/** Reads the related rows of all keys, by as few statements as their number allows. */
export const fetchKeys = (fetch: Fetch, keys: ReadonlyArray<Key>): Effect.Effect<ReadonlyArray<Fetched>, LoadError, Database> =>
  Effect.gen(function* () {
    if (keys.length === 0) return []
    const { dialect } = yield* Database
    const { block, columns } = fetch
    const bare = compileStatement(dialect, block)
    const room = dialect.maxParameters - (bare._tag === "Right" ? bare.right.params.length : 0)
    const most = Math.max(1, Math.min(MOST_KEYS, Math.floor(room / columns.length)))
    const found: Array<Fetched> = []
    for (let start = 0; start < keys.length; start += most) {
      const some = filled(keys.slice(start, start + most), most)
      const query = withClauses(block, { where: [isOneOf(columns, some), ...block.where] })
      const rows: ReadonlyArray<Fetched> = yield* all(query as never) as unknown as Effect.Effect<ReadonlyArray<Fetched>, LoadError, Database>
      for (const row of rows) found.push(row)
    }
    return found
  })
