import { Effect, Option, Stream } from "effect"
import type { ValidationError } from "../core/errors.js"
import type { CheckRows, Query } from "../core/query-types.js"
import type { EnvOf, ErrorOf } from "../driver/operations/types.js"
import type { LoadSpec } from "../relation/index.js"
import type { PageCursor } from "./cursor.js"
import { type CursorPage, cursorPage } from "./cursor-page.js"
import type { PageRow, WithLoad } from "./paged.js"

/**
 * All pages of a query one after the other, each read when it is wanted, by {@link cursorPage}: no connection is held
 * between two of them.
 *
 * @example
 * ```ts
 * import { createAll, execute, from, insertInto, integer, pages, primaryKey, table } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect, pipe, Stream } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const program = Effect.gen(function* () {
 *   yield* createAll([Cake])
 *   yield* execute(insertInto(Cake, [{ id: 1 }, { id: 2 }, { id: 3 }]))
 *   return yield* pipe(from(Cake), pages({ size: 2 }), Stream.map((page) => page.length), Stream.runCollect)
 * })
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => [2, 1]
 * ```
 *
 * @since 0.1.0
 */
export const pages =
  <const P extends LoadSpec = {}>(options: WithLoad<P> & { readonly size: number }) =>
  <S, U, O, F, G>(
    query: Query<"select", S, U, O, F, G> & CheckRows<"select", S, F, O, G>,
  ): Stream.Stream<ReadonlyArray<PageRow<O, U, P>>, ErrorOf<"select", F> | ValidationError, EnvOf<F, S>> =>
    Stream.paginate(null as PageCursor | null, (after) =>
      Effect.map(
        cursorPage({ first: options.size, after, load: options.load ?? {} })(query as never) as unknown as Effect.Effect<CursorPage<unknown>>,
        ({ endCursor, hasNextPage, rows }) =>
          [rows.length === 0 ? [] : [rows], hasNextPage ? Option.some(endCursor) : Option.none()] as const,
      ),
    ) as never
