/** Regular expressions are those of JavaScript here, as on SQLite: each database has its own. */
import { refuse } from "../evaluation-error.js"
import type { Meaning, Value } from "../meaning.js"
import { of, unlessNull } from "./of.js"

const patternOf = (source: string, flags: string): RegExp => {
  try {
    return new RegExp(source, flags)
  } catch {
    return refuse(`${JSON.stringify(source)} is no regular expression`)
  }
}

const place = (text: string, pattern: RegExp): number => {
  const at = text.search(pattern)
  return at < 0 ? 0 : [...text.slice(0, at)].length + 1
}

type Use = (text: string, pattern: RegExp, replacement: string) => Value

const matching = (flags: string, use: Use): Meaning =>
  unlessNull((text: string, source: string, replacement: string) => use(text, patternOf(source, flags), replacement))

const withFlag = (suffix: string, flag: string): Readonly<Record<string, Meaning>> => ({
  [`regexpMatches${suffix}`]: matching(`u${flag}`, (text, pattern) => pattern.test(text)),
  [`regexpReplace${suffix}`]: matching(`gu${flag}`, (text, pattern, replacement) => text.replace(pattern, replacement)),
  [`regexpSubstr${suffix}`]: matching(`u${flag}`, (text, pattern) => pattern.exec(text)?.[0] ?? null),
  [`regexpCount${suffix}`]: matching(`gu${flag}`, (text, pattern) => [...text.matchAll(pattern)].length),
  [`regexpInstr${suffix}`]: matching(`u${flag}`, place),
})

export const regex: Readonly<Record<string, Meaning>> = {
  ...withFlag("", ""),
  ...withFlag("(i)", "i"),
  /** What `constrain.pattern` checks. */
  regexp: of((text: string, source: string) => patternOf(source, "").test(text)),
}
