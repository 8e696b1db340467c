import * as BigDecimal from "effect/BigDecimal"
import * as fc from "fast-check"
import { bigint, boolean, date, integer, numeric, text } from "../../src/index.js"

/** The kinds of values that random expressions have. */
export type Kind = "boolean" | "integer" | "bigint" | "text" | "decimal" | "date"

export const kinds: ReadonlyArray<Kind> = ["integer", "text", "boolean", "decimal", "date", "bigint"]

/** The SQL type of each kind. */
export const typeOfKind = { boolean, integer, bigint, text, decimal: numeric(10, 2), date } as const

/** Text that breaks what quotes, escapes, patterns or encodes badly. No NUL, no lone surrogates. */
const hostile = [
  "",
  " ",
  "'",
  '"',
  "''",
  "`",
  "\\",
  "%",
  "_",
  "\\%",
  "a%b_c",
  "?",
  "?1",
  ":x",
  "$1",
  ";",
  "--",
  "/*",
  "*/",
  "null",
  "\n",
  "\t ",
  "é",
  "e\u0301",
  "ß",
  "İ",
  "日本",
  "😀",
  "\u2028",
  "\uffff",
  "A",
  "a",
  "aB",
  "0",
  "10",
  "1e5",
] as const

const word = fc.string({ unit: fc.constantFrom("a", "b", "A", "%", "_", "'", "\\", " "), maxLength: 4 })

/** Any text without NUL. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostile) },
  { weight: 3, arbitrary: word },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }).map((s) => s.replaceAll("\0", "0")) },
)

/** 32-bit integers: mostly small ones that meet each other, and those at the edges. */
export const integers: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -1, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, -32768, 65536, 100, 255) },
)

/** 64-bit integers, those that a JavaScript number cannot hold among them. */
export const bigints: fc.Arbitrary<bigint> = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt({ min: -1n, max: 3n }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 31n),
  },
)

/** Decimals of ten digits, two of them after the point. */
export const decimals: fc.Arbitrary<BigDecimal.BigDecimal> = fc
  .oneof(
    { weight: 4, arbitrary: fc.bigInt({ min: -150n, max: 250n }) },
    { weight: 1, arbitrary: fc.constantFrom(0n, 1n, -1n, 9_999_999_999n, -9_999_999_999n, 1000n) },
  )
  .map((unscaled) => BigDecimal.make(unscaled, 2))

/** Days within two centuries, so that a few thousand days more or less are days still. */
export const dates: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("2024-02-29", "2024-02-28", "2024-03-01", "1999-12-31", "2000-01-01",
    "1970-01-01") },
  {
    weight: 1,
    arbitrary: fc
      .date({ min: new Date("1901-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
  },
)

/** Values of a kind, never NULL. */
export const valuesOf: Readonly<Record<Kind, fc.Arbitrary<unknown>>> = {
  boolean: fc.boolean(),
  integer: integers,
  bigint: bigints,
  text: texts,
  decimal: decimals,
  date: dates,
}

/** A value, or NULL one time in four. */
export const nullableOf = (kind: Kind): fc.Arbitrary<unknown> => fc.option(valuesOf[kind], { nil: null, freq: 3 })
