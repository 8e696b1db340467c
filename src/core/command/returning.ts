import { commandNode, selectionNode } from "../erase.js"
import type { NewRow, OldRow } from "../changed-row.js"
import type { Needs, Reads } from "../expr.js"
import type { Query, ReadsOf, Selection } from "../query-types.js"
import type { PrimaryKeyOf } from "../table.js"
import type { Uncertain } from "./uncertain.js"

/**
 * What an insert, replace, update, delete or merge gives of each row it changed: what may be selected, or without argument the
 * whole row. Rows come in no order that may be relied on. MariaDB has none of an update. MySQL has it only of an insert of
 * rows, into a table with a primary key: they are inserted, then selected by their keys, in one transaction, and come in the
 * order of the insert.
 *
 * The SQL: `returning "id", "name"`; on MySQL `insert …; select …`.
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
  <K extends "insert" | "replace" | "update" | "delete" | "merge" | "unbounded" | "whenless", S, U, O, F, G>(
    query: Query<K, S, U, O, F, G>,
  ): Query<K, S, U | AbsentIn<K>, P, F | Exclude<ReadsOf<P>, Reads<OldRow | NewRow, any>> | Needs<ReturningOf<Exclude<K, "unbounded" | "whenless">, G>>, G> =>
    Object.freeze({ ...commandNode(query), returning: selectionNode(selection) }) as never

/** Which of the rows before and after the change may be absent. */
type AbsentIn<K> = K extends "insert" ? OldRow : K extends "delete" ? NewRow : K extends "merge" ? OldRow | NewRow : never

/** What returning rows of a command needs; `T` is the table of an insert. */
type ReturningOf<K extends string, T> = K extends "insert" ? InsertReturning<T> : `${K} returning`

/** What returning rows of an insert needs: their primary key will do, if the table has one and they are surely inserted. */
type InsertReturning<T> = T extends Uncertain
  ? "insert returning"
  : [PrimaryKeyOf<T>] extends [never]
    ? "insert returning"
    : "insert returning by key"
