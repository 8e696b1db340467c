import { Effect, Metric } from "effect"
import type { Context } from "effect"
import type { DatabaseService, Lease, PoolFigures } from "./database.js"

/**
 * The gauges of a pool, after OpenTelemetry's semantic conventions for database clients: what is given the figures
 * updates them.
 */
export const poolMetrics = (
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  context: Context.Context<never>,
  max: number,
): ((figures: PoolFigures) => void) => {
  const all = { "db.client.connection.pool.name": name, ...attributes }
  const texts = Object.fromEntries(Object.entries(all).map(([key, value]) => [key, String(value)]))
  const gauge = (id: string, unit: string, description: string, more: Record<string, string> = {}): Metric.Gauge<number> =>
    Metric.gauge(`db.client.connection.${id}`, { description, attributes: { ...texts, ...more, unit } })
  const count = (state: string): Metric.Gauge<number> =>
    gauge("count", "{connection}", "Connections that are in the state", { "db.client.connection.state": state })
  const used = count("used")
  const idle = count("idle")
  const pending = gauge("pending_requests", "{request}", "Fibers that wait for a connection")
  gauge("max", "{connection}", "The most connections that may be open").updateUnsafe(max, context)
  return (figures) => {
    used.updateUnsafe(figures.used, context)
    idle.updateUnsafe(figures.idle, context)
    pending.updateUnsafe(figures.waiting, context)
  }
}

/** A database without a pool of its own kind, whose gauges are kept when connections are taken and given back. */
export const measuringPool = (
  database: DatabaseService,
  max: number,
  context: Context.Context<never>,
): DatabaseService => {
  if (!database.metrics) return database
  const name = `${database.system} ${database.attributes["db.namespace"] ?? ""}`
  const update = poolMetrics(name, { "db.system.name": database.system, ...database.attributes }, context, max)
  const measured: Effect.Effect<void> = Effect.map(database.pool, update)
  const measuring = (lease: Lease): Lease => ({
    get connection() {
      return lease.connection
    },
    ...(lease.readOnly === undefined ? {} : { readOnly: lease.readOnly }),
    release: (inDoubt) => Effect.andThen(lease.release(inDoubt), measured),
  })
  return {
    ...database,
    acquire: (options, restore) =>
      Effect.flatMap(database.acquire(options, restore), (lease) => Effect.as(measured, measuring(lease))),
  }
}
