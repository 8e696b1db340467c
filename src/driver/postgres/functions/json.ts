import type { Template } from "../../../core/dialect.js"

export const json: Readonly<Record<string, Template>> = {
  jsonValue: "to_jsonb($1)",
  "jsonValue(json)": "$1",
  // Digits that JavaScript would round.
  "jsonValue(bigint)": "to_jsonb(cast($1 as text))",
  "jsonValue(decimal)": "to_jsonb(cast($1 as text))",
  "jsonValue(array)": "to_jsonb(cast($1 as text))",
  jsonItem: "to_jsonb($1)",
  "jsonItem(json)": "$1",
  "jsonItem(bigint)": "to_jsonb(cast($1 as text))",
  "jsonItem(decimal)": "to_jsonb(cast($1 as text))",
  "jsonItem(array)": "to_jsonb(cast($1 as text))",
  jsonObject: "jsonb_build_object($*)",
  jsonArray: "jsonb_build_array($*)",
  jsonTruth: "case $1 when 'true' then true when 'false' then false end",
  "jsonTypeOf(json)": "jsonb_typeof($1)",
  "jsonArrayLength(json)": "case jsonb_typeof($1) when 'array' then jsonb_array_length($1) end",
  "jsonKeys(json)":
    "case jsonb_typeof($1) when 'object' then " +
    "(select coalesce(jsonb_agg(k), '[]') from jsonb_object_keys($1) as keys (k)) end",
  "jsonContains(json)": "($1 @> $2)",
  "jsonConcat(json)": "($1 || $2)",
  "jsonPathExists(json)": "jsonb_path_exists($1, cast($2 as jsonpath), $3)",
  "jsonPathMatch(json)": "jsonb_path_match($1, cast($2 as jsonpath), $3)",
  "jsonPathQueryFirst(json)": "jsonb_path_query_first($1, cast($2 as jsonpath), $3)",
  "jsonPathQueryArray(json)": "jsonb_path_query_array($1, cast($2 as jsonpath), $3)",
}
