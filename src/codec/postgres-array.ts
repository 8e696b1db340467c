/** A parsed array literal: texts, NULLs and arrays. */
export type ArrayLiteral = ReadonlyArray<string | null | ArrayLiteral>

/** PostgreSQL has six dimensions at most. */
const deepest = 32

const bounds = /^(?:\[-?\d+:-?\d+\])+=/

/**
 * Parses PostgreSQL's text form of an array: `{1,NULL,"a \"quoted\" text",{2,3}}`, with or without the bounds of its
 * dimensions before it. `null` if the text is none.
 *
 * PostgreSQL manual, 8.15.6 Array Input and Output Syntax.
 */
export const parseArrayLiteral = (text: string): ArrayLiteral | null => {
  const s = text.replace(bounds, "")
  let at = 0

  const quoted = (): string | undefined => {
    let out = ""
    for (at++; at < s.length; at++) {
      const ch = s[at]!
      if (ch === '"') {
        at++
        return out
      }
      if (ch === "\\") at++
      out += s[at] ?? ""
    }
    return undefined
  }

  const bare = (): string | null | undefined => {
    const start = at
    let out = ""
    for (; at < s.length && !',{}"'.includes(s[at]!); at++) {
      if (s[at] === "\\") at++
      out += s[at] ?? ""
    }
    const raw = s.slice(start, at)
    return raw === "" ? undefined : raw.toUpperCase() === "NULL" ? null : out
  }

  const array = (depth: number): Array<string | null | ArrayLiteral> | undefined => {
    if (depth > deepest) return undefined
    const items: Array<string | null | ArrayLiteral> = []
    at++
    if (s[at] === "}") {
      at++
      return items
    }
    for (;;) {
      const item = s[at] === "{" ? array(depth + 1) : s[at] === '"' ? quoted() : bare()
      if (item === undefined) return undefined
      items.push(item)
      const ch = s[at++]
      if (ch === "}") return items
      if (ch !== ",") return undefined
    }
  }

  if (s[0] !== "{") return null
  const items = array(0)
  return items !== undefined && at === s.length ? items : null
}
