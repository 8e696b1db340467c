import type { Pg, PgClient, PgWire } from "./client.js"
import { requestCancel } from "./cancel.js"
import { makeExchange, settle } from "./exchange.js"
import type { Exchange } from "./exchange.js"
import type { Settings } from "./options.js"

/** How long the server is given to confirm that a statement was cancelled, in milliseconds. */
export const cancelMillis = 5000

/** The transaction status that ReadyForQuery tells: idle, in a transaction, or in one that has failed. */
export type Status = "I" | "T" | "E"

/**
 * One session in the server. Requests are sent one after the other, each when the one before is complete, in the order
 * they came.
 */
export interface Session {
  readonly processId: number
  readonly connect: (done: (error: unknown) => void) => void
  /** Sends a request, or queues it; `exchange.settled` tells its end. */
  readonly start: (exchange: Exchange) => void
  /** Takes a request back that has not been sent. */
  readonly withdraw: (exchange: Exchange) => boolean
  /** Cancels a request in the server. When that is not confirmed in time, the session is destroyed. */
  readonly cancel: (exchange: Exchange, by: "interruption" | "timeout") => void
  /** Goes on with the request that is suspended. */
  readonly resume: (exchange: Exchange, send: (wire: PgWire) => void) => void
  readonly status: () => Status
  /** What is being asked; `null` when nothing is. */
  readonly running: () => Exchange | null
  /** Whether requests wait for the one that runs. */
  readonly isAwaited: () => boolean
  /** A setting of the server, of those it reports. */
  readonly parameter: (name: string) => string | undefined
  /** Called when the server reports a changed setting. */
  onParameter: ((name: string, value: string) => void) | null
  /** Called once, when the session is lost. */
  onLost: (() => void) | null
  /** Why the session is lost; `null` while it is not. */
  readonly lost: () => unknown
  readonly destroy: (cause: unknown) => void
  /** Takes leave of the server; `done` is called when the connection is closed. */
  readonly end: (done: () => void) => void
  readonly client: PgClient
}

/** A session over a client that is not connected yet. */
export const makeSession = (pg: Pg, settings: Settings, client: PgClient): Session => {
  const wire = client.connection
  const queue: Array<Exchange> = []
  const parameters = new Map<string, string>()
  let current: Exchange | null = null
  let cancels = 0
  /** What is sent when no cancel is under way any more, which would hit it. */
  let delayed: (() => void) | null = null
  let status: Status = "I"
  let lost: unknown = null
  let closed = false

  const finish = (): void => {
    const done = current
    current = null
    if (done !== null) settle(done)
    pump()
  }

  const pump = (): void => {
    if (current !== null || cancels > 0 || lost !== null) return
    const next = queue.shift()
    if (next === undefined) return
    current = next
    client.query(next)
  }

  const lose = (cause: unknown): void => {
    if (lost !== null) return
    lost = cause
    const failed = current === null ? queue.splice(0) : [current, ...queue.splice(0)]
    current = null
    for (const exchange of failed) {
      exchange.error ??= cause
      settle(exchange)
    }
    session.onLost?.()
  }

  const session: Session = {
    client,
    get processId() {
      return client.processID
    },
    connect: (done) => {
      let connected = false
      client.connect((error) => {
        if (error !== null && error !== undefined) done(error)
      })
      // The client has its listeners now, and so hears of the end of a request, and of the status, before this one.
      wire.on("readyForQuery", (message: { readonly status: Status }) => {
        status = message.status
        if (connected) return finish()
        connected = true
        done(null)
      })
    },
    start: (exchange) => {
      if (lost !== null) {
        exchange.error = lost
        return settle(exchange)
      }
      queue.push(exchange)
      if (current?.suspended === true) current.blocked?.()
      else pump()
    },
    withdraw: (exchange) => {
      const index = queue.indexOf(exchange)
      if (index < 0) return false
      queue.splice(index, 1)
      return true
    },
    cancel: (exchange, by) => {
      if (current !== exchange || exchange.cancelledBy !== null) return
      exchange.cancelledBy = by
      cancels++
      const { processID: processId, secretKey } = client
      requestCancel(pg, settings, { processId, secretKey }, cancelMillis, () => {
        cancels--
        if (cancels > 0 || lost !== null) return
        const resumed = delayed
        delayed = null
        resumed?.()
        pump()
      })
      const timer = setTimeout(() => {
        if (current === exchange)
          session.destroy(new Error("The server did not confirm that a statement was cancelled"))
      }, cancelMillis)
      const { settled } = exchange
      exchange.settled = () => {
        clearTimeout(timer)
        settled?.()
      }
    },
    resume: (exchange, send) => {
      exchange.suspended = false
      exchange.cancelledBy = null
      if (lost === null) return cancels > 0 ? void (delayed = () => send(wire)) : send(wire)
      exchange.error ??= lost
      settle(exchange)
    },
    status: () => status,
    running: () => current,
    isAwaited: () => queue.length > 0,
    parameter: (name) => parameters.get(name),
    onParameter: null,
    onLost: null,
    lost: () => lost,
    destroy: (cause) => {
      lose(cause)
      wire.stream.destroy()
    },
    end: (done) => {
      session.onLost = null
      lose(new Error("The connection has been closed"))
      if (closed) return done()
      const timer = setTimeout(() => wire.stream.destroy(), 1000)
      client.end(() => {
        clearTimeout(timer)
        done()
      })
    },
  }

  // An error event without a listener would end the process.
  client.on("error", (error) => lose(error))
  client.on("end", () => {
    closed = true
    lose(new Error("Connection terminated"))
  })
  wire.on("parameterStatus", (({
    parameterName,
    parameterValue,
  }: {
    parameterName: string
    parameterValue: string
  }) => {
    parameters.set(parameterName, parameterValue)
    session.onParameter?.(parameterName, parameterValue)
  }) as (message: never) => void)
  wire.on("parseComplete", () => {
    if (current !== null) current.answer.parsed++
  })
  return session
}

/** A request for one statement or several without parameters, in the simple protocol. */
export const simpleExchange = (sql: string): Exchange => makeExchange((wire) => wire.query(sql))
