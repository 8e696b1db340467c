import type { AnyQuery, Check, Nothing, Query, RowOut } from "../../core/query-types.js"
import type { EnvOf, ErrorOf, Executed } from "./types.js"

/** Statements that are run together: a record of them, or a list. */
export type Statements = ReadonlyArray<AnyQuery> | { readonly [name: string]: AnyQuery }

/** What is wrong with some statement of a batch; `unknown` for each with which nothing is. */
export type CheckBatch<B> = { readonly [I in keyof B]: CheckStatement<B[I]> }

type CheckStatement<Q> =
  Q extends Query<infer K, infer S, unknown, infer O, infer F, infer G> ? Check<K, S, F, O, G> : unknown

/**
 * What a batch gives, in the shape of its statements: the rows of each, or how many rows it changed.
 *
 * @since 0.1.0
 */
export type BatchResult<B> = { readonly [I in keyof B]: StatementResult<B[I]> }

type StatementResult<Q> =
  Q extends Query<unknown, unknown, infer U, infer O, unknown, unknown>
    ? O extends Nothing
      ? Executed
      : ReadonlyArray<RowOut<O, U>>
    : never

type Members<B> = B extends ReadonlyArray<infer Q> ? Q : B[keyof B]

/** How a batch can fail. */
export type BatchError<B> = StatementError<Members<B>>

type StatementError<Q> =
  Q extends Query<infer K, unknown, unknown, infer O, infer F, unknown>
    ? O extends Nothing
      ? Exclude<ErrorOf<K, F>, { readonly _tag: "DecodeError" }>
      : ErrorOf<K, F>
    : never

/** What running a batch needs. */
export type BatchEnv<B> = StatementEnv<Members<B>>

type StatementEnv<Q> = Q extends Query<unknown, infer S, unknown, unknown, infer F, unknown> ? EnvOf<F, S> : never
