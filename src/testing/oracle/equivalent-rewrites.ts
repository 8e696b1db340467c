import { Effect } from "effect"
import { isCommand } from "../../core/command-node.js"
import type { CommandNode } from "../../core/command-node.js"
import { selectNode } from "../../core/query-node.js"
import type { QueryNode } from "../../core/query-node.js"
import type { Check, Query } from "../../core/query-types.js"
import type { Database } from "../../driver/database.js"
import type { EnvOf } from "../../driver/operations/types.js"
import type { SqlError } from "../../driver/sql-error.js"
import { transaction } from "../../tx/transaction.js"
import { undetermined } from "./determined.js"
import { type OracleFailure, OracleNotApplicable } from "./failure.js"
import { rewritten } from "./rewrites.js"
import { type Ran, ran, type RunError, sameRows, together } from "./run.js"
import { mapCommand, mapQuery } from "./sites.js"

const law = "a statement does the same when one of its expressions is written in another way"

/**
 * Equivalent expressions: a statement gives the same rows when an expression `e` of it is written in a way that means the
 * same: `false_p or e`, `true_p and e`, `not not e`, `case when true_p then e else … end`. `true_p` is `p or not p or p is
 * null`, which no database sees to be true. Every condition and value of the statement is tried, one at a time, those in
 * its subqueries too.
 *
 * An update, a delete, or an insert from a query is run in a transaction that is rolled back, and the whole table after it
 * is compared. Rows are compared without order, floats nearly.
 *
 * Succeeds with the number of ways that were tried. Fails with an {@link OracleFailure} that has both statements and the
 * rows, with `OracleNotApplicable` for a statement that may do something else each time, and as running it does.
 *
 * @example
 * ```ts
 * import { Effect, pipe } from "effect"
 * import { add, allRows, createAll, execute, gt, insertInto, integer, table, update, where } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 * import { equivalentRewrites } from "fulmar/testing"
 *
 * const Cake = table("cake", { id: integer, price: integer })
 * const dearer = pipe(update(Cake, { price: add(Cake.price, 1) }), where(gt(Cake.price, 10)))
 * const test = Effect.gen(function* () {
 *   yield* createAll([Cake])
 *   yield* execute(insertInto(Cake, [{ id: 1, price: 10 }, { id: 2, price: 20 }]))
 *   return yield* equivalentRewrites(dearer)
 * })
 * Effect.runSync(Effect.provide(test, Sqlite.layer({ filename: ":memory:" }))) // => 14
 * ```
 *
 * @since 0.1.0
 */
export const equivalentRewrites = <K, S, U, O, F, G>(
  statement: Query<K, S, U, O, F, G> & Check<K, S, F, O, G>,
): Effect.Effect<number, OracleFailure | OracleNotApplicable | RunError, EnvOf<F, S>> =>
  Effect.suspend((): Effect.Effect<number, OracleFailure | OracleNotApplicable | RunError, Database> => {
    const node = statement as unknown as QueryNode | CommandNode
    const unknown = known.has(node._tag) ? undetermined(node) : new OracleNotApplicable({ message: notOne(node._tag) })
    if (unknown !== null) return Effect.fail(unknown)
    return isCommand(node)
      ? compared(node, rewritten(node, mapCommand), undone)
      : compared(node, rewritten(node, (q, visit) => mapQuery(q, visit, true)), ran)
  }) as never

const known: ReadonlySet<string> = new Set(["Select", "Set", "RawQuery", "Insert", "Update", "Delete", "Merge"])

const notOne = (tag: string): string => `${tag} is no query and no command.`

const compared = <N>(
  node: N,
  ways: ReadonlyArray<N>,
  run: (node: N) => Effect.Effect<Ran, RunError, Database>,
): Effect.Effect<number, OracleFailure | RunError, Database> =>
  Effect.gen(function* () {
    const first = yield* run(node)
    for (const way of ways) yield* sameRows(law, first, yield* run(way))
    return ways.length
  })

/** What a command gives and the table as it is then, of which nothing is kept. */
const undone = (command: CommandNode): Effect.Effect<Ran, RunError, Database> => {
  const { table } = command
  const image = selectNode({ _tag: "TableSource", table }, { _tag: "Row", table })
  const both = Effect.map(Effect.all([ran(command), ran(image)]), (all): Ran => ({ sql: all[0].sql, rows: together(all).rows }))
  return transaction(Effect.flatMap(both, (result) => Effect.fail({ result }))).pipe(
    Effect.matchEffect({
      onSuccess: (never: never) => Effect.succeed(never),
      onFailure: (failed: RunError | SqlError | { readonly result: Ran }) =>
        "result" in failed ? Effect.succeed(failed.result) : Effect.fail(failed),
    }),
  )
}
