import { Effect } from "effect"
import type { Scope } from "effect"
import type { Cursor, RowsResult, RunOptions, WireRow } from "../connection.js"
import type { SqlError } from "../sql-error.js"
import type { PgWire } from "./client.js"
import { abort } from "./conversation.js"
import { classify } from "./errors.js"
import { makeExchange } from "./exchange.js"
import type { Session } from "./session.js"

/** How a `COPY … FROM STDIN` is run. */
export interface CopyOptions extends RunOptions {
  /** Sends the data, piece by piece; its errors are those of the run. */
  readonly copy: (send: (chunk: Buffer) => Effect.Effect<void>) => Effect.Effect<void, SqlError>
}

/** How a `COPY … TO STDOUT` is run, whose text has the values of its query in it. */
export interface CopyOutOptions extends RunOptions {
  /** The text with placeholders, for errors. */
  readonly shown: string
}

/** Whether a run is one of COPY. */
export const isCopy = (options: RunOptions): options is CopyOptions => "copy" in options

/** Sends data to a `COPY … FROM STDIN`. When the data fails or is interrupted, so does the COPY: nothing is kept. */
export const copyIn = (session: Session, sql: string, feed: CopyOptions["copy"]): Effect.Effect<RowsResult, SqlError> =>
  Effect.uninterruptibleMask((restore) => {
    let ready: ((wire: PgWire) => void) | null = null
    let wire: PgWire | null = null
    let ended: (() => void) | null = null
    const exchange = makeExchange((to) => to.query(sql), {
      copy: {
        ready: (to) => {
          wire = to
          ready?.(to)
        },
      },
    })
    let isEnded = false
    exchange.settled = () => {
      isEnded = true
      ended?.()
    }
    const untilEnded = Effect.callback<void>((resume) => {
      if (isEnded) return resume(Effect.void)
      ended = () => resume(Effect.void)
    })
    const untilReady = Effect.callback<void>((resume) => {
      if (wire !== null) return resume(Effect.void)
      ready = () => resume(Effect.void)
    })
    const send = (chunk: Buffer): Effect.Effect<void> =>
      Effect.suspend(() => {
        if (wire === null || isEnded || exchange.error !== null) return Effect.never
        const { stream } = wire
        if (wire.sendCopyFromChunk(chunk) !== false && stream.writableNeedDrain !== true) return Effect.void
        return Effect.callback<void>((resume) => {
          const drained = (): void => resume(Effect.void)
          stream.once("drain", drained)
          return Effect.sync(() => void stream.removeListener("drain", drained))
        })
      })
    const fed = Effect.flatMap(untilReady, () => feed(send))
    const giveUp = Effect.suspend(() => {
      if (isEnded) return Effect.void
      if (wire === null) return abort(session, exchange)
      if (exchange.error === null) wire.sendCopyFail("the data failed")
      return untilEnded
    })
    session.start(exchange)
    return Effect.flatMap(
      Effect.onError(restore(Effect.raceFirst(fed, untilEnded)), () => giveUp),
      () => {
        if (!isEnded && exchange.error === null) wire?.endCopyFrom()
        return Effect.flatMap(untilEnded, () =>
          exchange.error === null
            ? Effect.succeed({ rows: [], rowsAffected: copied(exchange.answer.tag), columns: null })
            : Effect.fail(classify(exchange.error, sql)),
        )
      },
    )
  })

const copied = (tag: string | null): number => Number(/^COPY (\d+)$/.exec(tag ?? "")?.[1] ?? 0)

/** Bytes that are kept before the server is made to wait. */
const highWater = 1 << 20

/**
 * The data of a `COPY … TO STDOUT`, in pieces, each as a row of one value. The server waits while nobody reads, unless
 * the session is wanted for another statement.
 */
export const copyOut = (session: Session, sql: string, options: RunOptions): Effect.Effect<Cursor, never, Scope.Scope> => {
  const shown = "shown" in options ? (options as CopyOutOptions).shown : sql
  let chunks: Array<WireRow> = []
  let bytes = 0
  let limit = highWater
  let ended = false
  let waiting: (() => void) | null = null
  let from: PgWire | null = null
  const exchange = makeExchange((wire) => wire.query(sql), {
    copy: {
      data: (chunk, wire) => {
        from = wire
        chunks.push([chunk])
        bytes += chunk.length
        if (bytes >= limit) wire.stream.pause()
        waiting?.()
      },
    },
  })
  const flow = (): void => void from?.stream.resume()
  exchange.settled = () => {
    ended = true
    waiting?.()
  }
  exchange.blocked = () => {
    limit = Infinity
    flow()
  }
  const untilSome = Effect.callback<void>((resume) => {
    if (chunks.length > 0 || ended) return resume(Effect.void)
    waiting = () => {
      waiting = null
      resume(Effect.void)
    }
  })
  const read: Cursor["read"] = (size) =>
    Effect.flatMap(untilSome, () => {
      if (chunks.length === 0)
        return exchange.error === null ? Effect.succeed([]) : Effect.fail(classify(exchange.error, sql, shown))
      const taken = chunks.slice(0, size)
      chunks = chunks.slice(size)
      bytes = chunks.reduce((sum, [chunk]) => sum + (chunk as Buffer).length, 0)
      if (bytes < limit) flow()
      return Effect.succeed(taken)
    })
  const close = Effect.suspend(() => {
    limit = Infinity
    flow()
    return ended ? Effect.void : abort(session, exchange)
  })
  return Effect.as(
    Effect.acquireRelease(
      Effect.sync(() => {
        exchange.suspended = true
        session.start(exchange)
      }),
      () => close,
    ),
    { read },
  )
}
