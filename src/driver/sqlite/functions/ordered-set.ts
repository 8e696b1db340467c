import { isSame, type SqlValue } from "./argument.js"

type Value = Exclude<SqlValue, null>

/** An aggregate whose rows come in order. */
interface OrderedSet {
  readonly start: () => unknown
  readonly step: (state: unknown, x: unknown, given?: unknown) => unknown
  readonly result: (state: unknown) => SqlValue
}

interface Values {
  readonly all: Array<Value>
  fraction: number
}

/** Keeps the values that are not NULL. */
const percentile = (result: (all: ReadonlyArray<Value>, fraction: number) => SqlValue): OrderedSet => ({
  start: (): Values => ({ all: [], fraction: 0 }),
  step: (state, x, fraction) => {
    const values = state as Values
    if (x !== null) values.all.push(x as Value)
    values.fraction = Number(fraction)
    return values
  },
  result: (state) => {
    const { all, fraction } = state as Values
    return all.length === 0 ? null : result(all, fraction)
  },
})

interface Runs {
  current: { readonly value: Value; readonly key: Value; length: number } | null
  best: { readonly value: Value; readonly length: number } | null
}

/** Equal values come one after the other. */
const longestRun: OrderedSet = {
  start: (): Runs => ({ current: null, best: null }),
  step: (state, x, key) => {
    const runs = state as Runs
    if (x === null) return runs
    if (runs.current === null || !isSame(runs.current.key, key as Value)) {
      runs.current = { value: x as Value, key: key as Value, length: 0 }
    }
    runs.current.length++
    const { length, value } = runs.current
    if (runs.best === null || length > runs.best.length) runs.best = { value, length }
    return runs
  },
  result: (state) => (state as Runs).best?.value ?? null,
}

/** Percentiles, and the most frequent value, as PostgreSQL computes them. */
export const orderedSets: Readonly<Record<string, OrderedSet>> = {
  fulmar_percentile_cont: percentile((all, fraction) => {
    const place = fraction * (all.length - 1)
    const [low, high] = [Number(all[Math.floor(place)]), Number(all[Math.ceil(place)])]
    return low + (place - Math.floor(place)) * (high - low)
  }),
  fulmar_percentile_disc: percentile((all, fraction) => all[Math.max(Math.ceil(fraction * all.length), 1) - 1]!),
  fulmar_mode: longestRun,
}
