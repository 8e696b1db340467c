import type { CreateIndexNode, DropIndexNode } from "../ddl-node.js"
import type { AnyExpr, Expr } from "../expr.js"
import { exprNode } from "../erase.js"
import { queryPipe } from "../query-node.js"
import { type AnyTable, tableData } from "../table.js"
import type { TableData } from "../table-data.js"
import type { Ddl } from "./create-table.js"

/** How an index is made. */
export interface IndexOptions {
  readonly unique?: boolean
  readonly ifNotExists?: boolean
  /** Only rows for which it holds: a partial index. */
  readonly where?: Expr<boolean | null, any, any>
  /** The kind of the index: `gin` and the like on PostgreSQL; `fulltext`, `spatial`, `hash` on MySQL and MariaDB. */
  readonly using?: string
}

/** The name an index has when it is given none. */
const defaultName = (table: TableData, columns: ReadonlyArray<string>): string => `ix_${table.name}_${columns.join("_")}`

/**
 * Makes an index over columns or expressions of a table.
 *
 * The SQL: `create index "ix_cake_name" on "cake" ("name")`.
 *
 * @example
 * ```ts
 * import { createIndex, lower, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { name: text })
 * toSql(dialect)(createIndex("by_name", Cake, [lower(Cake.name)], { unique: true }))
 * // => `create unique index "by_name" on "cake" ((lower("name")))`
 * ```
 *
 * @since 0.1.0
 */
export const createIndex = (
  name: string,
  table: AnyTable,
  columns: ReadonlyArray<AnyExpr>,
  options: IndexOptions = {},
): Ddl => {
  const node: CreateIndexNode = {
    _tag: "CreateIndex",
    table: tableData(table),
    name,
    columns: columns.map((column) => {
      const e = exprNode(column)
      return e._tag === "Column" ? e.name : e
    }),
    unique: options.unique ?? false,
    where: options.where === undefined ? null : exprNode(options.where),
    using: options.using ?? null,
    ifNotExists: options.ifNotExists ?? false,
    pipe: queryPipe,
  }
  return Object.freeze(node) as never
}

/** Removes an index. The SQL: `drop index "by_name"`. @since 0.1.0 */
export const dropIndex = (name: string, table: AnyTable, options: { readonly ifExists?: boolean } = {}): Ddl => {
  const node: DropIndexNode = {
    _tag: "DropIndex",
    table: tableData(table),
    name,
    ifExists: options.ifExists ?? false,
    pipe: queryPipe,
  }
  return Object.freeze(node) as never
}

/**
 * The statements for all indexes that the definition of a table asks for, by `indexed` and `indexOn`.
 *
 * @since 0.1.0
 */
export const createIndexes = (
  table: AnyTable,
  options: { readonly ifNotExists?: boolean } = {},
): ReadonlyArray<Ddl> => {
  const data = tableData(table)
  const nameOf = (key: string): string => data.columns.find((c) => c.key === key)?.name ?? key
  const single = data.columns
    .filter((c) => c.spec.index)
    .map((c) => ({ name: null, columns: [c.key], unique: false, where: null, using: null }))
  const several = data.constraints().flatMap((c) => (c._tag === "Index" ? [c] : []))
  return [...single, ...several].map((index) => {
    const columns = index.columns.map(nameOf)
    const node: CreateIndexNode = {
      _tag: "CreateIndex",
      table: data,
      name: index.name ?? defaultName(data, columns),
      columns,
      unique: index.unique,
      where: index.where,
      using: index.using,
      ifNotExists: options.ifNotExists ?? false,
      pipe: queryPipe,
    }
    return Object.freeze(node) as never
  })
}
