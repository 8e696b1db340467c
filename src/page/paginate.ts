import { Effect } from "effect"
import { countType } from "../core/count-type.js"
import type { ValidationError } from "../core/errors.js"
import { valueNode } from "../core/expr-node.js"
import { withClauses } from "../core/query-node.js"
import type { CheckRows, Query } from "../core/query-types.js"
import { countRows } from "../driver/operations/count.js"
import type { EnvOf, ErrorOf } from "../driver/operations/types.js"
import type { LoadSpec } from "../relation/index.js"
import { keyedRows } from "./keyed.js"
import { type PageRow, pagedBlock, positive, type WithLoad } from "./paged.js"
import { orderOf, sortKeys } from "./sort-keys.js"

/**
 * Some of the rows of a query, and how many there are in all.
 *
 * @since 0.1.0
 */
export interface Page<A> {
  readonly rows: ReadonlyArray<A>
  /** The number of this page, from 1. */
  readonly page: number
  /** How many rows a page has, but for the last. */
  readonly size: number
  readonly totalRows: number
  readonly totalPages: number
}

/** Which page is read. */
export interface PaginateOptions<P extends LoadSpec> extends WithLoad<P> {
  /** The number of the page, from 1. */
  readonly page: number
  /** How many rows a page has. */
  readonly size: number
}

/**
 * A page of the rows of a query by its number, and how many there are. The rows are in the order of the query, and where
 * they are equal in it in that of the primary keys of its tables, so that no row stands on two pages. A page beyond the
 * last has no rows. Rows that come or go between two pages move the others: {@link cursorPage} is not moved by them, and
 * does not count.
 *
 * Fails with a `ValidationError` if the number or the size is not a whole number from 1.
 *
 * The SQL: `select count(*) from (…)` and `… order by … limit 20 offset 40`.
 *
 * @example
 * ```ts
 * import { createAll, execute, from, insertInto, integer, orderBy, paginate, primaryKey, table, text } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect, pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const program = Effect.gen(function* () {
 *   yield* createAll([Cake])
 *   yield* execute(insertInto(Cake, [{ id: 1, name: "Opera" }, { id: 2, name: "Cheese" }, { id: 3, name: "Tart" }]))
 *   return yield* pipe(from(Cake), orderBy(Cake.name), paginate({ page: 2, size: 2 }))
 * })
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
 * // => { rows: [{ id: 3, name: "Tart" }], page: 2, size: 2, totalRows: 3, totalPages: 2 }
 * ```
 *
 * @since 0.1.0
 */
export const paginate =
  <const P extends LoadSpec = {}>(options: PaginateOptions<P>) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G> & CheckRows<"select", S, F, O, G>,
  ): Effect.Effect<Page<PageRow<O, U, P>>, ErrorOf<"select", F> | ValidationError, EnvOf<F, S>> =>
    Effect.gen(function* () {
      const page = yield* positive("page", options.page)
      const size = yield* positive("size", options.size)
      const block = pagedBlock(query)
      const keys = sortKeys(block)
      const totalRows = yield* countRows(query as never) as Effect.Effect<number>
      const rows = yield* keyedRows(
        withClauses(block, {
          orderBy: orderOf(keys),
          limit: valueNode(countType, size),
          offset: valueNode(countType, (page - 1) * size),
        }),
        keys,
        options.load ?? {},
      )
      return { rows: rows.map(({ row }) => row), page, size, totalRows, totalPages: Math.ceil(totalRows / size) }
    }) as never
