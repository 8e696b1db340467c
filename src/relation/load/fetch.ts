import { Effect } from "effect"
import { compileStatement } from "../../core/compile.js"
import { countType } from "../../core/count-type.js"
import { binaryNode, callNode, type ExprNode, windowNode } from "../../core/expr-node.js"
import { type SelectNode, type SelectionNode, selectNode, withClauses } from "../../core/query-node.js"
import { type AnyTable, tableData } from "../../core/table.js"
import { outputSelection } from "../../core/traverse.js"
import { Database } from "../../driver/database.js"
import { all } from "../../driver/operations/all.js"
import { booleanSpec } from "../../expr/arguments.js"
import { isOneOf } from "../key-values.js"
import { column, freshName, keysEqual, nameOf, pathQuery, renamed, tablesOf, withAllRows } from "../path.js"
import { type RelationNode, targetOf } from "../relation.js"
import { underAskedKeys } from "./asked-keys.js"
import type { Entry } from "./entry.js"
import { type Fetched, type Key, keyRecord, type LoadError } from "./fetched.js"
import { type Level, levelOf } from "./level.js"
import { aroundOf, isLimited, isOpen, isPlain } from "./plain.js"
import { manyRows, refined } from "./refined.js"

/** How the related rows of one relation are read for many keys at once. */
export interface Fetch {
  /** The statement for some keys; each of its rows has a `key`, and a `value` or several `values`. */
  readonly statement: (keys: ReadonlyArray<Key>) => SelectNode
  /** How many columns hold a key. */
  readonly width: number
  readonly level: Level
  /** Whether the key of a row is that of the related rows, which need not be the very one that was asked for. */
  readonly far: boolean
}

const selected = (columns: ReadonlyArray<ExprNode>, name: string, selection: SelectionNode): SelectionNode => ({
  _tag: "Record",
  fields: [["key", keyRecord(columns)], [name, selection]],
})

/** A block with the condition that the columns hold one of some keys. */
const among = (block: SelectNode, columns: ReadonlyArray<ExprNode>) => (keys: ReadonlyArray<Key>): SelectNode =>
  withClauses(block, { where: [isOneOf(columns, keys), ...block.where] })

/** The columns of the related rows, or of those on the way, that hold the keys. */
const farColumns = ({ links: [first] }: RelationNode, tables: ReadonlyArray<AnyTable>): ReadonlyArray<ExprNode> =>
  first.keys.map(({ far }) => column(tables[0]!, far))

/** All related rows of some keys, in the order in which they are wanted. */
const together = (node: RelationNode, entry: Entry, q: SelectNode): Fetch => {
  const tables = tablesOf(node, new Set())
  const level = levelOf(q.selection, tables[tables.length - 1]!, entry.spec, aroundOf(q, null))
  const columns = farColumns(node, tables)
  const block = withClauses(q, { joins: [...q.joins, ...level.joins], selection: selected(columns, "value", level.selection) })
  return { statement: among(block, columns), width: columns.length, level, far: true }
}

/** So many related rows of each key: all of them are numbered in their order, key by key, and the block around takes the first. */
const numbered = (node: RelationNode, entry: Entry, q: SelectNode): Fetch => {
  const tables = tablesOf(node, new Set())
  const columns = farColumns(node, tables)
  const place = windowNode(callNode(countType, "rowNumber", [], "never"), { name: null, partitionBy: columns, orderBy: q.orderBy, frame: null })
  const fetch = together(node, entry, withClauses(q, { limit: null, offset: null, orderBy: [] }))
  const compare = (op: "<=" | ">", bound: ExprNode): ExprNode => binaryNode(booleanSpec, op, place, bound)
  const { limit, offset } = q
  const where = [
    ...(offset === null ? [] : [compare(">", offset)]),
    ...(limit === null ? [] : [compare("<=", offset === null ? limit : binaryNode(countType, "+", offset, limit))]),
  ]
  const statement = (keys: ReadonlyArray<Key>): SelectNode => {
    const inner = fetch.statement(keys)
    const query = withClauses(inner, { selection: { _tag: "Record", fields: [["row", inner.selection], ["place", { _tag: "Field", expr: place }]] } })
    return withClauses(selectNode({ _tag: "ClosedSource", query }, inner.selection), { where, orderBy: q.orderBy })
  }
  return { ...fetch, statement }
}

/** The related rows of each key by themselves, nested in the rows that have the keys: what is grouped or told apart is so for each. */
const apart = (node: RelationNode, entry: Entry): Fetch => {
  const tables = tablesOf(node, new Set())
  const parent = renamed(withAllRows(node.from), freshName("_parent", new Set(tables.map(nameOf))))
  const base = pathQuery(node, tables)
  const q = refined(node, withClauses(base, { where: [...keysEqual(parent, node.links[0], tables[0]!), ...base.where] }))
  const plain = isPlain(q)
  const level = levelOf(outputSelection(q), targetOf(node), entry.spec, aroundOf(q, null))
  const inner = plain ? withClauses(q, { joins: [...q.joins, ...level.joins], selection: level.selection }) : q
  const columns = node.links[0].keys.map(({ near }) => column(parent, near))
  const values: SelectionNode = { _tag: "Field", expr: manyRows(inner) }
  const block = selectNode(tableData(parent).source(), selected(columns, "values", values))
  return { statement: among(block, columns), width: columns.length, level, far: false }
}

const makeFetch = (entry: Entry): Fetch => {
  const { node } = entry
  const q = refined(node, pathQuery(node, tablesOf(node, new Set())))
  return isOpen(q) ? together(node, entry, q) : isLimited(q) ? numbered(node, entry, q) : apart(node, entry)
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
export const fetchKeys = (entry: Entry, keys: ReadonlyArray<Key>): Effect.Effect<ReadonlyArray<Fetched>, LoadError, Database> =>
  Effect.gen(function* () {
    if (keys.length === 0) return []
    const { dialect } = yield* Database
    const { far, statement, width } = fetchOf(entry)
    const bare = compileStatement(dialect, statement([]))
    const room = dialect.maxParameters - (bare._tag === "Right" ? bare.right.params.length : 0)
    const most = Math.max(1, Math.min(MOST_KEYS, Math.floor(room / width)))
    const found: Array<Fetched> = []
    for (let start = 0; start < keys.length; start += most) {
      const some = keys.slice(start, start + most)
      const rows = (yield* all(statement(filled(some, most)) as never)) as unknown as ReadonlyArray<Fetched>
      for (const row of far ? yield* underAskedKeys(entry.node, some, rows) : rows) found.push(row)
    }
    return found
  })
