import * as fc from "fast-check"

const plain = ["a", "b", "cake", "name", "price", "order_line"] as const

/** Names that every database takes, and that break what does not quote them, or takes them for something else. */
const hostile = [
  "select", "order", "group", "user", "values", "NULL", "rowid", "new", "old", "key", "_present", "c0", "$1", "?", ":x", "%",
  'a"b', "a`b", "a'b", "a\\b", "a.b", "a b", "[x]", "a;b", "--", "/*", "{}", "Ünïcode", "日本", "e\u0301", "1a", "-1", "x'00'",
  "constructor", "toString", "then", "length", "spec", "_tag",
] as const

/** Names of tables and columns: short ones, and names that need quotes; few are longer than databases take. */
export const anyName: fc.Arbitrary<string> = fc.oneof(
  { withCrossShrink: true },
  { weight: 4, arbitrary: fc.constantFrom(...plain) },
  { weight: 4, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.constantFrom(..."xyz").map((letter) => `${letter.repeat(70)}_long`) },
)

/** A name as the least particular database tells it from others. */
const folded = (name: string): string => name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

/** Names, of which each is given once. */
export interface Names {
  /** The name, with a number if it was given before. */
  readonly fresh: (name: string) => string
  /** Takes the name, if it is free. */
  readonly take: (name: string) => boolean
}

export const names = (): Names => {
  // A table is a value that has a pipe.
  const taken = new Set<string>(["pipe"])
  const take = (name: string): boolean => !taken.has(folded(name)) && taken.add(folded(name)) !== null
  const fresh = (name: string, n = 1): string => {
    const tried = n === 1 ? name : `${name}${n}`
    return take(tried) ? tried : fresh(name, n + 1)
  }
  return { fresh, take }
}
