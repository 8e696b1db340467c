import { refuse } from "../evaluation-error.js"

/** A sign of a pattern: a character, any character, or any text. */
type Sign = { readonly character: string } | "any character" | "any text"

const signsOf = (pattern: ReadonlyArray<string>): ReadonlyArray<Sign> => {
  const signs: Array<Sign> = []
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!
    if (character === "\\") {
      i++
      signs.push({ character: pattern[i] ?? refuse("A pattern does not end with a backslash") })
    } else {
      signs.push(character === "%" ? "any text" : character === "_" ? "any character" : { character })
    }
  }
  return signs
}

/** Does all of a text fit a pattern? `fits` are the beginnings of the text that fit the beginning of the pattern. */
const matches = (text: ReadonlyArray<string>, signs: ReadonlyArray<Sign>): boolean => {
  let fits: ReadonlySet<number> = new Set([0])
  for (const sign of signs) {
    const least = Math.min(...fits)
    fits =
      sign === "any text"
        ? new Set(Array.from({ length: fits.size === 0 ? 0 : text.length + 1 - least }, (_, i) => least + i))
        : new Set([...fits].filter((n) => n < text.length && (sign === "any character" || sign.character === text[n])).map((n) => n + 1))
  }
  return fits.has(text.length)
}

/** Does a text fit a pattern, in which a backslash takes the next character as it is? NULL if either is. */
export const like = (value: string | null, pattern: string | null, caseInsensitive: boolean): boolean | null => {
  if (value === null || pattern === null) {
    return null
  }
  const same = (text: string): ReadonlyArray<string> => [...(caseInsensitive ? text.toLowerCase() : text)]
  return matches(same(value), signsOf(same(pattern)))
}
