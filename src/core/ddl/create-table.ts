import type { CreateTableNode, DropTableNode } from "../ddl-node.js"
import { queryPipe } from "../query-node.js"
import type { Nothing, Query } from "../query-types.js"
import { type AnyTable, tableData } from "../table.js"

/** A statement that changes the schema. */
export type Ddl = Query<"ddl", never, never, Nothing, never, unknown>

/**
 * Makes a table, with its keys, defaults and checks. Its indexes are statements of their own: see `createIndexes` and
 * `createAll`.
 *
 * The SQL: `create table "cake" (…)`.
 *
 * @example
 * ```ts
 * import { autoIncrement, createTable, integer, primaryKey, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: text })
 * toSql(dialect)(createTable(Cake))
 * // => `create table "cake" ("id" integer primary key autoincrement, "name" text not null) strict`
 * ```
 *
 * @since 0.1.0
 */
export const createTable = (table: AnyTable, options: { readonly ifNotExists?: boolean } = {}): Ddl => {
  const node: CreateTableNode = {
    _tag: "CreateTable",
    table: tableData(table),
    ifNotExists: options.ifNotExists ?? false,
    without: [],
    indexes: [],
    pipe: queryPipe,
  }
  return Object.freeze(node) as never
}

/** Removes a table and its rows. The SQL: `drop table "cake"`. @since 0.1.0 */
export const dropTable = (table: AnyTable, options: { readonly ifExists?: boolean } = {}): Ddl => {
  const node: DropTableNode = {
    _tag: "DropTable",
    table: tableData(table),
    others: [],
    ifExists: options.ifExists ?? false,
    pipe: queryPipe,
  }
  return Object.freeze(node) as never
}
