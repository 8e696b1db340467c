import { sqlTokens, typeText } from "../../../core/schema/sql-text.js"

const shorter: ReadonlyArray<readonly [RegExp, string]> = [
  [/^character varying\b/, "varchar"],
  [/^character\b/, "char"],
  [/^(timestamp|time)(\(\d+\))? without time zone/, "$1$2"],
  [/^(timestamp|time)(\(\d+\))? with time zone/, "$1tz$2"],
]

/** The name of a type as `format_type` gives it, in the words in which columns are defined. */
export const shortType = (name: string): string =>
  typeText(sqlTokens(shorter.reduce((text, [long, short]) => text.replace(long, short), name)))
