/** The place that a row would have among those of a group: the arguments are what it has of each sort key. */
import type { OrderNode } from "../../../core/query-node.js"
import type { AggregateMeaning } from "../meaning.js"
import { compareValues } from "./order.js"

type Keys = ReadonlyArray<unknown>

/** Below 0, 0 or above it, as the first comes before the second, beside it, or after it. */
const compareKeys = (a: Keys, b: Keys, orders: ReadonlyArray<OrderNode>): number => {
  for (const [i, { direction, expr, nulls }] of orders.entries()) {
    const [x, y] = [a[i], b[i]]
    const order =
      x === null || y === null
        ? (Number(x === null) - Number(y === null)) * (nulls === "first" ? -1 : 1)
        : compareValues(expr.type)(x, y) * (direction === "desc" ? -1 : 1)
    if (order !== 0) return order
  }
  return 0
}

/** Of the rows before it, those beside it, and all. */
const placed =
  (meaning: (before: ReadonlyArray<Keys>, beside: number, all: number, orders: ReadonlyArray<OrderNode>) => number): AggregateMeaning =>
  (rows, _types, keys, orders) => {
    const places = keys.map((key, i) => compareKeys(key, rows[i]!, orders))
    return meaning(keys.filter((_, i) => places[i]! < 0), places.filter((place) => place === 0).length, rows.length, orders)
  }

export const withinGroup: Readonly<Record<string, AggregateMeaning>> = {
  rank: placed((before) => before.length + 1),
  denseRank: placed((before, _beside, _all, orders) => {
    const first = (key: Keys, i: number): boolean => before.findIndex((other) => compareKeys(other, key, orders) === 0) === i
    return before.filter(first).length + 1
  }),
  percentRank: placed((before, _beside, all) => (all === 0 ? 0 : before.length / all)),
  /** The row itself counts too. */
  cumeDist: placed((before, beside, all) => (before.length + beside + 1) / (all + 1)),
}
