import { Effect } from "effect"

/** So many look-ups, one after the other or `atOnce`; the keys are 1 to `keys`, in turn. */
export interface LookUps {
  readonly times: number
  readonly keys: number
}

const key = (i: number, keys: number): number => 1 + (i % keys)

export const inOneFiber = <E, R>({ times, keys }: LookUps, lookUp: (key: number) => Effect.Effect<unknown, E, R>) =>
  Effect.gen(function* () {
    let last: unknown
    for (let i = 0; i < times; i++) last = yield* lookUp(key(i, keys))
    return last
  })

/** As many fibers as look-ups, of which `atOnce` run at a time. */
export const inFibers = <E, R>(
  { times, keys }: LookUps,
  atOnce: number,
  lookUp: (key: number) => Effect.Effect<unknown, E, R>,
): Effect.Effect<unknown, E, R> =>
  Effect.map(
    Effect.forEach(Array.from({ length: times }, (_, i) => key(i, keys)), lookUp, { concurrency: atOnce }),
    (all) => all.at(-1),
  )

export const inLoop = ({ times, keys }: LookUps, lookUp: (key: number) => unknown): unknown => {
  let last: unknown
  for (let i = 0; i < times; i++) last = lookUp(key(i, keys))
  return last
}

export const awaited = async ({ times, keys }: LookUps, lookUp: (key: number) => Promise<unknown>): Promise<unknown> => {
  let last: unknown
  for (let i = 0; i < times; i++) last = await lookUp(key(i, keys))
  return last
}

/** Promises instead of fibers. */
export const awaitedAtOnce = async (
  { times, keys }: LookUps,
  atOnce: number,
  lookUp: (key: number) => Promise<unknown>,
): Promise<unknown> => {
  let next = 0
  let last: unknown
  const worker = async (): Promise<void> => {
    while (next < times) {
      const i = next++
      const found = await lookUp(key(i, keys))
      if (i === times - 1) last = found
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return last
}
