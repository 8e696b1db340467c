/** Numbers that look random and are the same in every run: mulberry32. */
export interface Random {
  /** A whole number from 0 up to, and without, `end`. */
  readonly below: (end: number) => number
  readonly pick: <A>(list: ReadonlyArray<A>) => A
  /** True one time in `n`. */
  readonly oneIn: (n: number) => boolean
  /** Some letters. */
  readonly word: (least: number, most: number) => string
  /** Some words. */
  readonly words: (count: number) => string
}

const letters = "abcdefghijklmnopqrstuvwxyz"

export const random = (seed: number): Random => {
  let state = seed | 0
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * end)
  }
  const word = (least: number, most: number): string =>
    Array.from({ length: least + below(most - least + 1) }, () => letters[below(26)]!).join("")
  return {
    below,
    pick: (list) => list[below(list.length)]!,
    oneIn: (n) => below(n) === 0,
    word,
    words: (count) => Array.from({ length: count }, () => word(3, 9)).join(" "),
  }
}
