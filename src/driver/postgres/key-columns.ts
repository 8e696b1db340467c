/**
 * The columns of a key, of the detail of a violation: `Key (a, "B c")=(1, 2) already exists.` The words are those of
 * the server's language, the form is not. What is no column, an expression of an index, is left out.
 */
export const keyColumns = (code: string, detail: string | undefined): ReadonlyArray<string> => {
  // The key of a row that is still referred to is of another table than the one the error names.
  if (detail === undefined || !code.startsWith("23") || /is still referenced from table/.test(detail)) return []
  const start = detail.indexOf("(")
  const end = detail.indexOf(")=(", start)
  if (start < 0 || end < 0) return []
  return parts(detail.slice(start + 1, end)).flatMap((part) => {
    if (/^[\p{L}_][\p{L}\p{N}_$]*$/u.test(part)) return [part]
    return /^"(?:[^"]|"")+"$/.test(part) ? [part.slice(1, -1).replaceAll('""', '"')] : []
  })
}

/** Splits at the commas that are not within quotes or parentheses. */
const parts = (list: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  let part = ""
  let depth = 0
  let quoted = false
  for (const char of list) {
    if (char === '"') quoted = !quoted
    if (!quoted && char === "(") depth++
    if (!quoted && char === ")") depth--
    if (char === "," && !quoted && depth === 0) {
      found.push(part.trim())
      part = ""
    } else part += char
  }
  return [...found, part.trim()]
}
