import type { AddForeignKeyNode, CreateTableNode, ForeignKey } from "../ddl-node.js"
import { foreignKeysOf } from "../print/ddl.js"
import { queryPipe } from "../query-node.js"
import { type AnyTable, tableData } from "../table.js"
import type { TableData } from "../table-data.js"
import type { Dialect } from "../dialect.js"
import { createIndexes } from "./create-index.js"
import { type Ddl, dropTable } from "./create-table.js"

const target = (key: ForeignKey): string => key.target().table

/**
 * Tables in an order in which each comes after those it refers to, as far as there is one: where tables refer to each
 * other in a circle, the one given first comes first.
 */
export const inOrder = (tables: ReadonlyArray<AnyTable>): ReadonlyArray<AnyTable> => {
  const byName = new Map(tables.map((t) => [tableData(t).name, t]))
  const done = new Set<string>()
  const ordered: Array<AnyTable> = []
  const visit = (t: AnyTable): void => {
    const data = tableData(t)
    if (done.has(data.name)) {
      return
    }
    done.add(data.name)
    for (const key of foreignKeysOf(data)) {
      const other = byName.get(target(key))
      if (other !== undefined) {
        visit(other)
      }
    }
    ordered.push(t)
  }
  tables.forEach(visit)
  return ordered
}

/** The foreign keys of a table to tables that are not there when it is made. */
const forward = (data: TableData, made: ReadonlySet<string>, all: ReadonlySet<string>): ReadonlyArray<ForeignKey> =>
  foreignKeysOf(data).filter((key) => target(key) !== data.name && all.has(target(key)) && !made.has(target(key)))

/**
 * The statements that make tables and their indexes: each table after those it refers to. Where tables refer to each other
 * in a circle, the foreign keys that close it are added at the end, or where the database cannot do that (SQLite) are
 * part of the tables, which it allows.
 *
 * @example
 * ```ts
 * import { createStatements, integer, primaryKey, references, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const Fruit = table("fruit", { cakeId: integer.pipe(references(() => Cake.id)) })
 * createStatements(dialect)([Fruit, Cake]).map((s) => toSql(dialect)(s).slice(0, 20))
 * // => [`create table "cake" `, `create table "fruit"`]
 * ```
 *
 * @since 0.1.0
 */
export const createStatements =
  (dialect: Dialect) =>
  (tables: ReadonlyArray<AnyTable>, options: { readonly ifNotExists?: boolean } = {}): ReadonlyArray<Ddl> => {
    const ordered = inOrder(tables)
    const all = new Set(ordered.map((t) => tableData(t).name))
    const made = new Set<string>()
    const later: Array<AddForeignKeyNode> = []
    const creates = ordered.map((t): CreateTableNode => {
      const table = tableData(t)
      const without = dialect.addForeignKey ? forward(table, made, all) : []
      made.add(table.name)
      later.push(...without.map((foreignKey) => ({ _tag: "AddForeignKey" as const, table, foreignKey, pipe: queryPipe })))
      return { _tag: "CreateTable", table, ifNotExists: options.ifNotExists ?? false, without, pipe: queryPipe }
    })
    return [
      ...[...creates, ...later].map((node) => Object.freeze(node) as never as Ddl),
      ...ordered.flatMap((t) => createIndexes(t, options)),
    ]
  }

/** The statements that remove tables: each before those it refers to. @since 0.1.0 */
export const dropStatements = (
  tables: ReadonlyArray<AnyTable>,
  options: { readonly ifExists?: boolean } = {},
): ReadonlyArray<Ddl> => [...inOrder(tables)].toReversed().map((t) => dropTable(t, options))
