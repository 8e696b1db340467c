import { shown, type SqlValue } from "./argument.js"

const mostPatterns = 100
const compiled = new Map<string, RegExp>()

const patternOf = (source: string, flags: string): RegExp => {
  const key = `${flags}/${source}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  const made = new RegExp(source, flags)
  if (compiled.size >= mostPatterns) compiled.clear()
  compiled.set(key, made)
  return made
}

/** A function of a text and a pattern, which is NULL of NULL. */
const matching =
  (use: (text: string, pattern: RegExp, replacement: string) => SqlValue) =>
  (text: SqlValue = null, pattern: SqlValue = null, flags: SqlValue = "", replacement: SqlValue = ""): SqlValue => {
    if (text === null || pattern === null || replacement === null) return null
    if (typeof pattern !== "string" || text instanceof Uint8Array) {
      throw new RangeError(`Cannot match ${shown(text)} against ${shown(pattern)}: expected texts`)
    }
    return use(String(text), patternOf(pattern, `u${String(flags)}`), String(replacement))
  }

const whole = (n: number): bigint => BigInt(n)

/** Where in the text the pattern first matches, counted in characters from 1, or 0. */
const place = (text: string, pattern: RegExp): number => {
  const at = text.search(pattern)
  return at < 0 ? 0 : [...text.slice(0, at)].length + 1
}

/** Regular expressions of JavaScript: of the text, the pattern, its flags and what to replace it with. */
export const regexps: Readonly<Record<string, (...args: ReadonlyArray<SqlValue>) => SqlValue>> = {
  fulmar_regexp_matches: matching((text, pattern) => (pattern.test(text) ? 1n : 0n)),
  fulmar_regexp_replace: matching((text, pattern, replacement) => text.replace(pattern, replacement)),
  fulmar_regexp_substr: matching((text, pattern) => pattern.exec(text)?.[0] ?? null),
  fulmar_regexp_count: matching((text, pattern) => whole([...text.matchAll(pattern)].length)),
  fulmar_regexp_instr: matching((text, pattern) => whole(place(text, pattern))),
}

/** Does a regular expression of JavaScript match the text somewhere? `text regexp pattern`. NULL of NULL. */
export const regexp = (pattern: SqlValue, text: SqlValue): bigint | null => {
  if (pattern === null || text === null) return null
  if (typeof pattern !== "string" || text instanceof Uint8Array) {
    throw new RangeError(`Cannot match ${shown(text)} against ${shown(pattern)}: expected texts`)
  }
  return patternOf(pattern, "").test(String(text)) ? 1n : 0n
}
