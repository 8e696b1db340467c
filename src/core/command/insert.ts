import { queryNode } from "../erase.js"
import type { InsertNode, InsertSource, InsertVerb } from "../command-node.js"
import type { Aggregate, Locks, Needs, NeedsOf } from "../expr.js"
import { queryPipe } from "../query-node.js"
import type { AnyQuery, CheckGroup, Free, Nothing, OpenTable, Query, RowOut } from "../query-types.js"
import type { CheckClosed } from "../query/derived.js"
import { type Insert, type InsertInput, type NameOf, stored, tableData, type TableMeta } from "../table.js"
import type { Uncertain } from "./uncertain.js"

type AnyT = TableMeta<any, any, any>

const insertNode = (verb: InsertVerb, table: AnyT, source: InsertSource): InsertNode =>
  Object.freeze({ _tag: "Insert", verb, table: stored(tableData(table)), source, overriding: null, conflict: null, returning: null, pipe: queryPipe })

const insertRows = (verb: InsertVerb, table: AnyT, rows: unknown): never =>
  insertNode(verb, table, { _tag: "Rows", rows: (Array.isArray(rows) ? rows : [rows]).map(copy) as never }) as never

const insertQuery = (verb: InsertVerb, table: AnyT, query: AnyQuery): never =>
  insertNode(verb, table, { _tag: "Query", columns: [], query: queryNode(query) }) as never

type RowIn<I> = I extends ReadonlyArray<infer X> ? X : I
type Others<X, K> = X extends unknown ? Exclude<keyof X, K> : never

/** A tree does not change with the values it was made of. */
const copy = (row: unknown): unknown => (typeof row === "object" && row !== null ? { ...row } : row)

/** No row has a column that cannot be inserted. */
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

/** One row or many of a table. */
type Rows<T> = InsertInput<T> | ReadonlyArray<InsertInput<T>>
/** What is wrong with the rows `I` for the table `T`. */
type CheckInserted<T, I> = NoOther<Others<RowIn<I>, keyof Insert<T>>> & NoReads<NeedsOfRow<I>>
/** What is wrong with a query for the table `T`. */
type CheckInsertedFrom<T, S, U, O, F, G> = CheckGroup<S, O, G, F> &
  CheckClosed<Free<F, S>> &
  NoOther<Others<RowOut<O, U>, keyof Insert<T>>> &
  ([RowOut<O, U>] extends [Insert<T>]
    ? unknown
    : { readonly "rows do not fit the table": readonly [Insert<T>, RowOut<O, U>] })

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
export const insertInto = <T extends AnyT, const I extends Rows<T>>(
  table: T,
  rows: I & CheckInserted<T, I>,
): Query<"insert", NameOf<T>, never, Nothing, NeedsOfRow<I>, T> => insertRows("insert", table, rows)

/**
 * Inserts the rows of a query, whose columns are those of the table by name.
 *
 * The SQL: `insert into "cake" ("name") select …`.
 *
 * @since 0.1.0
 */
export const insertFrom = <T extends AnyT, S, U, O, F, G>(
  table: T,
  query: Query<"select" | "compound", S, U, O, F, G> & CheckInsertedFrom<T, S, U, O, F, G>,
): Query<"insert", NameOf<T>, never, Nothing, Free<F, S>, T & Uncertain> => insertQuery("insert", table, query)

/**
 * {@link insertInto} that leaves out each row that cannot be inserted. SQLite leaves out a row that breaks a unique, NOT
 * NULL or CHECK constraint, and fails for a foreign key. MySQL and MariaDB leave out one that breaks a unique, foreign key
 * or CHECK constraint, and make other errors warnings: a value that the server computes is changed until it fits its column,
 * NULL in a column that is NOT NULL becomes 0 or the empty text. Values of the program are checked before anything is sent,
 * as by {@link insertInto}, so these it never changes. PostgreSQL has only {@link onConflictDoNothing}.
 *
 * The SQL: `insert ignore into "cake" ("name") values (?)`; on SQLite `insert or ignore into`.
 *
 * @example
 * ```ts
 * import { insertIgnore, table, text, toSql, unique } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { name: text.pipe(unique) })
 * toSql(dialect)(insertIgnore(Cake, { name: "Opera" })) // => `insert or ignore into "cake" ("name") values ('Opera')`
 * ```
 *
 * @since 0.1.0
 */
export const insertIgnore = <T extends AnyT, const I extends Rows<T>>(
  table: T,
  rows: I & CheckInserted<T, I>,
): Query<"insert", NameOf<T>, never, Nothing, NeedsOfRow<I> | Needs<"insertIgnore">, T & Uncertain> =>
  insertRows("insert ignore", table, rows)

/**
 * {@link insertIgnore} of the rows of a query. What the query selects is not of the program: MySQL and MariaDB change it
 * until it fits its column.
 *
 * The SQL: `insert ignore into "cake" ("name") select …`.
 *
 * @since 0.1.0
 */
export const insertIgnoreFrom = <T extends AnyT, S, U, O, F, G>(
  table: T,
  query: Query<"select" | "compound", S, U, O, F, G> & CheckInsertedFrom<T, S, U, O, F, G>,
): Query<"insert", NameOf<T>, never, Nothing, Free<F, S> | Needs<"insertIgnore">, T & Uncertain> =>
  insertQuery("insert ignore", table, query)

/**
 * Inserts rows in the place of those that have the same value of any unique constraint, which are **deleted**: what
 * refers to them goes too where the foreign key says `on delete cascade`, or the delete fails, and columns that the new row
 * leaves out get their defaults, not what stood there. MySQL 9 keeps what refers to a key that the new row has too.
 * Delete triggers fire on MySQL and MariaDB; on SQLite only with
 * `recursive_triggers`. PostgreSQL has none; {@link onConflictDoUpdate} keeps the row.
 *
 * The SQL: `replace into "cake" ("id", "name") values (?, ?)`; on SQLite `insert or replace into`.
 *
 * @example
 * ```ts
 * import { integer, primaryKey, replaceInto, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * toSql(dialect)(replaceInto(Cake, { id: 1, name: "Opera" }))
 * // => `insert or replace into "cake" ("id", "name") values (1, 'Opera')`
 * ```
 *
 * @since 0.1.0
 */
export const replaceInto = <T extends AnyT, const I extends Rows<T>>(
  table: T,
  rows: I & CheckInserted<T, I>,
): Query<"replace", NameOf<T>, never, Nothing, NeedsOfRow<I> | Needs<"replaceInto">, T> => insertRows("replace", table, rows)

/**
 * {@link replaceInto} of the rows of a query.
 *
 * The SQL: `replace into "cake" ("id", "name") select …`.
 *
 * @since 0.1.0
 */
export const replaceFrom = <T extends AnyT, S, U, O, F, G>(
  table: T,
  query: Query<"select" | "compound", S, U, O, F, G> & CheckInsertedFrom<T, S, U, O, F, G>,
): Query<"replace", NameOf<T>, never, Nothing, Free<F, S> | Needs<"replaceInto">, T> => insertQuery("replace", table, query)
