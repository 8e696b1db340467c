import { Duration, Effect, Result } from "effect"
import type { Dialect } from "../../core/dialect.js"
import type { Connection, ConnectionState, Cursor, Executor } from "../../driver/connection.js"
import type { DatabaseService, TransactionControl } from "../../driver/database.js"
import type { Script } from "./script.js"

/** A database that does nothing but answer what its script says. */
export const mockService = (dialect: Dialect, script: Script): DatabaseService => {
  let used = 0
  const executor: Executor = {
    run: (sql, params) => script.answer({ sql, params }),
    cursor: (sql, params) =>
      Effect.map(script.answer({ sql, params }), ({ rows }): Cursor => {
        let at = 0
        return { read: (size) => Effect.sync(() => rows.slice(at, (at += size))) }
      }),
  }
  return {
    dialect,
    system: dialect.name,
    attributes: {},
    metrics: false,
    slow: null,
    acquireTimeout: Duration.seconds(5),
    executor,
    acquire: () =>
      Effect.sync(() => {
        used++
        return { connection: connection(executor, script), release: () => Effect.sync(() => void used--) }
      }),
    control,
    pool: Effect.sync(() => ({ open: used, used, idle: 0, waiting: 0 })),
  }
}

/** It begins whatever is asked for: what a database does not have of it is not known here. */
const control: TransactionControl = {
  isolation: "serializable",
  begin: ({ access = "", begin = "", isolation = "" }) => Result.succeed([`begin ${isolation} ${access} ${begin}`]),
  commit: "commit",
  rollback: "rollback",
  savepoint: (name) => `savepoint ${name}`,
  release: (name) => `release ${name}`,
  rollbackTo: (name) => `rollback to ${name}`,
  failureEnds: false,
}

const connection = (executor: Executor, script: Script): Connection => {
  let state: ConnectionState = "idle"
  return {
    ...executor,
    control: (sql) => {
      if (sql.startsWith("begin")) {
        return Effect.map(script.control("BeginFails"), () => void (state = "in transaction"))
      }
      switch (sql) {
        case "commit":
          return Effect.map(script.control("CommitFails"), () => void (state = "idle"))
        case "rollback":
          return Effect.sync(() => void (state = "idle"))
        default:
          return Effect.void
      }
    },
    state: () => state,
  }
}
