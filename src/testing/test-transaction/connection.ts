import { Effect, Exit } from "effect"
import type { Connection, Restore } from "../../driver/connection.js"
import type { DatabaseService, TransactionControl } from "../../driver/database.js"
import { exclusive } from "../../driver/exclusive.js"
import { sqlError } from "../../driver/sql-error.js"
import type { SqlError } from "../../driver/sql-error.js"
import { PoolTimeout } from "../../driver/sql-error-reasons.js"
import { makeTurn } from "../../driver/turn.js"
import { name } from "./control.js"

/** The savepoint that a single statement has where its failure would end the transaction of the test. */
const statementName = "fulmar_test_statement"

const unrestored: Restore = (effect) => effect

/**
 * A connection on which a transaction is open that stays so. Those of the program are savepoints in it, and a statement
 * outside them that fails undoes no more than itself.
 */
export const connectionWithin = (
  { acquireTimeout, control: texts }: DatabaseService,
  within: TransactionControl,
  connection: Connection,
): Connection => {
  let open = false
  const begin = texts.savepoint(name)
  const { control, runAll } = connection
  const one = exclusive(() => connection, makeTurn(), acquireTimeout, timeout)

  const inSavepoint = <A, R>(use: () => Effect.Effect<A, SqlError, R>): Effect.Effect<A, SqlError, R> =>
    Effect.uninterruptibleMask((restore) =>
      Effect.andThen(
        control(texts.savepoint(statementName), unrestored),
        Effect.onExitPrimitive(restore(Effect.suspend(use)), (exit) =>
          Effect.andThen(
            Exit.isSuccess(exit) ? Effect.void : control(texts.rollbackTo(statementName), unrestored),
            control(texts.release(statementName), unrestored),
          ),
        ),
      ),
    )

  /** Runs something of which a failure undoes all, and no more. A transaction may begin while it waits for its turn. */
  const guarded = <A, R>(use: () => Effect.Effect<A, SqlError, R>): Effect.Effect<A, SqlError, R> =>
    open || !texts.failureEnds ? Effect.suspend(use) : one.use(() => (open ? use() : inSavepoint(use)))

  const controlled = (sql: string, restore: Restore): Effect.Effect<void, SqlError> => {
    switch (sql) {
      case begin:
        return one.use(() => Effect.map(control(sql, restore), () => void (open = true)))
      case within.commit:
        return Effect.map(control(sql, restore), () => void (open = false))
      case within.rollback:
        return Effect.andThen(control(sql, restore), control(texts.release(name), restore)).pipe(
          Effect.map(() => void (open = false)),
        )
      default:
        return control(sql, restore)
    }
  }

  return {
    run: (sql, params, options) => guarded(() => connection.run(sql, params, options)),
    runAll: runAll && ((statements) => guarded(() => runAll(statements))),
    cursor: (sql, params, options) =>
      Effect.map(
        guarded(() => connection.cursor(sql, params, options)),
        (cursor) => ({ read: (size) => guarded(() => cursor.read(size)) }),
      ),
    control: (sql, restore) => Effect.suspend(() => controlled(sql, restore)),
    state: () => {
      const state = connection.state()
      return state === "in transaction" && !open ? "idle" : state
    },
  }
}

const timeout = (): SqlError =>
  sqlError(new PoolTimeout({ message: "Waited too long for the connection of testTransaction: a statement runs on it." }))
