/** Numbers from 0 to below 1, the same for the same seed. */
export interface Random {
  readonly next: () => number
  readonly below: (limit: number) => number
  readonly chance: (probability: number) => boolean
}

export const randomOf = (seed: number): Random => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, below: (limit) => Math.floor(next() * limit), chance: (probability) => next() < probability }
}
