import { BigDecimal } from "effect"
import { decimalText, type SqlValue, toDecimal } from "./argument.js"
import { intervalText, micros } from "./interval.js"
import { nearest, quotient } from "./quotient.js"

/** A fold over the values of a group. */
interface Aggregate {
  readonly start: () => unknown
  readonly step: (state: unknown, x: unknown) => unknown
  readonly result: (state: unknown) => SqlValue
}

type Value = Exclude<SqlValue, null>

/** An aggregate that leaves NULLs out. Each group has a state of its own, which `step` may change. */
const aggregate = <S, A>(
  read: (x: Value) => A,
  start: () => S,
  step: (state: S, value: A) => S,
  result: (state: S) => SqlValue,
): Aggregate => ({
  start,
  step: (state, x) => (x === null ? state : step(state as S, read(x as Value))),
  result: (state) => result(state as S),
})

const decimalIn =
  (use: string) =>
  (x: Value): BigDecimal.BigDecimal =>
    toDecimal(x, use)

interface Total {
  readonly sum: BigDecimal.BigDecimal
  readonly count: bigint
}

const nothing = (): Total => ({ sum: BigDecimal.make(0n, 0), count: 0n })

const plus = (total: Total, value: BigDecimal.BigDecimal): Total => ({
  sum: BigDecimal.sum(total.sum, value),
  count: total.count + 1n,
})

const mean = ({ count, sum }: Total): SqlValue => {
  const value = quotient(sum, BigDecimal.fromBigInt(count))
  return value === null ? null : decimalText(value)
}

/** The first of the values in the order of `sign`; of equal ones the one that came first, with the places it has. */
const extreme = (use: string, sign: 1 | -1): Aggregate =>
  aggregate<BigDecimal.BigDecimal | null, BigDecimal.BigDecimal>(
    decimalIn(use),
    () => null,
    (best, value) => (best === null || BigDecimal.Order(value, best) === sign ? value : best),
    (best) => (best === null ? null : decimalText(best, best.scale)),
  )

const sumText = ({ count, sum }: Total): SqlValue => (count === 0n ? null : decimalText(sum))

/** An aggregate of the microseconds of intervals. */
const ofIntervals = (result: (all: ReadonlyArray<bigint>) => bigint): Aggregate =>
  aggregate<Array<bigint>, bigint>(
    micros,
    () => [],
    (all, value) => {
      all.push(value)
      return all
    },
    (all) => (all.length === 0 ? null : intervalText(result(all).toString())),
  )

const total = (all: ReadonlyArray<bigint>): bigint => all.reduce((a, b) => a + b)

/** Aggregates of decimals and of intervals: exact, NULLs left out, NULL of nothing. */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  fulmar_sum: aggregate(decimalIn("sum"), nothing, plus, sumText),
  fulmar_avg: aggregate(decimalIn("avg"), nothing, plus, mean),
  fulmar_min: extreme("min", -1),
  fulmar_max: extreme("max", 1),
  fulmar_interval_sum: ofIntervals(total),
  fulmar_interval_avg: ofIntervals((all) => nearest(total(all), BigInt(all.length))),
  fulmar_interval_min: ofIntervals((all) => all.reduce((a, b) => (b < a ? b : a))),
  fulmar_interval_max: ofIntervals((all) => all.reduce((a, b) => (b > a ? b : a))),
}
