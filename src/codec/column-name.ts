import type { ColumnDef, InsertMode } from "../core/sql-type.js"
import { amend } from "./amend.js"

/**
 * The name of the column in the database, where it differs from its key in the table.
 *
 * The SQL: `"cake_id"`, on PostgreSQL, MySQL and SQLite.
 *
 * @example
 * ```ts
 * import { columnName, integer } from "fulmar"
 *
 * integer.pipe(columnName("cake_id")).spec.columnName // => "cake_id"
 * ```
 *
 * @since 0.1.0
 */
export const columnName =
  (name: string) =>
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk>,
  ): ColumnDef<A, I, U, Pk> =>
    amend(self, { columnName: name })

/**
 * A remark on the column, kept in the database where it can be.
 *
 * The SQL: `comment on column` on PostgreSQL, `comment` on MySQL, nothing on SQLite.
 *
 * @example
 * ```ts
 * import { comment, integer } from "fulmar"
 *
 * integer.pipe(comment("in euro cents")).spec.comment // => "in euro cents"
 * ```
 *
 * @since 0.1.0
 */
export const comment =
  (text: string) =>
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk>,
  ): ColumnDef<A, I, U, Pk> =>
    amend(self, { comment: text })
