import { keepHooks } from "./hooks.js"
import { fromData, stored, tableData, type TableMeta } from "../core/table.js"

/**
 * The same table with the rows that are marked as deleted: see {@link softDelete}.
 *
 * @example
 * ```ts
 * import { from, integer, nullable, primaryKey, softDelete, table, timestamptz, toSql, withDeleted } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), deletedAt: timestamptz.pipe(nullable, softDelete) })
 * toSql(dialect)(from(withDeleted(Cake))) // => `select "cake"."id", "cake"."deletedAt" from "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const withDeleted = <T extends TableMeta<any, any, any>>(table: T): T => keepHooks(table, fromData(stored(tableData(table)))) as never
