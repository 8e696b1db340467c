import type { Contender, Race, RaceResult } from "./race.js"

/** How long a race is run. */
export interface Effort {
  /** Milliseconds that the runs of one contender in one round take at least. */
  readonly batch: number
  readonly rounds: { readonly least: number; readonly most: number }
  /** Milliseconds after which a race has no more rounds than the least. */
  readonly race: number
}

/** Each contender once: shows that it runs, and says nothing of its speed. */
export const smokeEffort: Effort = { batch: 0, rounds: { least: 1, most: 1 }, race: 0 }
export const fullEffort: Effort = { batch: 20, rounds: { least: 7, most: 25 }, race: 10_000 }

/** What the last run gave stays reachable, so that no compiler leaves it out. */
export const kept: { value: unknown } = { value: undefined }

const timeSync = (run: Contender["run"], times: number): number => {
  const start = performance.now()
  for (let i = 0; i < times; i++) kept.value = run()
  return performance.now() - start
}

const timeAsync = async (run: Contender["run"], times: number): Promise<number> => {
  const start = performance.now()
  for (let i = 0; i < times; i++) kept.value = await run()
  return performance.now() - start
}

/** Times so many runs; a promise is given only by what is asynchronous itself. */
type Stopwatch = (times: number) => number | Promise<number>

const stopwatch = async ({ run }: Contender): Promise<Stopwatch> => {
  const first = run()
  if (!(first instanceof Promise)) return (times) => timeSync(run, times)
  await first
  return (times) => timeAsync(run, times)
}

/** How many runs take the time of a batch. The last of the doublings that find it are the warm-up. */
const calibrate = async (time: Stopwatch, batch: number): Promise<number> => {
  if (batch === 0) return 1
  for (let times = 1; ; times *= 2) {
    const took = await time(times)
    if (took < batch) continue
    // Again, now that it is compiled.
    const warm = await time(times)
    if (warm >= batch) return times
  }
}

const collectGarbage = (): void => globalThis.gc?.()

/**
 * Runs the contenders in turns: each round has a batch of every one, begins with another one, and collects garbage before
 * each. What disturbs the machine for longer than a batch therefore disturbs all alike.
 */
export const measure = async ({ name, contenders, operations = 1 }: Race, effort: Effort): Promise<RaceResult> => {
  const runners: Array<{ readonly time: Stopwatch; readonly times: number; readonly samples: Array<number> }> = []
  for (const contender of contenders) {
    const time = await stopwatch(contender)
    runners.push({ time, times: await calibrate(time, effort.batch), samples: [] })
  }
  const start = performance.now()
  for (let round = 0; round < effort.rounds.most; round++) {
    if (round >= effort.rounds.least && performance.now() - start > effort.race) break
    for (let turn = 0; turn < runners.length; turn++) {
      const { time, times, samples } = runners[(round + turn) % runners.length]!
      kept.value = undefined
      collectGarbage()
      samples.push((await time(times)) / times / operations)
    }
  }
  return { name, timings: contenders.map((contender, i) => ({ name: contender.name, samples: runners[i]!.samples })) }
}
