import { Effect } from "effect"
import type { Duration, Fiber } from "effect"
import type { Restore } from "./connection.js"

/**
 * A lock that fibers take in the order they came. Other than effect's `Semaphore` it can be asked synchronously whether
 * it is held, and a wait that times out can never take it.
 */
export interface Turn {
  /** Whether some fiber has it. */
  readonly held: () => boolean
  /** Fibers that wait. */
  readonly waiting: () => number
  /** Takes it if nobody has it and nobody waits. */
  readonly tryTake: () => boolean
  /** Takes it, waiting in `restore`; must be run in an uninterruptible region. */
  readonly take: <E>(restore: Restore, limit: Duration.Duration, onTimeout: () => E) => Effect.Effect<void, E>
  readonly release: (fiber: Fiber.Fiber<unknown, unknown>) => void
}

interface Waiter {
  wake: (() => void) | null
}

/** A free {@link Turn}. */
export const makeTurn = (): Turn => {
  let held = false
  const queue = new Set<Waiter>()
  const isNext = (waiter: Waiter): boolean => !held && queue.values().next().value === waiter

  // Being woken reserves nothing: the waiter keeps its place until it takes the lock, so a wake that loses against an
  // interruption or a timeout is passed on and never leaves the lock held by nobody.
  const wakeNext = (fiber: Fiber.Fiber<unknown, unknown>): void => {
    if (held || queue.size === 0) return
    fiber.currentDispatcher.scheduleTask(() => {
      const next: Waiter | undefined = held ? undefined : queue.values().next().value
      const wake = next?.wake
      if (next === undefined || wake === null || wake === undefined) return
      next.wake = null
      wake()
    }, 0)
  }

  const tryTake = (): boolean => {
    if (held || queue.size > 0) return false
    held = true
    return true
  }

  return {
    held: () => held,
    waiting: () => queue.size,
    tryTake,
    take: <E>(restore: Restore, limit: Duration.Duration, onTimeout: () => E) =>
      Effect.withFiber((fiber): Effect.Effect<void, E> => {
        if (tryTake()) return Effect.void
        const waiter: Waiter = { wake: null }
        queue.add(waiter)
        const wait = Effect.callback<void>((resume) => {
          if (isNext(waiter)) resume(Effect.void)
          else waiter.wake = () => resume(Effect.void)
        })
        const untilTaken: Effect.Effect<void> = Effect.flatMap(
          Effect.suspend(() => (isNext(waiter) ? Effect.void : wait)),
          () => (isNext(waiter) ? Effect.void : untilTaken),
        )
        const limited: Effect.Effect<void, E> = Effect.timeoutOrElse(untilTaken, {
          duration: limit,
          orElse: () => (isNext(waiter) ? Effect.void : Effect.suspend(() => Effect.fail(onTimeout()))),
        })
        const taken: Effect.Effect<void, E> = Effect.flatMap(restore(limited), () => {
          if (!isNext(waiter)) return taken
          held = true
          return Effect.void
        })
        return Effect.onExitPrimitive(taken, () => {
          queue.delete(waiter)
          wakeNext(fiber)
          return undefined
        })
      }),
    release: (fiber) => {
      held = false
      wakeNext(fiber)
    },
  }
}
