import { columnName } from "../../../codec/column-name.js"
import { integer } from "../../../codec/integer.js"
import { array } from "../../../codec/array.js"
import { text } from "../../../codec/text.js"
import type { ExprNode } from "../../../core/expr-node.js"
import type { QueryNode } from "../../../core/query-node.js"
import { createIndexes } from "../../../core/ddl/create-index.js"
import type { CreateIndexNode } from "../../../core/ddl-node.js"
import { forceIndex, ignoreIndex, useIndex } from "../../../core/query/index-hint.js"
import { tablesample } from "../../../core/query/tablesample.js"
import { values } from "../../../core/query/values.js"
import { alias, type AnyTable, tableData } from "../../../core/table.js"
import type { TableData } from "../../../core/table-data.js"
import { leafExprs, outputSelection } from "../../../core/traverse.js"
import { generateSeries } from "../../../expr/generate-series.js"
import { identifier, rawQuery } from "../../../expr/raw.js"
import { unnest } from "../../../expr/unnest.js"
import { extentOf, noteExtent } from "../extent.js"
import { isEquatable, kindOf, kinds } from "../kind.js"
import { words } from "../signature.js"
import { template } from "./template.js"
import { clauses, fromTable, tables } from "./clauses.js"
import { chance, int, pick } from "./expr.js"
import { fresh, say, type World } from "./world.js"

/** A table that a query may read from. */
export interface Source {
  readonly table: AnyTable
  readonly leaves: ReadonlyArray<ExprNode>
  /** Keys that tell its rows apart that are not equal; `null` if there are none that can be sorted by. */
  readonly total: ReadonlyArray<ExprNode> | null
}

/** The columns of a table value as expressions. */
export const columnsOfTable = (table: AnyTable): ReadonlyArray<ExprNode> => Object.values(table as object) as ReadonlyArray<ExprNode>

const primaryKey = (data: TableData): ReadonlyArray<string> => {
  const constraint = data.constraints().find((c) => c._tag === "PrimaryKey")
  return constraint?._tag === "PrimaryKey" ? constraint.columns : data.columns.filter((c) => c.spec.primaryKey).map((c) => c.key)
}

/** The expressions as sort keys, if they all can be. */
export const sortable = (all: ReadonlyArray<ExprNode>): ReadonlyArray<ExprNode> | null =>
  all.every((e) => isEquatable(kindOf(e.type))) ? all : null

export const sourceOf = (table: AnyTable): Source => {
  const leaves = columnsOfTable(table)
  const key = primaryKey(tableData(table))
  const byKey = table as unknown as Readonly<Record<string, ExprNode>>
  return { table, leaves, total: sortable(key.length > 0 ? key.map((k) => byKey[k]!) : leaves) }
}

const hints = { useIndex, forceIndex, ignoreIndex }

/** A table, some of whose indexes are to be used or not. */
const hinted = (world: World, table: AnyTable): AnyTable => {
  const names = createIndexes(table).map((index) => (index as unknown as CreateIndexNode).name)
  return world.needs.has("indexHints") && names.length > 0 && chance(world, 2)
    ? (hints[pick(world, ["useIndex", "forceIndex", "ignoreIndex"] as const)](pick(world, names)) as unknown as (t: AnyTable) => AnyTable)(table)
    : table
}

/** A table, of which a part of the rows is read. */
const sampled = (world: World, table: AnyTable): AnyTable =>
  world.needs.has("tablesample") && !world.determined && !world.locks && chance(world, 6)
    ? (tablesample(pick(world, [0, 12.5, 100]), pick(world, [{}, { method: "system" }, { repeatable: 1 }] as const)) as unknown as (t: AnyTable) => AnyTable)(table)
    : table

/** One of the user's tables, under another name if its own is taken. */
export const drawTable = (world: World): Source => {
  const table = sampled(world, hinted(world, pick(world, world.tables)))
  const { name } = tableData(table)
  if (!world.names.has(name)) {
    world.names.add(name)
    return sourceOf(table)
  }
  return sourceOf(say(alias(fresh(world, "t"))(table as never) as AnyTable, "alias"))
}

/** Notes how far the columns of a query reach, which is not to be seen in its table. */
const noted = (table: AnyTable, query: QueryNode): AnyTable => {
  const leaves = leafExprs(outputSelection(query))
  tableData(table).columns.forEach((c, i) => leaves[i] !== undefined && noteExtent(c.spec, extentOf(leaves[i])))
  return table
}

/** A query as a derived table or a common table expression. */
export const derivedSource = (world: World, query: QueryNode): Source =>
  chance(world, 2)
    ? sourceOf(noted(tables.as(fresh(world, "d"))(query), query))
    : sourceOf(noted(tables.cte(fresh(world, "c"), chance(world, 4) ? { materialized: chance(world, 2) } : {})(query), query))

/** A few rows that are written out. */
const drawValues = (world: World): Source => {
  const rows = Array.from({ length: int(world, 1, 3) }, (_, i) => ({ n: i + 1, label: pick(world, ["a", "it's", "", "é"]) }))
  return sourceOf(values(fresh(world, "v"), { n: integer, label: text }, rows) as never)
}

const drawSeries = (world: World): Source => {
  const name = fresh(world, "s")
  const table = chance(world, 3)
    ? generateSeries(name, words.value({ spec: { type: kinds.date.type } }, "2024-02-28"), "2024-03-02" as never)
    : generateSeries(name, int(world, -1, 1), int(world, 1, 4), int(world, 1, 2))
  tableData(table as never).columns.forEach((c) => noteExtent(c.spec, c.spec.type.family === "date" ? [2024, 2024] : [-2, 5]))
  const source = tableData(table as never).source()
  if (source._tag === "DerivedSource" && source.query._tag === "Select" && source.query.from._tag === "FunctionSource") {
    source.query.from.table.columns.forEach((c) => noteExtent(c.spec, [0, 5]))
  }
  return sourceOf(say(table as never, "generateSeries"))
}

const drawUnnest = (world: World): Source => {
  const items = Array.from({ length: int(world, 0, 3) }, () => int(world, -1, 3))
  return sourceOf(say(unnest(fresh(world, "u"), words.value(array(integer), items) as never) as never, "unnest"))
}

/** The numbers up to another, each made of the one before. */
const drawRecursive = (world: World): Source => {
  const start = sourceOf(values(fresh(world, "v"), { n: integer }, [{ n: int(world, 0, 2) }]) as never)
  const most = int(world, 1, 4)
  const base = clauses.select({ n: start.leaves[0] })(fromTable(start.table))
  const table = tables.recursive(fresh(world, "r"), base, (self) => {
    const n = (self as unknown as { readonly n: ExprNode }).n
    return clauses.select({ n: words.add(n, 1) })(clauses.where(words.lt(n, most))(fromTable(self)))
  })
  tableData(table).columns.forEach((c) => noteExtent(c.spec, [0, 5]))
  return sourceOf(table)
}

/** One row of a query in raw SQL. */
const drawRaw = (world: World): Source => {
  const name = pick(world, ["one", 'a"b', "select"])
  const query: unknown = rawQuery({ n: integer.pipe(columnName(name)) })(template("select ", " as ", ""), words.literal(int(world, 0, 3)), identifier(name))
  return sourceOf(tables.as(fresh(world, "d"))(query))
}

/** Rows that are of no table of the user's. */
export const drawRows = (world: World): Source => {
  const make = pick(world, [drawValues, drawSeries, drawUnnest, drawRecursive, ...(world.raw ? [drawRaw] : [])])
  return make(world)
}
