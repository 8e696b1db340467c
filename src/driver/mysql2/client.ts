import { createRequire } from "node:module"
import { Result } from "effect"
import type Mysql2 from "mysql2"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError } from "../sql-error-reasons.js"

/** The client library, with the parts that its types leave out. */
export interface Client {
  readonly createConnection: (options: Mysql2.ConnectionOptions) => Handle
  /** Parameters whose type is said: without it mysql2 sends every number as a DOUBLE. */
  readonly TypedParameter: { readonly LONGLONG: IntegerParameter }
  readonly raw: (sql: string) => unknown
}

/** Makes the parameter of an integer of 64 bits. */
export interface IntegerParameter {
  (value: bigint): unknown
  readonly unsigned: (value: bigint) => unknown
}

/** A connection, as the client library has it. */
export interface Handle extends Omit<Mysql2.Connection, "query" | "execute"> {
  readonly query: Send
  readonly execute: Send
  /** COM_RESET_CONNECTION: what belongs to the session is forgotten. */
  readonly reset: (done: (error: unknown) => void) => void
  readonly stream: { readonly destroy: (error?: Error) => void }
}

/** Sends a statement; with `done` its rows are gathered, without it they are events. */
export type Send = (command: Command, done?: (error: unknown, result: unknown, fields: unknown) => void) => Sent

/** What mysql2 is told of a statement. */
export interface Command {
  readonly sql: string
  readonly values: ReadonlyArray<unknown>
  /** True, or a text: it is a part of the key under which mysql2 keeps prepared statements. */
  readonly rowsAsArray: true | string
}

/** A statement that is running. */
export interface Sent {
  readonly on: (event: "fields" | "result" | "error" | "end", listener: (value: unknown) => void) => unknown
}

// An optional peer dependency: a static import would break "fulmar/mysql" for those who only compile statements.
const require = createRequire(import.meta.url)

/** Loads mysql2, or says how to install it. */
export const loadClient = (load: (name: string) => unknown = require): Result.Result<Client, SqlError> => {
  try {
    return Result.succeed(load("mysql2") as Client)
  } catch (cause) {
    return Result.fail(
      sqlError(
        new ConnectionError({
          message:
            `Cannot load the package mysql2 (${(cause as Error).message}). Install it: npm install mysql2`,
          cause,
        }),
      ),
    )
  }
}
