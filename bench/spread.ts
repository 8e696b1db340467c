import type { RaceResult } from "./race.js"

/** The median of some numbers, and their quartiles. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

const quantile = (sorted: ReadonlyArray<number>, part: number): number => {
  const at = (sorted.length - 1) * part
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

export const spread = (numbers: ReadonlyArray<number>): Spread => {
  const sorted = numbers.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) }
}

/** The time of one contender over that of another, taken round by round, so that what slows a round slows both. */
export const ratio = ({ name, timings }: RaceResult, over: string, under: string): Spread => {
  const samplesOf = (contender: string): ReadonlyArray<number> => {
    const found = timings.find((timing) => timing.name === contender)
    if (found === undefined) throw new Error(`"${name}" has no contender "${contender}"`)
    return found.samples
  }
  const below = samplesOf(under)
  return spread(samplesOf(over).map((sample, round) => sample / below[round]!))
}
