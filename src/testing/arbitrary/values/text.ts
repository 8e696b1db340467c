import * as fc from "fast-check"

/** Texts that have broken a quoting, a pattern or a length before. */
export const hostile: ReadonlyArray<string> = [
  "",
  " ",
  "a",
  "A",
  "ab",
  "x ",
  "'",
  "''",
  "it's",
  '"',
  "`",
  "\\",
  "a\\",
  "\\'",
  "%",
  "_",
  "a%b_c",
  "--",
  "/*",
  ";",
  "$1",
  "?",
  ":a",
  "null",
  "0",
  "-1",
  "\n",
  "\t",
  "é",
  "e\u0301",
  "ß",
  "İ",
  "日本",
  "🍰",
  "👩‍🍳",
  "\u200b",
  "\ufeff",
]

/** Texts of forms that codecs often ask for. */
export const forms: ReadonlyArray<string> = [
  "a@example.com",
  "o'brien@example.org",
  "https://example.com/a?b=1",
  "/tmp/a",
  "a-b",
  "DE",
  "EUR",
  "+4930123456",
  "2024-02-29",
  "0f8fad5b-d9cb-469f-a165-70867728950e",
]

/** Texts without NUL and halves of surrogate pairs, mostly short ones that meet each other. */
export const texts = (min = 0, max = 12): fc.Arbitrary<string> => {
  const fits = hostile.filter((s) => [...s].length >= min && [...s].length <= max)
  const drawn = fc.string({ unit: "binary", minLength: min, maxLength: max }).map((s) => s.replaceAll("\0", "0"))
  const word = fc.string({ unit: fc.constantFrom(..."abAB"), minLength: min, maxLength: Math.max(min, Math.min(max, 3)) })
  return fc.oneof(
    ...(fits.length === 0 ? [] : [{ weight: 4, arbitrary: fc.constantFrom(...fits) }]),
    { weight: 3, arbitrary: word },
    { weight: 1, arbitrary: drawn },
  )
}
