import type { BigDecimal } from "effect/BigDecimal"
import type { DateTime } from "effect/DateTime"
import type { Duration } from "effect/Duration"
import type { Option } from "effect/Option"
import type { Json } from "../codec/json.js"
import type { Range } from "../codec/range.js"
import type { Simplify } from "./model.js"

type Get<O, K> = K extends keyof O ? O[K] : undefined
type Inside<M, K> = Get<Get<M, K>, "in">
type RowIn<X> = X extends ReadonlyArray<infer R> ? R : NonNullable<X>

/** Which fields are meant: `true`, or of related rows which of theirs. */
export type Choice<D, M> = {
  readonly [K in keyof D]?: Inside<M, K> extends undefined ? true : true | Choice<RowIn<D[K]>, Inside<M, K>>
}

/**
 * What is dumped, and how.
 *
 * @since 0.1.0
 */
export interface DumpOptions<D, M> {
  /** Only these fields, by name; of a list of rows, in each row. */
  readonly include?: Choice<D, M>
  /** Not these fields, even if they are included. */
  readonly exclude?: Choice<D, M>
  /** Only what input gave: see `givenFields`. Computed fields stay. */
  readonly excludeUnset?: boolean
  /** Not what is the default of its column, whoever gave it. */
  readonly excludeDefaults?: boolean
  /** Not what is `null` or `Option.none()`. */
  readonly excludeNone?: boolean
  readonly excludeComputed?: boolean
  /** Under the aliases of the fields. */
  readonly byAlias?: boolean
  /** What `validate` gives the same value for: without computed fields, and JSON without loss. */
  readonly roundTrip?: boolean
  /** The values as they are, or what JSON holds for them. Default: "value". */
  readonly mode?: "value" | "json"
  /** In JSON mode, whether a bigint that is exact as a number is written as one. Default: "string". */
  readonly bigint?: "string" | "number"
}

type May<F> = true extends F ? true : false
type AnyTrue<F> = true extends F ? true : false

type IsComputed<M, K> = Get<Get<M, K>, "computed"> extends true ? true : false

/** Is the field certainly left out? */
type IsOut<K, M, I, X, O> = [Get<X, K>] extends [true]
  ? true
  : [I] extends [undefined]
    ? IsComputedOut<K, M, O>
    : K extends keyof NonNullable<I>
      ? IsComputedOut<K, M, O>
      : true
type IsComputedOut<K, M, O> =
  IsComputed<M, K> extends true ? AnyTrue<[Get<O, "roundTrip">] extends [true] ? true : [Get<O, "excludeComputed">] extends [true] ? true : false> : false

type HasNone<V> = null extends V ? true : Extract<V, Option<any>> extends never ? false : true

/** May the field be left out, depending on the value, or on an option whose type does not tell? */
type IsMaybe<K, V, M, I, X, O> = AnyTrue<
  | (IsComputed<M, K> extends true ? May<Get<O, "roundTrip"> | Get<O, "excludeComputed">> : May<Get<O, "excludeUnset"> | Get<O, "excludeDefaults">>)
  | (May<Get<O, "excludeNone">> extends true ? HasNone<V> : false)
  | (true extends Get<X, K> ? true : false)
  | ([I] extends [undefined] ? false : undefined extends I ? true : undefined extends Get<I, K> ? true : false)
>

type NameOf<K, M, B> = B extends true ? (Get<Get<M, K>, "as"> extends infer S extends string ? S : K) : K

/** What JSON holds for a value. */
type JsonOf<V, O> = V extends null | boolean | undefined
  ? V
  : V extends string
    ? V
    : V extends number
      ? true extends Get<O, "roundTrip"> ? V | string : V
      : V extends bigint
        ? "number" extends Get<O, "bigint"> ? number | string : string
        : V extends Date | BigDecimal | Duration | DateTime | Uint8Array | Range<any>
          ? string
          : V extends Option<infer A>
            ? JsonOf<A, O> | null
            : V extends ReadonlyArray<infer A>
              ? ReadonlyArray<JsonOf<A, O>>
              : Json

type ModeOf<V, Mode, O> = Mode extends "json" ? JsonOf<V, O> : V
type WithoutNone<V, O> = [Get<O, "excludeNone">] extends [true] ? Exclude<V, null> : V
type Deeper<C> = C extends true ? undefined : C

type ValueOf<V, N, I, X, O, B> = [N] extends [undefined]
  ? ModeOf<WithoutNone<V, O>, Get<O, "mode">, O>
  : WithoutNone<V extends ReadonlyArray<infer R> ? ReadonlyArray<Walk<R, N, I, X, O, B>> : V extends null ? null : Walk<V, N, I, X, O, B>, O>

type Kept<D, M, I, X, O, Maybe extends boolean> = {
  [K in keyof D]: IsOut<K, M, I, X, O> extends true ? never : IsMaybe<K, D[K], M, I, X, O> extends Maybe ? K : never
}[keyof D]

type Walk<D, M, I, X, O, B> = Simplify<
  {
    readonly [K in keyof D as K extends Kept<D, M, I, X, O, false> ? NameOf<K, M, B> & PropertyKey : never]: ValueOf<D[K], Inside<M, K>, Deeper<Get<I, K>>, Deeper<Get<X, K>>, O, B>
  } & {
    readonly [K in keyof D as K extends Kept<D, M, I, X, O, true> ? NameOf<K, M, B> & PropertyKey : never]?: ValueOf<D[K], Inside<M, K>, Deeper<Get<I, K>>, Deeper<Get<X, K>>, O, B>
  }
>

type ByAlias<B, D, M, O> = B extends true ? Walk<D, M, Get<O, "include">, Get<O, "exclude">, O, true> : Walk<D, M, Get<O, "include">, Get<O, "exclude">, O, false>

/**
 * What `dump` gives for a model of `D`, by its options `O`.
 *
 * @since 0.1.0
 */
export type Dumped<D, M, O> = ByAlias<Get<O, "byAlias">, D, M, O>
