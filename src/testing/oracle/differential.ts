import { Effect } from "effect"
import type { Layer } from "effect"
import { queryNode } from "../../core/erase.js"
import type { Check, Query } from "../../core/query-types.js"
import type { Database } from "../../driver/database.js"
import type { EnvOf } from "../../driver/operations/types.js"
import { undetermined } from "./determined.js"
import type { OracleFailure, OracleNotApplicable } from "./failure.js"
import { ran, type RunError, sameRows } from "./run.js"

type Rows = "select" | "compound"

/**
 * One query on two databases with the same rows in their tables gives the same rows: on two kinds of server, on two
 * versions of one, on one with an index and one without. Compared without order, floats nearly.
 *
 * Fails with an {@link OracleFailure} that has both statements and the rows, with `OracleNotApplicable` for a query that
 * may give other rows each time, and as running it does.
 *
 * @example
 * ```ts
 * import { Effect, Layer } from "effect"
 * import { createAll, execute, from, insertInto, integer, table } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 * import { differential } from "fulmar/testing"
 *
 * const Cake = table("cake", { id: integer })
 * const rows = Layer.effectDiscard(Effect.andThen(createAll([Cake]), execute(insertInto(Cake, [{ id: 1 }, { id: 2 }]))))
 * const one = Layer.provideMerge(rows, Sqlite.layer({ filename: ":memory:" }))
 * const other = Layer.provideMerge(rows, Sqlite.layer({ filename: "" }))
 * Effect.runSync(differential(from(Cake))(one, other))
 * ```
 *
 * @since 0.1.0
 */
export const differential =
  <K extends Rows, S, U, O, F, G>(query: Query<K, S, U, O, F, G> & Check<K, S, F, O, G>) =>
  <E, R, E2, R2>(
    one: Layer.Layer<EnvOf<F, S>, E, R>,
    other: Layer.Layer<EnvOf<F, S>, E2, R2>,
  ): Effect.Effect<void, OracleFailure | OracleNotApplicable | RunError | E | E2, R | R2> => {
    const node = queryNode(query)
    const unknown = undetermined(node)
    if (unknown !== null) return Effect.fail(unknown)
    return Effect.gen(function* () {
      const left = yield* Effect.provide(ran(node), one as Layer.Layer<Database, E, R>)
      const right = yield* Effect.provide(ran(node), other as Layer.Layer<Database, E2, R2>)
      yield* sameRows("a query gives the same rows on both databases", left, right)
    })
  }
