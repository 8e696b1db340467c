import * as BigDecimal from "effect/BigDecimal"
import * as fc from "fast-check"

/** Whole numbers between two: mostly small ones that meet each other, and those at the edges. */
export const integers = (min: number, max: number): fc.Arbitrary<number> => {
  const within = (n: number): number => Math.min(Math.max(n, min), max)
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: within(-1), max: within(Math.max(min, 0) + 4) }) },
    { weight: 1, arbitrary: fc.constantFrom(min, max, ...[0, 1, 100, 255, -32768, 65536].filter((n) => n >= min && n <= max)) },
  )
}

const MIN64 = -(2n ** 63n)
const MAX64 = 2n ** 63n - 1n

/** Whole numbers of 64 bits, those that a JavaScript number cannot hold among them. */
export const bigints = (min: bigint = MIN64, max: bigint = MAX64): fc.Arbitrary<bigint> => {
  const within = (n: bigint): bigint => (n < min ? min : n > max ? max : n)
  const edges = [2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 31n].filter((n) => n >= min && n <= max)
  return fc.oneof(
    { weight: 4, arbitrary: fc.bigInt({ min: within(-1n), max: within((min > 0n ? min : 0n) + 3n) }) },
    { weight: 2, arbitrary: fc.constantFrom(min, max, ...edges) },
  )
}

/** Fractions that doubles and single floats hold exactly, as do their sums: eighths. */
export const floats = (min = -1e6, max = 1e6): fc.Arbitrary<number> => {
  const [low, high] = [Math.ceil(min * 8), Math.floor(max * 8)]
  return integers(low, Math.max(low, high)).map((eighths) => eighths / 8)
}

/** Decimals with so many digits before and after the point. */
export const decimals = (digits: number, places: number): fc.Arbitrary<BigDecimal.BigDecimal> => {
  const most = 10n ** BigInt(digits) - 1n
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.bigInt({ min: most < 150n ? -most : -150n, max: most < 250n ? most : 250n }) },
      { weight: 1, arbitrary: fc.constantFrom(0n, 1n, -1n, most, -most) },
    )
    .map((unscaled) => BigDecimal.normalize(BigDecimal.make(unscaled, places)))
}
