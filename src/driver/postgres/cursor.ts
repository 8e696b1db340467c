import { Effect } from "effect"
import type { Duration, Scope } from "effect"
import type { Cursor, WireRow } from "../connection.js"
import { SqlError } from "../sql-error.js"
import type { PgWire } from "./client.js"
import { abort, converse } from "./conversation.js"
import { classify } from "./errors.js"
import { makeExchange } from "./exchange.js"
import type { Exchange } from "./exchange.js"
import type { Session } from "./session.js"

/** A statement whose rows are read as they are wanted. */
export interface CursorRequest {
  readonly sql: string
  readonly values: ReadonlyArray<string | Buffer | null>
  readonly limit: Duration.Duration | null
  /** The name of the portal, of its own in the session. */
  readonly portal: string
}

type Read = Cursor["read"]

const opening = (wire: PgWire, { portal, sql, values }: CursorRequest): void => {
  wire.parse({ text: sql, name: "" })
  wire.bind({ portal, statement: "", values })
}

/**
 * A cursor in a transaction. Its portal lives as long as the transaction, so the session is free for other statements
 * between two reads.
 */
export const transactionCursor = (
  session: Session,
  request: CursorRequest,
): Effect.Effect<Cursor, never, Scope.Scope> => {
  const { limit, portal, sql } = request
  let opened = false
  let ended = false
  const read: Read = (size) =>
    Effect.suspend(() => {
      if (ended) return Effect.succeed([])
      const exchange = makeExchange((wire) => {
        if (!opened) opening(wire, request)
        opened = true
        wire.execute({ portal, rows: size })
        wire.sync()
      })
      return Effect.map(
        Effect.tapError(converse(session, exchange, sql, limit), () => Effect.sync(() => void (ended = true))),
        ({ more, rows }) => {
          ended = !more
          return rows
        },
      )
    })
  const close = Effect.suspend(() => {
    if (!opened || ended || session.lost() !== null || session.status() === "I") return Effect.void
    const closing = makeExchange((wire) => {
      wire.close({ type: "P", name: portal })
      wire.sync()
    })
    return Effect.ignore(converse(session, closing, sql, null))
  })
  return Effect.as(
    Effect.addFinalizer(() => close),
    { read },
  )
}

/**
 * A cursor outside a transaction. Its portal lives until the next Sync, so the request is left incomplete, and holds
 * the session, until the last row or the end of the scope. When the session is wanted for another statement meanwhile,
 * the rest of the rows is fetched.
 */
export const sessionCursor = (session: Session, request: CursorRequest): Effect.Effect<Cursor, never, Scope.Scope> => {
  const { limit, portal, sql } = request
  let exchange: Exchange | null = null
  let ended = false
  let rest: ReadonlyArray<WireRow> | SqlError | null = null
  let position = 0
  let waiting: (() => void) | null = null

  const execute = (wire: PgWire, size: number): void => {
    wire.execute({ portal, rows: size })
    wire.flush()
  }

  /** Fetches all that is left, so that the session is free. */
  const settleRest = (open: Exchange): void => {
    open.answer.rows = []
    open.settled = () => {
      ended = true
      rest = open.error === null ? open.answer.rows : classify(open.error, sql)
      waiting?.()
    }
    session.resume(open, (wire) => execute(wire, 0))
  }

  const next = (size: number): Effect.Effect<ReadonlyArray<WireRow>, SqlError> => {
    const first = exchange === null
    const open = (exchange ??= makeExchange(
      (wire) => {
        opening(wire, request)
        execute(wire, size)
      },
      { unsynced: true },
    ))
    open.blocked = () => settleRest(open)
    open.answer.rows = []
    const begin = (): void => {
      if (first) return session.start(open)
      open.sent?.()
      session.resume(open, (wire) => execute(wire, size))
    }
    return Effect.map(
      Effect.onError(converse(session, open, sql, limit, begin), () =>
        Effect.sync(() => void (ended = !open.suspended)),
      ),
      ({ rows }) => {
        ended = !open.suspended
        if (open.suspended && session.isAwaited()) settleRest(open)
        return rows
      },
    )
  }

  const fetched = (size: number): Effect.Effect<ReadonlyArray<WireRow>, SqlError> => {
    if (rest instanceof SqlError) return Effect.fail(rest)
    if (rest === null) return Effect.succeed([])
    const rows = rest.slice(position, position + size)
    position += size
    return Effect.succeed(rows)
  }

  const read: Read = (size) =>
    Effect.suspend(() => {
      if (ended) return fetched(size)
      if (exchange === null || exchange.suspended) return next(size)
      return Effect.flatMap(
        Effect.callback<void>((resume) => {
          waiting = () => resume(Effect.void)
        }),
        () => fetched(size),
      )
    })

  const close = Effect.suspend(() => {
    const open = exchange
    if (open === null || ended || session.running() !== open) return Effect.void
    if (!open.suspended) return abort(session, open)
    const closed = Effect.callback<void>((resume) => {
      open.settled = () => resume(Effect.void)
      session.resume(open, (wire) => {
        wire.close({ type: "P", name: portal })
        open.sync(wire)
      })
    })
    return Effect.flatMap(closed, () =>
      open.error === null
        ? Effect.void
        : Effect.logWarning("A statement failed when its stream was ended early", classify(open.error, sql)),
    )
  })

  return Effect.as(
    Effect.addFinalizer(() => close),
    { read },
  )
}
