import type { Option } from "effect"
import type { ColumnDef, InsertMode } from "../core/sql-type.js"
import { amend } from "./amend.js"

/** How a column takes part in an insert once it may be left out. */
export type OrLeftOut<I> = I extends "required" ? "optional" : I

/** The value that a column holds when it is not NULL. */
export type Present<A> = A extends null ? never : A extends Option.Option<infer B> ? B : A

/** `A`, or NULL: as `null`, unless the column already says it as an `Option`. */
export type OrNull<A> = [A] extends [Option.Option<unknown>] ? A : A | null

/**
 * The column may be NULL, which is `null`; an insert may leave it out.
 *
 * The SQL: no `NOT NULL`, on PostgreSQL, MySQL and SQLite.
 *
 * @example
 * ```ts
 * import { integer, nullable, type Row, table } from "fulmar"
 *
 * const Fruit = table("fruit", { cakeId: integer.pipe(nullable) })
 * const row: Row<typeof Fruit> = { cakeId: null }
 * row.cakeId // => null
 * ```
 *
 * @since 0.1.0
 */
export const nullable = <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
  self: ColumnDef<A, I, U, Pk>,
): ColumnDef<OrNull<A>, OrLeftOut<I>, U, Pk> => amend(self, { nullable: true })

/**
 * The column may be NULL, which is effect's `Option.none()`, and a value is `Option.some`; an insert may leave it out.
 *
 * The SQL: no `NOT NULL`, on PostgreSQL, MySQL and SQLite.
 *
 * @example
 * ```ts
 * import { Option } from "effect"
 * import { integer, option, type Row, table } from "fulmar"
 *
 * const Fruit = table("fruit", { cakeId: integer.pipe(option) })
 * const row: Row<typeof Fruit> = { cakeId: Option.some(1) }
 * Option.getOrNull(row.cakeId) // => 1
 * ```
 *
 * @since 0.1.0
 */
export const option = <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
  self: ColumnDef<A, I, U, Pk>,
): ColumnDef<Option.Option<Present<A>>, OrLeftOut<I>, U, Pk> => amend(self, { nullable: true, option: true })
