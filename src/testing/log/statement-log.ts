import { Context, Effect } from "effect"
import type { Uncompiled } from "../../core/compile.js"
import { compileStatement } from "../../core/compile.js"
import type { Compiled } from "../../core/compiled.js"
import type { StatementNode } from "../../core/ddl-node.js"
import type { Dialect } from "../../core/dialect.js"
import type { AnyQuery } from "../../core/query-types.js"
import type { LogEntry, StatementEntry } from "./entry.js"

/**
 * What the database of a test was told so far. `mockDatabase` and `recorded` provide it.
 *
 * @since 0.1.0
 */
export class StatementLog extends Context.Service<
  StatementLog,
  {
    readonly entries: Effect.Effect<ReadonlyArray<LogEntry>>
    /** Forgets what is in the log; what is open is not logged to its end. */
    readonly clear: Effect.Effect<void>
  }
>()("fulmar/testing/StatementLog") {}

/**
 * What the database was told so far: statements in their order, grouped by transaction and savepoint. The statements of
 * fibers that run side by side are told apart by the transactions they are in.
 *
 * @since 0.1.0
 */
export const statementLog: Effect.Effect<ReadonlyArray<LogEntry>, never, StatementLog> = Effect.flatMap(
  StatementLog,
  ({ entries }) => entries,
)

/**
 * What the log says when statements have run: to compare it with queries and not with SQL. A statement that is sent as
 * several is several entries. What cannot be compiled is a defect.
 *
 * @example
 * ```ts
 * import { from, integer, table } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { logged } from "fulmar/testing"
 *
 * const Cake = table("cake", { id: integer })
 * logged(dialect)(from(Cake))
 * // => [{ _tag: "Statement", sql: `select "cake"."id" from "cake"`, params: [], error: null }]
 * ```
 *
 * @since 0.1.0
 */
export const logged =
  (dialect: Dialect) =>
  (...statements: ReadonlyArray<AnyQuery>): ReadonlyArray<StatementEntry> =>
    statements.flatMap((statement) => {
      const compiled = compileStatement(dialect, statement as unknown as StatementNode)
      return compiled._tag === "Right" ? sent(compiled.right) : raise(compiled.left)
    })

const sent = (compiled: Compiled): ReadonlyArray<StatementEntry> =>
  compiled.parts === null
    ? [{ _tag: "Statement", sql: compiled.sql, params: compiled.params, error: null }]
    : compiled.parts.flatMap((part) => [
        ...sent(part.statement),
        ...(part.readBack === null ? [] : sent(part.readBack.statement)),
      ])

const raise = (error: Uncompiled): never => {
  throw error
}
