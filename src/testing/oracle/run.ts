import { Effect } from "effect"
import type { StatementNode } from "../../core/ddl-node.js"
import { printNode } from "../../core/compile.js"
import type { DecodeError } from "../../codec/decode-error.js"
import type { ValidationError } from "../../core/errors.js"
import type { Database } from "../../driver/database.js"
import { withCompiled } from "../../driver/operations/compiled.js"
import { executeIn, rowsIn } from "../../driver/run.js"
import type { SqlError } from "../../driver/sql-error.js"
import { OracleFailure } from "./failure.js"
import { difference } from "./same.js"

/** How running a statement for an oracle can fail by itself. */
export type RunError = SqlError | DecodeError | ValidationError

/** What a statement gave. */
export interface Ran {
  readonly sql: string
  readonly rows: ReadonlyArray<unknown>
}

/** Runs a statement: a query or a command. */
export const ran = (node: StatementNode): Effect.Effect<Ran, RunError, Database> =>
  withCompiled(node, (fiber, database, compiled) => {
    const printed = printNode(database.dialect, node)
    const sql = printed._tag === "Right" ? printed.right : compiled.sql
    const rows: Effect.Effect<ReadonlyArray<unknown>, RunError> =
      compiled.shape === null
        ? Effect.map(executeIn(fiber, database, compiled), ({ rowsAffected }) => [{ rowsAffected }])
        : rowsIn(fiber, database, compiled)
    return Effect.map(rows, (found): Ran => ({ sql, rows: found }))
  }) as Effect.Effect<Ran, RunError, Database>

/** Several statements taken together. */
export const together = (all: ReadonlyArray<Ran>): Ran => ({
  sql: all.map(({ sql }) => sql).join(";\n"),
  rows: all.flatMap(({ rows }) => rows),
})

/** Fails unless both gave the same rows, in any order. */
export const sameRows = (law: string, left: Ran, right: Ran): Effect.Effect<void, OracleFailure> =>
  Effect.suspend(() => {
    const [onlyLeft, onlyRight] = difference(left.rows, right.rows)
    return onlyLeft.length + onlyRight.length === 0
      ? Effect.void
      : Effect.fail(
          new OracleFailure({
            law,
            left: { sql: left.sql, extra: onlyLeft },
            right: { sql: right.sql, extra: onlyRight },
          }),
        )
  })
