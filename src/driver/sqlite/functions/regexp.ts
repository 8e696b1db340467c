import { shown, type SqlValue } from "./argument.js"

const mostPatterns = 100
const compiled = new Map<string, RegExp>()

const patternOf = (source: string): RegExp => {
  const known = compiled.get(source)
  if (known !== undefined) return known
  const made = new RegExp(source)
  if (compiled.size >= mostPatterns) compiled.clear()
  compiled.set(source, made)
  return made
}

/** Does a regular expression of JavaScript match the text somewhere? `text regexp pattern`. NULL of NULL. */
export const regexp = (pattern: SqlValue, text: SqlValue): bigint | null => {
  if (pattern === null || text === null) return null
  if (typeof pattern !== "string" || text instanceof Uint8Array) {
    throw new RangeError(`Cannot match ${shown(text)} against ${shown(pattern)}: expected texts`)
  }
  return patternOf(pattern).test(String(text)) ? 1n : 0n
}
