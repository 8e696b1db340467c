import { Effect, Exit } from "effect"
import type { Restore } from "../connection.js"

/** Whether an effect has succeeded already, as those of a synchronous driver have. */
export const isDone = <A, E, R>(effect: Effect.Effect<A, E, R>): effect is Exit.Success<A, E> =>
  Exit.isExit(effect) && Exit.isSuccess(effect)

/**
 * `Effect.flatMap`, but at once where the first effect is a success already. Only for effects that are about to be run,
 * and with an `f` that may run early.
 */
export const andThen = <A, E, R, B, E2, R2>(
  effect: Effect.Effect<A, E, R>,
  f: (value: A) => Effect.Effect<B, E2, R2>,
): Effect.Effect<B, E | E2, R | R2> => (isDone(effect) ? f(effect.value) : Effect.flatMap(effect, f))

/** For waiting that must not be interrupted. */
export const unrestored: Restore = (effect) => effect
