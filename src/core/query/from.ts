import type { NameOf, NeedsOfTable, TableMeta } from "../table.js"
import { tableData } from "../table.js"
import { selectNode } from "../query-node.js"
import type { Query } from "../query-types.js"

/** A query of the rows of a table. */
export type From<T> = Query<"select", NameOf<T>, never, T, NeedsOfTable<T>, unknown>

/**
 * All rows of a table. What is selected is the whole row, until `select` says otherwise.
 *
 * The SQL: `select … from "cake"`.
 *
 * @example
 * ```ts
 * import { from, integer, primaryKey, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * toSql(dialect)(from(Cake)) // => `select "cake"."id" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const from = <T extends TableMeta<any, any, any>>(table: T): From<T> => {
  const data = tableData(table)
  return selectNode(data.source(), { _tag: "Row", table: data }) as unknown as From<T>
}
