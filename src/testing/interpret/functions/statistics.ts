/** Deviations and lines through points, of the rows in which nothing is NULL. Their last digits are not those of a database. */
import type { AggregateMeaning } from "../meaning.js"
import { type AnyNumber, floatOf } from "./number.js"

const mean = (xs: ReadonlyArray<number>): number => xs.reduce((a, b) => a + b) / xs.length

/** How many points there are, the means, and the sums of the products of how far they are from these. */
interface Spread {
  readonly n: number
  readonly meanY: number
  readonly meanX: number
  readonly yy: number
  readonly xx: number
  readonly xy: number
}

const spreadOf = (points: ReadonlyArray<readonly [y: number, x: number]>): Spread => {
  const [meanY, meanX] = [mean(points.map(([y]) => y)), mean(points.map(([, x]) => x))]
  const sum = (of: (dy: number, dx: number) => number): number => points.reduce((all, [y, x]) => all + of(y - meanY, x - meanX), 0)
  return { n: points.length, meanY, meanX, yy: sum((y) => y * y), xx: sum((_, x) => x * x), xy: sum((y, x) => y * x) }
}

const statistic =
  (meaning: (spread: Spread) => number | null): AggregateMeaning =>
  (rows) => {
    const points = rows
      .filter((row) => !row.includes(null))
      .map(([y, x]) => [floatOf(y as AnyNumber), x === undefined ? 0 : floatOf(x as AnyNumber)] as const)
    return points.length === 0 ? null : meaning(spreadOf(points))
  }

/** Judged by a sample: of one value nothing is known. */
const sample = (sum: number, n: number): number | null => (n < 2 ? null : sum / (n - 1))
const root = (x: number | null): number | null => (x === null ? null : Math.sqrt(x))

export const statistics: Readonly<Record<string, AggregateMeaning>> = {
  varPop: statistic(({ n, yy }) => yy / n),
  varSamp: statistic(({ n, yy }) => sample(yy, n)),
  stddevPop: statistic(({ n, yy }) => Math.sqrt(yy / n)),
  stddevSamp: statistic(({ n, yy }) => root(sample(yy, n))),
  covarPop: statistic(({ n, xy }) => xy / n),
  covarSamp: statistic(({ n, xy }) => sample(xy, n)),
  corr: statistic(({ xx, xy, yy }) => (xx === 0 || yy === 0 ? null : Math.min(Math.max(xy / Math.sqrt(xx * yy), -1), 1))),
  regrSlope: statistic(({ xx, xy }) => (xx === 0 ? null : xy / xx)),
  regrIntercept: statistic(({ meanX, meanY, xx, xy }) => (xx === 0 ? null : meanY - meanX * (xy / xx))),
  regrR2: statistic(({ xx, xy, yy }) => (xx === 0 ? null : yy === 0 ? 1 : (xy * xy) / (xx * yy))),
}
