/** A parsed range literal: the texts of its bounds, `null` where it has none, and whether they are included. */
export interface RangeLiteral {
  readonly lower: string | null
  readonly upper: string | null
  readonly lowerInclusive: boolean
  readonly upperInclusive: boolean
}

const inclusive = new Set(["[", "]"])

/**
 * Parses PostgreSQL's text form of a range: `[1,5)`, `["a ""quoted"" text",)`, `empty`. `null` if the text is none.
 *
 * PostgreSQL manual, 8.17.5 Range Input/Output.
 */
export const parseRangeLiteral = (s: string): RangeLiteral | "empty" | null => {
  if (s === "empty") return "empty"
  let at = 1

  /** The text up to an unquoted character of `ends`; `undefined` if there is none. */
  const bound = (ends: string): string | null | undefined => {
    let out = ""
    let quoted = false
    let given = false
    for (; at < s.length; at++) {
      const ch = s[at]!
      if (ch === "\\") {
        out += s[++at] ?? ""
        given = true
      } else if (ch === '"') {
        if (quoted && s[at + 1] === '"') out += s[++at]!
        else quoted = !quoted
        given = true
      } else if (!quoted && ends.includes(ch)) {
        return given ? out : null
      } else {
        out += ch
        given = true
      }
    }
    return undefined
  }

  if (s[0] !== "[" && s[0] !== "(") return null
  const lower = bound(",")
  at++
  const upper = bound("])")
  return lower === undefined || upper === undefined || at !== s.length - 1
    ? null
    : { lower, upper, lowerInclusive: inclusive.has(s[0]), upperInclusive: inclusive.has(s[at]!) }
}

const plain = /^[\w.:+-]+$/

/** The text of a bound, quoted where it must be. */
export const boundText = (text: string): string => (plain.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`)
