import type { Option } from "effect/Option"
import type { AbsentOf, Expr, Needs, NeedsOf, NullOf, Operand, ValueOf } from "../core/expr.js"

export type AnyArray = ReadonlyArray<unknown> | null

/** The elements of an array, which may itself be NULL. */
export type ElementOf<A> = A extends ReadonlyArray<infer E> ? E : never

/** The value of an `option` column as NULL or what is in it. */
export type Unwrapped<A> = A extends Option<infer X> ? X | null : A

/** An operand as an element of an array: NULL also where the table that it is of may be absent. */
export type ItemOf<B> = Unwrapped<ValueOf<B>> | ([AbsentOf<B>] extends [never] ? never : null)

/** A whole number. */
export type Count = number | Expr<number | null, unknown, unknown>
export type NullAmong<B> = B extends Expr<infer A, unknown, unknown> ? (null extends A ? null : never) : never
export type NullIf<A> = null extends A ? null : never

type Arrays = Needs<"arrays">

/** An array of elements that `E` may be compared with. */
export type ArrayOperand<E> =
  | ReadonlyArray<Exclude<E, null> | null>
  | Expr<ReadonlyArray<Exclude<E, null> | null> | null, unknown, unknown>
type AnyOperand = ReadonlyArray<unknown> | Expr<AnyArray, unknown, unknown>

type Compared<A, E, F> = [Exclude<F, null>] extends [Exclude<E, null>]
  ? unknown
  : { readonly "cannot be compared": readonly [A, F] }

/** A test of two arrays. */
export interface ArrayTest {
  <A extends AnyArray, R, N, const B extends ArrayOperand<ElementOf<A>>>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<boolean | NullOf<A, B>, R | NeedsOf<B> | Arrays, N | AbsentOf<B>>
  <const B extends AnyOperand>(
    b: B,
  ): <A extends AnyArray, R, N>(
    a: Expr<A, R, N> & Compared<A, ElementOf<A>, ElementOf<ValueOf<B>>>,
  ) => Expr<boolean | NullOf<A, B>, R | NeedsOf<B> | Arrays, N | AbsentOf<B>>
}

/** Two arrays joined together. */
export interface ArrayJoin {
  <A extends AnyArray, R, N, const B extends ArrayOperand<ElementOf<A>>>(
    a: Expr<A, R, N>,
    b: B,
  ): Joined<A, R, N, B>
  <const B extends AnyOperand>(
    b: B,
  ): <A extends AnyArray, R, N>(
    a: Expr<A, R, N> & Compared<A, ElementOf<A>, ElementOf<ValueOf<B>>>,
  ) => Joined<A, R, N, B>
}
/** NULL only where both are. */
type Joined<A, R, N, B> = Expr<
  ReadonlyArray<ElementOf<A> | Extract<ElementOf<ValueOf<B>>, null>> | (null extends A ? NullAmong<B> : never),
  R | NeedsOf<B> | Arrays,
  N | AbsentOf<B>
>

type AnItem<A> = Operand<ElementOf<A>>
type OfItem<A, B> = Compared<A, ElementOf<A>, ValueOf<B>>

/** An array with one more element: never NULL. */
export interface WithElement {
  <A extends AnyArray, R, N, const B extends AnItem<A>>(a: Expr<A, R, N>, element: B): Longer<A, R, B>
  <const B>(element: B): <A extends AnyArray, R, N>(a: Expr<A, R, N> & OfItem<A, B>) => Longer<A, R, B>
}
type Longer<A, R, B> = Expr<
  ReadonlyArray<ElementOf<A> | Extract<ItemOf<B>, null>>,
  R | NeedsOf<B> | Arrays,
  never
>

/** An array without some of its elements. */
export interface WithoutElement {
  <A extends AnyArray, R, N, const B extends AnItem<A>>(
    a: Expr<A, R, N>,
    element: B,
  ): Expr<A, R | NeedsOf<B> | Arrays, N>
  <const B>(
    element: B,
  ): <A extends AnyArray, R, N>(a: Expr<A, R, N> & OfItem<A, B>) => Expr<A, R | NeedsOf<B> | Arrays, N>
}

/** The first place of an element. */
export interface PlaceOf {
  <A extends AnyArray, R, N, const B extends AnItem<A>>(
    a: Expr<A, R, N>,
    element: B,
  ): Expr<number | null, R | NeedsOf<B> | Arrays, never>
  <const B>(
    element: B,
  ): <A extends AnyArray, R, N>(a: Expr<A, R, N> & OfItem<A, B>) => Expr<number | null, R | NeedsOf<B> | Arrays, never>
}

/** All places of an element. */
export interface PlacesOf {
  <A extends AnyArray, R, N, const B extends AnItem<A>>(
    a: Expr<A, R, N>,
    element: B,
  ): Expr<ReadonlyArray<number> | NullIf<A>, R | NeedsOf<B> | Arrays, N>
  <const B>(
    element: B,
  ): <A extends AnyArray, R, N>(
    a: Expr<A, R, N> & OfItem<A, B>,
  ) => Expr<ReadonlyArray<number> | NullIf<A>, R | NeedsOf<B> | Arrays, N>
}

/** The element at a place: NULL where there is none. */
export interface ElementAt {
  <A extends AnyArray, R, N, const I extends Count>(
    a: Expr<A, R, N>,
    place: I,
  ): Expr<ElementOf<A> | null, R | NeedsOf<I> | Arrays, never>
  <const I extends Count>(
    place: I,
  ): <A extends AnyArray, R, N>(a: Expr<A, R, N>) => Expr<ElementOf<A> | null, R | NeedsOf<I> | Arrays, never>
}
