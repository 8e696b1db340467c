import type { NameOf } from "../../core/table.js"
import type { RowOut } from "../../core/query-types.js"
import type { AnyRelated, Cardinality, Related } from "../relation.js"

/** What is loaded with rows: a relation by the name that its rows get, with what is loaded with those. */
export type LoadSpec = { readonly [name: string]: AnyRelated | readonly [AnyRelated, LoadSpec] }

type Rows<C extends Cardinality, A> = C extends "many" ? ReadonlyArray<A> : C extends "maybe" ? A | null : A
type Simplify<T> = { [K in keyof T]: T[K] } & {}

/** A row with its related rows. */
export type WithRelated<A, P> = A extends null ? null : Simplify<Omit<A, keyof P> & { readonly [K in keyof P]: LoadedRows<P[K]> }>

type LoadedRows<X> =
  X extends readonly [Related<infer C, any, any, infer U, infer O, any>, infer P]
    ? Rows<C, WithRelated<RowOut<O, U>, P>>
    : X extends Related<infer C, any, any, infer U, infer O, any>
      ? Rows<C, RowOut<O, U>>
      : never

/** The tables at which relations begin that are none of `N`. */
type Astray<P, N> = {
  [K in keyof P]: P[K] extends readonly [Related<any, infer M, infer T, any, any, any>, infer Q]
    ? Exclude<M, N> | Astray<Q, NameOf<T>>
    : P[K] extends Related<any, infer M, any, any, any, any>
      ? Exclude<M, N>
      : never
}[keyof P]
/** What is wrong with what is loaded with rows of the tables `N`. */
export type CheckSpec<P, N> = [Astray<P, N>] extends [never] ? unknown : { readonly "a relation begins at another table": Astray<P, N> }

/** What the queries of the relations need. */
export type SpecNeeds<P> = {
  [K in keyof P]: P[K] extends readonly [Related<any, any, any, any, any, infer F>, infer Q]
    ? F | SpecNeeds<Q>
    : P[K] extends Related<any, any, any, any, any, infer F>
      ? F
      : never
}[keyof P]
