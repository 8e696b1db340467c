import { type SqlToken, sqlTokens, typeText, withoutParentheses } from "../../../core/schema/sql-text.js"

/** The collation of a table, and those that character sets have where none is named. */
export interface Collations {
  readonly charset: string
  readonly collation: string | null
  readonly defaults: ReadonlyMap<string, string>
}

const isText = /^(?:char|varchar|tinytext|text|mediumtext|longtext|enum|set)\b/

/** How wide numbers are shown says nothing of their values, but of a TINYINT(1) that it is a truth value. */
export const plainType = (type: string): string =>
  type.includes("zerofill") ? type : type.replace(/^((?:tiny|small|medium|big)?int|year)\((?!1\)$)\d+\)/, "$1").replace(/^(smallint|mediumint|int|bigint)\(1\)$/, "$1")

/** The type of a column with its collation where that is not the one of the table. */
export const columnTypeText = (
  tokens: ReadonlyArray<SqlToken>,
  charset: string | null,
  collation: string | null,
  table: Collations,
): string => {
  const type = plainType(typeText(tokens))
  if (!isText.test(type)) {
    return type
  }
  const set = charset ?? table.charset
  const own = collation ?? (charset === null && table.collation !== null ? null : (table.defaults.get(set) ?? null))
  return set === table.charset
    ? own === null || own === table.collation
      ? type
      : `${type} collate ${own}`
    : `${type} character set ${set}${own === null ? "" : ` collate ${own}`}`
}

const number = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/

/**
 * The same text for expressions that mean the same and that servers write differently: character sets of texts, numbers in
 * quotes, truth values, parentheses, the names of the current time.
 */
export const canonicalExpression = (sql: string): string => {
  const tokens = sqlTokens(sql, true).filter(
    (t, i, all) => !(t.kind === "word" && /^_[a-z0-9]+$/i.test(t.text) && all[i + 1]?.kind === "string"),
  )
  const text = withoutParentheses(tokens)
    .map((t) => (t.kind === "string" ? JSON.stringify(t.value) : t.kind === "name" ? t.value.toLowerCase() : t.text.toLowerCase()))
    .join(" ")
  const bare = text.replaceAll(/[()" ]/g, "")
  if (number.test(bare)) {
    return bare.length > 15 ? bare : String(Number(bare))
  }
  if (bare === "true" || bare === "false") {
    return bare === "true" ? "1" : "0"
  }
  return text.replace(/^now\b/, "current_timestamp").replace(/^current_timestamp \( \)/, "current_timestamp")
}
