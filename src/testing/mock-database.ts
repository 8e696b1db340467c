import { Context, Effect, Layer } from "effect"
import type { Dialect } from "../core/dialect.js"
import type { Database } from "../driver/database.js"
import type { Supports } from "../driver/supports.js"
import type { StatementLog } from "./log/statement-log.js"
import type { MockResult } from "./mock/result.js"
import { makeScript, type MockResults } from "./mock/script.js"
import { mockService } from "./mock/service.js"
import { withLog } from "./recorded.js"

/**
 * The script of a mocked database.
 *
 * @since 0.1.0
 */
export class MockScript extends Context.Service<
  MockScript,
  {
    /** The results that no statement has asked for. */
    readonly unused: Effect.Effect<ReadonlyArray<MockResult>>
  }
>()("fulmar/testing/MockScript") {}

/**
 * The results of a mocked database that no statement has asked for: none, when the program did all that was expected.
 *
 * @since 0.1.0
 */
export const unusedResults: Effect.Effect<ReadonlyArray<MockResult>, never, MockScript> = Effect.flatMap(
  MockScript,
  ({ unused }) => unused,
)

/**
 * How a database is mocked.
 *
 * @since 0.1.0
 */
export interface MockOptions {
  /** Of the database that is mocked: statements are printed for it. */
  readonly dialect: Dialect
  /** What statements are answered, in the order in which they are sent; or a function that has an answer for each. */
  readonly results: MockResults
}

/**
 * A database that answers what it was told to, and puts what it was asked into a {@link StatementLog}: for the tests of
 * what a program does with its statements. It runs no SQL, so it does not know what a statement means, and it supports
 * whatever is asked for.
 *
 * A statement for which there is no result is a defect, and so is a row that does not fit. Beginning and ending
 * transactions and savepoints asks for no result.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { execute, insertInto, integer, primaryKey, table, transaction, UniqueViolation } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { affects, fails, mockDatabase, showLog, statementLog } from "fulmar/testing"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const twice = transaction(Effect.andThen(execute(insertInto(Cake, { id: 1 })), execute(insertInto(Cake, { id: 1 }))))
 *
 * const taken = new UniqueViolation({ message: "taken", table: "cake" })
 * const mock = mockDatabase({ dialect, results: [affects(1), fails(taken)] })
 * const log = Effect.andThen(Effect.flip(twice), Effect.map(statementLog, showLog))
 * Effect.runSync(Effect.provide(log, mock)).split("\n")
 * // => ["begin", '  insert into "cake" ("id") values (?) [1n]', '  insert into "cake" ("id") values (?) [1n] -- UniqueViolation', "rollback"]
 * ```
 *
 * @since 0.1.0
 */
export const mockDatabase = (
  options: MockOptions,
): Layer.Layer<Database | StatementLog | MockScript | Supports<string>> =>
  Layer.effectContext(
    Effect.sync(() => {
      const script = makeScript(options.dialect, options.results)
      return Context.add(withLog(mockService(options.dialect, script)), MockScript, {
        unused: Effect.sync(script.unused),
      })
    }),
    // Capabilities are a matter of types: nothing is looked up when a statement runs.
  ) as Layer.Layer<Database | StatementLog | MockScript | Supports<string>>
