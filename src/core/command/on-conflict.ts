import { commandNode, exprNode } from "../erase.js"
import type { ConflictNode, InsertNode } from "../command-node.js"
import type { AnyColumn, Column, Expr, Needs, NeedsOf, Reads } from "../expr.js"
import { columnNode, type ColumnNode } from "../expr-node.js"
import type { ColumnName, Query } from "../query-types.js"
import type { DefsOf, Update, UpdateInput } from "../table.js"
import type { ReturnsItself, Uncertain } from "./uncertain.js"

/** The table name by which the row that could not be inserted is read. */
const EXCLUDED = "excluded"

/**
 * The value that the insert wanted to give the column, for use in {@link onConflictDoUpdate}.
 *
 * The SQL: `excluded."price"`.
 *
 * @since 0.1.0
 */
export const excluded = <A, T, K, P>(column: Column<A, T, K, P>): Expr<A, Reads<"excluded", K>, never> => {
  const c = column as unknown as ColumnNode
  return columnNode(EXCLUDED, c.key, c.name, c.spec) as never
}

const conflict = (query: unknown, node: ConflictNode): never =>
  Object.freeze({ ...(commandNode(query as never) as InsertNode), conflict: node }) as never

const keys = (columns: ReadonlyArray<AnyColumn>): ReadonlyArray<string> =>
  columns.map((c) => (c as unknown as ColumnNode).key)

/**
 * A row that would break a unique constraint is left out; with columns given, only the constraint on these.
 *
 * The SQL: `on conflict ("name") do nothing`.
 *
 * @since 0.1.0
 */
export const onConflictDoNothing =
  <const C extends ReadonlyArray<AnyColumn>>(...target: C) =>
  <S, U, O, F, G>(query: Query<"insert", S, U, O, F, G> & OwnColumns<NeedsOf<C[number]>, S>): Query<"insert", S, U, O, F | ReturnsItself<O>, G & Uncertain> =>
    conflict(query, { clause: "on conflict", target: keys(target), targetWhere: null, set: null, where: [] })

/** Conditions of an upsert. */
export interface ConflictOptions<C1, C2> {
  /** Only update the row that is there if this holds, else leave it. */
  readonly where?: C1
  /** The condition of the partial unique index that is meant. */
  readonly targetWhere?: C2
}

/**
 * A row that would break the unique constraint on the columns changes the row that is there instead.
 *
 * The SQL: `on conflict ("name") do update set "price" = excluded."price" where …`.
 *
 * @example
 * ```ts
 * import { excluded, insertInto, integer, onConflictDoUpdate, table, text, toSql, unique } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { name: text.pipe(unique), price: integer })
 * const upsert = pipe(
 *   insertInto(Cake, { name: "Opera", price: 5 }),
 *   onConflictDoUpdate([Cake.name], { price: excluded(Cake.price) }),
 * )
 * toSql(dialect)(upsert)
 * // => `insert into "cake" ("name", "price") values ('Opera', 5) on conflict ("name") do update set "price" = "excluded"."price"`
 * ```
 *
 * @since 0.1.0
 */
export const onConflictDoUpdate =
  <
    const C extends ReadonlyArray<AnyColumn>,
    const V extends { readonly [key: string]: unknown },
    C1 extends Expr<boolean | null, any, any> = never,
    C2 extends Expr<boolean | null, any, any> = never,
  >(
    target: C,
    set: V,
    options: ConflictOptions<C1, C2> = {},
  ) =>
  <S, U, O, F, G>(
    query: Query<"insert", S, U, O, F, G> & OwnColumns<NeedsOf<C[number]>, S> & FitsUpdate<V, G>,
  ): Query<
    "insert",
    S,
    U,
    O,
    F | ReturnsItself<O> | Exclude<NeedsOf<V[keyof V]> | NeedsOf<C1> | NeedsOf<C2>, Reads<"excluded", keyof DefsOf<G>>>,
    G & Uncertain
  > =>
    conflict(query, {
      clause: "on conflict",
      target: keys(target),
      targetWhere: options.targetWhere === undefined ? null : exprNode(options.targetWhere),
      set: Object.entries(set),
      where: options.where === undefined ? [] : [exprNode(options.where)],
    })

/**
 * A row that would break a unique constraint, whichever it is, changes the row that is there instead. Of several that are
 * there, for a row may break several constraints, MySQL changes one, and does not say which. The row that could not be
 * inserted is read by {@link excluded}. MySQL and MariaDB only; {@link onConflictDoUpdate} is for every database.
 *
 * The SQL: `on duplicate key update "price" = values("price")`.
 *
 * @example
 * ```ts
 * import { add, excluded, insertInto, integer, onDuplicateKeyUpdate, primaryKey, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/mysql"
 * import { pipe } from "effect"
 *
 * const Stock = table("stock", { id: integer.pipe(primaryKey), pieces: integer })
 * const upsert = pipe(
 *   insertInto(Stock, { id: 1, pieces: 4 }),
 *   onDuplicateKeyUpdate({ pieces: add(Stock.pieces, excluded(Stock.pieces)) }),
 * )
 * toSql(dialect)(upsert).includes("on duplicate key update `pieces` = `stock`.`pieces` + values(`pieces`)") // => true
 * ```
 *
 * @since 0.1.0
 */
export const onDuplicateKeyUpdate =
  <const V extends { readonly [key: string]: unknown }>(set: V) =>
  <S, U, O, F, G>(
    query: Query<"insert", S, U, O, F, G> & FitsUpdate<V, G>,
  ): Query<
    "insert",
    S,
    U,
    O,
    F | ReturnsItself<O> | Exclude<NeedsOf<V[keyof V]>, Reads<"excluded", keyof DefsOf<G>>> | Needs<"onDuplicateKey">,
    G & Uncertain
  > =>
    conflict(query, { clause: "on duplicate key", target: [], targetWhere: null, set: Object.entries(set), where: [] })

/** The columns of a unique constraint are those of the table. */
type OwnColumns<R, S> = [Exclude<R, Reads<S, any>>] extends [never]
  ? unknown
  : { readonly "column is not of the table of the insert": ColumnName<Exclude<R, Reads<S, any>>> }

/** `T` is the table of the insert. */
export type FitsUpdate<V, T> = [Exclude<keyof V, keyof Update<T>>] extends [never]
  ? [V] extends [UpdateInput<T>]
    ? unknown
    : { readonly "value does not fit its column": Misfit<V, UpdateInput<T>> }
  : { readonly "no such column to set": Exclude<keyof V, keyof Update<T>> }
/** The columns whose values do not fit. */
export type Misfit<V, I> = { [K in keyof V]: [V[K]] extends [I[K & keyof I]] ? never : K }[keyof V]
