import { existsSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { Effect } from "effect"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError } from "../sql-error-reasons.js"
import { isBusy, isSqlError, whileBusy } from "./busy.js"
import type { Client, Handle } from "./client.js"
import { sqliteConnection } from "./connection.js"
import type { SqliteConnection } from "./connection.js"
import { classify } from "./errors.js"
import { installFunctions } from "./functions.js"
import type { Settings } from "./options.js"

/** What a connection is for: one writes, the others only read. */
export type Role = "writer" | "reader"

/** An opened connection, and what its file turned out to be. */
export interface Opened {
  readonly connection: SqliteConnection
  /** Whether the file has a write-ahead log: some file systems cannot have one. */
  readonly wal: boolean
}

/** Opens a connection. Waits while another process holds a lock; a file that cannot be opened is a ConnectionError. */
export const open = (client: Client, settings: Settings, role: Role): Effect.Effect<Opened, SqlError> =>
  Effect.suspend(() => {
    const attempt = (): Opened | SqlError => openNow(client, settings, role)
    const first = attempt()
    if (!isSqlError(first)) return Effect.succeed(first)
    return isBusy(first)
      ? whileBusy(attempt, first, settings.busyTimeoutMillis, (effect) => effect)
      : Effect.fail(first)
  })

/** Opens a connection now; a lock of another process is an error. */
export const openNow = (client: Client, settings: Settings, role: Role): Opened | SqlError => {
  let db: Handle | undefined
  let pragma: string | null = null
  try {
    db = new client(settings.filename, {
      readonly: settings.readonly || role === "reader",
      fileMustExist: settings.fileMustExist || role === "reader",
      // The thread never sleeps in SQLite: waiting is done by fibers.
      timeout: 0,
    })
    const mayWrite = role === "writer" && !settings.readonly
    pragma = mayWrite && settings.wal ? "journal_mode = wal" : "journal_mode"
    const journal = db.pragma(pragma, { simple: true })
    pragma = `foreign_keys = ${settings.foreignKeys ? "on" : "off"}`
    db.pragma(pragma)
    // LIKE minds case, as on other databases; by itself SQLite's does not, for A to Z.
    pragma = "case_sensitive_like = on"
    db.pragma(pragma)
    for (const [name, value] of Object.entries(settings.pragmas)) {
      pragma = `${pragmaName(name)} = ${pragmaValue(value)}`
      setPragma(db, pragma, role)
    }
    pragma = null
    installFunctions(db)
    return {
      connection: sqliteConnection(db, {
        cacheSize: settings.statementCacheSize,
        busyTimeoutMillis: settings.busyTimeoutMillis,
      }),
      wal: journal === "wal",
    }
  } catch (cause) {
    db?.close()
    const error = classify(cause, pragma === null ? null : `pragma ${pragma}`, "run")
    const { reason } = error
    if (isBusy(error) || (reason._tag !== "ConnectionError" && db !== undefined)) return error
    const why = explain(settings)
    return sqlError(
      new ConnectionError({
        message: `Cannot open the SQLite database "${settings.filename}": ${why ?? error.reason.message}`,
        cause,
        code: reason._tag === "CompileError" ? null : reason.code,
      }),
    )
  }
}

/** SQLite says "unable to open database file" of all of these. */
const explain = ({ fileMustExist, filename, inMemory, readonly }: Settings): string | null => {
  if (inMemory) return readonly ? "a database in memory cannot be read only" : null
  if (filename.startsWith("file:")) return null
  if (!existsSync(dirname(filename))) return `the directory "${dirname(filename)}" does not exist`
  if (!existsSync(filename)) return readonly || fileMustExist ? "the file does not exist" : null
  return statSync(filename).isDirectory() ? "it is a directory" : null
}

/** What is stored in the file, as `user_version` is, is set by the writer; a reader finds it there. */
const setPragma = (db: Handle, pragma: string, role: Role): void => {
  try {
    db.pragma(pragma)
  } catch (cause) {
    if (role === "writer" || classify(cause, null, "run").reason._tag !== "ReadOnlyError") throw cause
  }
}

const pragmaName = (name: string): string => {
  if (/^[a-z_][a-z0-9_.]*$/i.test(name)) return name
  throw new RangeError(`"${name}" is not the name of a pragma`)
}

const pragmaValue = (value: string | number | boolean): string =>
  typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value)
