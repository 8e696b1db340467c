import { existsNode, type ExprNode } from "../core/expr-node.js"
import { selectNode, type SelectNode, withClauses } from "../core/query-node.js"
import type { Query } from "../core/query-types.js"
import { type NameOf, type NeedsOfTable, tableData, type TableMeta } from "../core/table.js"
import { booleanSpec } from "../expr/arguments.js"
import { isOneOf, keyText, keyValues } from "./key-values.js"
import { column, joinsAlong, keysEqual, nameOf, pathConditions, tablesOf } from "./path.js"
import { type AnyRelation, type Cardinality, type Relation, type RelationNode, relationNode } from "./relation.js"

type Unread = Readonly<Record<string, unknown>>

/** The key values of rows, each once. */
export const keysOf = (rows: ReadonlyArray<Unread>, keys: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<unknown>> => {
  const found = new Map<string, ReadonlyArray<unknown>>()
  for (const row of rows) {
    const values = keyValues(row, keys)
    if (values !== null) found.set(keyText(values), values)
  }
  return [...found.values()]
}

/** The rows of the last table of a relation that are reached from the keys, each once. */
const reached = (node: RelationNode, keys: ReadonlyArray<ReadonlyArray<unknown>>): SelectNode => {
  const tables = tablesOf(node, new Set())
  const target = tables[tables.length - 1]!
  const [first] = node.links
  const among = isOneOf(first.keys.map(({ far }) => column(tables[0]!, far)), keys)
  const conditions = pathConditions(node, tables)
  const block = selectNode(tableData(target).source(), { _tag: "Row", table: tableData(target) })
  if (tables.length === 1) return withClauses(block, { where: [among, ...conditions] })
  const way = tables.slice(0, -1)
  const onWay = selectNode(tableData(way[0]!).source(), { _tag: "Row", table: tableData(way[0]!) })
  const before = { ...node, links: node.links.slice(1, -1).map((link) => ({ ...link, where: [] })) as never }
  const joined: ExprNode = existsNode(
    booleanSpec,
    withClauses(onWay, {
      joins: joinsAlong("inner", before, way[0]!, way.slice(1)),
      where: [...keysEqual(way[way.length - 1]!, node.links[node.links.length - 1]!, target), among, ...conditions],
    }),
  )
  return withClauses(block, { where: [joined] })
}

type RowsOf<T> = Query<"select", NameOf<T>, never, T, NeedsOfTable<T>, unknown>
/** What a row must have for its related rows to be found: the columns of its table. */
type From<N> = { readonly [key: string]: unknown } & ([N] extends [never] ? never : unknown)

interface RelatedOf {
  <C extends Cardinality, N, T extends TableMeta<any, any, any>, S>(
    relation: Relation<C, N, T, S>,
  ): (rows: From<N> | ReadonlyArray<From<N>>) => RowsOf<T>
  <C extends Cardinality, N, T extends TableMeta<any, any, any>, S>(
    relation: Relation<C, N, T, S>,
    rows: From<N> | ReadonlyArray<From<N>>,
  ): RowsOf<T>
}

/** That rows have the keys by which their related rows are found. */
export const assertKeys = (node: RelationNode, rows: ReadonlyArray<Unread>): void => {
  for (const row of rows) {
    const missing = node.links[0].keys.find(({ near }) => row[near] === undefined)
    if (missing !== undefined) {
      throw new TypeError(
        `A row of table ${JSON.stringify(nameOf(node.from))} without ${JSON.stringify(missing.near)} has no related rows that could be found; select that column too.`,
      )
    }
  }
}

const relatedTo = (relation: AnyRelation, rows: Unread | ReadonlyArray<Unread> | undefined): SelectNode => {
  const node = relationNode(relation)
  const given: ReadonlyArray<Unread> = Array.isArray(rows) ? rows : [rows as Unread]
  assertKeys(node, given)
  return reached(node, keysOf(given, node.links[0].keys.map((key) => key.near)))
}

/**
 * The rows that are related to a row or to some rows, as a query. A row that is related to several of them comes once.
 *
 * The SQL: `select … from "fruit" where "fruit"."cakeId" in (1, 2)`; over a junction `where exists (select … from
 * "cake_filling" where …)`.
 *
 * @example
 * ```ts
 * import { hasMany, integer, primaryKey, related, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const Fruit = table("fruit", { name: text, cakeId: integer })
 * const cakeFruits = hasMany(Cake, Fruit, { id: "cakeId" })
 * const cake = { id: 1 }
 * toSql(dialect)(related(cakeFruits, cake))
 * // => `select "fruit"."name", "fruit"."cakeId" from "fruit" where "fruit"."cakeId" in (1)`
 * ```
 *
 * @since 0.1.0
 */
export const related: RelatedOf = ((relation: never, ...given: ReadonlyArray<never>) =>
  given.length === 0 ? (rows: never) => relatedTo(relation, rows) : relatedTo(relation, given[0])) as never
