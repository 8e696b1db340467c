import type { ReferentialAction } from "../../../core/column-spec.js"
import type { CheckSchema, ColumnSchema, ForeignKeySchema, KeySchema, TableSchema } from "../../../core/schema/database-schema.js"
import {
  afterParenthesis,
  betweenCommas,
  isWord,
  type SqlToken,
  sqlTokens,
  textOf,
  typeText,
  withoutParentheses,
} from "../../../core/schema/sql-text.js"

type Tokens = ReadonlyArray<SqlToken>

const constraintWords = [
  "constraint", "primary", "not", "null", "unique", "check", "default", "collate", "references", "generated", "as",
] as const

/** What the definitions of a table say, piece by piece. */
interface Parsed {
  readonly columns: Array<ColumnSchema>
  readonly uniques: Array<KeySchema>
  readonly foreignKeys: Array<ForeignKeySchema>
  readonly checks: Array<CheckSchema>
  primaryKey: KeySchema | null
}

const names = (tokens: Tokens): ReadonlyArray<string> =>
  betweenCommas(withoutParentheses(tokens)).map((part) => part[0]?.value ?? "")

const actionWords: ReadonlyArray<ReferentialAction> = ["cascade", "restrict", "set null", "set default", "no action"]

/** What stands after REFERENCES, and the index after it. */
const reference = (tokens: Tokens, at: number): readonly [Omit<ForeignKeySchema, "name" | "columns">, number] => {
  const target = { schema: null, name: tokens[at]?.value ?? "" }
  let i = at + 1
  let targetColumns: ReadonlyArray<string> = []
  if (isWord(tokens[i], "(")) {
    const end = afterParenthesis(tokens, i)
    targetColumns = names(tokens.slice(i, end))
    i = end
  }
  const actions: Record<string, ReferentialAction> = {}
  let deferrable: ForeignKeySchema["deferrable"] = null
  for (;;) {
    const word = tokens[i]?.text.toLowerCase()
    if (word === "on") {
      const one = tokens[i + 2]?.text.toLowerCase() ?? ""
      const two = `${one} ${tokens[i + 3]?.text.toLowerCase() ?? ""}`
      const action = actionWords.find((a) => a === one || a === two) ?? "no action"
      actions[tokens[i + 1]?.text.toLowerCase() ?? ""] = action
      i += action.includes(" ") ? 4 : 3
    } else if (word === "match") {
      i += 2
    } else if (word === "not" && isWord(tokens[i + 1], "deferrable")) {
      i += 2
    } else if (word === "deferrable") {
      deferrable ??= "initially immediate"
      i += 1
    } else if (word === "initially") {
      deferrable = deferrable !== null && isWord(tokens[i + 1], "deferred") ? "initially deferred" : deferrable
      i += 2
    } else {
      break
    }
  }
  const { delete: onDelete = "no action", update: onUpdate = "no action" } = actions
  return [{ target, targetColumns, onDelete, onUpdate, deferrable, index: null }, i]
}

/** The index after ON CONFLICT …, if that stands there. */
const afterConflict = (tokens: Tokens, at: number): number =>
  isWord(tokens[at], "on") && isWord(tokens[at + 1], "conflict") ? at + 3 : at

const parseConstraint = (sql: string, tokens: Tokens, into: Parsed): void => {
  let i = 0
  let name: string | null = null
  while (isWord(tokens[i], "constraint")) {
    name = tokens[i + 1]?.value ?? null
    i += 2
  }
  const listed = (from: number): Tokens => tokens.slice(from, afterParenthesis(tokens, from))
  switch (tokens[i]?.text.toLowerCase()) {
    case "primary":
      into.primaryKey = { name, columns: names(listed(i + 2)) }
      return
    case "unique":
      into.uniques.push({ name, columns: names(listed(i + 1)) })
      return
    case "check":
      into.checks.push({ name, expression: textOf(sql, withoutParentheses(listed(i + 1))) })
      return
    case "foreign": {
      const columns = listed(i + 2)
      const at = i + 2 + columns.length + 1
      into.foreignKeys.push({ name, columns: names(columns), ...reference(tokens, at)[0] })
      return
    }
    default:
  }
}

const parseColumn = (sql: string, tokens: Tokens, into: Parsed): void => {
  const name = tokens[0]!.value
  let i = 1
  while (i < tokens.length && !isWord(tokens[i], ...constraintWords)) {
    i = isWord(tokens[i], "(") ? afterParenthesis(tokens, i) : i + 1
  }
  let type = typeText(tokens.slice(1, i).map((t): SqlToken => (t.kind === "name" ? { ...t, kind: "word", text: t.value } : t)))
  let column: ColumnSchema = {
    name, type, nullable: true, default: null, generated: null, identity: null, comment: null,
  }
  let constraint: string | null = null
  while (i < tokens.length) {
    const word = tokens[i]!.text.toLowerCase()
    const expression = (open: number): string =>
      textOf(sql, withoutParentheses(tokens.slice(open, afterParenthesis(tokens, open))))
    if (word === "constraint") {
      constraint = tokens[i + 1]?.value ?? null
      i += 2
      continue
    }
    if (word === "primary") {
      into.primaryKey = { name: constraint, columns: [name] }
      i = afterConflict(tokens, i + (isWord(tokens[i + 2], "asc", "desc") ? 3 : 2))
      if (isWord(tokens[i], "autoincrement")) {
        column = { ...column, identity: "by default" }
        i += 1
      }
    } else if (word === "not") {
      column = { ...column, nullable: false }
      i = afterConflict(tokens, i + 2)
    } else if (word === "unique") {
      into.uniques.push({ name: constraint, columns: [name] })
      i = afterConflict(tokens, i + 1)
    } else if (word === "check") {
      into.checks.push({ name: constraint, expression: expression(i + 1) })
      i = afterParenthesis(tokens, i + 1)
    } else if (word === "default") {
      const signed = isWord(tokens[i + 1], "+", "-")
      const end = isWord(tokens[i + 1], "(") ? afterParenthesis(tokens, i + 1) : i + (signed ? 3 : 2)
      column = { ...column, default: textOf(sql, withoutParentheses(tokens.slice(i + 1, end))) }
      i = end
    } else if (word === "collate") {
      const collation = tokens[i + 1]!.value.toLowerCase()
      type = collation === "binary" ? type : `${type} collate ${collation}`.trim()
      column = { ...column, type }
      i += 2
    } else if (word === "references") {
      const [to, end] = reference(tokens, i + 1)
      into.foreignKeys.push({ name: constraint, columns: [name], ...to })
      i = end
    } else if (word === "as") {
      const end = afterParenthesis(tokens, i + 1)
      const stored = isWord(tokens[end], "stored")
      column = { ...column, generated: { expression: expression(i + 1), stored } }
      i = stored || isWord(tokens[end], "virtual") ? end + 1 : end
    } else {
      i += 1
    }
    constraint = null
  }
  into.columns.push(column)
}

/** What a CREATE TABLE statement of SQLite says. Indexes and triggers are statements of their own. */
export const parseTable = (name: string, schema: string | null, sql: string): TableSchema => {
  const tokens = sqlTokens(sql)
  const open = tokens.findIndex((t) => isWord(t, "("))
  const end = afterParenthesis(tokens, open)
  const into: Parsed = { columns: [], uniques: [], foreignKeys: [], checks: [], primaryKey: null }
  for (const part of betweenCommas(tokens.slice(open + 1, end - 1))) {
    if (isWord(part[0], "constraint", "primary", "unique", "check", "foreign")) {
      parseConstraint(sql, part, into)
    } else {
      parseColumn(sql, part, into)
    }
  }
  const options = tokens.slice(end).map((t) => t.text.toLowerCase()).join(" ").replaceAll(" , ", ", ")
  const key = into.primaryKey?.columns.length === 1 ? into.primaryKey.columns[0] : undefined
  return {
    name,
    schema,
    ...into,
    // The key by which SQLite finds rows is never NULL, whatever is written.
    columns: into.columns.map((c) => (c.name === key && c.type === "integer" ? { ...c, nullable: false } : c)),
    indexes: [],
    triggers: [],
    comment: null,
    options: options === "" ? null : options,
  }
}
