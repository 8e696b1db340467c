import type { ReferentialAction } from "../../../core/column-spec.js"
import { compareText } from "../../../core/schema/by-name.js"
import type {
  CheckSchema,
  ColumnSchema,
  ForeignKeySchema,
  IndexKeySchema,
  IndexSchema,
  KeySchema,
  TableSchema,
} from "../../../core/schema/database-schema.js"
import {
  afterParenthesis,
  betweenCommas,
  isWord,
  type SqlToken,
  sqlTokens,
  textOf,
  withoutParentheses,
} from "../../../core/schema/sql-text.js"
import { columnTypeText, type Collations } from "./type-text.js"

type Tokens = ReadonlyArray<SqlToken>

interface Parsed {
  readonly columns: Array<ColumnSchema>
  readonly uniques: Array<KeySchema>
  readonly foreignKeys: Array<ForeignKeySchema>
  readonly checks: Array<CheckSchema>
  readonly indexes: Array<IndexSchema>
  primaryKey: KeySchema | null
}

const columnWords = [
  "character", "collate", "generated", "not", "null", "default", "auto_increment", "on", "comment", "check", "invisible", "virtual",
  "stored", "without", "with", "srid", "column_format", "storage",
] as const
/** What may come after a default. */
const afterDefault = ["comment", "check", "auto_increment", "invisible", "without", "with", "column_format", "storage"] as const

const withoutAll = (sql: string, tokens: Tokens): string => textOf(sql, withoutParentheses(tokens))

/** The index after an expression that goes on until one of the words, in no parentheses. */
const endOfDefault = (tokens: Tokens, from: number): number => {
  let i = from
  while (i < tokens.length && !isWord(tokens[i], ...afterDefault) && !(isWord(tokens[i], "on") && isWord(tokens[i + 1], "update"))) {
    i = isWord(tokens[i], "(") ? afterParenthesis(tokens, i) : i + 1
  }
  return i
}

const parseColumn = (sql: string, tokens: Tokens, into: Parsed, table: Collations): void => {
  let i = 1
  while (i < tokens.length && !isWord(tokens[i], ...columnWords)) {
    i = isWord(tokens[i], "(") ? afterParenthesis(tokens, i) : i + 1
  }
  const type = tokens.slice(1, i)
  const name = tokens[0]!.value
  let charset: string | null = null
  let collation: string | null = null
  let json = false
  let column: ColumnSchema = {
    name, type: "", nullable: true, default: null, generated: null, identity: null, comment: null,
  }
  while (i < tokens.length) {
    const word = tokens[i]!.text.toLowerCase()
    if (word === "character") {
      charset = tokens[i + 2]!.value
      i += 3
    } else if (word === "collate") {
      collation = tokens[i + 1]!.value
      i += 2
    } else if (word === "generated") {
      const end = afterParenthesis(tokens, i + 3)
      column = {
        ...column,
        generated: { expression: withoutAll(sql, tokens.slice(i + 3, end)), stored: isWord(tokens[end], "stored", "persistent") },
      }
      i = end + 1
    } else if (word === "not") {
      column = { ...column, nullable: false }
      i += 2
    } else if (word === "default") {
      const end = endOfDefault(tokens, i + 1)
      const written = tokens.slice(i + 1, end)
      column = { ...column, default: written.length === 1 && isWord(written[0], "null") ? null : withoutAll(sql, written) }
      i = end
    } else if (word === "on") {
      const end = endOfDefault(tokens, i + 2)
      column = { ...column, default: `${column.default} on update ${textOf(sql, tokens.slice(i + 2, end))}` }
      i = end
    } else if (word === "auto_increment") {
      column = { ...column, identity: "by default" }
      i += 1
    } else if (word === "comment") {
      column = { ...column, comment: tokens[i + 1]!.value }
      i += 2
    } else if (word === "check") {
      const end = afterParenthesis(tokens, i + 1)
      const expression = withoutAll(sql, tokens.slice(i + 1, end))
      // MariaDB keeps JSON as text with this check.
      json = expression.toLowerCase().startsWith("json_valid(") && tokens[1]!.text.toLowerCase() === "longtext"
      if (!json) {
        into.checks.push({ name: null, expression })
      }
      i = end
    } else {
      i += 1
    }
  }
  into.columns.push({ ...column, type: json ? "json" : columnTypeText(type, charset, collation, table) })
}

const indexKey = (sql: string, part: Tokens): IndexKeySchema => {
  const order = isWord(part.at(-1), "desc") ? "desc" : "asc"
  const isColumn = part[0]!.kind === "name"
  const length = isColumn && isWord(part[1], "(") ? Number(part[2]!.text) : null
  return {
    column: isColumn ? part[0]!.value : null,
    expression: isColumn ? null : withoutAll(sql, part.slice(0, afterParenthesis(part, 0))),
    order,
    nulls: null,
    length,
    collation: null,
    operatorClass: null,
  }
}

const parseIndex = (sql: string, tokens: Tokens, into: Parsed): void => {
  const kind = tokens[0]!.text.toLowerCase()
  const name = tokens.find((t) => t.kind === "name")!.value
  const open = tokens.findIndex((t) => isWord(t, "("))
  const end = afterParenthesis(tokens, open)
  const keys = betweenCommas(tokens.slice(open + 1, end - 1)).map((part) => indexKey(sql, part))
  if (kind === "unique" && keys.every((key) => key.column !== null && key.length === null && key.order === "asc")) {
    into.uniques.push({ name, columns: keys.map((key) => key.column!) })
    return
  }
  const using = kind === "fulltext" || kind === "spatial" ? kind : null
  into.indexes.push({ name, keys, unique: kind === "unique", include: [], where: null, using })
}

const columnNames = (tokens: Tokens, open: number): ReadonlyArray<string> =>
  betweenCommas(tokens.slice(open + 1, afterParenthesis(tokens, open) - 1)).map((part) => part[0]!.value)

/** InnoDB looks at both at once. */
const action = (tokens: Tokens, of: "delete" | "update"): ReferentialAction => {
  const at = tokens.findIndex((t, i) => isWord(t, "on") && isWord(tokens[i + 1], of))
  const word = at === -1 ? "no" : tokens[at + 2]!.text.toLowerCase()
  return word === "cascade" ? "cascade" : word === "set" ? (isWord(tokens[at + 3], "null") ? "set null" : "set default") : "no action"
}

const parseForeignKey = (name: string, tokens: Tokens, schema: string | null): ForeignKeySchema => {
  const open = tokens.findIndex((t) => isWord(t, "("))
  const references = tokens.findIndex((t) => isWord(t, "references"))
  const isQualified = tokens[references + 2]?.text === "."
  const target = isQualified
    ? { schema: tokens[references + 1]!.value, name: tokens[references + 3]!.value }
    : { schema, name: tokens[references + 1]!.value }
  return {
    name,
    columns: columnNames(tokens, open),
    target,
    targetColumns: columnNames(tokens, references + (isQualified ? 4 : 2)),
    onDelete: action(tokens, "delete"),
    onUpdate: action(tokens, "update"),
    deferrable: null,
    index: null,
  }
}

/** Gives each foreign key the index that the server has made for it, which is no index of its own. */
const withOwnIndexes = ({ foreignKeys, indexes }: Parsed): Pick<TableSchema, "foreignKeys" | "indexes"> => {
  const own = new Set<IndexSchema>()
  const keys = foreignKeys.map((key): ForeignKeySchema => {
    const made = indexes.find(
      (index) =>
        !index.unique &&
        index.using === null &&
        index.keys.every((k) => k.length === null && k.order === "asc") &&
        JSON.stringify(index.keys.map((k) => k.column)) === JSON.stringify(key.columns) &&
        (index.name === key.name || index.name.replace(/_\d+$/, "") === key.columns[0] || index.name === key.columns[0]),
    )
    if (made === undefined) {
      return key
    }
    own.add(made)
    return { ...key, index: made.name }
  })
  return {
    foreignKeys: keys,
    indexes: indexes.filter((index) => !own.has(index)).toSorted((a, b) => compareText(a.name, b.name)),
  }
}

/** The value of an option of the table. */
const option = (tokens: Tokens, ...names: ReadonlyArray<string>): SqlToken | undefined => {
  const at = tokens.findIndex((t, i) => isWord(t, ...names) && isWord(tokens[i + 1], "="))
  return at === -1 ? undefined : tokens[at + 2]
}

/** What SHOW CREATE TABLE says. */
export const parseTable = (
  name: string,
  schema: string | null,
  sql: string,
  defaultCollations: ReadonlyMap<string, string>,
): TableSchema => {
  const tokens = sqlTokens(sql, true)
  const open = tokens.findIndex((t) => isWord(t, "("))
  const end = afterParenthesis(tokens, open)
  const rest = tokens.slice(end)
  const charset = option(rest, "charset")?.value ?? "utf8mb4"
  const table: Collations = {
    charset,
    collation: option(rest, "collate")?.value ?? defaultCollations.get(charset) ?? null,
    defaults: defaultCollations,
  }
  const into: Parsed = { columns: [], uniques: [], foreignKeys: [], checks: [], indexes: [], primaryKey: null }
  for (const part of betweenCommas(tokens.slice(open + 1, end - 1))) {
    switch (part[0]!.kind === "name" ? "" : part[0]!.text.toLowerCase()) {
      case "primary":
        into.primaryKey = { name: null, columns: columnNames(part, 2) }
        break
      case "constraint":
        if (isWord(part[2], "foreign")) {
          into.foreignKeys.push(parseForeignKey(part[1]!.value, part, schema))
        } else if (isWord(part[2], "check")) {
          into.checks.push({ name: part[1]!.value, expression: withoutAll(sql, part.slice(3, afterParenthesis(part, 3))) })
        }
        break
      case "unique":
      case "key":
      case "fulltext":
      case "spatial":
        parseIndex(sql, part, into)
        break
      case "":
        parseColumn(sql, part, into, table)
        break
      default:
    }
  }
  const engine = option(rest, "engine")?.value ?? "innodb"
  const comment = option(rest, "comment")?.value ?? null
  return {
    name,
    schema,
    ...into,
    ...withOwnIndexes(into),
    triggers: [],
    comment: comment === "" ? null : comment,
    options: `engine = ${engine} default character set = ${charset}${table.collation === null ? "" : ` collate = ${table.collation}`}`,
  }
}
