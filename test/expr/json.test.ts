import { pipe } from "effect"
import * as t from "io-ts"
import {
  allRows, bigint, boolean, createIndex, distinctValues, eq, filterWhere, from, groupBy, gt, integer, json, jsonArray, jsonArrayAgg, jsonArrayAppend,
  jsonArrayLength, jsonAs, jsonConcat, jsonContains, jsonGet, jsonHasAllKeys, jsonHasAnyKey, jsonHasKey, jsonInsert, jsonKeys,
  jsonMergePatch, jsonObject, jsonObjectAgg, jsonPathExists, jsonPathMatch, jsonPathQueryArray, jsonPathQueryFirst, jsonRemove,
  jsonReplace, jsonSet, jsonText, jsonTypeOf, nullable, over, select, table, text, update, value,
} from "fulmar"
import { describe } from "vitest"
import { Kinds } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"

const { doc } = Kinds
const hostile = `it's $1 "\\ 😀`

describe("reading", () => {
  goldenExpr("a part", jsonGet(doc, "a", 2, "b"), {
    sqlite: `("kinds"."doc" -> '$."a"[2]."b"')`,
    postgres: `("kinds"."doc" -> 'a' -> 2 -> 'b')`,
    mariadb: "json_extract(`kinds`.`doc`, '$.\"a\"[2].\"b\"')",
    mysql: "json_extract(`kinds`.`doc`, '$.\"a\"[2].\"b\"')",
  })
  goldenExpr("the whole", jsonGet(doc), {
    sqlite: `"kinds"."doc"`,
    postgres: `"kinds"."doc"`,
    mariadb: "`kinds`.`doc`",
    mysql: "`kinds`.`doc`",
  })
  goldenExpr("a first item", jsonGet(doc, "a", 0), {
    sqlite: `("kinds"."doc" -> '$."a"[0]')`,
    postgres: `case when jsonb_typeof(("kinds"."doc" -> 'a')) = 'array' then ("kinds"."doc" -> 'a' -> 0) end`,
    mariadb: "case when (cast(json_type(json_extract(`kinds`.`doc`, '$.\"a\"')) as char) collate utf8mb4_nopad_bin) = 'ARRAY' then json_extract(`kinds`.`doc`, '$.\"a\"[0]') end",
    mysql: "case when (cast(json_type(json_extract(`kinds`.`doc`, '$.\"a\"')) as char) collate utf8mb4_0900_bin) = 'ARRAY' then json_extract(`kinds`.`doc`, '$.\"a\"[0]') end",
  })
  goldenExpr("a part of a part", jsonGet(jsonGet(doc, "a"), "b"), {
    sqlite: `(("kinds"."doc" -> '$."a"') -> '$."b"')`,
    postgres: `(("kinds"."doc" -> 'a') -> 'b')`,
    mariadb: "json_extract(json_extract(`kinds`.`doc`, '$.\"a\"'), '$.\"b\"')",
    mysql: "json_extract(json_extract(`kinds`.`doc`, '$.\"a\"'), '$.\"b\"')",
  })
  goldenExpr("a part under a key of any sign", jsonGet(doc, hostile, ""), {
    sqlite: `("kinds"."doc" -> '$."it''s $1 \\"\\\\ 😀".""')`,
    postgres: `("kinds"."doc" -> 'it''s $1 "\\ 😀' -> '')`,
    mariadb: "json_extract(`kinds`.`doc`, '$.\"it''s $1 \\\\\"\\\\\\\\ 😀\".\"\"')",
    mysql: "json_extract(`kinds`.`doc`, '$.\"it''s $1 \\\\\"\\\\\\\\ 😀\".\"\"')",
  })
  goldenExpr("a text", jsonText(doc, "a", 1), {
    sqlite: `case json_type("kinds"."doc", '$."a"[1]') when 'text' then ("kinds"."doc" ->> '$."a"[1]') when 'null' then null else ("kinds"."doc" -> '$."a"[1]') || '' end`,
    postgres: `("kinds"."doc" -> 'a' ->> 1)`,
    mariadb: "(json_unquote(nullif(cast(json_extract(`kinds`.`doc`, '$.\"a\"[1]') as char), 'null')) collate utf8mb4_nopad_bin)",
    mysql: "(json_unquote(nullif(json_extract(`kinds`.`doc`, '$.\"a\"[1]'), cast('null' as json))) collate utf8mb4_0900_bin)",
  })
  goldenExpr("a text of no document", jsonText(value(json(), null), "a"), {
    sqlite: `case json_type(null, '$."a"') when 'text' then (null ->> '$."a"') when 'null' then null else (null -> '$."a"') || '' end`,
    postgres: "(null::jsonb ->> 'a')",
    mariadb: `(json_unquote(nullif(cast(json_extract(null, '$."a"') as char), 'null')) collate utf8mb4_nopad_bin)`,
    mysql: `(json_unquote(nullif(json_extract(null, '$."a"'), cast('null' as json))) collate utf8mb4_0900_bin)`,
  })
  goldenExpr("the text of the whole", jsonText(doc), {
    sqlite: `case json_type("kinds"."doc", '$') when 'text' then ("kinds"."doc" ->> '$') when 'null' then null else ("kinds"."doc" -> '$') || '' end`,
    postgres: `("kinds"."doc" #>> '{}')`,
    mariadb: "(json_unquote(nullif(cast(`kinds`.`doc` as char), 'null')) collate utf8mb4_nopad_bin)",
    mysql: "(json_unquote(nullif(`kinds`.`doc`, cast('null' as json))) collate utf8mb4_0900_bin)",
  })
  goldenExpr("a number", jsonAs(integer, doc, "n"), {
    sqlite: `cast(case json_type("kinds"."doc", '$."n"') when 'text' then ("kinds"."doc" ->> '$."n"') when 'null' then null else ("kinds"."doc" -> '$."n"') || '' end as integer)`,
    postgres: `cast(("kinds"."doc" ->> 'n') as int4)`,
    mariadb: "cast((json_unquote(nullif(cast(json_extract(`kinds`.`doc`, '$.\"n\"') as char), 'null')) collate utf8mb4_nopad_bin) as signed)",
    mysql: "cast((json_unquote(nullif(json_extract(`kinds`.`doc`, '$.\"n\"'), cast('null' as json))) collate utf8mb4_0900_bin) as signed)",
  })
  goldenExpr("all digits", jsonAs(bigint, doc, "n"), {
    sqlite: `cast(case json_type("kinds"."doc", '$."n"') when 'text' then ("kinds"."doc" ->> '$."n"') when 'null' then null else ("kinds"."doc" -> '$."n"') || '' end as integer)`,
    postgres: `cast(("kinds"."doc" ->> 'n') as int8)`,
    mariadb: "cast((json_unquote(nullif(cast(json_extract(`kinds`.`doc`, '$.\"n\"') as char), 'null')) collate utf8mb4_nopad_bin) as signed)",
    mysql: "cast((json_unquote(nullif(json_extract(`kinds`.`doc`, '$.\"n\"'), cast('null' as json))) collate utf8mb4_0900_bin) as signed)",
  })
  goldenExpr("a truth", jsonAs(boolean, doc, "n"), {
    sqlite: `case case json_type("kinds"."doc", '$."n"') when 'text' then ("kinds"."doc" ->> '$."n"') when 'null' then null else ("kinds"."doc" -> '$."n"') || '' end when 'true' then true when 'false' then false end`,
    postgres: `case ("kinds"."doc" ->> 'n') when 'true' then true when 'false' then false end`,
    mariadb: "case (json_unquote(nullif(cast(json_extract(`kinds`.`doc`, '$.\"n\"') as char), 'null')) collate utf8mb4_nopad_bin) when 'true' then true when 'false' then false end",
    mysql: "case (json_unquote(nullif(json_extract(`kinds`.`doc`, '$.\"n\"'), cast('null' as json))) collate utf8mb4_0900_bin) when 'true' then true when 'false' then false end",
  })
  goldenExpr("a text of a type", jsonAs(text, doc, "n"), {
    sqlite: `case json_type("kinds"."doc", '$."n"') when 'text' then ("kinds"."doc" ->> '$."n"') when 'null' then null else ("kinds"."doc" -> '$."n"') || '' end`,
    postgres: `("kinds"."doc" ->> 'n')`,
    mariadb: "(json_unquote(nullif(cast(json_extract(`kinds`.`doc`, '$.\"n\"') as char), 'null')) collate utf8mb4_nopad_bin)",
    mysql: "(json_unquote(nullif(json_extract(`kinds`.`doc`, '$.\"n\"'), cast('null' as json))) collate utf8mb4_0900_bin)",
  })
  goldenExpr("a part of another codec", jsonAs(json(t.number), doc, "n"), {
    sqlite: `("kinds"."doc" -> '$."n"')`,
    postgres: `("kinds"."doc" -> 'n')`,
    mariadb: "json_extract(`kinds`.`doc`, '$.\"n\"')",
    mysql: "json_extract(`kinds`.`doc`, '$.\"n\"')",
  })
  goldenExpr("a part compared", eq(jsonGet(doc, "n"), 5), {
    sqlite: {
      sql: `("kinds"."doc" -> '$."n"') = ?`,
      params: ["5"],
      text: `("kinds"."doc" -> '$."n"') = '5'`,
    },
    postgres: {
      sql: `("kinds"."doc" -> 'n') = $1::jsonb`,
      params: ["5"],
      text: `("kinds"."doc" -> 'n') = '5'::jsonb`,
    },
    mariadb: {
      sql: "json_extract(`kinds`.`doc`, '$.\"n\"') = ?",
      params: ["5"],
      text: "json_extract(`kinds`.`doc`, '$.\"n\"') = '5'",
    },
    mysql: {
      sql: "json_extract(`kinds`.`doc`, '$.\"n\"') = cast(? as json)",
      params: ["5"],
      text: "json_extract(`kinds`.`doc`, '$.\"n\"') = cast('5' as json)",
    },
  })
  goldenExpr("a key", jsonHasKey(doc, "a"), {
    sqlite: `("kinds"."doc" -> '$."a"') is not null`,
    postgres: `("kinds"."doc" -> 'a') is not null`,
    mariadb: "json_extract(`kinds`.`doc`, '$.\"a\"') is not null",
    mysql: "json_extract(`kinds`.`doc`, '$.\"a\"') is not null",
  })
  goldenExpr("any key", jsonHasAnyKey(doc, ["a", "b"]), {
    sqlite: `("kinds"."doc" -> '$."a"') is not null or ("kinds"."doc" -> '$."b"') is not null`,
    postgres: `("kinds"."doc" -> 'a') is not null or ("kinds"."doc" -> 'b') is not null`,
    mariadb: "json_extract(`kinds`.`doc`, '$.\"a\"') is not null or json_extract(`kinds`.`doc`, '$.\"b\"') is not null",
    mysql: "json_extract(`kinds`.`doc`, '$.\"a\"') is not null or json_extract(`kinds`.`doc`, '$.\"b\"') is not null",
  })
  goldenExpr("any key of none", jsonHasAnyKey(doc, []), {
    sqlite: "false",
    postgres: "false",
    mariadb: "false",
    mysql: "false",
  })
  goldenExpr("all keys", jsonHasAllKeys(doc, ["a", "b"]), {
    sqlite: `("kinds"."doc" -> '$."a"') is not null and ("kinds"."doc" -> '$."b"') is not null`,
    postgres: `("kinds"."doc" -> 'a') is not null and ("kinds"."doc" -> 'b') is not null`,
    mariadb: "json_extract(`kinds`.`doc`, '$.\"a\"') is not null and json_extract(`kinds`.`doc`, '$.\"b\"') is not null",
    mysql: "json_extract(`kinds`.`doc`, '$.\"a\"') is not null and json_extract(`kinds`.`doc`, '$.\"b\"') is not null",
  })
  goldenExpr("the type", jsonTypeOf(doc), {
    sqlite: `case json_type("kinds"."doc") when 'text' then 'string' when 'integer' then 'number' when 'real' then 'number' when 'true' then 'boolean' when 'false' then 'boolean' else json_type("kinds"."doc") end`,
    postgres: `jsonb_typeof("kinds"."doc")`,
    mariadb: "(case (cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_nopad_bin) when 'INTEGER' then 'number' when 'UNSIGNED INTEGER' then 'number' when 'DOUBLE' then 'number' when 'DECIMAL' then 'number' when 'DATE' then 'string' when 'TIME' then 'string' when 'DATETIME' then 'string' else lower((cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_nopad_bin)) end)",
    mysql: "(case (cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_0900_bin) when 'INTEGER' then 'number' when 'UNSIGNED INTEGER' then 'number' when 'DOUBLE' then 'number' when 'DECIMAL' then 'number' when 'DATE' then 'string' when 'TIME' then 'string' when 'DATETIME' then 'string' else lower((cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_0900_bin)) end)",
  })
  goldenExpr("the length", jsonArrayLength(doc), {
    sqlite: `case json_type("kinds"."doc") when 'array' then json_array_length("kinds"."doc") end`,
    postgres: `case jsonb_typeof("kinds"."doc") when 'array' then jsonb_array_length("kinds"."doc") end`,
    mariadb: "case (cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_nopad_bin) when 'ARRAY' then json_length(`kinds`.`doc`) end",
    mysql: "case (cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_0900_bin) when 'ARRAY' then json_length(`kinds`.`doc`) end",
  })
  goldenExpr("the keys", jsonKeys(doc), {
    sqlite: `case json_type("kinds"."doc") when 'object' then (select json_group_array(distinct key) from json_each("kinds"."doc")) end`,
    postgres: `case jsonb_typeof("kinds"."doc") when 'object' then (select coalesce(jsonb_agg(k), '[]') from jsonb_object_keys("kinds"."doc") as keys (k)) end`,
    mariadb: "json_keys(`kinds`.`doc`)",
    mysql: "json_keys(`kinds`.`doc`)",
  })
})

describe("changing", () => {
  goldenExpr("set", jsonSet(doc, ["a"], [1]), {
    sqlite: {
      sql: `json_set("kinds"."doc", '$."a"', json(?))`,
      params: ["[1]"],
      text: `json_set("kinds"."doc", '$."a"', json('[1]'))`,
    },
    postgres: {
      sql: `case jsonb_typeof("kinds"."doc") when 'object' then jsonb_set("kinds"."doc", '{"a"}', coalesce($1::jsonb, cast('null' as jsonb))) else "kinds"."doc" end`,
      params: ["[1]"],
      text: `case jsonb_typeof("kinds"."doc") when 'object' then jsonb_set("kinds"."doc", '{"a"}', coalesce('[1]'::jsonb, cast('null' as jsonb))) else "kinds"."doc" end`,
    },
    mariadb: {
      sql: "json_set(`kinds`.`doc`, '$.\"a\"', json_compact((cast(? as char) collate utf8mb4_nopad_bin)))",
      params: ["[1]"],
      text: "json_set(`kinds`.`doc`, '$.\"a\"', json_compact((cast('[1]' as char) collate utf8mb4_nopad_bin)))",
    },
    mysql: {
      sql: "json_set(`kinds`.`doc`, '$.\"a\"', cast(? as json))",
      params: ["[1]"],
      text: "json_set(`kinds`.`doc`, '$.\"a\"', cast('[1]' as json))",
    },
  })
  goldenExpr("set below", jsonSet(doc, ["a", "b"], Kinds.name), {
    sqlite: `case json_type("kinds"."doc", '$."a"') when 'object' then json_set("kinds"."doc", '$."a"."b"', "kinds"."name") else "kinds"."doc" end`,
    postgres: `case jsonb_typeof(("kinds"."doc" -> 'a')) when 'object' then jsonb_set("kinds"."doc", '{"a","b"}', coalesce(to_jsonb("kinds"."name"), cast('null' as jsonb))) else "kinds"."doc" end`,
    mariadb: "json_set(`kinds`.`doc`, '$.\"a\".\"b\"', `kinds`.`name`)",
    mysql: "json_set(`kinds`.`doc`, '$.\"a\".\"b\"', `kinds`.`name`)",
  })
  goldenExpr("set an item", jsonSet(doc, ["a", 1], Kinds.flag), {
    sqlite: `case json_type("kinds"."doc", '$."a"') when 'array' then json_set("kinds"."doc", case when json_array_length("kinds"."doc", '$."a"') > 1 then '$."a"[1]' else '$."a"[#]' end, json(case "kinds"."flag" when 1 then 'true' when 0 then 'false' end)) else "kinds"."doc" end`,
    postgres: `case jsonb_typeof(("kinds"."doc" -> 'a')) when 'array' then jsonb_set("kinds"."doc", '{"a","1"}', coalesce(to_jsonb("kinds"."flag"), cast('null' as jsonb))) else "kinds"."doc" end`,
    mariadb: "case when (cast(json_type(json_extract(`kinds`.`doc`, '$.\"a\"')) as char) collate utf8mb4_nopad_bin) = 'ARRAY' then json_set(`kinds`.`doc`, '$.\"a\"[1]', json_compact(case `kinds`.`flag` when 1 then 'true' when 0 then 'false' end)) else `kinds`.`doc` end",
    mysql: "case when (cast(json_type(json_extract(`kinds`.`doc`, '$.\"a\"')) as char) collate utf8mb4_0900_bin) = 'ARRAY' then json_set(`kinds`.`doc`, '$.\"a\"[1]', cast(case `kinds`.`flag` when 1 then 'true' when 0 then 'false' end as json)) else `kinds`.`doc` end",
  })
  goldenExpr("set a first item", jsonSet(doc, [0], null), {
    sqlite: `json_set("kinds"."doc", case when json_array_length("kinds"."doc", '$') > 0 then '$[0]' else '$[#]' end, json(null))`,
    postgres: `case jsonb_typeof("kinds"."doc") when 'array' then jsonb_set("kinds"."doc", '{"0"}', coalesce(null::jsonb, cast('null' as jsonb))) else "kinds"."doc" end`,
    mariadb: "case when (cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_nopad_bin) = 'ARRAY' then json_set(`kinds`.`doc`, '$[0]', json_compact((cast(null as char) collate utf8mb4_nopad_bin))) else `kinds`.`doc` end",
    mysql: "case when (cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_0900_bin) = 'ARRAY' then json_set(`kinds`.`doc`, '$[0]', null) else `kinds`.`doc` end",
  })
  goldenExpr("insert", jsonInsert(doc, ["a"], 1), {
    sqlite: {
      sql: `json_insert("kinds"."doc", '$."a"', json(?))`,
      params: ["1"],
      text: `json_insert("kinds"."doc", '$."a"', json('1'))`,
    },
    postgres: {
      sql: `case jsonb_typeof("kinds"."doc") when 'object' then case when ("kinds"."doc" -> 'a') is null then jsonb_set("kinds"."doc", '{"a"}', coalesce($1::jsonb, cast('null' as jsonb))) else "kinds"."doc" end else "kinds"."doc" end`,
      params: ["1"],
      text: `case jsonb_typeof("kinds"."doc") when 'object' then case when ("kinds"."doc" -> 'a') is null then jsonb_set("kinds"."doc", '{"a"}', coalesce('1'::jsonb, cast('null' as jsonb))) else "kinds"."doc" end else "kinds"."doc" end`,
    },
    mariadb: {
      sql: "json_insert(`kinds`.`doc`, '$.\"a\"', json_compact((cast(? as char) collate utf8mb4_nopad_bin)))",
      params: ["1"],
      text: "json_insert(`kinds`.`doc`, '$.\"a\"', json_compact((cast('1' as char) collate utf8mb4_nopad_bin)))",
    },
    mysql: {
      sql: "json_insert(`kinds`.`doc`, '$.\"a\"', cast(? as json))",
      params: ["1"],
      text: "json_insert(`kinds`.`doc`, '$.\"a\"', cast('1' as json))",
    },
  })
  goldenExpr("replace", jsonReplace(doc, [hostile], 1), {
    sqlite: {
      sql: `json_replace("kinds"."doc", '$."it''s $1 \\"\\\\ 😀"', json(?))`,
      params: ["1"],
      text: `json_replace("kinds"."doc", '$."it''s $1 \\"\\\\ 😀"', json('1'))`,
    },
    postgres: {
      sql: `case jsonb_typeof("kinds"."doc") when 'object' then jsonb_set("kinds"."doc", '{"it''s $1 \\"\\\\ 😀"}', coalesce($1::jsonb, cast('null' as jsonb)), false) else "kinds"."doc" end`,
      params: ["1"],
      text: `case jsonb_typeof("kinds"."doc") when 'object' then jsonb_set("kinds"."doc", '{"it''s $1 \\"\\\\ 😀"}', coalesce('1'::jsonb, cast('null' as jsonb)), false) else "kinds"."doc" end`,
    },
    mariadb: {
      sql: "json_replace(`kinds`.`doc`, '$.\"it''s $1 \\\\\"\\\\\\\\ 😀\"', json_compact((cast(? as char) collate utf8mb4_nopad_bin)))",
      params: ["1"],
      text: "json_replace(`kinds`.`doc`, '$.\"it''s $1 \\\\\"\\\\\\\\ 😀\"', json_compact((cast('1' as char) collate utf8mb4_nopad_bin)))",
    },
    mysql: {
      sql: "json_replace(`kinds`.`doc`, '$.\"it''s $1 \\\\\"\\\\\\\\ 😀\"', cast(? as json))",
      params: ["1"],
      text: "json_replace(`kinds`.`doc`, '$.\"it''s $1 \\\\\"\\\\\\\\ 😀\"', cast('1' as json))",
    },
  })
  goldenExpr("remove", jsonRemove(doc, ["a", 0]), {
    sqlite: `json_remove("kinds"."doc", '$."a"[0]')`,
    postgres: `case jsonb_typeof(("kinds"."doc" -> 'a')) when 'array' then ("kinds"."doc" #- '{"a","0"}') else "kinds"."doc" end`,
    mariadb: "case when (cast(json_type(json_extract(`kinds`.`doc`, '$.\"a\"')) as char) collate utf8mb4_nopad_bin) = 'ARRAY' then json_remove(`kinds`.`doc`, '$.\"a\"[0]') else `kinds`.`doc` end",
    mysql: "case when (cast(json_type(json_extract(`kinds`.`doc`, '$.\"a\"')) as char) collate utf8mb4_0900_bin) = 'ARRAY' then json_remove(`kinds`.`doc`, '$.\"a\"[0]') else `kinds`.`doc` end",
  })
  goldenExpr("append", jsonArrayAppend(doc, ["a"], jsonGet(doc, "b")), {
    sqlite: `case json_type("kinds"."doc", '$."a"') when 'array' then json_insert("kinds"."doc", '$."a"[#]', json(("kinds"."doc" -> '$."b"'))) else "kinds"."doc" end`,
    postgres: `case jsonb_typeof(("kinds"."doc" -> 'a')) when 'array' then jsonb_set("kinds"."doc", '{"a"}', (("kinds"."doc" -> 'a') || jsonb_build_array(("kinds"."doc" -> 'b')))) else "kinds"."doc" end`,
    mariadb: "case when (cast(json_type(json_extract(`kinds`.`doc`, '$.\"a\"')) as char) collate utf8mb4_nopad_bin) = 'ARRAY' then json_array_append(`kinds`.`doc`, '$.\"a\"', json_compact((cast(json_extract(`kinds`.`doc`, '$.\"b\"') as char) collate utf8mb4_nopad_bin))) else `kinds`.`doc` end",
    mysql: "case when (cast(json_type(json_extract(`kinds`.`doc`, '$.\"a\"')) as char) collate utf8mb4_0900_bin) = 'ARRAY' then json_array_append(`kinds`.`doc`, '$.\"a\"', json_extract(`kinds`.`doc`, '$.\"b\"')) else `kinds`.`doc` end",
  })
  goldenExpr("append to the whole", jsonArrayAppend(doc, [], "x"), {
    sqlite: {
      sql: `case json_type("kinds"."doc", '$') when 'array' then json_insert("kinds"."doc", '$[#]', json(?)) else "kinds"."doc" end`,
      params: [`"x"`],
      text: `case json_type("kinds"."doc", '$') when 'array' then json_insert("kinds"."doc", '$[#]', json('"x"')) else "kinds"."doc" end`,
    },
    postgres: {
      sql: `case jsonb_typeof("kinds"."doc") when 'array' then ("kinds"."doc" || jsonb_build_array($1::jsonb)) else "kinds"."doc" end`,
      params: [`"x"`],
      text: `case jsonb_typeof("kinds"."doc") when 'array' then ("kinds"."doc" || jsonb_build_array('"x"'::jsonb)) else "kinds"."doc" end`,
    },
    mariadb: {
      sql: "case when (cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_nopad_bin) = 'ARRAY' then json_array_append(`kinds`.`doc`, '$', json_compact((cast(? as char) collate utf8mb4_nopad_bin))) else `kinds`.`doc` end",
      params: [`"x"`],
      text: "case when (cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_nopad_bin) = 'ARRAY' then json_array_append(`kinds`.`doc`, '$', json_compact((cast('\"x\"' as char) collate utf8mb4_nopad_bin))) else `kinds`.`doc` end",
    },
    mysql: {
      sql: "case when (cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_0900_bin) = 'ARRAY' then json_array_append(`kinds`.`doc`, '$', cast(? as json)) else `kinds`.`doc` end",
      params: [`"x"`],
      text: "case when (cast(json_type(`kinds`.`doc`) as char) collate utf8mb4_0900_bin) = 'ARRAY' then json_array_append(`kinds`.`doc`, '$', cast('\"x\"' as json)) else `kinds`.`doc` end",
    },
  })
  goldenExpr("concat", jsonConcat(doc, { a: 1 }), {
    sqlite: "-- SQLite has no function for jsonConcat; write it with raw",
    postgres: {
      sql: `("kinds"."doc" || $1::jsonb)`,
      params: [`{"a":1}`],
      text: `("kinds"."doc" || '{"a":1}'::jsonb)`,
    },
    mariadb: "-- MariaDB has no function for jsonConcat; write it with raw",
    mysql: "-- MySQL has no function for jsonConcat; write it with raw",
  })
  goldenExpr("merge", jsonMergePatch(doc, { a: null }), {
    sqlite: {
      sql: `json_patch("kinds"."doc", ?)`,
      params: [`{"a":null}`],
      text: `json_patch("kinds"."doc", '{"a":null}')`,
    },
    postgres: "-- PostgreSQL has no function for jsonMergePatch; write it with raw",
    mariadb: {
      sql: "case when `kinds`.`doc` is not null then json_merge_patch(`kinds`.`doc`, ?) end",
      params: [`{"a":null}`],
      text: "case when `kinds`.`doc` is not null then json_merge_patch(`kinds`.`doc`, '{\"a\":null}') end",
    },
    mysql: {
      sql: "case when `kinds`.`doc` is not null then json_merge_patch(`kinds`.`doc`, cast(? as json)) end",
      params: [`{"a":null}`],
      text: "case when `kinds`.`doc` is not null then json_merge_patch(`kinds`.`doc`, cast('{\"a\":null}' as json)) end",
    },
  })
  const Cake = table("cake", { recipe: json() })
  golden("an update", pipe(update(Cake, { recipe: jsonSet(Cake.recipe, ["eggs"], 3) }), allRows), {
    sqlite: {
      sql: `update "cake" set "recipe" = json_set("cake"."recipe", '$."eggs"', json(?))`,
      params: ["3"],
      text: `update "cake" set "recipe" = json_set("cake"."recipe", '$."eggs"', json('3'))`,
    },
    postgres: {
      sql: `update "cake" set "recipe" = case jsonb_typeof("cake"."recipe") when 'object' then jsonb_set("cake"."recipe", '{"eggs"}', coalesce($1::jsonb, cast('null' as jsonb))) else "cake"."recipe" end`,
      params: ["3"],
      text: `update "cake" set "recipe" = case jsonb_typeof("cake"."recipe") when 'object' then jsonb_set("cake"."recipe", '{"eggs"}', coalesce('3'::jsonb, cast('null' as jsonb))) else "cake"."recipe" end`,
    },
    mariadb: {
      sql: "update `cake` set `recipe` = json_set(`cake`.`recipe`, '$.\"eggs\"', json_compact((cast(? as char) collate utf8mb4_nopad_bin)))",
      params: ["3"],
      text: "update `cake` set `recipe` = json_set(`cake`.`recipe`, '$.\"eggs\"', json_compact((cast('3' as char) collate utf8mb4_nopad_bin)))",
    },
    mysql: {
      sql: "update `cake` set `recipe` = json_set(`cake`.`recipe`, '$.\"eggs\"', cast(? as json))",
      params: ["3"],
      text: "update `cake` set `recipe` = json_set(`cake`.`recipe`, '$.\"eggs\"', cast('3' as json))",
    },
  })
})

describe("building", () => {
  goldenExpr("an object", jsonObject({ id: Kinds.id, [hostile]: "x", flag: Kinds.flag, big: Kinds.big, doc }), {
    sqlite: {
      sql: `json_object(?, "kinds"."id", ?, ?, ?, json(case "kinds"."flag" when 1 then 'true' when 0 then 'false' end), ?, cast("kinds"."big" as text), ?, json("kinds"."doc"))`,
      params: ["id", `it's $1 "\\ 😀`, "x", "flag", "big", "doc"],
      text: `json_object('id', "kinds"."id", 'it''s $1 "\\ 😀', 'x', 'flag', json(case "kinds"."flag" when 1 then 'true' when 0 then 'false' end), 'big', cast("kinds"."big" as text), 'doc', json("kinds"."doc"))`,
    },
    postgres: {
      sql: `jsonb_build_object($1::text, to_jsonb("kinds"."id"), $2::text, to_jsonb($3::text), $4::text, to_jsonb("kinds"."flag"), $5::text, to_jsonb(cast("kinds"."big" as text)), $6::text, "kinds"."doc")`,
      params: ["id", `it's $1 "\\ 😀`, "x", "flag", "big", "doc"],
      text: `jsonb_build_object('id', to_jsonb("kinds"."id"), 'it''s $1 "\\ 😀', to_jsonb('x'), 'flag', to_jsonb("kinds"."flag"), 'big', to_jsonb(cast("kinds"."big" as text)), 'doc', "kinds"."doc")`,
    },
    mariadb: {
      sql: "json_object(?, `kinds`.`id`, ?, ?, ?, json_compact(case `kinds`.`flag` when 1 then 'true' when 0 then 'false' end), ?, (cast(`kinds`.`big` as char) collate utf8mb4_nopad_bin), ?, json_compact((cast(`kinds`.`doc` as char) collate utf8mb4_nopad_bin)))",
      params: ["id", `it's $1 "\\ 😀`, "x", "flag", "big", "doc"],
      text: "json_object('id', `kinds`.`id`, 'it''s $1 \"\\\\ 😀', 'x', 'flag', json_compact(case `kinds`.`flag` when 1 then 'true' when 0 then 'false' end), 'big', (cast(`kinds`.`big` as char) collate utf8mb4_nopad_bin), 'doc', json_compact((cast(`kinds`.`doc` as char) collate utf8mb4_nopad_bin)))",
    },
    mysql: {
      sql: "json_object(?, `kinds`.`id`, ?, ?, ?, cast(case `kinds`.`flag` when 1 then 'true' when 0 then 'false' end as json), ?, (cast(`kinds`.`big` as char) collate utf8mb4_0900_bin), ?, `kinds`.`doc`)",
      params: ["id", `it's $1 "\\ 😀`, "x", "flag", "big", "doc"],
      text: "json_object('id', `kinds`.`id`, 'it''s $1 \"\\\\ 😀', 'x', 'flag', cast(case `kinds`.`flag` when 1 then 'true' when 0 then 'false' end as json), 'big', (cast(`kinds`.`big` as char) collate utf8mb4_0900_bin), 'doc', `kinds`.`doc`)",
    },
  })
  goldenExpr("an array", jsonArray(Kinds.price, Kinds.raw, Kinds.day, true, jsonArray()), {
    sqlite: {
      sql: `json_array("kinds"."price", iif("kinds"."raw" is null, null, '\\x' || lower(hex("kinds"."raw"))), "kinds"."day", json(case ? when 1 then 'true' when 0 then 'false' end), json(json_array()))`,
      params: [1n],
      text: `json_array("kinds"."price", iif("kinds"."raw" is null, null, '\\x' || lower(hex("kinds"."raw"))), "kinds"."day", json(case 1 when 1 then 'true' when 0 then 'false' end), json(json_array()))`,
    },
    postgres: {
      sql: `jsonb_build_array(to_jsonb(cast("kinds"."price" as text)), to_jsonb("kinds"."raw"), to_jsonb("kinds"."day"), to_jsonb($1::boolean), jsonb_build_array())`,
      params: ["t"],
      text: `jsonb_build_array(to_jsonb(cast("kinds"."price" as text)), to_jsonb("kinds"."raw"), to_jsonb("kinds"."day"), to_jsonb(true), jsonb_build_array())`,
    },
    mariadb: {
      sql: "json_array((cast(`kinds`.`price` as char) collate utf8mb4_nopad_bin), concat('\\\\x', lower(hex(`kinds`.`raw`))), `kinds`.`day`, json_compact(case ? when 1 then 'true' when 0 then 'false' end), json_compact((cast(json_array() as char) collate utf8mb4_nopad_bin)))",
      params: [1n],
      text: "json_array((cast(`kinds`.`price` as char) collate utf8mb4_nopad_bin), concat('\\\\x', lower(hex(`kinds`.`raw`))), `kinds`.`day`, json_compact(case true when 1 then 'true' when 0 then 'false' end), json_compact((cast(json_array() as char) collate utf8mb4_nopad_bin)))",
    },
    mysql: {
      sql: "json_array((cast(`kinds`.`price` as char) collate utf8mb4_0900_bin), concat('\\\\x', lower(hex(`kinds`.`raw`))), `kinds`.`day`, cast(case ? when 1 then 'true' when 0 then 'false' end as json), json_array())",
      params: [1n],
      text: "json_array((cast(`kinds`.`price` as char) collate utf8mb4_0900_bin), concat('\\\\x', lower(hex(`kinds`.`raw`))), `kinds`.`day`, cast(case true when 1 then 'true' when 0 then 'false' end as json), json_array())",
    },
  })
  goldenExpr("a list", jsonArrayAgg(Kinds.name), {
    sqlite: `json_group_array("kinds"."name") filter (where "kinds"."name" is not null)`,
    postgres: `coalesce(jsonb_agg(to_jsonb("kinds"."name")) filter (where "kinds"."name" is not null), '[]')`,
    mariadb: "concat('[', coalesce(group_concat(case when `kinds`.`name` is not null then json_quote(cast(`kinds`.`name` as char)) end), '' collate utf8mb4_nopad_bin), ']')",
    mysql: "cast(concat('[', coalesce(group_concat(case when `kinds`.`name` is not null then json_quote(cast(`kinds`.`name` as char)) end), '' collate utf8mb4_0900_bin), ']') as json)",
  })
  goldenExpr("a list of different values", distinctValues(jsonArrayAgg(Kinds.n)), {
    sqlite: `json_group_array(distinct "kinds"."n") filter (where "kinds"."n" is not null)`,
    postgres: `coalesce(jsonb_agg(distinct to_jsonb("kinds"."n")) filter (where "kinds"."n" is not null), '[]')`,
    mariadb: "concat('[', coalesce(group_concat(distinct case when `kinds`.`n` is not null then cast(`kinds`.`n` as char) end), '' collate utf8mb4_nopad_bin), ']')",
    mysql: "cast(concat('[', coalesce(group_concat(distinct case when `kinds`.`n` is not null then cast(`kinds`.`n` as char) end), '' collate utf8mb4_0900_bin), ']') as json)",
  })
  goldenExpr("a list over a window", jsonArrayAgg(Kinds.n).pipe(filterWhere(gt(Kinds.n, 1)), over({ partitionBy: [Kinds.name] })), {
    sqlite: {
      sql: `json_group_array("kinds"."n") filter (where "kinds"."n" is not null and "kinds"."n" > ?) over (partition by "kinds"."name")`,
      params: [1n],
      text: `json_group_array("kinds"."n") filter (where "kinds"."n" is not null and "kinds"."n" > 1) over (partition by "kinds"."name")`,
    },
    postgres: {
      sql: `coalesce(jsonb_agg(to_jsonb("kinds"."n")) filter (where "kinds"."n" is not null and "kinds"."n" > $1) over (partition by "kinds"."name"), '[]')`,
      params: ["1"],
      text: `coalesce(jsonb_agg(to_jsonb("kinds"."n")) filter (where "kinds"."n" is not null and "kinds"."n" > 1) over (partition by "kinds"."name"), '[]')`,
    },
    mariadb: "-- MariaDB has no jsonArrayAgg over a window; nest the rows with many",
    mysql: "-- MySQL has no jsonArrayAgg over a window; nest the rows with many",
  })
  goldenExpr("a list of documents", jsonArrayAgg(doc), {
    sqlite: `json_group_array(json("kinds"."doc")) filter (where "kinds"."doc" is not null)`,
    postgres: `coalesce(jsonb_agg("kinds"."doc") filter (where "kinds"."doc" is not null), '[]')`,
    mariadb: "concat('[', coalesce(group_concat(case when `kinds`.`doc` is not null then cast(`kinds`.`doc` as char) end), '' collate utf8mb4_nopad_bin), ']')",
    mysql: "cast(concat('[', coalesce(group_concat(case when `kinds`.`doc` is not null then cast(`kinds`.`doc` as char) end), '' collate utf8mb4_0900_bin), ']') as json)",
  })
  goldenExpr("keys and values", jsonObjectAgg(Kinds.name, Kinds.flag), {
    sqlite: `json_group_object("kinds"."name", json(case "kinds"."flag" when 1 then 'true' when 0 then 'false' end)) filter (where "kinds"."name" is not null and "kinds"."flag" is not null)`,
    postgres: `coalesce(jsonb_object_agg("kinds"."name", to_jsonb("kinds"."flag")) filter (where "kinds"."name" is not null and "kinds"."flag" is not null), '{}')`,
    mariadb: "concat('{', coalesce(group_concat(concat(json_quote(cast(case when `kinds`.`name` is not null and `kinds`.`flag` is not null then `kinds`.`name` end as char)), ':' collate utf8mb4_nopad_bin, case `kinds`.`flag` when 1 then 'true' when 0 then 'false' end)), '' collate utf8mb4_nopad_bin), '}')",
    mysql: "cast(concat('{', coalesce(group_concat(concat(json_quote(cast(case when `kinds`.`name` is not null and `kinds`.`flag` is not null then `kinds`.`name` end as char)), ':' collate utf8mb4_0900_bin, case `kinds`.`flag` when 1 then 'true' when 0 then 'false' end)), '' collate utf8mb4_0900_bin), '}') as json)",
  })
})

describe("asking", () => {
  goldenExpr("containment", jsonContains(doc, { a: [1] }), {
    sqlite: "-- SQLite has no function for jsonContains; write it with raw",
    postgres: {
      sql: `("kinds"."doc" @> $1::jsonb)`,
      params: [`{"a":[1]}`],
      text: `("kinds"."doc" @> '{"a":[1]}'::jsonb)`,
    },
    mariadb: "-- MariaDB has no function for jsonContains; write it with raw",
    mysql: "-- MySQL has no function for jsonContains; write it with raw",
  })
  goldenExpr("a path that finds", jsonPathExists(doc, "$.a ? (@ > $x)", { x: 1 }), {
    sqlite: "-- SQLite has no function for jsonPathExists; write it with raw",
    postgres: {
      sql: `jsonb_path_exists("kinds"."doc", cast($1::text as jsonpath), $2::jsonb)`,
      params: ["$.a ? (@ > $x)", `{"x":1}`],
      text: `jsonb_path_exists("kinds"."doc", cast('$.a ? (@ > $x)' as jsonpath), '{"x":1}'::jsonb)`,
    },
    mariadb: "-- MariaDB has no function for jsonPathExists; write it with raw",
    mysql: "-- MySQL has no function for jsonPathExists; write it with raw",
  })
  goldenExpr("a path that holds", jsonPathMatch(doc, "$.a == 1"), {
    sqlite: "-- SQLite has no function for jsonPathMatch; write it with raw",
    postgres: {
      sql: `jsonb_path_match("kinds"."doc", cast($1::text as jsonpath), $2::jsonb)`,
      params: ["$.a == 1", "{}"],
      text: `jsonb_path_match("kinds"."doc", cast('$.a == 1' as jsonpath), '{}'::jsonb)`,
    },
    mariadb: "-- MariaDB has no function for jsonPathMatch; write it with raw",
    mysql: "-- MySQL has no function for jsonPathMatch; write it with raw",
  })
  goldenExpr("the first of a path", jsonPathQueryFirst(doc, Kinds.mood as never), {
    sqlite: "-- SQLite has no function for jsonPathQueryFirst; write it with raw",
    postgres: {
      sql: `jsonb_path_query_first("kinds"."doc", cast("kinds"."mood" as jsonpath), $1::jsonb)`,
      params: ["{}"],
      text: `jsonb_path_query_first("kinds"."doc", cast("kinds"."mood" as jsonpath), '{}'::jsonb)`,
    },
    mariadb: "-- MariaDB has no function for jsonPathQueryFirst; write it with raw",
    mysql: "-- MySQL has no function for jsonPathQueryFirst; write it with raw",
  })
  goldenExpr("all of a path", jsonPathQueryArray(doc, "$.a[*]"), {
    sqlite: "-- SQLite has no function for jsonPathQueryArray; write it with raw",
    postgres: {
      sql: `jsonb_path_query_array("kinds"."doc", cast($1::text as jsonpath), $2::jsonb)`,
      params: ["$.a[*]", "{}"],
      text: `jsonb_path_query_array("kinds"."doc", cast('$.a[*]' as jsonpath), '{}'::jsonb)`,
    },
    mariadb: "-- MariaDB has no function for jsonPathQueryArray; write it with raw",
    mysql: "-- MySQL has no function for jsonPathQueryArray; write it with raw",
  })
})

describe("paths", () => {
  const Cake = table("cake", { recipe: json().pipe(nullable), name: text })
  golden("an index over a part", createIndex("by_eggs", Cake, [jsonText(Cake.recipe, "eggs")]), {
    sqlite: `create index "by_eggs" on "cake" ((case json_type("recipe", '$."eggs"') when 'text' then ("recipe" ->> '$."eggs"') when 'null' then null else ("recipe" -> '$."eggs"') || '' end))`,
    postgres: `create index "by_eggs" on "cake" ((("recipe" ->> 'eggs')))`,
    mariadb: "-- MariaDB has no indexes over expressions; index a generated column",
    mysql: "create index `by_eggs` on `cake` (((json_unquote(nullif(json_extract(`recipe`, '$.\"eggs\"'), cast('null' as json))) collate utf8mb4_0900_bin)))",
  })
  golden("a group by a part", pipe(from(Cake), groupBy(jsonText(Cake.recipe, "eggs")), select(jsonText(Cake.recipe, "eggs"))), {
    sqlite: `select case json_type("cake"."recipe", '$."eggs"') when 'text' then ("cake"."recipe" ->> '$."eggs"') when 'null' then null else ("cake"."recipe" -> '$."eggs"') || '' end as "value" from "cake" group by case json_type("cake"."recipe", '$."eggs"') when 'text' then ("cake"."recipe" ->> '$."eggs"') when 'null' then null else ("cake"."recipe" -> '$."eggs"') || '' end`,
    postgres: `select ("cake"."recipe" ->> 'eggs') as "value" from "cake" group by ("cake"."recipe" ->> 'eggs')`,
    mariadb: "select (json_unquote(nullif(cast(json_extract(`cake`.`recipe`, '$.\"eggs\"') as char), 'null')) collate utf8mb4_nopad_bin) as `value` from `cake` group by (json_unquote(nullif(cast(json_extract(`cake`.`recipe`, '$.\"eggs\"') as char), 'null')) collate utf8mb4_nopad_bin)",
    mysql: "select (json_unquote(nullif(json_extract(`cake`.`recipe`, '$.\"eggs\"'), cast('null' as json))) collate utf8mb4_0900_bin) as `value` from `cake` group by (json_unquote(nullif(json_extract(`cake`.`recipe`, '$.\"eggs\"'), cast('null' as json))) collate utf8mb4_0900_bin)",
  })
  goldenExpr("no step", jsonGet(doc, -1), {
    sqlite: "-- -1 is no step of a JSON path; give a key, or an index from 0",
    postgres: "-- -1 is no step of a JSON path; give a key, or an index from 0",
    mariadb: "-- -1 is no step of a JSON path; give a key, or an index from 0",
    mysql: "-- -1 is no step of a JSON path; give a key, or an index from 0",
  })
  goldenExpr("no step of any path", jsonGet(doc, 0.5), {
    sqlite: "-- 0.5 is no step of a JSON path; give a key, or an index from 0",
    postgres: "-- 0.5 is no step of a JSON path; give a key, or an index from 0",
    mariadb: "-- 0.5 is no step of a JSON path; give a key, or an index from 0",
    mysql: "-- 0.5 is no step of a JSON path; give a key, or an index from 0",
  })
  goldenExpr("a key that no text is", jsonGet(doc, "\0"), {
    sqlite: `-- "\\u0000" is no step of a JSON path; give a key, or an index from 0`,
    postgres: `-- "\\u0000" is no step of a JSON path; give a key, or an index from 0`,
    mariadb: `-- "\\u0000" is no step of a JSON path; give a key, or an index from 0`,
    mysql: `-- "\\u0000" is no step of a JSON path; give a key, or an index from 0`,
  })
  goldenExpr("a key that begins with a minus sign", jsonGet(doc, "-1"), {
    sqlite: `("kinds"."doc" -> '$."-1"')`,
    postgres: `("kinds"."doc" -> '-1')`,
    mariadb: `-- MariaDB has no way to say the JSON path ["-1"]; read the whole document`,
    mysql: "json_extract(`kinds`.`doc`, '$.\"-1\"')",
  })
  goldenExpr("no JSON", jsonGet(Kinds.name as never), {
    sqlite: "-- a path of JSON is looked for in a text; take a column of json(…), or cast it",
    postgres: "-- a path of JSON is looked for in a text; take a column of json(…), or cast it",
    mariadb: "-- a path of JSON is looked for in a text; take a column of json(…), or cast it",
    mysql: "-- a path of JSON is looked for in a text; take a column of json(…), or cast it",
  })
  goldenExpr("a type of no JSON", jsonTypeOf(Kinds.name), {
    sqlite: "-- jsonTypeOf is a function of json, and this is a text; cast it to json",
    postgres: "-- jsonTypeOf is a function of json, and this is a text; cast it to json",
    mariadb: "-- jsonTypeOf is a function of json, and this is a text; cast it to json",
    mysql: "-- jsonTypeOf is a function of json, and this is a text; cast it to json",
  })
  goldenExpr("keys last", pipe(doc, jsonHasKey("a")), {
    sqlite: `("kinds"."doc" -> '$."a"') is not null`,
    postgres: `("kinds"."doc" -> 'a') is not null`,
    mariadb: "json_extract(`kinds`.`doc`, '$.\"a\"') is not null",
    mysql: "json_extract(`kinds`.`doc`, '$.\"a\"') is not null",
  })
  goldenExpr("paths last", pipe(doc, jsonRemove(["a"])), {
    sqlite: `json_remove("kinds"."doc", '$."a"')`,
    postgres: `case jsonb_typeof("kinds"."doc") when 'object' then ("kinds"."doc" #- '{"a"}') else "kinds"."doc" end`,
    mariadb: "json_remove(`kinds`.`doc`, '$.\"a\"')",
    mysql: "json_remove(`kinds`.`doc`, '$.\"a\"')",
  })
  goldenExpr("documents last", pipe(doc, jsonMergePatch({ a: 1 })), {
    sqlite: {
      sql: `json_patch("kinds"."doc", ?)`,
      params: [`{"a":1}`],
      text: `json_patch("kinds"."doc", '{"a":1}')`,
    },
    postgres: "-- PostgreSQL has no function for jsonMergePatch; write it with raw",
    mariadb: {
      sql: "case when `kinds`.`doc` is not null then json_merge_patch(`kinds`.`doc`, ?) end",
      params: [`{"a":1}`],
      text: "case when `kinds`.`doc` is not null then json_merge_patch(`kinds`.`doc`, '{\"a\":1}') end",
    },
    mysql: {
      sql: "case when `kinds`.`doc` is not null then json_merge_patch(`kinds`.`doc`, cast(? as json)) end",
      params: [`{"a":1}`],
      text: "case when `kinds`.`doc` is not null then json_merge_patch(`kinds`.`doc`, cast('{\"a\":1}' as json)) end",
    },
  })
  goldenExpr("containment, last", pipe(doc, jsonContains([1])), {
    sqlite: "-- SQLite has no function for jsonContains; write it with raw",
    postgres: {
      sql: `("kinds"."doc" @> $1::jsonb)`,
      params: ["[1]"],
      text: `("kinds"."doc" @> '[1]'::jsonb)`,
    },
    mariadb: "-- MariaDB has no function for jsonContains; write it with raw",
    mysql: "-- MySQL has no function for jsonContains; write it with raw",
  })
  goldenExpr("a value", jsonGet(value(json(t.type({ a: t.number })), { a: 1 }), "a"), {
    sqlite: {
      sql: `(? -> '$."a"')`,
      params: [`{"a":1}`],
      text: `('{"a":1}' -> '$."a"')`,
    },
    postgres: {
      sql: "($1::jsonb -> 'a')",
      params: [`{"a":1}`],
      text: `('{"a":1}'::jsonb -> 'a')`,
    },
    mariadb: {
      sql: `json_extract(?, '$."a"')`,
      params: [`{"a":1}`],
      text: `json_extract('{"a":1}', '$."a"')`,
    },
    mysql: {
      sql: `json_extract(cast(? as json), '$."a"')`,
      params: [`{"a":1}`],
      text: `json_extract(cast('{"a":1}' as json), '$."a"')`,
    },
  })
})
