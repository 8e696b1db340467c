import type { WireRow } from "../connection.js"
import type { Field, PgWire, Submittable } from "./client.js"

/** What a server says of data that is copied. */
export interface CopyHandlers {
  /** It waits for data. */
  readonly ready?: (wire: PgWire) => void
  /** It sends data; the bytes are the receiver's to keep. */
  readonly data?: (chunk: Buffer, wire: PgWire) => void
}

/** One request to the server and its answer, which is complete with ReadyForQuery. */
export interface Exchange extends Submittable {
  readonly answer: {
    rows: Array<WireRow>
    fields: ReadonlyArray<Field> | null
    /** The command tag: `INSERT 0 3`. */
    tag: string | null
    /** How many statements of the request have been parsed. */
    parsed: number
    /** Whether the portal has rows left. */
    more: boolean
  }
  /** What went wrong, by the server or because the connection was lost. */
  error: unknown
  /** Who asked the server to cancel it. */
  cancelledBy: "interruption" | "timeout" | null
  /** Ends a request that was sent without a Sync, once. */
  sync: (wire: PgWire) => void
  /** Called when it is sent. */
  sent: (() => void) | null
  /** Called when one of several statements is complete. */
  progressed: (() => void) | null
  /** Called when another request waits for this one, which is suspended. */
  blocked: (() => void) | null
  /** Called once, when the answer is complete or will never be; or by a portal when its rows are there. */
  settled: (() => void) | null
  /** The request is not complete, but waits to be asked for more rows. */
  suspended: boolean
}

/** How an {@link Exchange} differs from a statement that is sent with a Sync at its end. */
export interface ExchangeOptions {
  /** The request has no Sync: it is sent after the last row, and after an error. */
  readonly unsynced?: boolean
  readonly copy?: CopyHandlers
  /** The request has several statements: called when one of them is complete, whose rows `answer` holds. */
  readonly completed?: () => void
}

/** A request that `send` writes. */
export const makeExchange = (send: (wire: PgWire) => void, options: ExchangeOptions = {}): Exchange => {
  const { completed, copy, unsynced = false } = options
  // Each Sync has a ReadyForQuery for an answer: one too many would be taken for the end of the next request.
  let synced = !unsynced
  const exchange: Exchange = {
    answer: { rows: [], fields: null, tag: null, parsed: 0, more: false },
    error: null,
    cancelledBy: null,
    sync: (wire) => {
      if (!synced) wire.sync()
      synced = true
    },
    sent: null,
    progressed: null,
    blocked: null,
    settled: null,
    suspended: false,
    submit: (wire) => {
      exchange.sent?.()
      // One write for all messages of the request.
      wire.stream.cork()
      try {
        send(wire)
      } finally {
        wire.stream.uncork()
      }
    },
    handleRowDescription: ({ fields }) => {
      exchange.answer.fields = fields
    },
    handleDataRow: ({ fields }) => {
      exchange.answer.rows.push(fields)
    },
    handlePortalSuspended: () => {
      exchange.answer.more = true
      exchange.suspended = unsynced
      if (unsynced) settle(exchange)
    },
    handleCommandComplete: ({ text }, wire) => {
      exchange.answer.tag = text
      exchange.answer.more = false
      completed?.()
      exchange.sync(wire)
    },
    handleEmptyQuery: (wire) => {
      completed?.()
      exchange.sync(wire)
    },
    handleCopyInResponse: (wire) => {
      // The server has passed over the Sync, and waits for data that nobody has.
      if (copy?.ready === undefined) wire.stream.destroy()
      else copy.ready(wire)
    },
    // The parser uses its buffer again.
    handleCopyData: ({ chunk }, wire) => copy?.data?.(Buffer.from(chunk), wire),
    handleReadyForQuery: () => {},
    handleError: (error, wire) => {
      exchange.error ??= error
      exchange.answer.more = false
      exchange.sync(wire)
    },
  }
  return exchange
}

/** Tells who waits, once. */
export const settle = (exchange: Exchange): void => {
  const { settled } = exchange
  exchange.settled = null
  settled?.()
}
