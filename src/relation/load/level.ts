import type { ExprNode } from "../../core/expr-node.js"
import { freeTables } from "../../core/free-tables.js"
import { type JoinNode, type SelectionNode, withClauses } from "../../core/query-node.js"
import { type AnyTable, tableData } from "../../core/table.js"
import { outputSelection } from "../../core/traverse.js"
import { column, joinsAlong, keysEqual, nameOf, pathQuery, tablesOf } from "../path.js"
import { type Strategy, targetOf } from "../relation.js"
import { isUniqueBy } from "../unique-key.js"
import { entriesOf, type Entry } from "./entry.js"
import { type Around, aroundOf, isPlain } from "./plain.js"
import { manyRows, refined } from "./refined.js"
import type { LoadSpec } from "./spec.js"

/**
 * How the rows of one level are read. If it is `wrapped`, each is `{ row, keys, joined, nested }`: the row itself, the keys
 * it lacks, and the related rows that come with it. What else is loaded comes by `queries`.
 */
export interface Level {
  readonly wrapped: boolean
  readonly selection: SelectionNode
  readonly joins: ReadonlyArray<JoinNode>
  readonly joined: ReadonlyArray<{ readonly entry: Entry; readonly level: Level }>
  readonly nested: ReadonlyArray<{ readonly entry: Entry; readonly level: Level }>
  readonly queries: ReadonlyArray<Entry>
  /** Whether the keys of the queries stand in the row. */
  readonly keysInRow: boolean
}

const joinable = ({ node }: Entry, around: Around): boolean => {
  const target = targetOf(node)
  return (
    around.joins &&
    node.cardinality !== "many" &&
    node.refine === null &&
    node.links.length === 1 &&
    !around.scope.has(nameOf(target).toLowerCase()) &&
    isUniqueBy(target, node.links[0].keys.map(({ far }) => far))
  )
}

const strategyOf = (entry: Entry, around: Around): Strategy => {
  const wanted = entry.node.strategy ?? around.strategy ?? "join"
  return wanted === "nested" ? (around.plain ? "nested" : "query") : wanted === "join" && joinable(entry, around) ? "join" : "query"
}

const field = (expr: ExprNode): SelectionNode => ({ _tag: "Field", expr })
const record = (fields: ReadonlyArray<readonly [string, SelectionNode]>): SelectionNode => ({ _tag: "Record", fields })

/** How rows of a table, of which a query selects this, are read together with what belongs to them. */
export const levelOf = (selection: SelectionNode, table: AnyTable, spec: LoadSpec, around: Around): Level => {
  const joined: Array<{ entry: Entry; level: Level }> = []
  const nested: Array<{ entry: Entry; level: Level; selection: SelectionNode }> = []
  const queries: Array<Entry> = []
  const joins: Array<JoinNode> = []
  const entries = entriesOf(spec)
  if (selection._tag === "Field" && entries.length > 0) {
    throw new TypeError(
      `Rows of one value hold no related rows: select a record, as { value: … }, to load ${JSON.stringify(entries[0]!.name)} with it.`,
    )
  }
  for (const entry of entries) {
    const strategy = strategyOf(entry, around)
    if (strategy === "join") {
      const target = targetOf(entry.node)
      around.scope.add(nameOf(target).toLowerCase())
      joins.push(...joinsAlong("left", entry.node, table, [target]))
      const level = levelOf({ _tag: "Row", table: tableData(target) }, target, entry.spec, around)
      joins.push(...level.joins)
      joined.push({ entry, level })
      continue
    }
    const within = strategy === "nested" ? nestedOf(entry, table, around.strategy) : null
    if (within === null) queries.push(entry)
    else nested.push({ entry, ...within })
  }
  const keysInRow = selection._tag === "Row" && selection.table.ref === nameOf(table)
  const missing = keysInRow ? [] : [...new Set(queries.flatMap(({ node }) => node.links[0].keys.map(({ near }) => near)))]
  if (missing.length > 0 && !around.plain) {
    throw new TypeError(
      `Related rows cannot be loaded with rows that are grouped, distinct or of a set operation and are not whole rows of table ${JSON.stringify(nameOf(table))}; select the table, or load them with loadInto.`,
    )
  }
  const wrapped = missing.length > 0 || joined.length > 0 || nested.length > 0
  return {
    wrapped,
    selection: wrapped
      ? record([
          ["row", selection],
          ["keys", record(missing.map((key) => [key, field(column(table, key))] as const))],
          ["joined", record(joined.map(({ entry, level }) => [entry.name, level.selection] as const))],
          ["nested", record(nested.map((n) => [n.entry.name, n.selection] as const))],
        ])
      : selection,
    joins,
    joined,
    nested,
    queries,
    keysInRow,
  }
}

/** The related rows of each row of a table that stands around, nested in it; `null` if a name stands in the way. */
const nestedOf = (
  entry: Entry,
  parent: AnyTable,
  strategy: Strategy | null,
): { readonly level: Level; readonly selection: SelectionNode } | null => {
  const { node } = entry
  const tables = tablesOf(node, new Set())
  const base = pathQuery(node, tables)
  const correlated = [...keysEqual(parent, node.links[0], tables[0]!), ...base.where]
  const q = refined(node, withClauses(base, { where: correlated }))
  if (!freeTables(q).has(nameOf(parent))) return null
  const target = tables[tables.length - 1]!
  const level = levelOf(outputSelection(q), target, entry.spec, aroundOf(q, strategy))
  const read = isPlain(q) ? withClauses(q, { joins: [...q.joins, ...level.joins], selection: level.selection }) : q
  return { level, selection: { _tag: "Field", expr: manyRows(read) } }
}
