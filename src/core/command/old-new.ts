import { NEW, type NewRow, OLD, type OldRow } from "../changed-row.js"
import type { Column, Expr, Needs, Reads } from "../expr.js"
import { type ColumnNode, columnNode } from "../expr-node.js"

const of = (ref: string, column: unknown): never => {
  const c = column as ColumnNode
  return columnNode(ref, c.key, c.name, c.spec) as never
}

/**
 * The value that the column had before the command changed the row, for use in {@link returning}. Of an insert it is NULL, but
 * where an upsert found the row; so it is of a merge that inserts. PostgreSQL only, from version 18.
 *
 * The SQL: `"old"."price"`.
 *
 * @example
 * ```ts
 * import { allRows, integer, newValue, oldValue, primaryKey, returning, table, toSql, update } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), price: integer })
 * const q = pipe(update(Cake, { price: 5 }), allRows, returning({ was: oldValue(Cake.price), is: newValue(Cake.price) }))
 * toSql(dialect)(q) // => `update "cake" set "price" = 5 returning "old"."price" as "was", "new"."price" as "is"`
 * ```
 *
 * @since 0.1.0
 */
export const oldValue = <A, T, K, P>(
  column: Column<A, T, K, P>,
): Expr<A, Reads<T, K> | Reads<OldRow, K> | Needs<"returningOld">, OldRow> => of(OLD, column)

/**
 * The value that the column has after the command changed the row, as the column itself has in {@link returning}, but of a
 * delete it is NULL, and of a merge that deletes. PostgreSQL only, from version 18.
 *
 * The SQL: `"new"."price"`.
 *
 * @since 0.1.0
 */
export const newValue = <A, T, K, P>(
  column: Column<A, T, K, P>,
): Expr<A, Reads<T, K> | Reads<NewRow, K> | Needs<"returningOld">, NewRow> => of(NEW, column)
