import type { Pipeable } from "effect/Pipeable"
import type { Aggregate, AnyExpr, Column, Expr, Inside, Locks, Needs, Param, Reads } from "./expr.js"
import type { AnyTable, Row, Table, TableMeta, ValueOfDef } from "./table.js"
import type { ColumnDef } from "./sql-type.js"

export declare const QueryTypes: unique symbol

/**
 * What a statement is: a SELECT block, a set operation or raw query, a command, or DDL. `unbounded` is an UPDATE or DELETE that
 * has been given neither `where` nor `allRows`, and cannot be run.
 */
export type Kind = "select" | "compound" | "insert" | "update" | "unbounded" | "ddl"

/**
 * A statement as an immutable tree. `K` is its kind, `S` the names of the tables in scope, `U` those that an outer join
 * made optional, `O` its selection, `F` what it still needs (an open table, a capability, a parameter, a lock), `G` its
 * grouping: `unknown` when there is no `groupBy`, else a union of {@link Key}; of an insert, its table.
 *
 * @since 0.1.0
 */
export interface Query<out K, out S, out U, out O, out F, out G> extends Pipeable {
  readonly [QueryTypes]: {
    readonly K: () => K
    readonly S: () => S
    readonly U: () => U
    readonly O: () => O
    readonly F: () => F
    readonly G: () => G
  }
}

/** Any query or command. */
export type AnyQuery = Query<any, any, any, any, any, any>

/** What may be selected: an expression, a whole table, or a record of these, nested as deep as wanted. */
export type Selection = AnyExpr | AnyTable | { readonly [key: string]: Selection }

/** Nothing is selected: a command without `returning`. */
export interface Nothing {
  readonly _tag: "Nothing"
}

type NullIf<A, N, U> = [Extract<N, U>] extends [never] ? A : A | null

/** The row that a selection gives, where an outer join made the tables `U` optional. */
export type RowOut<O, U> =
  O extends Expr<infer A, any, infer N>
    ? NullIf<A, N, U>
    : O extends TableMeta<infer N, any, any>
      ? NullIf<Row<O>, N, U>
      : { readonly [K in keyof O]: RowOut<O[K], U> }

/**
 * The type of the rows of a query.
 *
 * @example
 * ```ts
 * import { from, integer, primaryKey, type RowOf, select, table, text } from "fulmar"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const names = pipe(from(Cake), select({ cake: Cake.name }))
 * const row: RowOf<typeof names> = { cake: "Opera" }
 * row.cake // => "Opera"
 * ```
 *
 * @since 0.1.0
 */
export type RowOf<Q> = Q extends Query<any, any, infer U, infer O, any, any> ? RowOut<O, U> : never

/** What a query still needs. */
export type FreeOf<Q> = Q extends Query<any, any, any, any, infer F, any> ? F : never

/** What a selection reads. */
export type ReadsOf<O> =
  O extends Expr<any, infer R, any>
    ? R
    : O extends TableMeta<infer N, any, any>
      ? Reads<N, any>
      : { [K in keyof O]: ReadsOf<O[K]> }[keyof O]

/** What remains of `R` when the tables `S` are in scope. */
export type Outside<R, S> = Exclude<R, Reads<S, any>>
/** What remains of `R` where an aggregate may stand. */
export type OutsideAggregates<R, S> = Exclude<R, Reads<S, any> | Inside<S> | Aggregate>

/** A grouping key: column `K` of table `T`, whose primary key is `P`. */
export interface Key<out T, out K, out P> {
  readonly _tag: "Key"
  readonly table: () => T
  readonly column: () => K
  readonly primaryKey: () => P
}
/** A grouping key that is an expression over the columns `R`. */
export interface ExprKey<out R> {
  readonly _tag: "ExprKey"
  readonly reads: () => R
}
/** The keys that expressions group by. */
export type KeyOf<E> =
  E extends Column<any, infer T, infer K, infer P> ? Key<T, K, P> : E extends Expr<any, infer R, any> ? ExprKey<R> : never

type KeyColumns<G, T> = Extract<G, Key<T, any, any>> extends Key<any, infer K, any> ? K : never
type KeyPrimary<G, T> = Extract<G, Key<T, any, any>> extends Key<any, any, infer P> ? P : never
/** Is the whole primary key of `T` among the keys? */
type Determined<G, T> = [KeyPrimary<G, T>] extends [never]
  ? false
  : [KeyPrimary<G, T>] extends [KeyColumns<G, T>]
    ? true
    : false
/** The columns among `R` that no key determines. */
type UngroupedReads<R, G> =
  R extends Reads<infer T, infer K>
    ? Determined<G, T> extends true
      ? never
      : unknown extends K
        ? `${T & string}.*`
        : K extends KeyColumns<G, T>
          ? never
          : `${T & string}.${K & string}`
    : never
type InExprKey<R, G> = Extract<G, ExprKey<any>> extends ExprKey<infer E> ? Exclude<R, E> : R
type Ungrouped<O, S, G> =
  O extends Column<any, infer T, any, any>
    ? T extends S
      ? UngroupedReads<ReadsOf<O>, G>
      : never
    : O extends Expr<any, infer R, any>
      ? UngroupedReads<Extract<[Extract<G, ExprKey<any>>] extends [never] ? R : InExprKey<R, G>, Reads<S, any>>, G>
      : O extends AnyTable
        ? UngroupedReads<ReadsOf<O>, G>
        : { [K in keyof O]: Ungrouped<O[K], S, G> }[keyof O]

type OpenTable<F> = F extends Reads<infer T, any> ? T : F extends Inside<infer T> ? T : never
type OpenParam<F> = F extends Param<infer P, any> ? P : never

/**
 * What is wrong with a query that is about to be run, as an object type with one property that says it; `unknown` when
 * nothing is.
 */
export type Check<K, S, F, O, G> = K extends "unbounded"
  ? { readonly "add where(…), or allRows to mean every row": true }
  : [F] extends [never]
    ? CheckRows<K, S, O, G>
    : [OpenTable<F>] extends [never]
      ? [OpenParam<F>] extends [never]
        ? CheckRows<K, S, O, G>
        : { readonly "parameter has no value; use prepare": OpenParam<F> }
      : { readonly "table is not in from/join": OpenTable<F> }

/** {@link Check}, but parameters may be open. */
export type CheckPrepared<K, S, F, O, G> = Check<K, S, Exclude<F, Param<any, any>>, O, G>

type CheckRows<K, S, O, G> = K extends "select" ? CheckGroup<S, O, G> : unknown

/** What is wrong with the grouping of a query; a query inside a query may read the tables around it. */
export type CheckGroup<S, O, G> = unknown extends G
  ? Aggregate extends ReadsOf<O>
    ? [Extract<ReadsOf<O>, Reads<S, any>>] extends [never]
      ? unknown
      : { readonly "column stands beside an aggregate without groupBy": ColumnName<Extract<ReadsOf<O>, Reads<S, any>>> }
    : unknown
  : [Ungrouped<O, S, G>] extends [never]
    ? unknown
    : { readonly "column is not in groupBy": Ungrouped<O, S, G> }

type ColumnName<R> = R extends Reads<infer T, infer K> ? `${T & string}.${unknown extends K ? "*" : K & string}` : never

/** The columns of a query used as a table. */
export type DerivedDefs<O, U> =
  O extends TableMeta<infer N, infer D, any>
    ? { readonly [K in keyof D & string]: ColumnDef<NullIf<ValueOfDef<D[K]>, N, U>, "never", false, false> }
    : O extends AnyExpr
      ? never
      : {
          readonly [K in keyof O & string]: O[K] extends Expr<infer A, any, infer N>
            ? ColumnDef<NullIf<A, N, U>, "never", false, false>
            : never
        }

/** A query as a table. */
export type Derived<N extends string, O, U, F> =
  DerivedDefs<O, U> extends infer D extends { readonly [key: string]: ColumnDef<any, any, any, any> }
    ? Table<N, D, F>
    : never

/** A selection that can be the columns of a table: a table, or a flat record of expressions. */
export type CheckFlat<O> = O extends AnyTable
  ? unknown
  : O extends AnyExpr
    ? { readonly "name the column: select a record": true }
    : [{ [K in keyof O]: O[K] extends AnyExpr ? never : K }[keyof O]] extends [never]
      ? unknown
      : { readonly "a table needs a flat selection; not an expression": { [K in keyof O]: O[K] extends AnyExpr ? never : K }[keyof O] }

/** The capabilities among what is needed. */
export type CapabilityOf<F> = F extends Needs<infer C> ? C : never
/** Whether a lock is needed. */
export type LocksOf<F> = Extract<F, Locks>
/** The arguments that a prepared query takes. */
export type ArgsOf<F> = {
  readonly [P in Extract<F, Param<any, any>> as P extends Param<infer K, any> ? K & string : never]: P extends Param<any, infer A>
    ? A
    : never
}
