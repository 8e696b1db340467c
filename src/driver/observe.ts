import { Cause, Effect, Exit, Metric, Option } from "effect"
import type { Fiber, Scope, Tracer } from "effect"
import type { RunOptions } from "./connection.js"
import type { DatabaseService } from "./database.js"
import { logSlow } from "./slow-query.js"

/** A statement as spans and metrics name it. */
export interface Observed {
  readonly sql: string
  readonly operation: string
  readonly collection: string | null
  /** How many statements it is, if it is a batch. */
  readonly size?: number
}

// The boundaries that OpenTelemetry's semantic conventions advise for db.client.operation.duration, in seconds.
const boundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10]

const durations = new WeakMap<DatabaseService, Map<string, Metric.Histogram<number>>>()

const durationOf = (database: DatabaseService, statement: Observed, error: string | null): Metric.Histogram<number> => {
  let perDatabase = durations.get(database)
  if (perDatabase === undefined) durations.set(database, (perDatabase = new Map()))
  const key = `${statement.operation}\n${statement.collection ?? ""}\n${error ?? ""}`
  let metric = perDatabase.get(key)
  if (metric === undefined) {
    metric = Metric.histogram("db.client.operation.duration", {
      description: "Duration of database client operations in seconds",
      boundaries,
      attributes: {
        "db.system.name": database.system,
        ...database.attributes,
        "db.operation.name": statement.operation,
        ...(statement.collection === null ? {} : { "db.collection.name": statement.collection }),
        ...(error === null ? {} : { "error.type": error }),
        unit: "s",
      },
    })
    perDatabase.set(key, metric)
  }
  return metric
}

/** Whether somebody looks: a tracer of one's own is installed, or the layer asks for metrics or a log of what is slow. */
export const isObserved = (fiber: Fiber.Fiber<unknown, unknown>, database: DatabaseService): boolean =>
  database.metrics || database.slow !== null || isTraced(fiber)

// Without a tracer of one's own a span is made, timed and thrown away: the default tracer has no exporter.
const isTraced = (fiber: Fiber.Fiber<unknown, unknown>): boolean =>
  fiber.cache.tracerEnabled && fiber.cache.tracer !== undefined

/** What went wrong: the reason of a SqlError and the code of the database, or the tag of another error. */
const problemOf = (exit: Exit.Exit<unknown, unknown>): { readonly type: string; readonly code: string | null } | null => {
  if (Exit.isSuccess(exit)) return null
  if (Cause.hasInterruptsOnly(exit.cause)) return { type: "interrupted", code: null }
  const error = Option.getOrUndefined(Exit.findErrorOption(exit)) as
    | { readonly _tag?: unknown; readonly reason?: { readonly _tag?: unknown; readonly code?: unknown } }
    | undefined
  const tag = error?.reason?._tag ?? error?._tag
  const code = error?.reason?.code
  return { type: typeof tag === "string" ? tag : "_OTHER", code: typeof code === "string" ? code : null }
}

/** How an operation ended, as attributes. Nothing of what the error says, which may quote values. */
const outcomeOf = (exit: Exit.Exit<unknown, unknown>, rows: number | null): Readonly<Record<string, unknown>> => {
  const problem = problemOf(exit)
  return {
    ...(rows === null ? {} : { "db.response.returned_rows": rows }),
    ...(problem === null ? {} : { "error.type": problem.type }),
    ...(problem === null || problem.code === null ? {} : { "db.response.status_code": problem.code }),
  }
}

/** What an operation is run with, so that it is known when its connection begins with it. */
export type Watched = (options: RunOptions) => RunOptions

interface Watch {
  readonly start: number
  readonly options: Watched
  /** How long it has waited for its connection. */
  readonly waited: () => number
}

const watch = (database: DatabaseService): Watch => {
  const start = performance.now()
  let began: number | null = null
  const started = (): void => {
    began ??= performance.now()
  }
  return {
    start,
    options: (options) => (database.slow === null ? options : { ...options, started }),
    waited: () => (began ?? performance.now()) - start,
  }
}

const measure = (
  fiber: Fiber.Fiber<unknown, unknown>,
  database: DatabaseService,
  statement: Observed,
  millis: number,
  outcome: Readonly<Record<string, unknown>>,
): void => {
  if (!database.metrics && !isTraced(fiber)) return
  const error = outcome["error.type"]
  durationOf(database, statement, typeof error === "string" ? error : null).updateUnsafe(millis / 1000, fiber.context)
}

const annotate = (span: Tracer.Span | null, outcome: Readonly<Record<string, unknown>>): void => {
  if (span !== null) for (const [key, value] of Object.entries(outcome)) span.attribute(key, value)
}

/**
 * Runs an operation in a span named `{operation} {collection}`, and measures it, both after OpenTelemetry's semantic
 * conventions for databases; and logs it if it is slow. `rows` counts what a success returned.
 */
export const observe = <A, E, R>(
  fiber: Fiber.Fiber<unknown, unknown>,
  database: DatabaseService,
  statement: Observed,
  rows: (value: A) => number | null,
  run: (watched: Watched) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> => {
  if (!isObserved(fiber, database)) return run(unwatched.options)
  const { options, start, waited } = watch(database)
  const watching = (span: Tracer.Span | null): Effect.Effect<A, E, R> =>
    Effect.onExitPrimitive(
      Effect.suspend(() => run(options)),
      (exit) => {
        const millis = performance.now() - start
        const outcome = outcomeOf(exit, Exit.isSuccess(exit) ? rows(exit.value) : null)
        measure(fiber, database, statement, millis, outcome)
        annotate(span, outcome)
        const what = statement.size === undefined ? "statement" : "batch"
        return logSlow(database, { what, statement, millis, waited: waited(), outcome })
      },
    )
  if (!isTraced(fiber)) return watching(null)
  const attributes = spanAttributes(database, statement)
  return Effect.useSpan(spanName(statement), { kind: "client", attributes }, watching)
}

/** What is noted of a stream while it is read. */
export interface StreamWatch {
  readonly options: Watched
  /** Counts the time that the database takes. */
  readonly timed: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

/** Where nobody looks. */
const unwatched: StreamWatch = { options: (options) => options, timed: (effect) => effect }

/** {@link observe}, for what goes on until the scope ends. */
export const observeScoped = (
  fiber: Fiber.Fiber<unknown, unknown>,
  database: DatabaseService,
  statement: Observed,
  rows: () => number | null,
): Effect.Effect<StreamWatch, never, Scope.Scope> => {
  if (!isObserved(fiber, database)) return Effect.succeed(unwatched)
  const { options, start, waited } = watch(database)
  let spent = 0
  const timed: StreamWatch["timed"] = (effect) =>
    Effect.suspend(() => {
      const from = performance.now()
      return Effect.onExitPrimitive(effect, () => {
        spent += performance.now() - from
        return undefined
      })
    })
  const watching = (span: Tracer.Span | null): Effect.Effect<StreamWatch, never, Scope.Scope> =>
    Effect.as(
      Effect.addFinalizer((exit) => {
        const outcome = outcomeOf(exit, rows())
        measure(fiber, database, statement, performance.now() - start, outcome)
        annotate(span, outcome)
        const ended = { what: "stream", statement, millis: spent, waited: waited(), outcome } as const
        return logSlow(database, ended) ?? Effect.void
      }),
      { options, timed },
    )
  if (!isTraced(fiber)) return watching(null)
  const attributes = spanAttributes(database, statement)
  return Effect.flatMap(Effect.makeSpanScoped(spanName(statement), { kind: "client", attributes }), watching)
}

const spanName = (statement: Observed): string =>
  statement.collection === null ? statement.operation : `${statement.operation} ${statement.collection}`

const spanAttributes = (database: DatabaseService, statement: Observed): Record<string, unknown> => ({
  "db.system.name": database.system,
  ...database.attributes,
  "db.operation.name": statement.operation,
  ...(statement.collection === null ? {} : { "db.collection.name": statement.collection }),
  "db.query.text": statement.sql,
  ...(statement.size === undefined ? {} : { "db.operation.batch.size": statement.size }),
})
