const clauses = [
  "with recursive",
  "with",
  "select",
  "from",
  "(?:inner|left|right|full|cross) join",
  "where",
  "group by",
  "having",
  "order by",
  "limit",
  "union all",
  "union",
  "values",
  "on conflict",
  "do update set",
  "set",
  "returning",
].join("|")

/** Text and names in quotes, words that only look like a clause, clauses, parentheses, commas, space, and the rest. */
const tokens = new RegExp(
  `'(?:[^']|'')*'|"(?:[^"]|"")*"|delete from|distinct from|on delete set null|\\b(?<clause>${clauses})\\b` +
    `|(?<open>\\()(?=(?<query>\\s*select\\b)?)|(?<close>\\))|(?<comma>,)|(?<space>\\s+)|[^\\s()'",]`,
  "gi",
)

/** What parentheses hold: a query and the columns of a table stand on lines of their own. */
type Inside = "query" | "columns" | "text"

interface Line {
  readonly depth: number
  readonly words: Array<string>
}

/** Breaks SQL before each clause, and indents what stands in parentheses. */
const linesOf = (sql: string): ReadonlyArray<Line> => {
  const lines: Array<Line> = [{ depth: 0, words: [] }]
  const open: Array<Inside> = []
  let clause = ""
  let apart = true
  const write = (text: string): void => {
    const { words } = lines.at(-1)!
    if (apart || words.length === 0) words.push(text)
    else words[words.length - 1] += text
    apart = false
  }
  const depth = (): number => open.filter((inside) => inside !== "text").length
  const newLine = (further = 0): void => {
    if (lines.at(-1)!.words.length > 0) lines.push({ depth: depth() + further, words: [] })
  }
  for (const { 0: token, groups = {} } of sql.matchAll(tokens)) {
    const inside = open.at(-1)
    if (groups["space"] !== undefined) {
      apart = true
    } else if (groups["open"] !== undefined) {
      const list = open.length === 0 && /^create table/i.test(sql)
      write(token)
      open.push(groups["query"] !== undefined ? "query" : list ? "columns" : "text")
      if (open.at(-1) !== "text") newLine()
    } else if (groups["close"] !== undefined) {
      open.pop()
      if (inside !== "text") newLine()
      write(token)
    } else if (groups["comma"] !== undefined) {
      write(token)
      if (inside === "columns") newLine()
      if (inside === undefined && clause === "values") newLine(1)
    } else if (groups["clause"] !== undefined && inside !== "text") {
      clause = token.toLowerCase()
      newLine()
      write(token)
      if (clause === "values") newLine(1)
    } else {
      write(token)
    }
  }
  return lines.filter(({ words }) => words.length > 0)
}

const wrap = ({ depth, words }: Line, width: number): ReadonlyArray<string> => {
  const indent = "  ".repeat(depth)
  return words.reduce<ReadonlyArray<string>>((lines, word) => {
    const last = lines.at(-1)
    if (last === undefined) return [indent + word]
    const longer = `${last} ${word}`
    return longer.length <= width ? [...lines.slice(0, -1), longer] : [...lines, `${indent}    ${word}`]
  }, [])
}

/** SQL for people: one clause a line, and no line much longer than the width. */
export const sqlText = (sql: string, width = 100): ReadonlyArray<string> =>
  linesOf(sql).flatMap((line) => wrap(line, width))
