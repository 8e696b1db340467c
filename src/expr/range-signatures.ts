import type { AbsentOf, Expr, Needs, NeedsOf, NullOf } from "../core/expr.js"
import type { Range } from "../codec/range.js"
import type { Term } from "./signatures.js"

export type AnyRange = Range<unknown> | null

/** What a range, which may be NULL, is of. */
export type BoundOf<A> = A extends { readonly _tag: "Range"; readonly lower: infer E } ? Exclude<E, null> : never

/** A range of elements that `E` may be compared with. */
export type RangeOperand<E> = Range<E> | Expr<Range<E> | null, unknown, unknown>
type AnyOperand = AnyRange | Expr<AnyRange, unknown, unknown>

type Ranges = Needs<"ranges">
type ValueOf<B> = B extends Expr<infer A, unknown, unknown> ? A : B
type Same<A, E, F> = [F] extends [E] ? unknown : { readonly "cannot be compared": readonly [A, F] }

/** A test of two ranges. */
export interface RangeTest {
  <A extends AnyRange, R, N, const B extends RangeOperand<BoundOf<A>>>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<boolean | NullOf<A, B>, R | NeedsOf<B> | Ranges, N | AbsentOf<B>>
  <const B extends AnyOperand>(
    b: B,
  ): <A extends AnyRange, R, N>(
    a: Expr<A, R, N> & Same<A, BoundOf<A>, BoundOf<ValueOf<B>>>,
  ) => Expr<boolean | NullOf<A, B>, R | NeedsOf<B> | Ranges, N | AbsentOf<B>>
}

/** A range made of two. */
export interface RangeOperator {
  <A extends AnyRange, R, N, const B extends RangeOperand<BoundOf<A>>>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<Exclude<A, null> | NullOf<A, B>, R | NeedsOf<B> | Ranges, N | AbsentOf<B>>
  <const B extends AnyOperand>(
    b: B,
  ): <A extends AnyRange, R, N>(
    a: Expr<A, R, N> & Same<A, BoundOf<A>, BoundOf<ValueOf<B>>>,
  ) => Expr<Exclude<A, null> | NullOf<A, B>, R | NeedsOf<B> | Ranges, N | AbsentOf<B>>
}

/** A range, or one of what it is of. */
type Contents<E> = RangeOperand<E> | Term<E>
type ContentsOf<B> = BoundOf<ValueOf<B>> | Exclude<ValueOf<B>, AnyRange>

/** Does a range contain a range or an element? */
export interface Contains {
  <A extends AnyRange, R, N, const B extends Contents<BoundOf<A>>>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<boolean | NullOf<A, B>, R | NeedsOf<B> | Ranges, N | AbsentOf<B>>
  <const B>(
    b: B,
  ): <A extends AnyRange, R, N>(
    a: Expr<A, R, N> & Same<A, BoundOf<A>, ContentsOf<B>>,
  ) => Expr<boolean | NullOf<A, B>, R | NeedsOf<B> | Ranges, N | AbsentOf<B>>
}

/** What a range that contains `A` is of. */
type Containing<A> = BoundOf<A> | Exclude<A, AnyRange>

/** Is a range or an element in a range? */
export interface ContainedBy {
  <A, R, N, const B extends RangeOperand<Containing<A>>>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<boolean | NullOf<A, B>, R | NeedsOf<B> | Ranges, N | AbsentOf<B>>
  <const B extends AnyOperand>(
    b: B,
  ): <A, R, N>(
    a: Expr<A, R, N> & Same<A, Containing<A>, BoundOf<ValueOf<B>>>,
  ) => Expr<boolean | NullOf<A, B>, R | NeedsOf<B> | Ranges, N | AbsentOf<B>>
}

/** A bound: NULL where there is none. */
export type BoundFunction = <A extends AnyRange, R, N>(range: Expr<A, R, N>) => Expr<BoundOf<A> | null, R | Ranges, never>

/** A question about one range. */
export type RangeFunction = <A extends AnyRange, R, N>(
  range: Expr<A, R, N>,
) => Expr<boolean | (null extends A ? null : never), R | Ranges, N>
