import { Effect } from "effect"
import type { WireRow } from "../connection.js"
import type { Command } from "./client.js"
import type { Link, Method } from "./link.js"
import { exactly } from "./doubles.js"
import { timeUp } from "./link.js"
import { statusOf } from "./reply.js"

/** The rows of a running statement. */
export interface OpenRows {
  /** Waits until the first rows come, or it fails. */
  readonly ready: (limitMillis: number | null) => Effect.Effect<void, unknown>
  /** At most `size` further rows; none at the end. */
  readonly read: (size: number, limitMillis: number | null) => Effect.Effect<ReadonlyArray<WireRow>, unknown>
  /** Fetches all that is left, so that the connection is free for another statement. */
  readonly settle: Effect.Effect<void>
  /** Ends it: what is left is thrown away, and not even sent if it is much. */
  readonly close: Effect.Effect<void>
  readonly isOpen: () => boolean
  /** As mysql2 describes the columns, once it is ready. */
  readonly fields: () => unknown
  /** Whether a transaction is open, if the end of the statement said so. */
  readonly inTransaction: () => boolean | null
}

/** Rows that wait for their reader before the server is told to wait. */
const HIGH_WATER = 1024

/** How long what is left of an unfinished result set is read and thrown away, before the server is told to stop. */
const DRAIN_MILLIS = 20

/**
 * Sends a statement and reads its rows as they are wanted: while nobody wants more, the connection is paused, its
 * buffers fill up and the server waits. `alone` keeps other statements away meanwhile.
 */
export const openRows = (
  link: Link,
  method: Method,
  command: Command,
  alone: (effect: Effect.Effect<void>) => Effect.Effect<void>,
): OpenRows => {
  const { handle } = link
  let buffer: Array<WireRow> = []
  let position = 0
  let started = false
  let fields: unknown
  let repair: ((row: WireRow) => void) | null = null
  let failure: { readonly error: unknown } | null = null
  let mode: "reading" | "settling" | "discarding" = "reading"
  let paused = false
  let wake: (() => void) | null = null
  let status: boolean | null = null

  const left = (): number => buffer.length - position
  const notify = (): void => {
    const waiter = wake
    wake = null
    waiter?.()
  }
  const fail = (error: unknown): void => {
    failure ??= { error }
    notify()
  }
  const flow = (): void => {
    if (!paused) return
    paused = false
    handle.resume()
  }

  const pending = link.open(method, command, {
    fields: (described) => {
      started = true
      fields = described
      repair = exactly(described)
      notify()
    },
    result: (row) => {
      started = true
      if (!Array.isArray(row)) {
        status = statusOf(row)
        return
      }
      if (mode === "discarding") return
      repair?.(row)
      buffer.push(row)
      if (mode === "reading" && left() >= HIGH_WATER && !paused) {
        paused = true
        handle.pause()
      }
      if (wake !== null) notify()
    },
    error: fail,
    end: notify,
  })

  /** Waits until a condition holds, or nothing more comes. */
  const until = (condition: () => boolean, limitMillis: number | null): Effect.Effect<void, unknown> =>
    Effect.callback<void, unknown>((resume) => {
      let timer: NodeJS.Timeout | undefined
      const check = (): void => {
        if (condition() || pending.ended() || failure !== null) {
          clearTimeout(timer)
          resume(Effect.void)
        } else wake = check
      }
      if (limitMillis !== null) {
        timer = setTimeout(() => {
          wake = null
          resume(Effect.andThen(alone(link.stop(pending)), Effect.fail(timeUp(limitMillis))))
        }, limitMillis)
      }
      check()
      if (wake !== null) flow()
      return Effect.sync(() => {
        clearTimeout(timer)
        wake = null
      })
    })

  const take = (size: number): ReadonlyArray<WireRow> => {
    if (position === 0 && buffer.length <= size) {
      const all = buffer
      buffer = []
      return all
    }
    const rows = buffer.slice(position, position + size)
    position += rows.length
    // Rows that were taken are dropped now and then, and not each time: that would move all that follow.
    if (position >= HIGH_WATER || position >= buffer.length) {
      buffer = buffer.slice(position)
      position = 0
    }
    return rows
  }

  const ended: Effect.Effect<void> = Effect.callback<void>((resume) => pending.onEnd(() => resume(Effect.void)))

  const endsSoon: Effect.Effect<boolean> = Effect.callback<boolean>((resume) => {
    const timer = setTimeout(() => resume(Effect.succeed(false)), DRAIN_MILLIS)
    pending.onEnd(() => {
      clearTimeout(timer)
      resume(Effect.succeed(true))
    })
  })

  return {
    ready: (limitMillis) =>
      Effect.flatMap(started ? Effect.void : until(() => started, limitMillis), () =>
        failure === null ? Effect.void : Effect.fail(failure.error),
      ),
    read: (size, limitMillis) =>
      Effect.flatMap(left() >= size ? Effect.void : until(() => left() >= size, limitMillis), () =>
        // Rows that came before an error are read before it.
        left() > 0 || failure === null ? Effect.sync(() => take(size)) : Effect.fail(failure.error),
      ),
    settle: Effect.suspend(() => {
      if (mode === "reading") mode = "settling"
      flow()
      return ended
    }),
    close: Effect.suspend(() => {
      mode = "discarding"
      buffer = []
      position = 0
      if (pending.ended()) return Effect.void
      return alone(
        Effect.suspend(() => {
          flow()
          return Effect.flatMap(endsSoon, (gone) => (gone ? Effect.void : link.stop(pending)))
        }),
      )
    }),
    isOpen: () => !pending.ended(),
    fields: () => fields,
    inTransaction: () => status,
  }
}
