import { Effect, Exit, Metric, Option } from "effect"
import type { Fiber, Scope, Tracer } from "effect"
import type { DatabaseService } from "./database.js"

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
      },
    })
    perDatabase.set(key, metric)
  }
  return metric
}

/** Whether somebody looks: a tracer of one's own is installed, or the layer asks for metrics. */
export const isObserved = (fiber: Fiber.Fiber<unknown, unknown>, database: DatabaseService): boolean =>
  database.metrics || isTraced(fiber)

// Without a tracer of one's own a span is made, timed and thrown away: the default tracer has no exporter.
const isTraced = (fiber: Fiber.Fiber<unknown, unknown>): boolean =>
  fiber.cache.tracerEnabled && fiber.cache.tracer !== undefined

/** What went wrong, for `error.type`: the reason of a SqlError, the tag of another error. */
const errorType = (exit: Exit.Exit<unknown, unknown>): string | null => {
  if (Exit.isSuccess(exit)) return null
  const error = Option.getOrUndefined(Exit.findErrorOption(exit)) as
    | { readonly _tag?: unknown; readonly reason?: { readonly _tag?: unknown } }
    | undefined
  const tag = error?.reason?._tag ?? error?._tag
  return typeof tag === "string" ? tag : "_OTHER"
}

/**
 * Runs an operation in a span named `{operation} {collection}`, and measures it, both after OpenTelemetry's semantic
 * conventions for databases. `rows` counts what a success returned.
 */
export const observe = <A, E, R>(
  fiber: Fiber.Fiber<unknown, unknown>,
  database: DatabaseService,
  statement: Observed,
  rows: (value: A) => number,
  effect: Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> => {
  const start = performance.now()
  const record = (exit: Exit.Exit<A, E>): string | null => {
    const error = errorType(exit)
    durationOf(database, statement, error).updateUnsafe((performance.now() - start) / 1000, fiber.context)
    return error
  }
  if (!isTraced(fiber)) {
    return Effect.onExitPrimitive(effect, (exit) => {
      record(exit)
      return undefined
    })
  }
  const attributes = spanAttributes(database, statement)
  return Effect.useSpan(spanName(statement), { kind: "client", attributes }, (span) =>
    Effect.onExitPrimitive(effect, (exit) => {
      const error = record(exit)
      if (error !== null) span.attribute("error.type", error)
      if (Exit.isSuccess(exit)) span.attribute("db.response.returned_rows", rows(exit.value))
      return undefined
    }),
  )
}

/** {@link observe}, for what goes on until the scope ends. */
export const observeScoped = (
  fiber: Fiber.Fiber<unknown, unknown>,
  database: DatabaseService,
  statement: Observed,
  rows: () => number,
): Effect.Effect<void, never, Scope.Scope> => {
  const start = performance.now()
  const ended = (span: Tracer.Span | null): Effect.Effect<void, never, Scope.Scope> =>
    Effect.addFinalizer((exit) =>
      Effect.sync(() => {
        const error = errorType(exit)
        durationOf(database, statement, error).updateUnsafe((performance.now() - start) / 1000, fiber.context)
        if (error !== null) span?.attribute("error.type", error)
        span?.attribute("db.response.returned_rows", rows())
      }),
    )
  if (!isTraced(fiber)) return ended(null)
  const attributes = spanAttributes(database, statement)
  return Effect.flatMap(Effect.makeSpanScoped(spanName(statement), { kind: "client", attributes }), ended)
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
