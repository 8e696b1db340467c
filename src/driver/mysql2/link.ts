import { Effect, Fiber } from "effect"
import type { Command, Handle, Sent } from "./client.js"
import { readDoublesAsText } from "./doubles.js"
import { errnoOf, isFatal } from "./errors.js"
import { QUERY_INTERRUPTED } from "./error-codes.js"
import type { Killer } from "./killer.js"
import { readReply } from "./reply.js"
import type { Reply } from "./reply.js"

/** How a statement is sent: prepared, or as text. */
export type Method = "execute" | "query"

/** That a statement was stopped because its time was up. */
export interface TimeUp {
  readonly _tag: "TimeUp"
  readonly limitMillis: number
}

/** A statement on its way. */
export interface Pending {
  readonly ended: () => boolean
  readonly onEnd: (listener: () => void) => void
}

/** A connection of mysql2, and what is under way on it. */
export interface Link {
  readonly handle: Handle
  readonly isUsable: () => boolean
  /** Sends a statement and waits for its answer. Interruption, and the end of its time, stop it in the server. */
  readonly send: (method: Method, command: Command, limitMillis: number | null) => Effect.Effect<Reply, unknown>
  /** Sends a statement whose rows come as events. */
  readonly open: (method: Method, command: Command, events: Events) => Pending
  /** Stops a statement in the server and waits for its end; a connection on which that fails is destroyed. */
  readonly stop: (pending: Pending) => Effect.Effect<void>
  /** Whether a transaction is open, by the server's own account. */
  readonly probe: Effect.Effect<boolean, unknown>
  readonly destroy: () => void
  /** Sets who is told, after a statement was stopped, whether a transaction is open. */
  readonly onStopped: (listener: (inTransaction: boolean) => void) => void
}

/** What happens to a statement that was opened. `end` comes last, and always. */
export interface Events {
  readonly fields: (described: unknown) => void
  readonly result: (row: unknown) => void
  readonly error: (error: unknown) => void
  readonly end: () => void
}

interface Running extends Pending {
  readonly end: (error?: unknown) => void
  /** Sets what is to be done when the connection breaks meanwhile. */
  readonly onBroken: (listener: (error: unknown) => void) => void
  readonly broken: (error: unknown) => void
}

/** How long to wait until the server confirms that it has stopped a statement. */
const STOP_LIMIT = "5 seconds"

const probeCommand: Command = { sql: "DO 0", values: [], rowsAsArray: true }

/** Watches a connection, which the caller has opened. */
export const makeLink = (handle: Handle, killer: Killer, onLost: () => void): Link => {
  const threadId = handle.threadId ?? 0
  const running = new Set<Running>()
  let usable = true
  let onStopped: (inTransaction: boolean) => void = () => {}

  const broke = (error: unknown): void => {
    const wasUsable = usable
    usable = false
    for (const pending of [...running]) pending.broken(error)
    if (wasUsable) onLost()
  }
  handle.on("error", broke)
  handle.on("end", () => broke(connectionLost()))

  const destroy = (): void => {
    const error = connectionLost()
    usable = false
    for (const pending of [...running]) pending.broken(error)
    // With an error: mysql2 hands it to all that waits for an answer, and nothing waits for ever.
    handle.stream.destroy(error)
  }

  const makePending = (): Running => {
    let ended = false
    let listeners: Array<() => void> = []
    let onBroken: ((error: unknown) => void) | null = null
    const pending: Running = {
      ended: () => ended,
      onEnd: (listener: () => void) => {
        if (ended) listener()
        else listeners.push(listener)
      },
      onBroken: (listener: (error: unknown) => void) => {
        onBroken = listener
      },
      broken: (error: unknown) => {
        onBroken?.(error)
        pending.end()
      },
      end: (error?: unknown) => {
        if (ended) return
        ended = true
        running.delete(pending)
        if (error !== undefined && isFatal(error)) usable = false
        const all = listeners
        listeners = []
        for (const listener of all) listener()
      },
    }
    running.add(pending)
    return pending
  }

  const probe: Effect.Effect<boolean, unknown> = Effect.callback<boolean, unknown>((resume) => {
    const pending = makePending()
    pending.onBroken((error) => resume(Effect.fail(error)))
    dispatch(handle, "query", probeCommand, (error, result) => {
      pending.end(error ?? undefined)
      resume(error ? Effect.fail(error) : Effect.succeed(readReply(result, undefined).inTransaction ?? false))
    })
  })

  const ended = (pending: Pending): Effect.Effect<void> =>
    Effect.callback<void>((resume) => pending.onEnd(() => resume(Effect.void)))

  // The statement may have ended by itself before the KILL came. Then the order waits for the next statement: for this
  // one, which nobody misses.
  const absorb = probe.pipe(
    Effect.catch((error) => (errnoOf(error) === QUERY_INTERRUPTED ? probe : Effect.fail(error))),
  )

  const stop = (pending: Pending): Effect.Effect<void> =>
    Effect.suspend(() => {
      if (pending.ended() || !usable) return Effect.void
      const stopped = Effect.andThen(Effect.andThen(killer.query(threadId), ended(pending)), absorb)
      // Forked, and so interruptible, though the caller may not be.
      const limited = Effect.timeoutOrElse(Effect.interruptible(stopped), {
        duration: STOP_LIMIT,
        orElse: () => Effect.fail(undefined),
      })
      return Effect.matchEffect(limited, {
        onSuccess: (inTransaction) => Effect.sync(() => onStopped(inTransaction)),
        onFailure: () => {
          destroy()
          // Nobody needs to wait for that.
          return Effect.asVoid(Effect.forkDetach(Effect.timeout(killer.connection(threadId), STOP_LIMIT)))
        },
      })
    })

  const send = (method: Method, command: Command, limitMillis: number | null): Effect.Effect<Reply, unknown> =>
    Effect.withFiber((fiber) =>
      Effect.callback<Reply, unknown>((resume) => {
        const pending = makePending()
        let outcome: Effect.Effect<Reply, unknown> | null = null
        let stopping: Fiber.Fiber<void> | null = null
        let timer: NodeJS.Timeout | undefined
        const settle = (answer: Effect.Effect<Reply, unknown>, error?: unknown): void => {
          if (outcome !== null) return
          outcome = answer
          clearTimeout(timer)
          pending.end(error)
          if (stopping === null) resume(answer)
        }
        pending.onBroken((error) => settle(Effect.fail(error), error))
        dispatch(handle, method, command, (error, result, fields) =>
          error ? settle(Effect.fail(error), error) : settle(Effect.succeed(readReply(result, fields))),
        )
        if (limitMillis !== null && outcome === null) {
          timer = setTimeout(() => {
            stopping = Effect.runForkWith(fiber.context)(stop(pending))
            stopping.addObserver(() => resume(timedOut(outcome ?? Effect.fail(connectionLost()), limitMillis)))
          }, limitMillis)
        }
        return Effect.suspend(() => {
          clearTimeout(timer)
          return stopping === null ? stop(pending) : Effect.asVoid(Fiber.await(stopping))
        })
      }),
    )

  return {
    handle,
    isUsable: () => usable,
    send,
    open: (method, command, events) => {
      const pending = makePending()
      const end = (error?: unknown): void => {
        if (pending.ended()) return
        if (error !== undefined) events.error(error)
        pending.end(error)
        events.end()
      }
      pending.onBroken(end)
      try {
        const sent = sentBy(handle, method, command)
        sent.on("fields", events.fields)
        sent.on("result", events.result)
        sent.on("error", end)
        sent.on("end", () => end())
      } catch (error) {
        end(error)
      }
      return pending
    },
    stop,
    probe,
    destroy,
    onStopped: (listener) => {
      onStopped = listener
    },
  }
}

/** What a statement that was stopped gives: a write that was faster than the order to stop has been made. */
const timedOut = (outcome: Effect.Effect<Reply, unknown>, limitMillis: number): Effect.Effect<Reply, unknown> =>
  Effect.matchEffect(outcome, {
    onSuccess: (reply) => (reply.hasRows ? Effect.fail(timeUp(limitMillis)) : Effect.succeed(reply)),
    onFailure: () => Effect.fail(timeUp(limitMillis)),
  })

/** The end of a statement's time. */
export const timeUp = (limitMillis: number): TimeUp => ({ _tag: "TimeUp", limitMillis })

type Done = (error: unknown, result: unknown, fields: unknown) => void

// mysql2 throws at once for parameters that it cannot send.
const dispatch = (
  handle: Handle,
  method: Method,
  command: Command,
  done: Done,
): void => {
  try {
    sentBy(handle, method, command, done)
  } catch (error) {
    done(error, undefined, undefined)
  }
}

const sentBy = (handle: Handle, method: Method, command: Command, done?: Done): Sent => {
  const sent = handle[method](command, done)
  if (method === "query") readDoublesAsText(sent)
  return sent
}

const connectionLost = (): Error =>
  Object.assign(new Error("Connection lost: it was closed while a statement was running"), {
    code: "PROTOCOL_CONNECTION_LOST",
    fatal: true,
  })
