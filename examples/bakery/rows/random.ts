/** Chance that comes out the same on every run. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number
  readonly pick: <A>(items: ReadonlyArray<A>) => A
  /** So many of the items, each at most once. */
  readonly sample: <A>(items: ReadonlyArray<A>, size: number) => ReadonlyArray<A>
}

/** Marsaglia's xorshift of 32 bits. The seed may not be 0. */
export const random = (seed: number): Random => {
  let state = seed
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  const between = (from: number, to: number): number => from + (next() % (to - from + 1))
  const pick = <A>(items: ReadonlyArray<A>): A => items[between(0, items.length - 1)]!
  const sample = <A>(items: ReadonlyArray<A>, size: number): ReadonlyArray<A> => {
    const left = [...items]
    return Array.from({ length: Math.min(size, left.length) }, () => left.splice(between(0, left.length - 1), 1)[0]!)
  }
  return { between, pick, sample }
}
