import { BigDecimal } from "effect"
import { decimalText, type SqlValue, toDecimal } from "./argument.js"
import { intervalText, micros } from "./interval.js"
import { nearest, quotient } from "./quotient.js"

type Value = Exclude<SqlValue, null>

/** A fold over the rows of a frame, which moves on: rows come in at its end and leave it at its start. */
interface OverAggregate {
  readonly start: () => unknown
  readonly step: (state: unknown, x: unknown) => unknown
  readonly inverse: (state: unknown, x: unknown) => unknown
  readonly result: (state: unknown) => SqlValue
}

/** NULLs are left out. `into` and `out` give the next state, or change the one they have. */
const overAggregate = <S>(
  start: () => S,
  into: (state: S, x: Value) => S,
  out: (state: S, x: Value) => S,
  result: (state: S) => SqlValue,
): OverAggregate => ({
  start,
  step: (state, x) => (x === null ? state : into(state as S, x as Value)),
  inverse: (state, x) => (x === null ? state : out(state as S, x as Value)),
  result: (state) => result(state as S),
})

/** The values in the frame that are not NULL. */
interface Total<A> {
  readonly count: number
  readonly sum: A
}

const total = <A>(
  read: (x: Value) => A,
  zero: A,
  plus: (a: A, b: A) => A,
  minus: (a: A, b: A) => A,
  result: (sum: A, count: number) => SqlValue,
): OverAggregate =>
  overAggregate<Total<A>>(
    () => ({ count: 0, sum: zero }),
    ({ count, sum }, x) => ({ count: count + 1, sum: plus(sum, read(x)) }),
    ({ count, sum }, x) => ({ count: count - 1, sum: minus(sum, read(x)) }),
    ({ count, sum }) => (count === 0 ? null : result(sum, count)),
  )

/** What can still become the first, each with its number among the values that came. */
interface Candidates<A> {
  readonly kept: Array<{ readonly index: number; readonly value: A }>
  came: number
  left: number
}

/**
 * The first of the frame's values in the order of `sign`. It keeps those that can still become it: of what came before a
 * better value, nothing can.
 */
const extreme = <A>(
  read: (x: Value) => A,
  compare: (a: A, b: A) => number,
  sign: 1 | -1,
  result: (value: A) => SqlValue,
): OverAggregate =>
  overAggregate<Candidates<A>>(
    () => ({ kept: [], came: 0, left: 0 }),
    (state, x) => {
      const value = read(x)
      while (state.kept.length > 0 && compare(value, state.kept.at(-1)!.value) === sign) state.kept.pop()
      state.kept.push({ index: state.came++, value })
      return state
    },
    (state) => {
      if (state.kept[0]?.index === state.left++) state.kept.shift()
      return state
    },
    ({ kept }) => (kept.length === 0 ? null : result(kept[0]!.value)),
  )

const decimals =
  (use: string) =>
  (x: Value): BigDecimal.BigDecimal =>
    toDecimal(x, use)
const none = BigDecimal.make(0n, 0)

const ofDecimals = (use: string, sign: 1 | -1): OverAggregate =>
  extreme(decimals(use), BigDecimal.Order, sign, (value) => decimalText(value, value.scale))

const byNumber = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)
const ofIntervals = (sign: 1 | -1): OverAggregate => extreme(micros, byNumber, sign, (value) => intervalText(value))

const addDecimals = (a: BigDecimal.BigDecimal, b: BigDecimal.BigDecimal) => BigDecimal.sum(a, b)
const subtractDecimals = (a: BigDecimal.BigDecimal, b: BigDecimal.BigDecimal) => BigDecimal.subtract(a, b)
const add = (a: bigint, b: bigint): bigint => a + b
const subtract = (a: bigint, b: bigint): bigint => a - b

/** The aggregates of decimals and of intervals, over a window. */
export const overAggregates: Readonly<Record<string, OverAggregate>> = {
  fulmar_sum_over: total(decimals("sum"), none, addDecimals, subtractDecimals, (sum) => decimalText(sum)),
  fulmar_avg_over: total(decimals("avg"), none, addDecimals, subtractDecimals, (sum, count) => {
    const mean = quotient(sum, BigDecimal.fromBigInt(BigInt(count)))
    return mean === null ? null : decimalText(mean)
  }),
  fulmar_min_over: ofDecimals("min", -1),
  fulmar_max_over: ofDecimals("max", 1),
  fulmar_interval_sum_over: total(micros, 0n, add, subtract, (sum) => intervalText(sum)),
  fulmar_interval_avg_over: total(micros, 0n, add, subtract, (sum, count) => intervalText(nearest(sum, BigInt(count)))),
  fulmar_interval_min_over: ofIntervals(-1),
  fulmar_interval_max_over: ofIntervals(1),
}
