import { Context } from "effect"
import type { Effect, Fiber } from "effect"
import type { DatabaseService } from "../database.js"
import type { SqlError } from "../sql-error.js"
import { currentLevel, Transaction } from "../transaction-service.js"
import { nested } from "./nested.js"
import { outermost } from "./outermost.js"

/** Runs an effect so that all it does is kept, or nothing: in a savepoint of the fiber's transaction, else in one of its own. */
export const atomically = <A, E>(
  fiber: Fiber.Fiber<unknown, unknown>,
  database: DatabaseService,
  effect: Effect.Effect<A, E>,
): Effect.Effect<A, E | SqlError> => {
  const level = currentLevel(fiber.context, database)
  if (level !== undefined) return nested(level, effect, {})
  return outermost(database, Context.getOrUndefined(fiber.context, Transaction) ?? null, effect, {})
}
