import { Context, Effect } from "effect"
import { Database } from "../driver/database.js"
import { notAnEffect } from "../driver/not-an-effect.js"
import { currentLevel, Savepoint, Transaction, transactionEnded } from "../driver/transaction-service.js"

/**
 * Runs an effect once the outermost transaction has been committed and its connection given back: to send a message, to
 * empty a cache. It is dropped when the transaction, or the savepoint it was registered in, is rolled back. Outside a
 * transaction it runs at once.
 *
 * Effects run in the order in which they were registered, before `transaction` returns, and cannot be interrupted. One
 * that dies is logged, and the others still run. Registering in a transaction that has ended is a defect, as is
 * registering what is no Effect.
 *
 * @example
 * ```ts
 * import { Console, Effect } from "effect"
 * import { afterCommit, transaction } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const program = transaction(afterCommit(Console.log("committed")))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
 * ```
 *
 * @since 0.1.0
 */
export const afterCommit = <A, R>(effect: Effect.Effect<A, never, R>): Effect.Effect<void, never, R | Database> =>
  Effect.withFiber((fiber): Effect.Effect<void, never, R> => {
    const refused = notAnEffect("afterCommit", effect)
    if (refused !== null) return Effect.orDie(refused)
    const context = fiber.context as Context.Context<R | Database>
    const level = currentLevel(fiber.context, Context.getUnsafe(context, Database))
    if (level === undefined) return Effect.asVoid(effect)
    if (!level.open) return Effect.die(transactionEnded(null))
    const outside = level.enclosing === null
      ? Context.omit(Transaction, Savepoint)(context as Context.Context<R | Database | Transaction | Savepoint>)
      : Context.add(context, Transaction, level.enclosing)
    const later = Effect.provideContext(effect, outside as Context.Context<R>)
    ;(level.afterCommit ??= []).push(later as Effect.Effect<unknown>)
    return Effect.void
  })
