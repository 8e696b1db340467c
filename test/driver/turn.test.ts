import { Duration, Effect, Exit, Fiber } from "effect"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { makeTurn } from "../../src/driver/turn.js"

it("a turn is held by one fiber at a time, and never lost to timeouts or interruption", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ wait: fc.nat(4), hold: fc.nat(3), limit: fc.nat(5), interruptAt: fc.option(fc.nat(6)) }), {
        minLength: 1,
        maxLength: 8,
      }),
      (users) =>
        Effect.runPromise(
          Effect.gen(function* () {
            const turn = makeTurn()
            let inside = 0
            const use = (user: (typeof users)[number]) =>
              Effect.andThen(
                Effect.sleep(user.wait),
                Effect.uninterruptibleMask((restore) =>
                  Effect.andThen(
                    turn.take(restore, Duration.millis(user.limit), () => "timeout" as const),
                    Effect.onExitPrimitive(
                      restore(
                        Effect.suspend(() => {
                          expect(++inside).toBe(1)
                          return Effect.sleep(user.hold)
                        }),
                      ),
                      () =>
                        Effect.withFiber((fiber) => {
                          inside--
                          turn.release(fiber)
                          return Effect.void
                        }),
                    ),
                  ),
                ),
              )
            const fibers = yield* Effect.forEach(users, (user) =>
              Effect.gen(function* () {
                const fiber = yield* Effect.forkDetach(use(user))
                if (user.interruptAt !== null) {
                  yield* Effect.forkDetach(Effect.andThen(Effect.sleep(user.interruptAt), Fiber.interrupt(fiber)))
                }
                return fiber
              }),
            )
            const exits = yield* Effect.forEach(fibers, Fiber.await)
            for (const exit of exits) {
              if (Exit.isFailure(exit)) expect(exit.cause.reasons.some((reason) => reason._tag === "Die")).toBe(false)
            }
            expect([turn.held(), turn.waiting(), turn.tryTake()]).toEqual([false, 0, true])
          }),
        ),
    ),
    { numRuns: 200 },
  ))
