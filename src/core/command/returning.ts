import { commandNode, selectionNode } from "../erase.js"
import type { Needs } from "../expr.js"
import type { Query, ReadsOf, Selection } from "../query-types.js"

/**
 * What an insert, replace, update or delete gives of each row it changed: what may be selected, or without argument the whole row.
 * Rows come in no order that may be relied on. MySQL has none, and MariaDB none of an update.
 *
 * The SQL: `returning "id", "name"`.
 *
 * @example
 * ```ts
 * import { autoIncrement, insertInto, integer, primaryKey, returning, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: text })
 * toSql(dialect)(pipe(insertInto(Cake, { name: "Opera" }), returning({ id: Cake.id })))
 * // => `insert into "cake" ("name") values ('Opera') returning "id"`
 * ```
 *
 * @since 0.1.0
 */
export const returning =
  <const P extends Selection>(selection: P) =>
  <K extends "insert" | "replace" | "update" | "delete" | "unbounded", S, U, O, F, G>(
    query: Query<K, S, U, O, F, G>,
  ): Query<K, S, U, P, F | ReadsOf<P> | Needs<`${Exclude<K, "unbounded">} returning`>, G> =>
    Object.freeze({ ...commandNode(query), returning: selectionNode(selection) }) as never
