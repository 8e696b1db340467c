import { Effect, Exit } from "effect"
import type { TransactionLevel } from "../transaction-service.js"

/** Runs what was registered to be run after the commit, whatever becomes of the ones before. */
export const runAfterCommit = (level: TransactionLevel): Effect.Effect<void> | undefined => {
  const registered = level.afterCommit
  if (registered === null) return undefined
  return Effect.forEach(
    registered,
    (effect) =>
      Effect.flatMap(Effect.exit(effect), (exit) =>
        Exit.isFailure(exit) ? Effect.logError("An effect registered by afterCommit died", exit.cause) : Effect.void,
      ),
    { discard: true },
  )
}
