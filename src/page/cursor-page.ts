import { Effect } from "effect"
import { countType } from "../core/count-type.js"
import type { ValidationError } from "../core/errors.js"
import { type ExprNode, valueNode } from "../core/expr-node.js"
import { type SelectNode, withClauses } from "../core/query-node.js"
import type { CheckRows, Query } from "../core/query-types.js"
import { isAggregated, isWindowed } from "../core/query/block.js"
import type { EnvOf, ErrorOf } from "../driver/operations/types.js"
import type { LoadSpec } from "../relation/index.js"
import { type PageCursor, makeCursor, readCursor } from "./cursor.js"
import { keyedRows } from "./keyed.js"
import { comesAfter } from "./keyset.js"
import { type PageRow, pagedBlock, positive, type WithLoad } from "./paged.js"
import { orderOf, reversed, type SortKey, sortKeys } from "./sort-keys.js"

/**
 * Some of the rows of a query, and where to go on.
 *
 * @since 0.1.0
 */
export interface CursorPage<A> {
  readonly rows: ReadonlyArray<A>
  /** The cursors of the first and the last row; `null` where there are no rows. */
  readonly startCursor: PageCursor | null
  readonly endCursor: PageCursor | null
  /** Whether rows come after the last, or before the first. Against the way of reading: whether there is a cursor there. */
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
}

/** The first rows after a cursor, or the last ones before one; both cursors may be given. */
export type CursorPageOptions<P extends LoadSpec> = WithLoad<P> & {
  readonly after?: PageCursor | null
  readonly before?: PageCursor | null
} & ({ readonly first: number; readonly last?: never } | { readonly last: number; readonly first?: never })

/** The rows of a block that come after or before cursors. A condition on groups stands in HAVING. */
const between = (block: SelectNode, conditions: ReadonlyArray<ExprNode>): SelectNode =>
  conditions.length === 0
    ? block
    : isAggregated(block)
      ? withClauses(block, { having: [...block.having, ...conditions] })
      : withClauses(block, { where: [...block.where, ...conditions] })

const pageBlock = (query: Query<"select", unknown, unknown, unknown, unknown, unknown>): SelectNode => {
  const block = pagedBlock(query)
  if (isWindowed(block)) {
    throw new TypeError("Rows with window functions cannot be paged by cursors, which would change their windows; make a table of them with as, and page from(table).")
  }
  return block
}

const cursors = (keys: ReadonlyArray<SortKey>, cursor: PageCursor | null | undefined, order: ReadonlyArray<SortKey>): Effect.Effect<ReadonlyArray<ExprNode>, ValidationError> => {
  if (cursor === null || cursor === undefined) return Effect.succeed([])
  const values = readCursor(keys, cursor)
  return values._tag === "Left" ? Effect.fail(values.left) : Effect.succeed([comesAfter(order, values.right)])
}

/**
 * The first rows of a query after a cursor, or the last ones before it, in the order of the query. Rows that are equal in
 * that order stand in that of the primary keys of all tables joined, so that each row has its own place. Sort keys may go in
 * different directions and may be NULL: NULLs are smaller than all else, unless `nullsFirst` or `nullsLast` says otherwise.
 * Unlike {@link paginate} it reads no row that it does not give but one, and rows that come and go between two pages move
 * none of the others. Rows of tables without a primary key that are equal in the order cannot be told apart: sort by more.
 *
 * Fails with a `ValidationError` if a cursor is none of this query and order.
 *
 * The SQL: `… where "price" <= 9 and ("price" < 9 or "price" = 9 and "id" > 7) order by "price" desc, "id" limit 21`.
 *
 * @example
 * ```ts
 * import { createAll, cursorPage, desc, execute, from, insertInto, integer, orderBy, primaryKey, table, text } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect, pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text, price: integer })
 * const byPrice = pipe(from(Cake), orderBy(desc(Cake.price)))
 * const program = Effect.gen(function* () {
 *   yield* createAll([Cake])
 *   yield* execute(insertInto(Cake, [{ id: 1, name: "Opera", price: 9 }, { id: 2, name: "Tart", price: 9 }]))
 *   const page = yield* byPrice.pipe(cursorPage({ first: 1 }))
 *   const next = yield* byPrice.pipe(cursorPage({ first: 1, after: page.endCursor }))
 *   return [page.rows[0]?.name, page.hasNextPage, next.rows[0]?.name, next.hasNextPage]
 * })
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => ["Opera", true, "Tart", false]
 * ```
 *
 * @since 0.1.0
 */
export const cursorPage =
  <const P extends LoadSpec = {}>(options: CursorPageOptions<P>) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G> & CheckRows<"select", S, F, O, G>,
  ): Effect.Effect<CursorPage<PageRow<O, U, P>>, ErrorOf<"select", F> | ValidationError, EnvOf<F, S>> =>
    Effect.gen(function* () {
      const backwards = options.first === undefined
      const size = yield* backwards ? positive("last", options.last) : positive("first", options.first)
      const block = pageBlock(query as never)
      const keys = sortKeys(block)
      const after = yield* cursors(keys, options.after, keys)
      const before = yield* cursors(keys, options.before, keys.map(reversed))
      const order = backwards ? keys.map(reversed) : keys
      const found = yield* keyedRows(
        withClauses(between(block, [...after, ...before]), { orderBy: orderOf(order), limit: valueNode(countType, size + 1) }),
        keys,
        options.load ?? {},
      )
      const more = found.length > size
      const some = found.slice(0, size)
      const rows = backwards ? some.toReversed() : some
      const cursorAt = (i: number): PageCursor | null => (rows.length === 0 ? null : makeCursor(keys, rows.at(i)!.keys))
      return {
        rows: rows.map(({ row }) => row),
        startCursor: cursorAt(0),
        endCursor: cursorAt(-1),
        hasNextPage: backwards ? before.length > 0 : more,
        hasPreviousPage: backwards ? more : after.length > 0,
      }
    }) as never
