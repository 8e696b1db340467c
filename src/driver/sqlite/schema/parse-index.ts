import type { IndexKeySchema, IndexSchema } from "../../../core/schema/database-schema.js"
import {
  afterParenthesis,
  betweenCommas,
  isWord,
  type SqlToken,
  sqlTokens,
  textOf,
  withoutParentheses,
} from "../../../core/schema/sql-text.js"

const key = (sql: string, part: ReadonlyArray<SqlToken>): IndexKeySchema => {
  let tokens = part
  let order: "asc" | "desc" = "asc"
  let collation: string | null = null
  if (tokens.length > 1 && isWord(tokens.at(-1), "asc", "desc")) {
    order = isWord(tokens.at(-1), "desc") ? "desc" : "asc"
    tokens = tokens.slice(0, -1)
  }
  if (tokens.length > 2 && isWord(tokens.at(-2), "collate")) {
    collation = tokens.at(-1)!.value.toLowerCase()
    tokens = tokens.slice(0, -2)
  }
  const isColumn = tokens.length === 1 && tokens[0]!.kind !== "string"
  return {
    column: isColumn ? tokens[0]!.value : null,
    expression: isColumn ? null : textOf(sql, withoutParentheses(tokens)),
    order,
    nulls: null,
    length: null,
    collation,
    operatorClass: null,
  }
}

/** What a CREATE INDEX statement of SQLite says. */
export const parseIndex = (name: string, sql: string): IndexSchema => {
  const tokens = sqlTokens(sql)
  const open = tokens.findIndex((t) => isWord(t, "("))
  const end = afterParenthesis(tokens, open)
  return {
    name,
    keys: betweenCommas(tokens.slice(open + 1, end - 1)).map((part) => key(sql, part)),
    unique: isWord(tokens[1], "unique"),
    include: [],
    where: isWord(tokens[end], "where") ? textOf(sql, withoutParentheses(tokens.slice(end + 1))) : null,
    using: null,
  }
}
