import { Context, Duration, Effect, Semaphore } from "effect"
import type { Fiber } from "effect"
import type { ConnectionState, Cursor, RowsResult, RunOptions } from "../connection.js"
import type { PooledConnection } from "../pool.js"
import { rawControl } from "../raw-control.js"
import type { SqlError } from "../sql-error.js"
import { CurrentStatementTimeout } from "../statement-timeout.js"
import type { Client, Command } from "./client.js"
import { isTransactionControl } from "./control.js"
import { openRows } from "./cursor.js"
import type { OpenRows } from "./cursor.js"
import { committedBy, rolledBackBy } from "./ended.js"
import type { Ended } from "./ended.js"
import { classify, errorOf, isUnpreparable } from "./errors.js"
import type { Link, Method, TimeUp } from "./link.js"
import { binaryParameters, textParameters } from "./parameters.js"
import { hasFloat, isRead, isWrite, toResult } from "./reply.js"
import type { Reply } from "./reply.js"
import { statementVariants } from "./statement-variants.js"

/** What a connection needs to know of its layer. */
export interface ConnectionSettings {
  /** For messages: `MySQL`. */
  readonly name: string
  readonly prepare: boolean
  readonly statementCacheSize: number
  readonly statementTimeoutMillis: number | null
  readonly fixesParameterTypes: boolean
  /** Sets the session up again, after a reset. */
  readonly setUp: (link: Link) => Effect.Effect<void, SqlError>
}

/** A connection over an open {@link Link}. Its statements run one after the other. */
export const mysqlConnection = (client: Client, link: Link, settings: ConnectionSettings): PooledConnection => {
  const { handle } = link
  const alone = Semaphore.makeUnsafe(1).withPermits(1)
  const variants = statementVariants(settings.statementCacheSize)
  const unpreparable = new Set<string>()
  const mustPrepare = new Set<string>()
  let state: ConnectionState = "idle"
  let ended: Ended | null = null
  let rows: OpenRows | null = null

  const refuse = (sql: string): SqlError | null => {
    if (ended !== null) return ended.error(sql)
    return isTransactionControl(sql) ? rawControl(sql) : null
  }

  // Without values there is nothing to keep out of the text, and rows that come as text are read in half the time.
  const methodFor = (sql: string, params: ReadonlyArray<unknown>): Method =>
    settings.prepare && !unpreparable.has(sql) && (params.length > 0 || isWrite(sql) || mustPrepare.has(sql))
      ? "execute"
      : "query"

  const commandFor = (method: Method, sql: string, params: ReadonlyArray<unknown>): Command => {
    if (method === "query") return { sql, values: textParameters(client, params), rowsAsArray: true }
    const { types, values } = binaryParameters(client, params)
    return { sql, values, rowsAsArray: settings.fixesParameterTypes ? variants.key(sql, types) : true }
  }

  const remember = (texts: Set<string>, sql: string): void => {
    if (texts.size >= settings.statementCacheSize) texts.clear()
    texts.add(sql)
  }

  /** Whether rows that came as text have lost digits: then the statement, which only reads, is run anew. */
  const isRounded = (method: Method, sql: string, fields: unknown): boolean => {
    if (method !== "query" || !settings.prepare || !hasFloat(fields)) return false
    if (unpreparable.has(sql) || !isRead(sql)) return false
    remember(mustPrepare, sql)
    return true
  }

  /** The server speaks one statement at a time: what is left of an open result set is fetched first. */
  const settled: Effect.Effect<void> = Effect.suspend(() => {
    const open = rows
    rows = null
    return open === null || !open.isOpen() ? Effect.void : open.settle
  })

  /** Takes notice of whether a transaction is open. */
  const notice = (inTransaction: boolean | null, sql: string, cause: SqlError | null): SqlError | null => {
    if (inTransaction === null) return null
    if (state !== "in transaction" || inTransaction) {
      if (state === "idle" && inTransaction) state = "in transaction"
      return null
    }
    state = "rolled back"
    ended = cause === null ? committedBy(settings.name, sql) : rolledBackBy(settings.name, cause)
    return cause === null ? ended.error(sql) : null
  }

  // A deadlock may have been faster than the order to stop.
  link.onStopped((inTransaction) => {
    notice(inTransaction, "", errorOf("TransactionError", { message: "A statement was stopped." }))
  })

  /** What an error means to the transaction: the server does not say, so it is asked. */
  const failed = (cause: unknown, sql: string): Effect.Effect<never, SqlError> => {
    const error = isTimeUp(cause) ? timeout(cause, sql) : classify(cause, sql, "run")
    if (state !== "in transaction" || !link.isUsable()) return Effect.fail(error)
    return Effect.matchEffect(link.probe, {
      onSuccess: (inTransaction) => {
        notice(inTransaction, sql, error)
        return Effect.fail(error)
      },
      onFailure: () => {
        link.destroy()
        return Effect.fail(error)
      },
    })
  }

  const send = (
    method: Method,
    sql: string,
    params: ReadonlyArray<unknown>,
    limit: number | null,
  ): Effect.Effect<Reply, SqlError> =>
    Effect.suspend(() => {
      let command: Command
      try {
        command = commandFor(method, sql, params)
      } catch (cause) {
        return Effect.fail(classify(cause, sql, "run"))
      }
      return Effect.matchEffect(link.send(method, command, limit), {
        onSuccess: (reply): Effect.Effect<Reply, SqlError> => {
          if (isRounded(method, sql, reply.fields)) return send("execute", sql, params, limit)
          const error = notice(reply.inTransaction, sql, null)
          return error === null ? Effect.succeed(reply) : Effect.fail(error)
        },
        onFailure: (cause): Effect.Effect<Reply, SqlError> => {
          if (method === "query" || !isUnpreparable(cause)) return failed(cause, sql)
          remember(unpreparable, sql)
          return send("query", sql, params, limit)
        },
      })
    })

  const run = (
    sql: string,
    params: ReadonlyArray<unknown>,
    options: RunOptions,
  ): Effect.Effect<RowsResult, SqlError> =>
    Effect.withFiber((fiber) => {
      const limit = limitOf(fiber, settings)
      return alone(
        Effect.suspend(() => {
          options.started?.()
          const refused = refuse(sql)
          if (refused !== null) return Effect.fail(refused)
          const reply = send(methodFor(sql, params), sql, params, limit)
          return Effect.map(rows === null ? reply : Effect.andThen(settled, reply), (answer) =>
            toResult(sql, answer, options.columns === true),
          )
        }),
      )
    })

  /** Opens a result set, and registers its end with the scope. */
  const open = (
    method: Method,
    sql: string,
    params: ReadonlyArray<unknown>,
    limit: number | null,
  ) =>
    Effect.acquireRelease(
      alone(
        Effect.suspend(() => {
          const refused = refuse(sql)
          if (refused !== null) return Effect.fail(refused)
          return Effect.flatMap(settled, () => {
            try {
              const opened = openRows(link, method, commandFor(method, sql, params), alone)
              rows = opened
              return Effect.succeed(opened)
            } catch (cause) {
              return Effect.fail(classify(cause, sql, "run"))
            }
          })
        }),
      ),
      (opened) =>
        Effect.andThen(
          opened.close,
          Effect.sync(() => {
            if (rows === opened) rows = null
            notice(opened.inTransaction(), sql, null)
          }),
        ),
    ).pipe(
      Effect.flatMap((opened) => {
        const fail = (cause: unknown): Effect.Effect<never, SqlError> => alone(failed(cause, sql))
        const cursor: Cursor = {
          read: (size) => Effect.suspend(() => opened.read(size, limit)).pipe(Effect.catch(fail)),
        }
        return Effect.matchEffect(opened.ready(limit), {
          onSuccess: (): Effect.Effect<Cursor | Method> =>
            isRounded(method, sql, opened.fields())
              ? Effect.as(opened.close, "execute" as const)
              : Effect.succeed(cursor),
          onFailure: (cause): Effect.Effect<Cursor | Method, SqlError> => {
            if (method === "query" || !isUnpreparable(cause)) return fail(cause)
            remember(unpreparable, sql)
            return Effect.succeed("query" as const)
          },
        })
      }),
    )

  const control = (sql: string): Effect.Effect<void, SqlError> =>
    alone(
      Effect.suspend(() => {
        if (ended !== null) {
          if (!isRollback.test(sql)) return Effect.fail(ended.error(sql))
          ended = null
          state = "idle"
          return Effect.void
        }
        return Effect.andThen(
          settled,
          Effect.matchEffect(link.send("query", { sql, values: [], rowsAsArray: true }, null), {
            onSuccess: ({ inTransaction }): Effect.Effect<void, SqlError> => {
              state = inTransaction === true ? "in transaction" : "idle"
              return Effect.void
            },
            onFailure: (cause) => afterControl(classify(cause, sql, "control"), sql),
          }),
        )
      }),
    )

  // A COMMIT that fails, as those of clusters do, has rolled back.
  const afterControl = (error: SqlError, sql: string): Effect.Effect<never, SqlError> =>
    Effect.matchEffect(link.isUsable() ? link.probe : Effect.fail(undefined), {
      onSuccess: (inTransaction) => {
        if (isEnd.test(sql)) state = inTransaction ? "in transaction" : "idle"
        else notice(inTransaction, sql, error)
        return Effect.fail(error)
      },
      onFailure: () => {
        link.destroy()
        return Effect.fail(error)
      },
    })

  /** For what must end by itself, be the server silent: then the connection is destroyed, which fails it. */
  const limited = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.suspend(() => {
      const timer = setTimeout(link.destroy, ANSWER_MILLIS)
      return Effect.onExitPrimitive(effect, () => {
        clearTimeout(timer)
        return undefined
      })
    })

  const resetSession = Effect.callback<void, SqlError>((resume) => {
    handle.reset((cause) => resume(cause ? Effect.fail(classify(cause, null, "control")) : Effect.void))
  })

  return {
    run,
    cursor: (sql, params, options) =>
      Effect.withFiber((fiber) => {
        options.started?.()
        const limit = limitOf(fiber, settings)
        const method = methodFor(sql, params)
        const opened = (by: Method): ReturnType<PooledConnection["cursor"]> =>
          Effect.flatMap(open(by, sql, params, limit), (found) =>
            typeof found === "string" ? opened(found) : Effect.succeed(found),
          )
        return opened(method)
      }),
    control,
    state: () => state,
    isUsable: link.isUsable,
    isClean: () => state === "idle",
    reset: (session) =>
      alone(
        Effect.suspend(() => {
          ended = null
          const undone = Effect.asVoid(
            Effect.mapError(link.send("query", { sql: "ROLLBACK", values: [], rowsAsArray: true }, null), (cause) =>
              classify(cause, "ROLLBACK", "control"),
            ),
          )
          const anew = Effect.andThen(resetSession, Effect.sync(variants.clear))
          const done = session
            ? Effect.andThen(anew, Effect.suspend(() => settings.setUp(link)))
            : undone
          return Effect.map(limited(Effect.andThen(settled, done)), () => {
            state = "idle"
          })
        }),
      ),
    ping: alone(
      limited(Effect.asVoid(Effect.mapError(link.probe, (cause) => classify(cause, null, "control")))),
    ),
    destroy: link.destroy,
    close: Effect.suspend(() => (link.isUsable() ? farewell(link) : Effect.sync(link.destroy))),
  }
}

/** How long a server may take to answer what takes it no time. */
const ANSWER_MILLIS = 5000

/** COM_QUIT, and no more than a second of waiting. */
const farewell = (link: Link): Effect.Effect<void> =>
  Effect.callback<void>((resume) => {
    const done = (): void => {
      clearTimeout(timer)
      link.destroy()
      resume(Effect.void)
    }
    const timer = setTimeout(done, 1000)
    link.handle.end(done)
  })

/** The longest time that a timer of Node can be set to: 24 days. */
const MAX_TIMER = 2 ** 31 - 1

const limitOf = (fiber: Fiber.Fiber<unknown, unknown>, settings: ConnectionSettings): number | null => {
  const own = Context.get(fiber.context, CurrentStatementTimeout)
  if (own === null) return settings.statementTimeoutMillis
  const millis = Duration.toMillis(own)
  return millis <= MAX_TIMER ? Math.ceil(millis) : null
}

const isTimeUp = (cause: unknown): cause is TimeUp =>
  typeof cause === "object" && cause !== null && "_tag" in cause && cause._tag === "TimeUp"

const timeout = ({ limitMillis }: TimeUp, sql: string): SqlError =>
  errorOf("StatementTimeout", {
    message: `The statement ran for longer than its time, ${limitMillis} ms, and was stopped in the server.`,
    sql,
  })

const isRollback = /^rollback$/i
const isEnd = /^(commit|rollback)$/i
