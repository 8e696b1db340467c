import type { Pipeable } from "effect/Pipeable"
import type { Aggregate, AnyExpr, Beside, Column, ColumnId, Expr, Inside, Needs, Param, Reads, Sorts, Windowed } from "./expr.js"
import type { AnyTable, NameOf, Row, Table, TableMeta, ValueOfDef } from "./table.js"
import type { ColumnDef } from "./sql-type.js"

export declare const QueryTypes: unique symbol

/**
 * What a statement is: a SELECT block, a set operation or raw query, a command, or DDL. An UPDATE or DELETE that has been
 * given neither `where` nor `allRows` is also `unbounded`, a MERGE without WHEN `whenless`, and neither can be run. One that runs with other commands is `with`,
 * and takes no more clauses.
 */
export type Kind = "select" | "compound" | "insert" | "replace" | "update" | "delete" | "merge" | "unbounded" | "whenless" | "with" | "ddl"
/** The kinds that change rows. */
export type Command = Exclude<Kind, "select" | "compound" | "with" | "ddl">

/**
 * A statement as an immutable tree. `K` is its kind, `S` the names of the tables in scope, `U` those that an outer join
 * made optional, `O` its selection, `F` what it still needs (an open table, a capability, a parameter, a lock), `G` its
 * grouping: `unknown` when there is no `groupBy`, else the union of the keys and of what was sorted by since; of an insert, its table. `F` is discharged by
 * the tables in scope only when the query is used: see {@link Free}.
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

/**
 * A condition over the tables `T`, for lists of conditions that are joined later. Of a table, or of a union of tables.
 *
 * @example
 * ```ts
 * import { and, type Condition, from, gt, integer, lt, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { price: integer })
 * const conditions: Array<Condition<typeof Cake>> = [gt(Cake.price, 1)]
 * conditions.push(lt(Cake.price, 9))
 * toSql(dialect)(pipe(from(Cake), where(and(...conditions))))
 * // => `select "cake"."price" from "cake" where "cake"."price" > 1 and "cake"."price" < 9`
 * ```
 *
 * @since 0.1.0
 */
export type Condition<T> = Expr<boolean | null, Reads<NameOf<T>, any>, NameOf<T>>

/** What may be selected: an expression, a whole table, or a record of these, nested as deep as wanted. */
export type Selection = AnyExpr | AnyTable | { readonly [key: string]: Selection }

/** Nothing is selected: a command without `returning`. */
export interface Nothing {
  readonly _tag: "Nothing"
}

type NullIf<A, N, U> = A | (N extends U ? null : never)

/** The row that a selection gives, where an outer join made the tables `U` optional. */
export type RowOut<O, U> =
  O extends Expr<infer A, any, infer N>
    ? A | (N extends U ? null : never)
    : O extends TableMeta<infer N, any, any>
      ? Row<O> | (N extends U ? null : never)
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

/** The tables whose absence makes a part of the selection NULL. */
export type AbsentOfSelection<O> =
  O extends Expr<any, any, infer N> ? N : O extends TableMeta<infer N, any, any> ? N : { [K in keyof O]: AbsentOfSelection<O[K]> }[keyof O]

/**
 * {@link RowOut} of a query in a query. Whether an outer join makes a table around it optional is not known yet, so it
 * counts as optional.
 */
export type InnerRow<O, S, U> = RowOut<O, U | Exclude<AbsentOfSelection<O>, S>>

/** What a query still needs of what surrounds it, with its own tables in scope. */
export type Free<F, S> = [F] extends [Provided<S>] ? never : Exclude<F, Provided<S>>
/** What a query with the tables `S` in scope provides. */
type Provided<S> = Reads<S, any> | Inside<S> | Aggregate | Windowed | Sorts<any>

/** {@link Free} of a query. */
export type FreeOf<Q> = Q extends Query<any, infer S, any, any, infer F, any> ? Free<F, S> : never

/** What a selection reads. */
export type ReadsOf<O> =
  O extends Expr<any, infer R, any>
    ? R
    : O extends TableMeta<infer N, any, any>
      ? Reads<N, "*">
      : [O[keyof O]] extends [Expr<any, infer R, any>]
        ? R
        : { [K in keyof O]: ReadsOf<O[K]> }[keyof O]

/** The columns among `R` whose table has its whole primary key among the grouping keys `C`, left out. */
type Undetermined<R, C> =
  R extends Reads<infer T, any>
    ? [Extract<C, ColumnId<T, any, any>>] extends [ColumnId<any, infer K, infer P>]
      ? [P] extends [K]
        ? unknown extends P
          ? R
          : never
        : R
      : R
    : never

/** The columns of the tables `S` among `Q` that are read outside of aggregates and the keys do not fix. */
type Ungrouped<Q, S, R, C> = Undetermined<Extract<Exclude<Q, R>, Reads<S, any>>, C>

/** {@link Ungrouped} leaf by leaf: an expression may read what a key that is an expression reads, a column may not. */
type UngroupedLeaf<O, S, R, CR, C> =
  O extends Column<any, any, any>
    ? Ungrouped<ReadsOf<O>, S, CR, C>
    : O extends Expr<any, any, any>
      ? Ungrouped<ReadsOf<O>, S, R, C>
      : O extends AnyTable
        ? Ungrouped<ReadsOf<O>, S, CR, C>
        : { [K in keyof O]: UngroupedLeaf<O[K], S, R, CR, C> }[keyof O]

/** The tables that are read. */
export type OpenTable<F> = F extends Reads<infer T, any> ? T : F extends Inside<infer T> ? T : never
type OpenBeside<F> = F extends Beside<infer T> ? T : never
type OpenParam<F> = F extends Param<infer P, any> ? P : never
/** The columns that are read, with their tables. */
export type ColumnName<R> = R extends Reads<infer T extends string, infer K extends string> ? `${T}.${K}` : never

/**
 * What is wrong with a query that is about to be run, as an object type with one property that says it; `unknown` when
 * nothing is.
 */
export type Check<K, S, F, O, G> = [K] extends ["select"]
  ? CheckFree<Free<F, S>, S, F, O, G>
  : "unbounded" extends K
    ? { readonly "add where, or allRows to mean every row": true }
    : [K] extends ["compound"]
      ? CheckFree<Free<F, S>, S, F, O, unknown>
      : "whenless" extends K
        ? { readonly "add whenMatched or whenNotMatched": true }
      : Aggregate extends F
        ? unknown extends F
          ? unknown
          : { readonly "aggregate in a command": true }
        : Windowed extends F
          ? { readonly "window function in a command": true }
        : CheckFree<Free<F, S>, S, F, O, unknown>

/** {@link Check}, and that a command gives rows: it does only with `returning`. */
export type CheckRows<K, S, F, O, G> = [K] extends ["select"]
  ? CheckFree<Free<F, S>, S, F, O, G>
  : O extends Nothing
    ? { readonly "gives no rows; add returning or use execute": true }
    : Check<K, S, F, O, G>

/** {@link Check}, but parameters may be open. */
export type CheckPrepared<K, S, F, O, G> = Check<K, S, Exclude<F, Param<any, any>>, O, G>

/** `X` is {@link Free} of the query. */
type CheckFree<X, S, F, O, G> = [X] extends [never]
  ? CheckGroup<S, O, G, F>
  : [OpenTable<X>] extends [never]
    ? [OpenParam<X>] extends [never]
      ? [OpenBeside<X>] extends [never]
        ? CheckGroup<S, O, G, F>
        : { readonly "a table made of a query reads another; use a lateral join after": OpenBeside<X> }
      : { readonly "parameter has no value; use prepare": OpenParam<X> }
    : { readonly "table is not in from/join": OpenTable<X> }

/** {@link CheckGroup} of a query. */
export type CheckGroupOf<Q> = Q extends Query<any, infer S, any, infer O, infer F, infer G> ? CheckGroup<S, O, G, F> : never

/** What is wrong with the grouping of a query; a query inside a query may read the tables around it. */
export type CheckGroup<S, O, G, F> = unknown extends G
  ? Aggregate extends ReadsOf<O>
    ? BesideAggregate<Extract<ReadsOf<O>, Reads<S, any>>>
    : Sorts<Aggregate> extends F
      ? unknown extends F
        ? unknown
        : BesideAggregate<Extract<ReadsOf<O>, Reads<S, any>>>
      : unknown
  : [G] extends [Expr<any, infer R, any, infer C> | Sorts<infer Q>]
    ? NotInGroupBy<
        unknown extends C
          ? UngroupedByExpr<O, Sorted<Q>, S, G, [Extract<G, AnyExpr>] extends [never] ? never : R>
          : Ungrouped<ReadsOf<O> | Sorted<Q>, S, R, C>
      >
    : unknown

/** There is no `Sorts` to infer what is read from: it is unknown. */
type Sorted<Q> = unknown extends Q ? never : Q

/** {@link Ungrouped} where a key is an expression, or there is none. */
type UngroupedByExpr<O, Q, S, G, R> =
  | UngroupedLeaf<O, S, R, ReadsOf<ColumnsOf<G>>, IdOf<ColumnsOf<G>>>
  | Ungrouped<Q, S, R, IdOf<ColumnsOf<G>>>

type BesideAggregate<R> = [R] extends [never]
  ? unknown
  : { readonly "column stands beside an aggregate without groupBy": ColumnName<R> }
type NotInGroupBy<R> = [R] extends [never] ? unknown : { readonly "column is not in groupBy": ColumnName<R> }
type ColumnsOf<G> = G extends Column<any, any, any> ? G : never
type IdOf<G> = G extends Expr<any, any, any, infer C> ? C : never

/** The columns of a query used as a table. */
export type DerivedDefs<O, U> =
  O extends TableMeta<infer N, infer D, any>
    ? { readonly [K in keyof D & string]: ColumnDef<NullIf<ValueOfDef<D[K]>, N, U>, "never", false, false> }
    : O extends AnyExpr
      ? never
      : {
          readonly [K in keyof O & string]: O[K] extends Expr<infer A, any, infer N>
            ? ColumnDef<A | (N extends U ? null : never), "never", false, false>
            : never
        }

/** What a table made of a query needs, where `F` is what the query still needs: what it reads must stand beside it. */
export type NeedsBeside<F> = F extends Reads<infer T, any> | Inside<infer T> ? Beside<T> | Needs<"lateral"> : F

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

/** The arguments that a prepared query takes. */
export type ArgsOf<F> = {
  readonly [K in ParamName<F> & string]: (F extends Param<K, infer A> ? (value: A) => void : never) extends (value: infer A) => void
    ? A
    : never
}
type ParamName<F> = F extends Param<infer K, any> ? K : never
