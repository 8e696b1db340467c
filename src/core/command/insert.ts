import { queryNode } from "../erase.js"
import type { InsertNode, InsertSource } from "../command-node.js"
import type { Aggregate, Locks, NeedsOf } from "../expr.js"
import { queryPipe } from "../query-node.js"
import type { CheckGroup, Free, Nothing, OpenTable, Query, RowOut } from "../query-types.js"
import type { CheckClosed } from "../query/derived.js"
import { type Insert, type InsertInput, type NameOf, tableData, type TableMeta } from "../table.js"

type AnyT = TableMeta<any, any, any>

const insertNode = (table: AnyT, source: InsertSource): InsertNode =>
  Object.freeze({ _tag: "Insert", table: tableData(table), source, conflict: null, returning: null, pipe: queryPipe })

type RowIn<I> = I extends ReadonlyArray<infer X> ? X : I
type Others<X, K> = X extends unknown ? Exclude<keyof X, K> : never

/** No row has a column that cannot be inserted. */
/** A tree does not change with the values it was made of. */
const copy = (row: unknown): unknown => (typeof row === "object" && row !== null ? { ...row } : row)

type NoOther<K> = [K] extends [never] ? unknown : { readonly "no such column to insert": K }

/** A row of values is of no table yet. While the checker still infers the rows, what they read is `any`. */
type NoReads<R> = Aggregate extends R
  ? Locks extends R
    ? unknown
    : { readonly "aggregate in a command": true }
  : [OpenTable<R>] extends [never]
    ? unknown
    : { readonly "table is not in from/join": OpenTable<R> }

type NeedsOfRow<I> = NeedsOfEach<RowIn<I>>
type NeedsOfEach<X> = X extends unknown ? NeedsOf<X[keyof X]> : never

/**
 * Inserts one row or many. Values are checked against their columns before anything is sent. A column that a row leaves
 * out gets its default; of many rows each for itself. No rows insert nothing.
 *
 * The SQL: `insert into "cake" ("name") values (?), (?)`; of an empty row `default values`.
 *
 * @example
 * ```ts
 * import { autoIncrement, insertInto, integer, primaryKey, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: text })
 * toSql(dialect)(insertInto(Cake, { name: "Opera" })) // => `insert into "cake" ("name") values ('Opera')`
 * ```
 *
 * @since 0.1.0
 */
export const insertInto = <T extends AnyT, const I extends InsertInput<T> | ReadonlyArray<InsertInput<T>>>(
  table: T,
  rows: I & NoOther<Others<RowIn<I>, keyof Insert<T>>> & NoReads<NeedsOfRow<I>>,
): Query<"insert", NameOf<T>, never, Nothing, NeedsOfRow<I>, T> =>
  insertNode(table, { _tag: "Rows", rows: (Array.isArray(rows) ? rows : [rows]).map(copy) as never }) as never

/**
 * Inserts the rows of a query, whose columns are those of the table by name.
 *
 * The SQL: `insert into "cake" ("name") select …`.
 *
 * @since 0.1.0
 */
export const insertFrom = <T extends AnyT, S, U, O, F, G>(
  table: T,
  query: Query<"select" | "compound", S, U, O, F, G> &
    CheckGroup<S, O, G, F> &
    CheckClosed<Free<F, S>> &
    NoOther<Others<RowOut<O, U>, keyof Insert<T>>> &
    ([RowOut<O, U>] extends [Insert<T>]
      ? unknown
      : { readonly "rows do not fit the table": readonly [Insert<T>, RowOut<O, U>] }),
): Query<"insert", NameOf<T>, never, Nothing, Free<F, S>, T> => {
  const q = queryNode(query)
  return insertNode(table, { _tag: "Query", columns: [], query: q }) as never
}
