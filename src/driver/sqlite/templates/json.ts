import type { Template } from "../../../core/dialect.js"

const values: Readonly<Record<string, Template>> = {
  jsonValue: "$1",
  "jsonValue(json)": "json($1)",
  "jsonValue(boolean)": "json(case $1 when 1 then 'true' when 0 then 'false' end)",
  // Digits that JavaScript would round.
  "jsonValue(bigint)": "cast($1 as text)",
  "jsonValue(array)": "cast($1 as text)",
  "jsonValue(bytes)": "iif($1 is null, null, '\\x' || lower(hex($1)))",
}

export const json: Readonly<Record<string, Template>> = {
  ...values,
  ...Object.fromEntries(Object.entries(values).map(([name, to]) => [name.replace("Value", "Item"), to])),
  jsonObject: "json_object($*)",
  jsonArray: "json_array($*)",
  jsonTruth: "case $1 when 'true' then true when 'false' then false end",
  "jsonTypeOf(json)":
    "case json_type($1) when 'text' then 'string' when 'integer' then 'number' when 'real' then 'number' " +
    "when 'true' then 'boolean' when 'false' then 'boolean' else json_type($1) end",
  "jsonArrayLength(json)": "case json_type($1) when 'array' then json_array_length($1) end",
  "jsonKeys(json)":
    "case json_type($1) when 'object' then (select json_group_array(distinct key) from json_each($1)) end",
  "jsonMergePatch(json)": "json_patch($1, $2)",
}
