import type { MergeActionNode, MergeNode, WhenNode } from "../command-node.js"
import { commandNode, exprNode } from "../erase.js"
import type { AnyExpr, Expr, NeedsOf, Reads } from "../expr.js"
import { type ExprNode, isExprNode } from "../expr-node.js"
import type { ColumnName, Query } from "../query-types.js"
import type { NoAggregate } from "../query/where.js"
import type { Insert, InsertInput, NameOf } from "../table.js"
import type { MergeScope } from "./merge.js"
import type { Then } from "./merge-action.js"
import type { FitsUpdate, Misfit } from "./on-conflict.js"

type AnyMerge<S, U, O, F, G> = Query<"merge" | "whenless", S, U, O, F, G>
type ValuesOf<A> = A extends Then<any, infer V> ? V : never
/** What the values of an action need. */
type NeedsOfThen<A> = NeedsOf<ValuesOf<A>[keyof ValuesOf<A>]>
type SourceOf<S, G> = Exclude<S, NameOf<G> | MergeScope>

/** The values fit the table `T` of the merge. */
type FitsThen<A, T> = A extends Then<"update", infer V> ? FitsUpdate<V, T> : A extends Then<"insert", infer V> ? FitsInsert<V, T> : unknown
type FitsInsert<V, T> = [Exclude<keyof V, keyof Insert<T>>] extends [never]
  ? [V] extends [InsertInput<T>]
    ? unknown
    : [Exclude<Required<Insert<T>>, keyof V>] extends [never]
      ? { readonly "value does not fit its column": Misfit<V, InsertInput<T>> }
      : { readonly "column has no value": Exclude<Required<Insert<T>>, keyof V> }
  : { readonly "no such column to insert": Exclude<keyof V, keyof Insert<T>> }
type Required<I> = { [K in keyof I]-?: {} extends Pick<I, K> ? never : K }[keyof I]

/** There is no row of the tables `N`. */
type NoRow<R, N> = [Extract<R, Reads<N, any>>] extends [never]
  ? unknown
  : { readonly "there is no row to read": ColumnName<Extract<R, Reads<N, any>>> }

const when = (match: WhenNode["match"], first: unknown, second: unknown) => (query: Query<any, any, any, any, any, any>): never => {
  const merge = commandNode(query) as MergeNode
  const condition: ExprNode | null = isExprNode(first) ? exprNode(first as unknown as AnyExpr) : null
  const node: WhenNode = { match, condition, action: (isExprNode(first) ? second : first) as MergeActionNode }
  return Object.freeze({ ...merge, when: [...merge.when, node] }) as never
}

/** {@link whenMatched}, alone or with a condition before what is done. */
export interface WhenMatched {
  <A extends Then<"update" | "delete" | "do nothing", any>>(action: A): <S, U, O, F, G>(
    query: AnyMerge<S, U, O, F, G> & FitsThen<A, G>,
  ) => Query<"merge", S, U, O, F | NeedsOfThen<A>, G>
  <R, A extends Then<"update" | "delete" | "do nothing", any>>(
    condition: Expr<boolean | null, R, any> & NoAggregate<R>,
    action: A,
  ): <S, U, O, F, G>(
    query: AnyMerge<S, U, O, F, G> & FitsThen<A, G>,
  ) => Query<"merge", S, U, O, F | R | NeedsOfThen<A>, G>
}

/**
 * What a merge does with a row of the table that has one in the source: {@link thenUpdate}, {@link thenDelete} or
 * {@link thenDoNothing}. A condition before it may read both rows. Of several the first one that applies counts.
 *
 * The SQL: `when matched and … then …`.
 *
 * @example
 * ```ts
 * import { eq, integer, mergeInto, table, thenDelete, toSql, whenMatched } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Stock = table("stock", { id: integer })
 * const Count = table("count", { id: integer, n: integer })
 * const sort = pipe(mergeInto(Stock, Count, eq(Stock.id, Count.id)), whenMatched(eq(Count.n, 0), thenDelete))
 * toSql(dialect)(sort)
 * // => `merge into "stock" using "count" on "stock"."id" = "count"."id" when matched and "count"."n" = 0 then delete`
 * ```
 *
 * @since 0.1.0
 */
export const whenMatched: WhenMatched = (first: unknown, second?: unknown): never => when("matched", first, second) as never

/** {@link whenNotMatched}, alone or with a condition before what is done. */
export interface WhenNotMatched {
  <A extends Then<"insert" | "do nothing", any>>(action: A): <S, U, O, F, G>(
    query: AnyMerge<S, U, O, F, G> & FitsThen<A, G> & NoRow<NeedsOfThen<A>, NameOf<G>>,
  ) => Query<"merge", S, U, O, F | NeedsOfThen<A>, G>
  <R, A extends Then<"insert" | "do nothing", any>>(
    condition: Expr<boolean | null, R, any> & NoAggregate<R>,
    action: A,
  ): <S, U, O, F, G>(
    query: AnyMerge<S, U, O, F, G> & FitsThen<A, G> & NoRow<R | NeedsOfThen<A>, NameOf<G>>,
  ) => Query<"merge", S, U, O, F | R | NeedsOfThen<A>, G>
}

/**
 * What a merge does with a row of the source that has none in the table: {@link thenInsert} or {@link thenDoNothing}. Only
 * the row of the source may be read.
 *
 * The SQL: `when not matched and … then …`.
 *
 * @since 0.1.0
 */
export const whenNotMatched: WhenNotMatched = (first: unknown, second?: unknown): never =>
  when("not matched", first, second) as never

/** {@link whenNotMatchedBySource}, alone or with a condition before what is done. */
export interface WhenNotMatchedBySource {
  <A extends Then<"update" | "delete" | "do nothing", any>>(action: A): <S, U, O, F, G>(
    query: AnyMerge<S, U, O, F, G> & FitsThen<A, G> & NoRow<NeedsOfThen<A>, SourceOf<S, G>>,
  ) => Query<"merge", S, U | SourceOf<S, G>, O, F | NeedsOfThen<A>, G>
  <R, A extends Then<"update" | "delete" | "do nothing", any>>(
    condition: Expr<boolean | null, R, any> & NoAggregate<R>,
    action: A,
  ): <S, U, O, F, G>(
    query: AnyMerge<S, U, O, F, G> & FitsThen<A, G> & NoRow<R | NeedsOfThen<A>, SourceOf<S, G>>,
  ) => Query<"merge", S, U | SourceOf<S, G>, O, F | R | NeedsOfThen<A>, G>
}

/**
 * What a merge does with a row of the table that has none in the source: {@link thenUpdate}, {@link thenDelete} or
 * {@link thenDoNothing}. Only the row of the table may be read; what `returning` reads of the source is NULL. PostgreSQL 17
 * and later.
 *
 * The SQL: `when not matched by source and … then …`.
 *
 * @since 0.1.0
 */
export const whenNotMatchedBySource: WhenNotMatchedBySource = (first: unknown, second?: unknown): never =>
  when("not matched by source", first, second) as never
