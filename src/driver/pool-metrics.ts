import { Metric } from "effect"
import type { Context } from "effect"
import type { PoolFigures } from "./database.js"

/**
 * The gauges of a pool, after OpenTelemetry's semantic conventions for database clients: what is given the figures
 * updates them.
 */
export const poolMetrics = (
  attributes: Readonly<Record<string, string | number>>,
  context: Context.Context<never>,
  max: number,
): ((figures: PoolFigures) => void) => {
  const texts = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)]))
  const gauge = (name: string, description: string, more: Record<string, string> = {}): Metric.Gauge<number> =>
    Metric.gauge(name, { description, attributes: { ...texts, ...more } })
  const count = (state: string): Metric.Gauge<number> =>
    gauge("db.client.connection.count", "Connections that are in the state", { "db.client.connection.state": state })
  const used = count("used")
  const idle = count("idle")
  const pending = gauge("db.client.connection.pending_requests", "Fibers that wait for a connection")
  gauge("db.client.connection.max", "The most connections that may be open").updateUnsafe(max, context)
  return (figures) => {
    used.updateUnsafe(figures.used, context)
    idle.updateUnsafe(figures.idle, context)
    pending.updateUnsafe(figures.waiting, context)
  }
}
