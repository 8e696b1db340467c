import type { UpdateNode } from "../command-node.js"
import type { NeedsOf } from "../expr.js"
import { queryPipe } from "../query-node.js"
import type { Nothing, Query } from "../query-types.js"
import { type NameOf, type NeedsOfTable, liveRows, stored, tableData, type TableMeta, type Update, type UpdateInput } from "../table.js"

type AnyT = TableMeta<any, any, any>
type NoOther<V, T> = { readonly [K in Exclude<keyof V, keyof Update<T>>]: never }

/**
 * Changes the columns of the rows for which `where` holds, or of {@link allRows}; until one of them is said it cannot be
 * run. Values may be expressions of the row. Values are checked against their columns before anything is sent.
 *
 * The SQL: `update "cake" set "price" = "cake"."price" + 1 where …`.
 *
 * @example
 * ```ts
 * import { add, eq, integer, table, toSql, update, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, price: integer })
 * toSql(dialect)(pipe(update(Cake, { price: add(Cake.price, 1) }), where(eq(Cake.id, 7))))
 * // => `update "cake" set "price" = "cake"."price" + 1 where "cake"."id" = 7`
 * ```
 *
 * @since 0.1.0
 */
export const update = <T extends AnyT, const V extends UpdateInput<T>>(
  table: T,
  set: V & NoOther<V, T>,
): Query<"update" | "unbounded", NameOf<T>, never, Nothing, NeedsOf<V[keyof V]> | NeedsOfTable<T>, unknown> => {
  const node: UpdateNode = {
    _tag: "Update",
    table: stored(tableData(table)),
    set: Object.entries(set),
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
