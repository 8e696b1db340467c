import type { Contender, Race, RaceResult } from "./race.js"

/** How long a race is run. */
export interface Effort {
  /** Milliseconds that the runs of one contender in one round take at least. */
  readonly batch: number
  readonly rounds: { readonly least: number; readonly most: number }
  /** Milliseconds after which a race has no more rounds than the least. */
  readonly race: number
  /** What is taken of contenders that never wait; the time of the processor is that of their own on a busy machine too. */
  readonly clock: keyof Lap
}

/** Each contender once: shows that it runs, and says nothing of its speed. */
export const smokeEffort: Effort = { batch: 0, rounds: { least: 1, most: 1 }, race: 0, clock: "wall" }
export const fullEffort: Effort = { batch: 20, rounds: { least: 7, most: 25 }, race: 10_000, clock: "wall" }

/** What the last run gave stays reachable, so that no compiler leaves it out. */
export const kept: { value: unknown } = { value: undefined }

/** What some runs took, in milliseconds: on the clock of the wall, and in the processor. */
interface Lap {
  readonly wall: number
  readonly processor: number
}

const since = (start: number, before: NodeJS.CpuUsage): Lap => {
  const { user, system } = process.cpuUsage(before)
  return { wall: performance.now() - start, processor: (user + system) / 1000 }
}

const timeSync = (run: Contender["run"], times: number): Lap => {
  const before = process.cpuUsage()
  const start = performance.now()
  for (let i = 0; i < times; i++) kept.value = run()
  return since(start, before)
}

const timeAsync = async (run: Contender["run"], times: number): Promise<Lap> => {
  const before = process.cpuUsage()
  const start = performance.now()
  for (let i = 0; i < times; i++) kept.value = await run()
  return since(start, before)
}

interface Stopwatch {
  /** Whether it never waits, so that its work is that of the processor. */
  readonly sync: boolean
  readonly time: (times: number) => Lap | Promise<Lap>
}

/** A promise is given only by what is asynchronous itself. */
const stopwatch = async ({ run }: Contender): Promise<Stopwatch> => {
  const first = run()
  if (!(first instanceof Promise)) return { sync: true, time: (times) => timeSync(run, times) }
  await first
  return { sync: false, time: (times) => timeAsync(run, times) }
}

/** So many batches each contender runs before it is timed, so that its code is compiled. */
const warmUp = 20

/** How many runs make a batch, however little of the processor other programs leave to this one. */
const calibrate = async ({ sync, time }: Stopwatch, batch: number): Promise<number> => {
  if (batch === 0) return 1
  for (let spent = 0, times = 1; ; ) {
    const { wall, processor } = await time(times)
    const work = sync ? processor : wall
    spent += work
    if (work < batch) times *= 2
    else if (spent >= warmUp * batch) return times
  }
}

const collectGarbage = (): void => globalThis.gc?.()

/**
 * Runs the contenders in turns: each round has a batch of every one, begins with another one, and collects garbage before
 * each. What disturbs the machine for longer than a batch therefore disturbs all alike.
 */
export const measure = async ({ name, contenders, operations = 1 }: Race, effort: Effort): Promise<RaceResult> => {
  const runners: Array<Stopwatch & { readonly times: number; readonly samples: Array<number> }> = []
  for (const contender of contenders) {
    const watch = await stopwatch(contender)
    runners.push({ ...watch, times: await calibrate(watch, effort.batch), samples: [] })
  }
  const start = performance.now()
  for (let round = 0; round < effort.rounds.most; round++) {
    if (round >= effort.rounds.least && performance.now() - start > effort.race) break
    for (let turn = 0; turn < runners.length; turn++) {
      const { sync, time, times, samples } = runners[(round + turn) % runners.length]!
      kept.value = undefined
      collectGarbage()
      // A collection on demand also drops compiled code, which the runs before the measured ones bring back.
      if (times > 1) await time(Math.ceil(times / 2))
      const lap = await time(times)
      samples.push((sync ? lap[effort.clock] : lap.wall) / times / operations)
    }
  }
  return { name, timings: contenders.map((contender, i) => ({ name: contender.name, samples: runners[i]!.samples })) }
}
