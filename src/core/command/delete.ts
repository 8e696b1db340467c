import type { DeleteNode } from "../command-node.js"
import { queryPipe } from "../query-node.js"
import type { Nothing, Query } from "../query-types.js"
import { type NameOf, type NeedsOfTable, liveRows, stored, tableData, type TableMeta } from "../table.js"

/**
 * Deletes the rows for which `where` holds, or {@link allRows}; until one of them is said it cannot be run. With
 * {@link innerJoin} only rows that have one in another table, which `where` may read too.
 *
 * The SQL: `delete from "cake" where …`; with a join `delete from "cake" using "fruit" where …` on PostgreSQL,
 * ``delete `cake` from `cake`, `fruit` where …`` on MySQL and MariaDB, and `where exists (select … from "fruit" where …)` on
 * SQLite, and on MariaDB where rows are returned.
 *
 * @example
 * ```ts
 * import { deleteFrom, eq, integer, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(deleteFrom(Cake), where(eq(Cake.id, 7)))) // => `delete from "cake" where "cake"."id" = 7`
 * ```
 *
 * @since 0.1.0
 */
export const deleteFrom = <T extends TableMeta<any, any, any>>(table: T): Query<"delete" | "unbounded", NameOf<T>, never, Nothing, NeedsOfTable<T>, unknown> => {
  const node: DeleteNode = {
    _tag: "Delete",
    table: stored(tableData(table)),
    joins: [],
    where: liveRows(tableData(table)),
    orderBy: [],
    limit: null,
    bounded: false,
    returning: null,
    pipe: queryPipe,
  }
  return Object.freeze(node) as never
}
