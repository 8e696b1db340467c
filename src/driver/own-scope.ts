import { Effect, Exit, Scope } from "effect"

/** Runs an effect in a scope within the one around it: one that is closed at once if the effect fails. */
export const inOwnScope = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | Scope.Scope> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(Effect.scope, (around) => {
      const scope = Scope.forkUnsafe(around)
      return Effect.onExitPrimitive(restore(Scope.provide(effect, scope)), (exit) =>
        Exit.isFailure(exit) ? Scope.close(scope, exit) : undefined,
      ) as Effect.Effect<A, E, R>
    }),
  )
