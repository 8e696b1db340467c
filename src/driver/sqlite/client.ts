import { createRequire } from "node:module"
import { Result } from "effect"
import type BetterSqlite3 from "better-sqlite3"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError } from "../sql-error-reasons.js"

/** The client library. */
export type Client = typeof BetterSqlite3

/** An open database file, as the client library has it. */
export type Handle = BetterSqlite3.Database

/** A statement, as the client library has it. */
export type Statement = BetterSqlite3.Statement<Array<unknown>, Array<unknown>>

// An optional peer dependency: a static import would break "fulmar/sqlite" for those who only compile statements, and a
// dynamic one would make the layer asynchronous.
const require = createRequire(import.meta.url)

/** Loads better-sqlite3, or says how to install it. */
export const loadClient = (load: (name: string) => unknown = require): Result.Result<Client, SqlError> => {
  try {
    return Result.succeed(load("better-sqlite3") as Client)
  } catch (cause) {
    return Result.fail(
      sqlError(
        new ConnectionError({
          message:
            `Cannot load the package better-sqlite3 (${(cause as Error).message}). ` +
            "Install it: npm install better-sqlite3",
          cause,
        }),
      ),
    )
  }
}
