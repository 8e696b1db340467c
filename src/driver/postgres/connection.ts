import { Effect } from "effect"
import type { Duration, Fiber, Scope } from "effect"
import type { ConnectionState, Cursor, Restore, RowsResult, RunAll, RunOptions } from "../connection.js"
import { inBatch } from "../in-batch.js"
import type { PooledConnection } from "../pool.js"
import { rawControl } from "../raw-control.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import { ConnectionError, SerializationFailure, SyntaxErrorReason, TransactionError } from "../sql-error-reasons.js"
import { CurrentStatementTimeout } from "../statement-timeout.js"
import { endSession, pinSettings, runOnConnect } from "./connect.js"
import type { Server } from "./connect.js"
import { abort, converse, simple } from "./conversation.js"
import { copyIn, copyOut, isCopy } from "./copy.js"
import { sessionCursor, transactionCursor } from "./cursor.js"
import type { CursorRequest } from "./cursor.js"
import { classify, isServerError, said } from "./errors.js"
import { makeExchange } from "./exchange.js"
import type { Exchange } from "./exchange.js"
import { encodeParams } from "./params.js"
import { cancelMillis, simpleExchange } from "./session.js"
import type { Session } from "./session.js"
import { makePipeline } from "./pipeline.js"
import type { EncodedStatement } from "./pipeline.js"
import { resultOf } from "./result.js"
import { areAllPinned } from "./startup.js"
import { statementCache } from "./statement-cache.js"
import type { CachedStatement } from "./statement-cache.js"

/** A connection to PostgreSQL. */
export interface PostgresConnection extends PooledConnection {
  readonly session: Session
  readonly runAll: RunAll
  readonly cachedStatements: () => number
}

/** Wraps a session whose settings are pinned. */
export const postgresConnection = (server: Server, session: Session): PostgresConnection => {
  const { settings } = server
  const cache = statementCache(settings.prepare ? settings.statementCacheSize : 0)
  // Behind a pooler another client's statement must never be taken for one's own.
  const prefix = `fulmar_${Math.random().toString(36).slice(2, 10)}_`
  let names = 0
  let began = false
  let changed = false
  session.onParameter = () => {
    changed = !areAllPinned(session.parameter)
  }

  const state = (): ConnectionState => {
    if (session.lost() !== null) return "idle"
    if (session.status() !== "I") return "in transaction"
    return began ? "rolled back" : "idle"
  }

  const limitOf = (fiber: Fiber.Fiber<unknown, unknown>): Duration.Duration | null =>
    fiber.getRef(CurrentStatementTimeout) ?? settings.statementTimeout

  /** What is known of a statement: it gets a name, to be prepared under, when it comes a second time. */
  const known = (sql: string): CachedStatement | null => {
    const entry = cache.get(sql)
    if (entry === undefined) return cache.add(sql)
    entry.name ??= `${prefix}${++names}`
    return entry
  }

  const statement = (
    sql: string,
    values: ReadonlyArray<string | Buffer | null>,
    columns: boolean,
  ): { readonly exchange: Exchange; readonly entry: () => CachedStatement | null } => {
    let entry: CachedStatement | null = null
    const exchange = makeExchange((wire) => {
      entry = known(sql)
      for (const name of cache.takeForgotten()) wire.close({ type: "S", name })
      const name = entry?.name ?? ""
      if (entry === null || !entry.parsed) wire.parse({ text: sql, name })
      wire.bind({ portal: "", statement: name, values })
      if (columns) wire.describe({ type: "P", name: "" })
      wire.execute({ portal: "", rows: 0 })
      wire.sync()
    })
    return { exchange, entry: () => entry }
  }

  const execute = (
    sql: string,
    values: ReadonlyArray<string | Buffer | null>,
    options: RunOptions,
    limit: Duration.Duration | null,
    again: boolean,
  ): Effect.Effect<RowsResult, SqlError> => {
    const { entry, exchange } = statement(sql, values, options.columns === true)
    const settled = (): void => {
      const used = entry()
      if (used !== null && used.name !== null && exchange.answer.parsed > 0) used.parsed = true
    }
    return Effect.matchEffect(
      Effect.onExitPrimitive(converse(session, exchange, sql, limit), () => void settled()),
      {
        onSuccess: (answer) => Effect.succeed(resultOf(answer)),
        onFailure: (error) => {
          const used = entry()
          if (used === null || used.name === null || !isStale(error.cause)) return Effect.fail(error)
          cache.remove(used)
          // It failed before it was executed, so it can be tried again, unless its failure has ended a transaction.
          if (session.status() === "I" && !again) return execute(sql, values, options, limit, true)
          return Effect.fail(staleInTransaction(error, sql))
        },
      },
    )
  }

  const executeAll = (
    statements: ReadonlyArray<EncodedStatement>,
    limit: Duration.Duration | null,
    again: boolean,
  ): Effect.Effect<ReadonlyArray<RowsResult>, SqlError> => {
    const { entries, exchange, note, results } = makePipeline(statements, known, cache, limit !== null)
    // What fails when all are complete is the end of their transaction.
    const failed = (): EncodedStatement | undefined => statements[results.length]
    const answered = converse(session, exchange, () => failed()?.sql ?? null, limit)
    return Effect.matchEffect(
      Effect.onExitPrimitive(answered, () => void note()),
      {
        onSuccess: () => Effect.succeed(results),
        onFailure: (error) => {
          const statement = failed()
          if (statement === undefined) return Effect.fail(error)
          const isNamed = (entries[results.length]?.name ?? null) !== null
          if (!isNamed || !isStale(error.cause)) return Effect.fail(inBatch(error, statement.name))
          for (const entry of entries) if (entry !== null) cache.remove(entry)
          if (session.status() === "I" && !again) return executeAll(statements, limit, true)
          return Effect.fail(inBatch(staleInTransaction(error, statement.sql), statement.name))
        },
      },
    )
  }

  /** Why a statement cannot be run; `null` when it can. */
  const refused = (sql: string): SqlError | null => {
    if (session.lost() !== null) return classify(session.lost(), sql)
    if (began && session.status() === "I") return rolledBack(sql)
    if (isControl.test(sql)) return rawControl(sql)
    return sql.includes("\0") ? zeroCharacter(sql) : null
  }

  const rollback = (sql: string): Effect.Effect<void, SqlError> =>
    Effect.map(simple(session, sql, cancelMillis), () => {
      began = session.status() !== "I"
    })

  const control = (sql: string, restore: Restore): Effect.Effect<void, SqlError> => {
    if (session.lost() !== null) return Effect.fail(classify(session.lost(), sql))
    const verb = verbOf(sql)
    if (state() === "rolled back") {
      if (verb !== "ROLLBACK") return Effect.fail(rolledBack(sql))
      began = false
      return Effect.void
    }
    if (verb === "ROLLBACK") return rollback(sql)
    const exchange = simpleExchange(sql)
    if (verb === "BEGIN") {
      return Effect.map(restore(converse(session, exchange, sql, null)), () => {
        began = true
      })
    }
    if (verb !== "COMMIT") return Effect.asVoid(converse(session, exchange, sql, null))
    return Effect.matchEffect(converse(session, exchange, sql, null), {
      onSuccess: ({ tag }) => {
        began = false
        return tag === "COMMIT" ? Effect.void : Effect.fail(undone(sql))
      },
      onFailure: (error) => {
        began = false
        return Effect.fail(session.lost() === null ? error : inDoubt(error, sql))
      },
    })
  }

  const forget: Effect.Effect<void, SqlError> = Effect.suspend(() => {
    cache.clear()
    return Effect.andThen(
      simple(session, "discard all"),
      Effect.andThen(pinSettings(server, session), runOnConnect(settings, session)),
    )
  })

  return {
    session,
    cachedStatements: cache.size,
    run: (sql, params, options) =>
      Effect.withFiber((fiber) => {
        options.started?.()
        const problem = refused(sql)
        if (problem !== null) return Effect.fail(problem)
        const values = encodeParams(params, sql)
        if (!isEncoded(values)) return Effect.fail(sqlError(values))
        if (isCopy(options)) return copyIn(session, sql, options.copy)
        if (isCopyIn.test(sql)) return Effect.fail(noData(sql))
        return execute(sql, values, options, limitOf(fiber), false)
      }),
    runAll: (statements) =>
      Effect.withFiber((fiber) => {
        statements[0]?.options.started?.()
        const encoded: Array<EncodedStatement> = []
        for (const statement of statements) {
          const { name, params, sql } = statement
          const problem = refused(sql) ?? (isCopyIn.test(sql) ? noData(sql) : null)
          if (problem !== null) return Effect.fail(inBatch(problem, name))
          const values = encodeParams(params, sql)
          if (!isEncoded(values)) return Effect.fail(inBatch(sqlError(values), name))
          encoded.push({ ...statement, values })
        }
        return executeAll(encoded, limitOf(fiber), false)
      }),
    cursor: (sql, params, options) =>
      Effect.withFiber((fiber): Effect.Effect<Cursor, SqlError, Scope.Scope> => {
        options.started?.()
        const problem = refused(sql)
        if (problem !== null) return Effect.fail(problem)
        if (isCopyOut.test(sql)) return copyOut(session, sql, options)
        const values = encodeParams(params, sql)
        if (!isEncoded(values)) return Effect.fail(sqlError(values))
        const request: CursorRequest = { sql, values, limit: limitOf(fiber), portal: `${prefix}${++names}` }
        return began ? transactionCursor(session, request) : sessionCursor(session, request)
      }),
    control,
    state,
    isUsable: () => session.lost() === null,
    isClean: () => session.running() === null && session.status() === "I" && !began && !changed,
    reset: (asSession) =>
      Effect.gen(function* () {
        const running = session.running()
        if (running !== null) yield* abort(session, running)
        if (session.status() !== "I") yield* rollback("ROLLBACK")
        began = false
        if (asSession || changed) yield* forget
      }),
    ping: Effect.asVoid(simple(session, "", cancelMillis)),
    destroy: () => session.destroy(new Error("The connection is not used any more")),
    close: endSession(session),
  }
}

const isEncoded = (values: object): values is ReadonlyArray<string | Buffer | null> => Array.isArray(values)

const verbOf = (sql: string): string => (/^rollback to\b/i.test(sql) ? "" : (/^\w+/.exec(sql)?.[0] ?? "").toUpperCase())

const isControl =
  /^\s*(?:begin|start\s+transaction|commit|end|rollback|abort|savepoint|release|prepare\s+transaction)\b/i

const isCopyOut = /^\s*copy\b[^]*\bto\s+stdout\b/i

const isCopyIn = /^\s*copy\b[^]*\bfrom\s+stdin\b/i

/** A prepared statement that the server has forgotten, or whose tables have changed since. */
const isStale = (cause: unknown): boolean =>
  isServerError(cause) &&
  (cause.code === "26000" ||
    cause.code === "42P05" ||
    (cause.code === "0A000" && cause.routine === "RevalidateCachedQuery") ||
    // A type of its parameters was dropped, and made anew perhaps.
    (cause.code === "XX000" && cause.message.startsWith("cache lookup failed for type ")))

const staleInTransaction = (error: SqlError, sql: string): SqlError =>
  isServerError(error.cause)
    ? sqlError(
        new SerializationFailure({
          ...said(error.cause, sql),
          message: `${error.cause.message}: it was prepared before its tables changed. Try the transaction again.`,
        }),
      )
    : error

const rolledBack = (sql: string): SqlError =>
  sqlError(
    new TransactionError({ message: "PostgreSQL has ended the transaction: nothing more can be done in it.", sql }),
  )

const undone = (sql: string): SqlError =>
  sqlError(
    new TransactionError({
      message:
        "PostgreSQL answered COMMIT with ROLLBACK, since a statement of the transaction had failed: nothing of it " +
        "has been kept. Put savepoint(…) around what may fail.",
      sql,
    }),
  )

const inDoubt = (error: SqlError, sql: string): SqlError =>
  sqlError(
    new ConnectionError({
      message: `${error.reason.message}. That was during COMMIT: whether the transaction is kept is not known.`,
      sql,
      cause: error.cause,
    }),
  )

const noData = (sql: string): SqlError =>
  sqlError(new SyntaxErrorReason({ message: "COPY FROM STDIN needs data: use Postgres.copyFrom.", sql }))

const zeroCharacter = (sql: string): SqlError =>
  sqlError(
    new SyntaxErrorReason({ message: "The statement has a character U+0000, which PostgreSQL does not take.", sql }),
  )
