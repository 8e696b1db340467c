import type { BigDecimal } from "effect/BigDecimal"
import type { AbsentOf, Expr, NeedsOf, NullOf, Operand } from "../core/expr.js"
import type { Quantified } from "./quantified.js"
import type { Loose, NullInRow, OtherKeys, RowOperand, RowValue } from "./row-value.js"

/** What is wrong with comparing `A` to `B`; `unknown` when nothing is. */
export type Comparable<A, B> = [B] extends [Operand<A>]
  ? unknown
  : [A, B] extends [BigDecimal | null, number | bigint]
    ? unknown
    : { readonly "cannot be compared": readonly [A, B] }

/** What is wrong with comparing `A` to one of `C`; `unknown` when nothing is. */
type Among<A, C> = Comparable<A, Exclude<C, null>>

/** A comparison of two operands of the same type. */
export interface Comparison {
  <A, R, N>(a: Expr<A, R, N>, b: Exclude<A, null> | null): Expr<boolean | Extract<A, null>, R, N>
  <A, R, N, C extends A | null, R2, N2>(
    a: Expr<A, R, N>,
    b: Expr<C, R2, N2>,
  ): Expr<boolean | Extract<A | C, null>, R | R2, N | N2>
  <T, R, N, U extends Loose<T>, R2, N2>(
    a: RowValue<T, R, N>,
    b: RowValue<U, R2, N2>,
  ): Expr<boolean | NullInRow<T> | NullInRow<U>, R | R2, N | N2>
  <T, R, N, const B extends RowOperand<T>>(
    a: RowValue<T, R, N>,
    b: B & OtherKeys<B, T>,
  ): Expr<boolean | NullInRow<T> | NullInRow<B>, R | NeedsOf<B[keyof B]>, N | AbsentOf<B[keyof B]>>
  <A, R, N, C, R2, N2>(
    a: Expr<A, R, N>,
    b: Quantified<C, R2, N2> & Among<A, C>,
  ): Expr<boolean | Extract<A | C, null>, R | R2, N | N2>
  <A, R, N, const B>(
    a: Expr<A, R, N>,
    b: B & Comparable<A, B>,
  ): Expr<boolean | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>
  <C, R2, N2>(
    b: Quantified<C, R2, N2>,
  ): <A, R, N>(a: Expr<A, R, N> & Among<A, C>) => Expr<boolean | Extract<A | C, null>, R | R2, N | N2>
  <const B>(
    b: B,
  ): <A, R, N>(a: Expr<A, R, N> & Comparable<A, B>) => Expr<boolean | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>
}

/** A comparison by order, which is NULL where an operand is, the value NULL too. */
export interface Ordering {
  <A, R, N>(a: Expr<A, R, N>, b: Exclude<A, null>): Expr<boolean | Extract<A, null>, R, N>
  <A, R, N>(a: Expr<A, R, N>, b: Exclude<A, null> | null): Expr<boolean | null, R, N>
  <A, R, N, C extends A | null, R2, N2>(
    a: Expr<A, R, N>,
    b: Expr<C, R2, N2>,
  ): Expr<boolean | Extract<A | C, null>, R | R2, N | N2>
  <T, R, N, U extends Loose<T>, R2, N2>(
    a: RowValue<T, R, N>,
    b: RowValue<U, R2, N2>,
  ): Expr<boolean | NullInRow<T> | NullInRow<U>, R | R2, N | N2>
  <T, R, N, const B extends RowOperand<T>>(
    a: RowValue<T, R, N>,
    b: B & OtherKeys<B, T>,
  ): Expr<boolean | NullInRow<T> | NullInRow<B>, R | NeedsOf<B[keyof B]>, N | AbsentOf<B[keyof B]>>
  <A, R, N, C, R2, N2>(
    a: Expr<A, R, N>,
    b: Quantified<C, R2, N2> & Among<A, C>,
  ): Expr<boolean | Extract<A | C, null>, R | R2, N | N2>
  <A, R, N, const B>(
    a: Expr<A, R, N>,
    b: B & Comparable<A, B>,
  ): Expr<boolean | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>
  <C, R2, N2>(
    b: Quantified<C, R2, N2>,
  ): <A, R, N>(a: Expr<A, R, N> & Among<A, C>) => Expr<boolean | Extract<A | C, null>, R | R2, N | N2>
  <const B>(
    b: B,
  ): <A, R, N>(a: Expr<A, R, N> & Comparable<A, B>) => Expr<boolean | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>
}

/** A comparison that is never NULL. */
export interface NullSafeComparison {
  <A, R, N, const B extends Operand<A>>(a: Expr<A, R, N>, b: B): Expr<boolean, R | NeedsOf<B>, never>
  <A, R, N, const B>(a: Expr<A, R, N>, b: B & Comparable<A, B>): Expr<boolean, R | NeedsOf<B>, never>
  <const B>(b: B): <A, R, N>(a: Expr<A, R, N> & Comparable<A, B>) => Expr<boolean, R | NeedsOf<B>, never>
}

/** A test of one operand that is never NULL. */
export type Test = <A, R, N>(expr: Expr<A, R, N>) => Expr<boolean, R, never>

/** A number: what arithmetic is done with. */
export type Numeric = number | bigint | BigDecimal

/** An operand of arithmetic: beside a decimal a number may be written as it is. */
export type Term<A> = Operand<A> | ([Extract<A, BigDecimal>] extends [never] ? never : number | bigint)

type Nullable<A> = null extends A ? null : never

/** Arithmetic of two operands of the same type. `Extra` is `null` where the result may be NULL by itself. */
export interface Arithmetic<Extra = never, I = Numeric> {
  <A extends I | null, R, N, B extends Term<A>>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<Exclude<A, null> | NullOf<A, B> | Extra, R | NeedsOf<B>, N | AbsentOf<B>>
  <B>(
    b: B,
  ): <A extends I | null, R, N>(
    a: Expr<A, R, N> & Comparable<A, B>,
  ) => Expr<Exclude<A, null> | NullOf<A, B> | Extra, R | NeedsOf<B>, N | AbsentOf<B>>
}

/** A test of a text against a text. */
export interface TextTest<Extra = never> {
  <A extends string | null, R, N, B extends string | Expr<string | null, unknown, unknown>>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<boolean | NullOf<A, B>, R | NeedsOf<B> | Extra, N | AbsentOf<B>>
  <B extends string | Expr<string | null, unknown, unknown>>(
    b: B,
  ): <A extends string | null, R, N>(
    a: Expr<A, R, N>,
  ) => Expr<boolean | NullOf<A, B>, R | NeedsOf<B> | Extra, N | AbsentOf<B>>
}

/** A function of one argument of type `I`, NULL where its argument is. */
export type Function1<I, O> = <A extends I | null, R, N>(expr: Expr<A, R, N>) => Expr<O | Nullable<A>, R, N>

/** A function of one argument that gives its own type. */
export type SameType<I> = <A extends I | null, R, N>(expr: Expr<A, R, N>) => Expr<A, R, N>

/** An argument of type `X`: a value, or an expression that may be NULL. */
export type Given<X> = X | Expr<X | null, unknown, unknown>

/** A function of two arguments, NULL where one of them is. */
export interface Function2<I, X, O, Extra = never> {
  <A extends I | null, R, N, const B extends Given<X>>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<O | NullOf<A, B>, R | NeedsOf<B> | Extra, N | AbsentOf<B>>
  <const B extends Given<X>>(
    b: B,
  ): <A extends I | null, R, N>(a: Expr<A, R, N>) => Expr<O | NullOf<A, B>, R | NeedsOf<B> | Extra, N | AbsentOf<B>>
}
