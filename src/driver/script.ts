/** How the text of a script is cut into statements, as data: what may hold a semicolon that ends none. */
export interface ScriptSyntax {
  /** Comments that are none of the statement: sticky, and never failing at their end. */
  readonly comment: RegExp
  /** Quoted texts and names, sticky too: one that is never closed goes to the end of the script. */
  readonly quoted: RegExp
  /** Whether comments of slash and asterisk nest. */
  readonly nestedComments: boolean
  /** Whether a line `delimiter //` says what ends statements from there on, as in the clients of MySQL and MariaDB. */
  readonly delimiterLine: boolean
  /**
   * Statements that hold others. `trigger`: the body of a trigger ends with `; end`, as SQLite's own shell has it;
   * `function`: what is between parentheses, and between BEGIN and END of a function or procedure, as psql has it.
   */
  readonly bodies: "trigger" | "function" | null
}

/** One statement of a script. */
export interface ScriptStatement {
  /** Without what ends it, and without the comments before it. */
  readonly sql: string
  /** The line it begins in, from 1. */
  readonly line: number
}

const word = /[\p{L}\p{N}_$]+/uy
const space = /\s+/y
const delimiter = /delimiter[ \t]+(\S+)[^\n]*/iy

/** The end of a comment that begins at `start`, with those inside it. */
const endOfNested = (text: string, start: number): number => {
  const mark = /\/\*|\*\//g
  mark.lastIndex = start + 2
  for (let depth = 1; depth > 0; ) {
    const found = mark.exec(text)
    if (found === null) return text.length
    depth += found[0] === "/*" ? 1 : -1
  }
  return mark.lastIndex
}

/** Whether the statement goes on after a semicolon, by the words that it has had so far. */
interface Body {
  readonly word: (text: string) => void
  readonly mark: (text: string) => void
  readonly isOpen: () => boolean
}

const noBody: Body = { word: () => {}, mark: () => {}, isOpen: () => false }

const triggerBody = (): Body => {
  const first: Array<string> = []
  const last = ["", ""]
  const isTrigger = (): boolean => /^(explain )?create (temp |temporary )?trigger\b/.test(first.join(" "))
  const push = (token: string): void => {
    last.shift()
    last.push(token)
  }
  return {
    word: (text) => {
      if (first.length < 4) first.push(text)
      push(text)
    },
    mark: push,
    isOpen: () => isTrigger() && !(last[0] === ";" && last[1] === "end"),
  }
}

const functionBody = (): Body => {
  const first: Array<string> = []
  let parentheses = 0
  let blocks = 0
  return {
    word: (text) => {
      if (first.length < 4) first.push(text)
      if (parentheses > 0 || !/^create (or replace )?(function|procedure)\b/.test(first.join(" "))) return
      if (text === "begin" || (text === "case" && blocks > 0)) blocks++
      else if (text === "end" && blocks > 0) blocks--
    },
    mark: (text) => {
      if (text === "(") parentheses++
      else if (text === ")" && parentheses > 0) parentheses--
    },
    isOpen: () => parentheses > 0 || blocks > 0,
  }
}

const bodyOf = ({ bodies }: ScriptSyntax): Body => {
  switch (bodies) {
    case "trigger":
      return triggerBody()
    case "function":
      return functionBody()
    case null:
      return noBody
  }
}

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** The statements of a script, in their order; a part that has only comments is none. */
export const splitScript = (syntax: ScriptSyntax, script: string): ReadonlyArray<ScriptStatement> => {
  const text = script.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n")
  const out: Array<ScriptStatement> = []
  let ends = ";"
  let start = -1
  let last = 0
  let body = bodyOf(syntax)
  let line = 1
  let counted = 0
  const lineAt = (at: number): number => {
    for (; counted < at; counted++) if (text[counted] === "\n") line++
    return line
  }
  const finish = (): void => {
    if (start >= 0) out.push({ sql: text.slice(start, last), line: lineAt(start) })
    start = -1
    body = bodyOf(syntax)
  }
  const significant = (from: number, to: number): void => {
    if (start < 0) start = from
    last = to
  }
  for (let at = 0; at < text.length; ) {
    const spaced = matchAt(space, text, at)
    if (spaced > at) {
      at = spaced
      continue
    }
    if (syntax.nestedComments && text.startsWith("/*", at)) {
      at = endOfNested(text, at)
      continue
    }
    const commented = matchAt(syntax.comment, text, at)
    if (commented > at) {
      at = commented
      continue
    }
    if (syntax.delimiterLine && start < 0) {
      delimiter.lastIndex = at
      const changed = delimiter.exec(text)
      if (changed !== null) {
        ends = changed[1]!
        at = delimiter.lastIndex
        continue
      }
    }
    if (text.startsWith(ends, at)) {
      if (ends === ";" && body.isOpen()) {
        body.mark(";")
        significant(at, at + 1)
      } else finish()
      at += ends.length
      continue
    }
    const quoted = matchAt(syntax.quoted, text, at)
    if (quoted > at) {
      body.mark("quoted")
      significant(at, quoted)
      at = quoted
      continue
    }
    const worded = matchAt(word, text, at)
    if (worded > at) {
      // What ends a statement may follow a word at once: `end$$`.
      const cut = ends === ";" ? -1 : text.slice(at, worded).indexOf(ends)
      const end = cut > 0 ? at + cut : worded
      body.word(text.slice(at, end).toLowerCase())
      significant(at, end)
      at = end
      continue
    }
    body.mark(text[at]!)
    significant(at, at + 1)
    at++
  }
  finish()
  return out
}
