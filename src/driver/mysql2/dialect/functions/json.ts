import type { Template } from "../../../../core/dialect.js"

const truth = "case $1 when 1 then 'true' when 0 then 'false' end"

/**
 * Documents, where `collation` compares texts, `json` makes a document of a text, and `part` a part of another document
 * of a document.
 */
export const jsonWith = (
  collation: string,
  part: (document: string) => string,
  json: (text: string) => string,
): Readonly<Record<string, Template>> => {
  const kind = `(cast(json_type($1) as char) collate ${collation})`
  /** Texts of two collations would not go into one document. */
  const text = `(cast($1 as char) collate ${collation})`
  return {
    jsonValue: "$1",
    "jsonValue(json)": part("$1"),
    "jsonValue(boolean)": part(json(truth)),
    // Digits that JavaScript would round.
    "jsonValue(bigint)": text,
    "jsonValue(decimal)": text,
    "jsonValue(interval)": text,
    "jsonValue(array)": text,
    "jsonValue(bytes)": "concat('\\\\x', lower(hex($1)))",
    // The text of a value in a document.
    jsonItem: "json_quote(cast($1 as char))",
    "jsonItem(json)": "cast($1 as char)",
    "jsonItem(boolean)": truth,
    "jsonItem(integer)": "cast($1 as char)",
    "jsonItem(float)": "cast($1 as char)",
    "jsonItem(bytes)": "json_quote(concat('\\\\x', lower(hex($1))))",
    jsonObject: "json_object($*)",
    jsonArray: "json_array($*)",
    jsonTruth: "case $1 when 'true' then true when 'false' then false end",
    "jsonTypeOf(json)":
      `(case ${kind} when 'INTEGER' then 'number' when 'UNSIGNED INTEGER' then 'number' ` +
      "when 'DOUBLE' then 'number' when 'DECIMAL' then 'number' when 'DATE' then 'string' when 'TIME' then 'string' " +
      `when 'DATETIME' then 'string' else lower(${kind}) end)`,
    "jsonArrayLength(json)": `case ${kind} when 'ARRAY' then json_length($1) end`,
    "jsonKeys(json)": "json_keys($1)",
    // Of NULL and an array it would be the array.
    "jsonMergePatch(json)": "case when $1 is not null then json_merge_patch($1, $2) end",
  }
}

/** Lists are joined as texts, since `json_arrayagg` cannot leave NULLs out. */
export const jsonAggregatesWith = (
  collation: string,
  json: (text: string) => string,
): Readonly<Record<string, Template>> => {
  const joined = (open: string, items: string, close: string): Template =>
    json(`concat('${open}', coalesce(group_concat(${items}), '' collate ${collation}), '${close}')`)
  return {
    jsonArrayAgg: joined("[", "$1", "]"),
    jsonObjectAgg: joined("{", `concat(json_quote(cast($1 as char)), ':' collate ${collation}, $2)`, "}"),
  }
}
