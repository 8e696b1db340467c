import type { SqlValue } from "./argument.js"

type Value = Exclude<SqlValue, null>

/** A fold over rows of which no value is NULL. */
interface Fold<S> {
  readonly start: () => S
  readonly step: (state: S, ...values: ReadonlyArray<Value>) => S
  readonly result: (state: S) => SqlValue
}

const fold = <S>(of: Fold<S>): Fold<unknown> => of as never

interface Aggregate {
  readonly start: () => unknown
  readonly step: (state: unknown, ...values: ReadonlyArray<unknown>) => unknown
  readonly result: (state: unknown) => SqlValue
}

interface OverAggregate extends Aggregate {
  readonly inverse: (state: unknown, ...values: ReadonlyArray<unknown>) => unknown
}

/** Numbers that go along: how many, their means, and the sums of the products of how far they are from these. */
interface Moments {
  readonly n: number
  readonly meanY: number
  readonly meanX: number
  readonly yy: number
  readonly xx: number
  readonly xy: number
}

const none: Moments = { n: 0, meanY: 0, meanX: 0, yy: 0, xx: 0, xy: 0 }

/** As Welford does it, which loses nothing to great means. */
const along = (m: Moments, y: number, x: number): Moments => {
  const n = m.n + 1
  const [dy, dx] = [y - m.meanY, x - m.meanX]
  const [meanY, meanX] = [m.meanY + dy / n, m.meanX + dx / n]
  return {
    n, meanY, meanX,
    yy: m.yy + dy * (y - meanY),
    xx: m.xx + dx * (x - meanX),
    xy: m.xy + dx * (y - meanY),
  }
}

const moments = (result: (m: Moments) => number | null): Fold<unknown> => fold<Moments>({
  start: () => none,
  step: (m, y, x) => along(m, Number(y), x === undefined ? 0 : Number(x)),
  result: (m) => (m.n === 0 ? null : result(m)),
})

const sample = (sum: number, n: number): number | null => (n < 2 ? null : sum / (n - 1))
const root = (x: number | null): number | null => (x === null ? null : Math.sqrt(x))

const bits = (join: (a: bigint, b: bigint) => bigint): Fold<unknown> => fold<bigint | null>({
  start: () => null,
  step: (all, x) => (all === null ? BigInt(x as bigint) : join(all, BigInt(x as bigint))),
  result: (all) => all,
})

const folds: Readonly<Record<string, Fold<unknown>>> = {
  fulmar_stddev_pop: moments(({ n, yy }) => Math.sqrt(yy / n)),
  fulmar_stddev_samp: moments(({ n, yy }) => root(sample(yy, n))),
  fulmar_var_pop: moments(({ n, yy }) => yy / n),
  fulmar_var_samp: moments(({ n, yy }) => sample(yy, n)),
  fulmar_covar_pop: moments(({ n, xy }) => xy / n),
  fulmar_covar_samp: moments(({ n, xy }) => sample(xy, n)),
  fulmar_corr: moments(({ xx, xy, yy }) => (xx === 0 || yy === 0 ? null : Math.min(Math.max(xy / Math.sqrt(xx * yy), -1), 1))),
  fulmar_regr_slope: moments(({ xx, xy }) => (xx === 0 ? null : xy / xx)),
  fulmar_regr_intercept: moments(({ meanX, meanY, xx, xy }) => (xx === 0 ? null : meanY - meanX * (xy / xx))),
  fulmar_regr_r2: moments(({ xx, xy, yy }) => (xx === 0 ? null : yy === 0 ? 1 : (xy * xy) / (xx * yy))),
  fulmar_bit_and: bits((a, b) => a & b),
  fulmar_bit_or: bits((a, b) => a | b),
  fulmar_bit_xor: bits((a, b) => a ^ b),
}

const isRow = (values: ReadonlyArray<unknown>): boolean => !values.includes(null)

const plain = ({ result, start, step }: Fold<unknown>): Aggregate => ({
  start,
  step: (state, ...values) => (isRow(values) ? step(state, ...(values as ReadonlyArray<Value>)) : state),
  result,
})

/** The rows of the frame are kept: what comes out of such a sum is not what it was before they came in. */
const over = ({ result, start, step }: Fold<unknown>): OverAggregate => ({
  start: () => [],
  step: (state, ...values) => {
    if (isRow(values)) (state as Array<unknown>).push(values)
    return state
  },
  inverse: (state, ...values) => {
    if (isRow(values)) (state as Array<unknown>).shift()
    return state
  },
  result: (state) =>
    result((state as ReadonlyArray<ReadonlyArray<Value>>).reduce((s, values) => step(s, ...values), start())),
})

/** Deviations, regression and bits: aggregates that SQLite does not have, by themselves and over a window. */
export const statistics: Readonly<Record<string, Aggregate | OverAggregate>> = Object.fromEntries(
  Object.entries(folds).flatMap(([name, fold]): ReadonlyArray<readonly [string, Aggregate]> => [
    [name, plain(fold)],
    [`${name}_over`, over(fold)],
  ]),
)
