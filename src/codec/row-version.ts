import { valueNode } from "../core/expr-node.js"
import type { ColumnDef, InsertMode } from "../core/sql-type.js"
import { amend } from "./amend.js"

/**
 * The number of changes of a row, from 1. Every write through the table counts on: of changesets, of commands, that a row
 * is marked as deleted or loses the key of another. `updateRow` asks for the version that the row was read with, so that a
 * row that someone else has changed meanwhile is a `StaleRow`, and nobody's change is lost. It is not written by hand.
 *
 * The SQL: `default 1`; `update … set "version" = 2 where "id" = … and "version" = 1`; in a command
 * `"version" = "cake"."version" + 1`.
 *
 * @example
 * ```ts
 * import { integer, primaryKey, rowVersion, table, text } from "fulmar"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text, version: integer.pipe(rowVersion) })
 * ```
 *
 * @since 0.1.0
 */
export const rowVersion = <A extends number | bigint, I extends InsertMode, U extends boolean, Pk extends boolean>(
  self: ColumnDef<A, I, U, Pk>,
): ColumnDef<A, "optional", false, Pk> =>
  amend(self, {
    role: "version",
    default: { _tag: "Database", expr: valueNode(self.spec.type, self.spec.type.family === "bigint" ? 1n : 1) },
  })
