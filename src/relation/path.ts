import { booleanSpec } from "../expr/arguments.js"
import { binaryNode, type ColumnNode, type ExprNode, logicalNode } from "../core/expr-node.js"
import { type JoinKind, type JoinNode, selectNode, type SelectNode, withClauses } from "../core/query-node.js"
import { alias, type AnyTable, fromData, stored, tableData } from "../core/table.js"
import { rewriteExpr } from "../core/traverse.js"
import type { Link, RelationNode } from "./relation.js"

export const nameOf = (table: AnyTable): string => tableData(table).ref

export const renamed = (table: AnyTable, name: string): AnyTable => alias(name)(table as never) as AnyTable

/** The table with the rows that are marked as deleted: whose related rows are wanted was asked before. */
export const withAllRows = (table: AnyTable): AnyTable => fromData(stored(tableData(table)))

/** A name like the given one that is not taken. */
export const freshName = (name: string, taken: ReadonlySet<string>): string => {
  const folded = new Set([...taken].map((x) => x.toLowerCase()))
  let fresh = name
  for (let n = 2; folded.has(fresh.toLowerCase()); n++) fresh = `${name}_${n}`
  return fresh
}

export const column = (table: AnyTable, key: string): ColumnNode =>
  (table as unknown as Readonly<Record<string, ColumnNode>>)[key]!

const equal = (a: ExprNode, b: ExprNode): ExprNode => binaryNode(booleanSpec, "=", a, b)

export const all = (conditions: ReadonlyArray<ExprNode>): ExprNode =>
  conditions.length === 1 ? conditions[0]! : logicalNode(booleanSpec, "and", conditions)

/** That the keys of the table before equal those of the table of the link. */
export const keysEqual = (before: AnyTable, { keys }: Link, table: AnyTable): ReadonlyArray<ExprNode> =>
  keys.map(({ near, far }) => equal(column(table, far), column(before, near)))

/** The conditions of a link, about its table under the name it has here. */
const conditionsOf = ({ table, where }: Link, names: ReadonlyMap<string, AnyTable>, as: AnyTable): ReadonlyArray<ExprNode> =>
  where.map((e) =>
    rewriteExpr(e, (x) => {
      if (x._tag !== "Column") return null
      const there = x.table === nameOf(table) ? as : names.get(x.table)
      return there === undefined ? null : column(there, x.key)
    }),
  )

/** The tables of a relation under names that are neither taken nor used twice. The related rows keep theirs, if they can. */
export const tablesOf = (node: RelationNode, taken: ReadonlySet<string>): ReadonlyArray<AnyTable> => {
  const used = new Set(taken)
  return node.links
    .toReversed()
    .map(({ table }) => {
      const name = freshName(nameOf(table), used)
      used.add(name)
      return name === nameOf(table) ? table : renamed(table, name)
    })
    .toReversed()
}

const namesOf = (node: RelationNode, tables: ReadonlyArray<AnyTable>): ReadonlyMap<string, AnyTable> =>
  new Map(node.links.map((link, i) => [nameOf(link.table), tables[i]!]))

/** The conditions of all links, about their tables under these names. */
export const pathConditions = (node: RelationNode, tables: ReadonlyArray<AnyTable>): ReadonlyArray<ExprNode> => {
  const names = namesOf(node, tables)
  return node.links.flatMap((link, i) => conditionsOf(link, names, tables[i]!))
}

const joinOf = (kind: JoinKind, table: AnyTable, on: ReadonlyArray<ExprNode>): JoinNode => ({
  kind,
  source: tableData(table).source(),
  on: all(on),
  lateral: false,
})

/** The joins that lead from the table where a relation begins to the related rows, under these names. */
export const joinsAlong = (kind: "inner" | "left", node: RelationNode, from: AnyTable, tables: ReadonlyArray<AnyTable>): ReadonlyArray<JoinNode> => {
  const names = namesOf(node, tables)
  return node.links.map((link, i) =>
    joinOf(kind, tables[i]!, [...keysEqual(tables[i - 1] ?? from, link, tables[i]!), ...conditionsOf(link, names, tables[i]!)]),
  )
}

/** A query of all related rows with the tables on the way joined, without the one where the relation begins. */
export const pathQuery = (node: RelationNode, tables: ReadonlyArray<AnyTable>): SelectNode => {
  const target = tableData(tables[tables.length - 1]!)
  const joins = tables.slice(0, -1).map((table, i) => joinOf("inner", table, keysEqual(table, node.links[i + 1]!, tables[i + 1]!)))
  return withClauses(selectNode(target.source(), { _tag: "Row", table: target }), {
    joins: joins.toReversed(),
    where: pathConditions(node, tables),
  })
}
