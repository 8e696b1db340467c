import type { ColumnDef, InsertMode } from "../core/sql-type.js"
import { amend } from "./amend.js"

/**
 * The type of the column in the database, as SQL text, where it is not the one that its type in the program has. Values are
 * read and written as before: the text says only what CREATE TABLE says, and what `fulmar/schema` compares.
 *
 * The SQL: `"price" money`, on the database that has such a type.
 *
 * @example
 * ```ts
 * import { createTable, rawColumnType, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 *
 * const Cake = table("cake", { price: text.pipe(rawColumnType("money")) })
 * toSql(dialect)(createTable(Cake)) // => `create table "cake" ("price" money not null)`
 * ```
 *
 * @since 0.1.0
 */
export const rawColumnType =
  (sql: string) =>
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk>,
  ): ColumnDef<A, I, U, Pk> =>
    amend(self, { rawType: sql })
