import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"
import { isText } from "./text.js"

export interface TsVectorBrand {
  readonly TsVector: unique symbol
}
export interface TsQueryBrand {
  readonly TsQuery: unique symbol
}
export interface RegconfigBrand {
  readonly Regconfig: unique symbol
}

/** The words of a document and where they stand, as PostgreSQL writes them. @since 0.1.0 */
export type TsVector = t.Branded<string, TsVectorBrand>
/** What is searched for, as PostgreSQL writes it. @since 0.1.0 */
export type TsQuery = t.Branded<string, TsQueryBrand>

const own = <A extends string>(name: string): SqlType<A> =>
  scalar<A>({
    name,
    family: "textSearch",
    is: (u): u is A => typeof u === "string" && isText(u),
    read: (u, c) => (typeof u === "string" ? t.success(u as A) : t.failure(u, c)),
    write: (value) => value,
  })

/**
 * The words of a document, to be searched. A column of it is best generated from the text: see `toTsvector`.
 *
 * The SQL: `tsvector` on PostgreSQL; other databases have none, and refuse a table with one.
 *
 * @example
 * ```ts
 * import { tsvector } from "fulmar"
 *
 * tsvector.spec.type.codec.decode("'bake':2 'cake':1") // => { _tag: "Right", right: "'bake':2 'cake':1" }
 * ```
 *
 * @since 0.1.0
 */
export const tsvector: SqlType<TsVector> = own("tsvector")

/** A query of words. The SQL: `tsquery` on PostgreSQL. @since 0.1.0 */
export const tsquery: SqlType<TsQuery> = own("tsquery")

/** The name of a configuration of text search. */
export const regconfig: SqlType<t.Branded<string, RegconfigBrand>> = own("regconfig")
