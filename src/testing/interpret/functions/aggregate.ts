/** Aggregates, which leave NULLs out; of none they are NULL, but for counts and documents. */
import { BigDecimal, type Duration } from "effect"
import type { TypeSpec } from "../../../core/sql-type.js"
import type { AggregateMeaning, Types, Value } from "../meaning.js"
import { Document } from "./document.js"
import { lengthAs, lengthOf } from "./moment.js"
import { type AnyNumber, decimalOf, finite, floatOf, nearest, wholeAs, wholeOf } from "./number.js"
import { compareValues } from "./order.js"
import { quotient } from "./quotient.js"
import { statistics } from "./statistics.js"
import { withinGroup } from "./within-group.js"

/** Of the values that are not NULL, if there are any. */
const ofSome =
  <A>(meaning: (values: readonly [A, ...ReadonlyArray<A>], types: Types) => Value): AggregateMeaning =>
  (rows, types) => {
    const values = rows.map(([x]) => x as A).filter((x) => x !== null)
    return values.length === 0 ? null : meaning(values as unknown as readonly [A, ...ReadonlyArray<A>], types)
  }

const wholeSum = (values: ReadonlyArray<AnyNumber>): bigint => values.map(wholeOf).reduce((a, b) => a + b)
const decimalSum = (values: ReadonlyArray<AnyNumber>): BigDecimal.BigDecimal => values.map(decimalOf).reduce((a, b) => BigDecimal.sum(a, b))
const floatSum = (values: ReadonlyArray<number>): number => finite(values.reduce((a, b) => a + b), ...values)
const lengthSum = (values: ReadonlyArray<Duration.Duration>): bigint => values.map(lengthOf).reduce((a, b) => a + b)

const sumAs = (type: TypeSpec, values: ReadonlyArray<never>): Value => {
  switch (type.family) {
    case "decimal":
      return decimalSum(values)
    case "float":
      return floatSum(values)
    case "interval":
      return lengthAs(lengthSum(values))
    default:
      return wholeAs(type, wholeSum(values))
  }
}

/** Of whole numbers a float; of decimals as `div` makes it; of lengths of time to the microsecond. */
const meanOf = (type: TypeSpec, values: ReadonlyArray<never>): Value => {
  const count = BigDecimal.fromBigInt(BigInt(values.length))
  switch (type.family) {
    case "decimal":
      return quotient(decimalSum(values), count)
    case "float":
      return floatSum(values) / values.length
    case "interval":
      return lengthAs(nearest(lengthSum(values), BigInt(values.length)))
    default:
      return floatOf(quotient(decimalSum(values), count))
  }
}

const sum = ofSome<never>((values, { result }) => sumAs(result, values))
const avg = ofSome<never>((values, { args }) => meanOf(args[0]!, values))

const extreme = (sign: 1 | -1): AggregateMeaning =>
  ofSome<unknown>((values, { args }) => {
    const compare = compareValues(args[0]!)
    return values.reduce((best, x) => (compare(x, best) * sign > 0 ? x : best))
  })

const bits = (join: (a: bigint, b: bigint) => bigint): AggregateMeaning =>
  ofSome<AnyNumber>((values, { result }) => wholeAs(result, values.map(wholeOf).reduce(join)))

/** The number below which the fraction of all is, between two neighbours if need be. The rows are in order. */
const percentileCont: AggregateMeaning = (rows) => {
  const values = rows.filter(([x]) => x !== null)
  const numbers = values.map(([x]) => floatOf(x as AnyNumber))
  if (numbers.length === 0) {
    return null
  }
  const place = Number(values[0]![1]) * (numbers.length - 1)
  const [low, high] = [numbers[Math.floor(place)]!, numbers[Math.ceil(place)]!]
  return low === high ? low : low + (place - Math.floor(place)) * (high - low)
}

/** The first value up to which at least the fraction of all is. */
const percentileDisc: AggregateMeaning = (rows) => {
  const values = rows.filter(([x]) => x !== null)
  return values.length === 0 ? null : values[Math.max(Math.ceil(Number(values[0]![1]) * values.length), 1) - 1]![0]
}

/** The most frequent value, of equally frequent ones the first in order. */
const mode = ofSome<unknown>((values, { args }) => {
  const compare = compareValues(args[0]!)
  const count = (x: unknown): number => values.filter((y) => compare(x, y) === 0).length
  return values.reduce((best, x) => (count(x) > count(best) ? x : best))
})

const jsonOf = (value: unknown) => (value instanceof Document ? value.json : null)

export const aggregates: Readonly<Record<string, AggregateMeaning>> = {
  ...statistics,
  ...withinGroup,
  count: (rows) => rows.filter(([x]) => x !== null).length,
  countAll: (rows) => rows.length,
  sum,
  sumWide: sum,
  sumDecimal: sum,
  avg,
  avgDecimal: avg,
  min: extreme(-1),
  minDecimal: extreme(-1),
  max: extreme(1),
  maxDecimal: extreme(1),
  stringAgg: (rows) => {
    const some = rows.filter(([x]) => x !== null)
    return some.length === 0 ? null : some.map(([x]) => x).join(some[0]![1] as string)
  },
  /** NULLs are elements too. */
  arrayAgg: (rows) => (rows.length === 0 ? null : rows.map(([x]) => x)),
  jsonArrayAgg: (rows) => new Document(rows.map(([x]) => jsonOf(x))),
  /** Of rows with the same key one is read: here the last. */
  jsonObjectAgg: (rows) => new Document(Object.fromEntries(rows.map(([key, x]) => [key as string, jsonOf(x)]))),
  bitAndAgg: bits((a, b) => a & b),
  bitOrAgg: bits((a, b) => a | b),
  bitXorAgg: bits((a, b) => a ^ b),
  boolAnd: ofSome<boolean>((values) => values.every((x) => x)),
  boolOr: ofSome<boolean>((values) => values.some((x) => x)),
  percentileCont,
  percentileDisc,
  mode,
}
