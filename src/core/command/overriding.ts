import type { InsertNode } from "../command-node.js"
import { commandNode } from "../erase.js"
import type { Needs } from "../expr.js"
import type { Query } from "../query-types.js"

type Overriding = <S, U, O, F, G>(query: Query<"insert", S, U, O, F, G>) => Query<"insert", S, U, O, F | Needs<"overriding">, G>

const overriding =
  (value: "system" | "user"): Overriding =>
  (query) =>
    Object.freeze({ ...(commandNode(query) as InsertNode), overriding: value }) as never

/**
 * The values that the insert gives to identity columns are written, also where the database says that it always makes them
 * itself (`generated always as identity`), which else is an error. The column does not count on from them. PostgreSQL only.
 *
 * The SQL: `insert into "cake" ("id", "name") overriding system value values (?, ?)`.
 *
 * @example
 * ```ts
 * import { autoIncrement, insertInto, integer, overridingSystemValue, primaryKey, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: text })
 * toSql(dialect)(insertInto(Cake, { id: 7, name: "Opera" }).pipe(overridingSystemValue))
 * // => `insert into "cake" ("id", "name") overriding system value values (7, 'Opera')`
 * ```
 *
 * @since 0.1.0
 */
export const overridingSystemValue: Overriding = overriding("system")

/**
 * The values that the insert gives to identity columns are ignored: the database makes its own. So rows can be copied from a
 * table that has such a column too. PostgreSQL only.
 *
 * The SQL: `insert into "cake" ("id", "name") overriding user value values (?, ?)`.
 *
 * @example
 * ```ts
 * import { autoIncrement, from, insertFrom, integer, overridingUserValue, primaryKey, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: text })
 * const Old = table("old", { id: integer, name: text })
 * toSql(dialect)(insertFrom(Cake, from(Old)).pipe(overridingUserValue))
 * // => `insert into "cake" ("id", "name") overriding user value select "old"."id", "old"."name" from "old"`
 * ```
 *
 * @since 0.1.0
 */
export const overridingUserValue: Overriding = overriding("user")
