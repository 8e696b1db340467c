import type { MergeNode } from "../command-node.js"
import { exprNode } from "../erase.js"
import type { Expr, Needs } from "../expr.js"
import { queryPipe } from "../query-node.js"
import type { Nothing, Query } from "../query-types.js"
import type { NewName } from "../query/join.js"
import type { NoAggregate } from "../query/where.js"
import { type NameOf, stored, tableData, type TableMeta } from "../table.js"

/** The name of what {@link mergeAction} reads, which only a merge has. */
export type MergeScope = "merge"

/**
 * Changes a table by the rows of another, of a derived table or of a CTE: for each pair of a row of the table and one of the
 * source for which the condition is true, for each row of the source without one, and each row of the table without one,
 * the first {@link whenMatched}, {@link whenNotMatched} or {@link whenNotMatchedBySource} that applies says what is done;
 * where none does, nothing is. Until one of them is said it cannot be run. A row of the table that is to be changed by two
 * rows of the source is a `DataError`. PostgreSQL 15 and later; on older ones it is a `SyntaxError`.
 *
 * The SQL: `merge into "stock" using "delivery" on … when matched then …`.
 *
 * @example
 * ```ts
 * import { add, eq, integer, mergeInto, primaryKey, table, text, thenInsert, thenUpdate, toSql, whenMatched, whenNotMatched } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Stock = table("stock", { cake: text.pipe(primaryKey), n: integer })
 * const Delivery = table("delivery", { cake: text, n: integer })
 * const receive = pipe(
 *   mergeInto(Stock, Delivery, eq(Stock.cake, Delivery.cake)),
 *   whenMatched(thenUpdate({ n: Delivery.n })),
 *   whenNotMatched(thenInsert({ cake: Delivery.cake, n: Delivery.n })),
 * )
 * toSql(dialect)(receive)
 * // => `merge into "stock" using "delivery" on "stock"."cake" = "delivery"."cake" ` +
 * //      `when matched then update set "n" = "delivery"."n" ` +
 * //      `when not matched then insert ("cake", "n") values ("delivery"."cake", "delivery"."n")`
 * ```
 *
 * @since 0.1.0
 */
export const mergeInto = <T extends TableMeta<any, any, any>, N, X, R>(
  table: T,
  source: TableMeta<N, any, X> & NewName<N, NameOf<T>>,
  on: Expr<boolean | null, R, any> & NoAggregate<R>,
): Query<"merge" | "whenless", NameOf<T> | N | MergeScope, never, Nothing, R | X | Needs<"merge">, T> => {
  const node: MergeNode = {
    _tag: "Merge",
    table: stored(tableData(table)),
    source: tableData(source).source(),
    on: exprNode(on),
    when: [],
    returning: null,
    pipe: queryPipe,
  }
  return Object.freeze(node) as never
}
