import type * as Option from "effect/Option"
import type { ColumnDef, InsertMode } from "../core/sql-type.js"
import { amend } from "./amend.js"

/**
 * When a row was deleted, NULL while it is there. Of a table with such a column, rows that are marked as deleted are left
 * out wherever the table is read, joined, loaded, updated or deleted from; `withDeleted` has them all. `deleteRow` marks a
 * row, and `restoreRow` takes the mark away. Unique constraints of the database still count rows that are marked.
 *
 * The SQL: `from (select … from "cake" where "deletedAt" is null) as "cake"`.
 *
 * @example
 * ```ts
 * import { from, integer, nullable, primaryKey, softDelete, table, timestamptz, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), deletedAt: timestamptz.pipe(nullable, softDelete) })
 * toSql(dialect)(from(Cake))
 * // => `select "cake"."id", "cake"."deletedAt" from (select "cake"."id", "cake"."deletedAt" from "cake" where "cake"."deletedAt" is null) as "cake"`
 * ```
 *
 * @since 0.1.0
 */
export const softDelete = <A extends Date | null | Option.Option<Date>, I extends InsertMode, U extends boolean, Pk extends boolean>(
  self: ColumnDef<A, I, U, Pk>,
): ColumnDef<A, I, false, Pk> => amend(self, { role: "deletion" })
