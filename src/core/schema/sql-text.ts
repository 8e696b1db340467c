/** A piece of SQL text. `value` is what a name or a string means. */
export interface SqlToken {
  readonly kind: "word" | "name" | "string" | "symbol"
  readonly text: string
  readonly value: string
  readonly start: number
  readonly end: number
}

const closing: Readonly<Record<string, string>> = { '"': '"', "`": "`", "[": "]", "'": "'" }

const blank = /\s/
const wordStart = /[\p{L}_\d$.]/u
const wordPart = /[\p{L}_\d$.]/u

/** The end of a quoted piece that begins at `start`: a doubled quote does not end it, nor one after a backslash, if these count. */
const endOfQuoted = (sql: string, start: number, backslash: boolean): number => {
  const close = closing[sql[start]!]!
  for (let i = start + 1; i < sql.length; i++) {
    if (backslash && sql[i] === "\\" && close === "'") {
      i++
    } else if (sql[i] === close) {
      if (sql[i + 1] !== close || close === "]") {
        return i + 1
      }
      i++
    }
  }
  return sql.length
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0", b: "\b", Z: "\u001a" }

/** What a quoted piece means. */
const unquoted = (text: string, backslash: boolean): string => {
  const close = closing[text[0]!]!
  const inner = text.slice(1, -1).replaceAll(close + close, close)
  return backslash && close === "'" ? inner.replaceAll(/\\(.)/gsu, (_, c: string) => escapes[c] ?? c) : inner
}

/**
 * The pieces of a SQL text, without blanks and comments. `backslash`: these escape characters in strings, and `/*!40000` begins
 * no comment, as on MySQL.
 */
export const sqlTokens = (sql: string, backslash = false): ReadonlyArray<SqlToken> => {
  const tokens: Array<SqlToken> = []
  for (let i = 0; i < sql.length; ) {
    const c = sql[i]!
    if (blank.test(c)) {
      i++
    } else if (sql.startsWith("--", i)) {
      const end = sql.indexOf("\n", i)
      i = end === -1 ? sql.length : end
    } else if (backslash && /^\/\*M?!\d*/.test(sql.slice(i, i + 10))) {
      i += /^\/\*M?!\d*/.exec(sql.slice(i, i + 10))![0].length
    } else if (backslash && sql.startsWith("*/", i)) {
      i += 2
    } else if (sql.startsWith("/*", i)) {
      const end = sql.indexOf("*/", i + 2)
      i = end === -1 ? sql.length : end + 2
    } else if (c in closing) {
      const end = endOfQuoted(sql, i, backslash)
      const text = sql.slice(i, end)
      tokens.push({ kind: c === "'" ? "string" : "name", text, value: unquoted(text, backslash), start: i, end })
      i = end
    } else if (wordStart.test(c)) {
      let end = i + 1
      while (end < sql.length && wordPart.test(sql[end]!)) {
        end++
      }
      const text = sql.slice(i, end)
      tokens.push({ kind: "word", text, value: text, start: i, end })
      i = end
    } else {
      tokens.push({ kind: "symbol", text: c, value: c, start: i, end: i + 1 })
      i++
    }
  }
  return tokens
}

/** Is the piece this keyword or symbol? */
export const isWord = (token: SqlToken | undefined, ...words: ReadonlyArray<string>): boolean =>
  token !== undefined && (token.kind === "word" || token.kind === "symbol") && words.includes(token.text.toLowerCase())

/** The index after the parenthesis that closes the one at `open`. */
export const afterParenthesis = (tokens: ReadonlyArray<SqlToken>, open: number): number => {
  let depth = 0
  for (let i = open; i < tokens.length; i++) {
    depth += isWord(tokens[i], "(") ? 1 : isWord(tokens[i], ")") ? -1 : 0
    if (depth === 0) {
      return i + 1
    }
  }
  return tokens.length
}

/** Pieces between commas that are in no parentheses. */
export const betweenCommas = (tokens: ReadonlyArray<SqlToken>): ReadonlyArray<ReadonlyArray<SqlToken>> => {
  const parts: Array<ReadonlyArray<SqlToken>> = []
  let start = 0
  for (let i = 0; i < tokens.length; i++) {
    if (isWord(tokens[i], "(")) {
      i = afterParenthesis(tokens, i) - 1
    } else if (isWord(tokens[i], ",")) {
      parts.push(tokens.slice(start, i))
      start = i + 1
    }
  }
  return start < tokens.length ? [...parts, tokens.slice(start)] : parts
}

/** The text from which pieces came. */
export const textOf = (sql: string, tokens: ReadonlyArray<SqlToken>): string =>
  tokens.length === 0 ? "" : sql.slice(tokens[0]!.start, tokens.at(-1)!.end)

/** Without the parentheses around all of it. */
export const withoutParentheses = (tokens: ReadonlyArray<SqlToken>): ReadonlyArray<SqlToken> =>
  tokens.length > 1 && isWord(tokens[0], "(") && afterParenthesis(tokens, 0) === tokens.length
    ? withoutParentheses(tokens.slice(1, -1))
    : tokens

/**
 * The same text for texts that differ in blanks, comments, parentheses around all of it, the case of words, and quotes around
 * names, where names are the same in any case.
 */
export const canonicalSql = (sql: string): string =>
  withoutParentheses(sqlTokens(sql))
    .flatMap((t) =>
      t.kind === "word" ? t.text.toLowerCase().split(/(?<=[a-z_"])(\.)(?=[a-z_])/) : [t.kind === "name" ? t.value.toLowerCase() : t.text],
    )
    .join(" ")

/** A type as it is written everywhere: words in lower case, and blanks only between words and after commas. */
export const typeText = (tokens: ReadonlyArray<SqlToken>): string =>
  tokens.reduce((text, t) => {
    const piece = t.kind === "word" ? t.text.toLowerCase() : t.text
    const glued = text === "" || text.endsWith("(") || ["(", ")", ","].includes(piece) || piece.startsWith("[")
    return glued ? text + piece : `${text} ${piece}`
  }, "")
