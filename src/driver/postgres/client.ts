import { createRequire } from "node:module"
import type { Socket } from "node:net"
import { Result } from "effect"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError } from "../sql-error-reasons.js"

/** What of a column the server describes. */
export interface Field {
  readonly name: string
}

/** The connection of pg, which writes messages of the protocol and emits those of the server. */
export interface PgWire {
  readonly stream: Socket
  readonly connect: (port: number | string, host?: string) => void
  readonly query: (text: string) => void
  readonly parse: (message: { readonly text: string; readonly name: string }) => void
  readonly bind: (message: {
    readonly portal: string
    readonly statement: string
    readonly values: ReadonlyArray<string | Buffer | null>
  }) => void
  readonly describe: (message: { readonly type: "P" | "S"; readonly name: string }) => void
  readonly execute: (message: { readonly portal: string; readonly rows: number }) => void
  readonly close: (message: { readonly type: "P" | "S"; readonly name: string }) => void
  readonly sync: () => void
  readonly flush: () => void
  readonly sendCopyFromChunk: (chunk: Buffer) => boolean | undefined
  readonly endCopyFrom: () => void
  readonly sendCopyFail: (message: string) => void
  readonly requestSsl: () => void
  readonly cancel: (processId: number, secretKey: number) => void
  readonly on: (event: string, listener: (message: never) => void) => void
  readonly once: (event: string, listener: (message: never) => void) => void
  readonly removeListener: (event: string, listener: (message: never) => void) => void
}

/** What pg's client drives: it is told to send its messages, and is handed those that answer them. */
export interface Submittable {
  readonly submit: (wire: PgWire) => void
  readonly handleRowDescription: (message: { readonly fields: ReadonlyArray<Field> }) => void
  readonly handleDataRow: (message: { readonly fields: ReadonlyArray<string | null> }) => void
  readonly handlePortalSuspended: (wire: PgWire) => void
  readonly handleCommandComplete: (message: { readonly text: string }, wire: PgWire) => void
  readonly handleEmptyQuery: (wire: PgWire) => void
  readonly handleCopyInResponse: (wire: PgWire) => void
  readonly handleCopyData: (message: { readonly chunk: Buffer }, wire: PgWire) => void
  readonly handleReadyForQuery: (wire: PgWire) => void
  readonly handleError: (error: unknown, wire: PgWire) => void
}

/** A message that another session sent with NOTIFY. */
export interface NotificationMessage {
  readonly channel: string
  readonly payload?: string
  readonly processId: number
}

/** A client of pg. */
export interface PgClient {
  readonly connection: PgWire
  readonly processID: number
  readonly secretKey: number
  readonly connect: (callback: (error: unknown) => void) => void
  readonly query: (query: Submittable) => void
  readonly end: (callback: () => void) => void
  readonly on: (event: string, listener: (value: never) => void) => void
}

/** The client library. */
export interface Pg {
  readonly Client: new (config: object) => PgClient
  readonly Connection: new (config: object) => PgWire
}

// An optional peer dependency, as better-sqlite3 is: those who only compile statements do without it.
const require = createRequire(import.meta.url)

/** Loads pg, or says how to install it. */
export const loadClient = (load: (name: string) => unknown = require): Result.Result<Pg, SqlError> => {
  try {
    return Result.succeed(load("pg") as Pg)
  } catch (cause) {
    return Result.fail(
      sqlError(
        new ConnectionError({
          message: `Cannot load the package pg (${(cause as Error).message}). Install it: npm install pg`,
          cause,
        }),
      ),
    )
  }
}
