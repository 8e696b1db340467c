import { pipe } from "effect"
import {
  all, and, ascii, between, caseOf, chr, collate, concat, concatWs, desc, eq, from, greatest, isIn, isNull, least, left, lower, md5,
  octetLength, orderBy, overlay, padEnd, padStart, repeat, reverse, right, select, sha256, splitPart, sub, toSql, value, where, text,
} from "fulmar"
import { dialect } from "fulmar/mysql"
import { describe, expect, test } from "vitest"
import { inBakery, Kinds } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"
import { texts } from "../vocabulary/texts.js"
import { testValues } from "../vocabulary/values.js"

const { id, m, mood, n, name, price, raw, span } = Kinds

describe("prints", () => {
  goldenExpr("the start", left(name, 3), {
    sqlite: {
      sql: `substr("kinds"."name", 1, ?)`,
      params: [3n],
      text: `substr("kinds"."name", 1, 3)`,
    },
    postgres: {
      sql: `left("kinds"."name", cast($1::int8 as int4))`,
      params: ["3"],
      text: `left("kinds"."name", cast(3 as int4))`,
    },
    mariadb: {
      sql: "left(`kinds`.`name`, ?)",
      params: [3n],
      text: "left(`kinds`.`name`, 3)",
    },
    mysql: {
      sql: "left(`kinds`.`name`, ?)",
      params: [3n],
      text: "left(`kinds`.`name`, 3)",
    },
  })
  goldenExpr("the start of a label, of a computed length", left(mood, sub(n, 1)), {
    sqlite: {
      sql: `substr(cast("kinds"."mood" as text), 1, case when "kinds"."n" - ? < ? then ? else "kinds"."n" - ? end)`,
      params: [1n, 0n, 0n, 1n],
      text: `substr(cast("kinds"."mood" as text), 1, case when "kinds"."n" - 1 < 0 then 0 else "kinds"."n" - 1 end)`,
    },
    postgres: {
      sql: `left(cast("kinds"."mood" as text), cast(case when "kinds"."n" - $1::int8 < $2::int8 then $3::int8 else "kinds"."n" - $4::int8 end as int4))`,
      params: ["1", "0", "0", "1"],
      text: `left(cast("kinds"."mood" as text), cast(case when "kinds"."n" - 1 < 0 then 0 else "kinds"."n" - 1 end as int4))`,
    },
    mariadb: {
      sql: "left((cast(`kinds`.`mood` as char) collate utf8mb4_nopad_bin), case when `kinds`.`n` - ? < ? then ? else `kinds`.`n` - ? end)",
      params: [1n, 0n, 0n, 1n],
      text: "left((cast(`kinds`.`mood` as char) collate utf8mb4_nopad_bin), case when `kinds`.`n` - 1 < 0 then 0 else `kinds`.`n` - 1 end)",
    },
    mysql: {
      sql: "left((cast(`kinds`.`mood` as char) collate utf8mb4_0900_bin), case when `kinds`.`n` - ? < ? then ? else `kinds`.`n` - ? end)",
      params: [1n, 0n, 0n, 1n],
      text: "left((cast(`kinds`.`mood` as char) collate utf8mb4_0900_bin), case when `kinds`.`n` - 1 < 0 then 0 else `kinds`.`n` - 1 end)",
    },
  })
  goldenExpr("the end", name.pipe(right(3)), {
    sqlite: {
      sql: `substr("kinds"."name", max(length("kinds"."name") - ?, 0) + 1)`,
      params: [3n],
      text: `substr("kinds"."name", max(length("kinds"."name") - 3, 0) + 1)`,
    },
    postgres: {
      sql: `right("kinds"."name", cast($1::int8 as int4))`,
      params: ["3"],
      text: `right("kinds"."name", cast(3 as int4))`,
    },
    mariadb: {
      sql: "right(`kinds`.`name`, ?)",
      params: [3n],
      text: "right(`kinds`.`name`, 3)",
    },
    mysql: {
      sql: "right(`kinds`.`name`, ?)",
      params: [3n],
      text: "right(`kinds`.`name`, 3)",
    },
  })
  goldenExpr("a part", splitPart(name, ",", 2), {
    sqlite: {
      sql: `fulmar_split_part("kinds"."name", ?, ?)`,
      params: [",", 2n],
      text: `fulmar_split_part("kinds"."name", ',', 2)`,
    },
    postgres: {
      sql: `split_part("kinds"."name", $1::text, cast($2::int8 as int4))`,
      params: [",", "2"],
      text: `split_part("kinds"."name", ',', cast(2 as int4))`,
    },
    mariadb: {
      sql: "substring_index(substring(`kinds`.`name`, char_length(substring_index(concat(?, `kinds`.`name`), ?, ?)) + 1), ?, 1)",
      params: [",", ",", 2n, ","],
      text: "substring_index(substring(`kinds`.`name`, char_length(substring_index(concat(',', `kinds`.`name`), ',', 2)) + 1), ',', 1)",
    },
    mysql: {
      sql: "substring_index(substring(`kinds`.`name`, char_length(substring_index(concat(?, `kinds`.`name`), ?, ?)) + 1), ?, 1)",
      params: [",", ",", 2n, ","],
      text: "substring_index(substring(`kinds`.`name`, char_length(substring_index(concat(',', `kinds`.`name`), ',', 2)) + 1), ',', 1)",
    },
  })
  goldenExpr("another text in it", overlay(name, "xy", 2), {
    sqlite: {
      sql: `(substr("kinds"."name", 1, ? - 1) || ? || substr("kinds"."name", ? + length(?)))`,
      params: [2n, "xy", 2n, "xy"],
      text: `(substr("kinds"."name", 1, 2 - 1) || 'xy' || substr("kinds"."name", 2 + length('xy')))`,
    },
    postgres: {
      sql: `overlay("kinds"."name" placing $1::text from cast($2::int8 as int4))`,
      params: ["xy", "2"],
      text: `overlay("kinds"."name" placing 'xy' from cast(2 as int4))`,
    },
    mariadb: {
      sql: "concat(left(`kinds`.`name`, ? - 1), ?, substring(`kinds`.`name`, ? + char_length(?)))",
      params: [2n, "xy", 2n, "xy"],
      text: "concat(left(`kinds`.`name`, 2 - 1), 'xy', substring(`kinds`.`name`, 2 + char_length('xy')))",
    },
    mysql: {
      sql: "concat(left(`kinds`.`name`, ? - 1), ?, substring(`kinds`.`name`, ? + char_length(?)))",
      params: [2n, "xy", 2n, "xy"],
      text: "concat(left(`kinds`.`name`, 2 - 1), 'xy', substring(`kinds`.`name`, 2 + char_length('xy')))",
    },
  })
  goldenExpr("another text for so many characters", overlay(concat(name, "!"), lower(name), 2, 3), {
    sqlite: {
      sql: `(substr("kinds"."name" || ?, 1, ? - 1) || lower("kinds"."name") || substr("kinds"."name" || ?, ? + ?))`,
      params: ["!", 2n, "!", 2n, 3n],
      text: `(substr("kinds"."name" || '!', 1, 2 - 1) || lower("kinds"."name") || substr("kinds"."name" || '!', 2 + 3))`,
    },
    postgres: {
      sql: `overlay(("kinds"."name" || $1::text) placing lower("kinds"."name") from cast($2::int8 as int4) for cast($3::int8 as int4))`,
      params: ["!", "2", "3"],
      text: `overlay(("kinds"."name" || '!') placing lower("kinds"."name") from cast(2 as int4) for cast(3 as int4))`,
    },
    mariadb: {
      sql: "concat(left(concat(`kinds`.`name`, ?), ? - 1), lower(`kinds`.`name`), substring(concat(`kinds`.`name`, ?), ? + ?))",
      params: ["!", 2n, "!", 2n, 3n],
      text: "concat(left(concat(`kinds`.`name`, '!'), 2 - 1), lower(`kinds`.`name`), substring(concat(`kinds`.`name`, '!'), 2 + 3))",
    },
    mysql: {
      sql: "concat(left(concat(`kinds`.`name`, ?), ? - 1), lower(`kinds`.`name`), substring(concat(`kinds`.`name`, ?), ? + ?))",
      params: ["!", 2n, "!", 2n, 3n],
      text: "concat(left(concat(`kinds`.`name`, '!'), 2 - 1), lower(`kinds`.`name`), substring(concat(`kinds`.`name`, '!'), 2 + 3))",
    },
  })
  goldenExpr("filled at the start", padStart(name, 5), {
    sqlite: {
      sql: `fulmar_lpad("kinds"."name", ?, ?)`,
      params: [5n, " "],
      text: `fulmar_lpad("kinds"."name", 5, ' ')`,
    },
    postgres: {
      sql: `lpad("kinds"."name", cast($1::int8 as int4), $2::text)`,
      params: ["5", " "],
      text: `lpad("kinds"."name", cast(5 as int4), ' ')`,
    },
    mariadb: {
      sql: "lpad(`kinds`.`name`, ?, ?)",
      params: [5n, " "],
      text: "lpad(`kinds`.`name`, 5, ' ')",
    },
    mysql: {
      sql: "lpad(`kinds`.`name`, ?, ?)",
      params: [5n, " "],
      text: "lpad(`kinds`.`name`, 5, ' ')",
    },
  })
  goldenExpr("filled at the end", padEnd(name, n, "-"), {
    sqlite: {
      sql: `fulmar_rpad("kinds"."name", case when "kinds"."n" < ? then ? else "kinds"."n" end, ?)`,
      params: [0n, 0n, "-"],
      text: `fulmar_rpad("kinds"."name", case when "kinds"."n" < 0 then 0 else "kinds"."n" end, '-')`,
    },
    postgres: {
      sql: `rpad("kinds"."name", cast(case when "kinds"."n" < $1::int8 then $2::int8 else "kinds"."n" end as int4), $3::text)`,
      params: ["0", "0", "-"],
      text: `rpad("kinds"."name", cast(case when "kinds"."n" < 0 then 0 else "kinds"."n" end as int4), '-')`,
    },
    mariadb: {
      sql: "rpad(`kinds`.`name`, case when `kinds`.`n` < ? then ? else `kinds`.`n` end, ?)",
      params: [0n, 0n, "-"],
      text: "rpad(`kinds`.`name`, case when `kinds`.`n` < 0 then 0 else `kinds`.`n` end, '-')",
    },
    mysql: {
      sql: "rpad(`kinds`.`name`, case when `kinds`.`n` < ? then ? else `kinds`.`n` end, ?)",
      params: [0n, 0n, "-"],
      text: "rpad(`kinds`.`name`, case when `kinds`.`n` < 0 then 0 else `kinds`.`n` end, '-')",
    },
  })
  goldenExpr("filled with nothing", padEnd(name, 5, ""), {
    sqlite: {
      sql: `substr("kinds"."name", 1, ?)`,
      params: [5n],
      text: `substr("kinds"."name", 1, 5)`,
    },
    postgres: {
      sql: `left("kinds"."name", cast($1::int8 as int4))`,
      params: ["5"],
      text: `left("kinds"."name", cast(5 as int4))`,
    },
    mariadb: {
      sql: "left(`kinds`.`name`, ?)",
      params: [5n],
      text: "left(`kinds`.`name`, 5)",
    },
    mysql: {
      sql: "left(`kinds`.`name`, ?)",
      params: [5n],
      text: "left(`kinds`.`name`, 5)",
    },
  })
  goldenExpr("so many times", repeat(name, 2), {
    sqlite: {
      sql: `fulmar_repeat("kinds"."name", ?)`,
      params: [2n],
      text: `fulmar_repeat("kinds"."name", 2)`,
    },
    postgres: {
      sql: `repeat("kinds"."name", cast($1::int8 as int4))`,
      params: ["2"],
      text: `repeat("kinds"."name", cast(2 as int4))`,
    },
    mariadb: {
      sql: "repeat(`kinds`.`name`, ?)",
      params: [2n],
      text: "repeat(`kinds`.`name`, 2)",
    },
    mysql: {
      sql: "repeat(`kinds`.`name`, ?)",
      params: [2n],
      text: "repeat(`kinds`.`name`, 2)",
    },
  })
  goldenExpr("backwards", reverse(name), {
    sqlite: `fulmar_reverse("kinds"."name")`,
    postgres: `reverse("kinds"."name")`,
    mariadb: "reverse(`kinds`.`name`)",
    mysql: "reverse(`kinds`.`name`)",
  })
  goldenExpr("a code point", ascii(name), {
    sqlite: `ifnull(unicode("kinds"."name"), length("kinds"."name"))`,
    postgres: `ascii("kinds"."name")`,
    mariadb: "ord(convert(`kinds`.`name` using utf32))",
    mysql: "ord(convert(`kinds`.`name` using utf32))",
  })
  goldenExpr("a character", chr(n), {
    sqlite: `case when "kinds"."n" is not null then char("kinds"."n") end`,
    postgres: `chr(cast("kinds"."n" as int4))`,
    mariadb: "case when `kinds`.`n` is not null then convert(char(`kinds`.`n` using utf32) using utf8mb4) collate utf8mb4_nopad_bin end",
    mysql: "case when `kinds`.`n` is not null then convert(char(`kinds`.`n` using utf32) using utf8mb4) collate utf8mb4_0900_bin end",
  })
  goldenExpr("bytes of a text", octetLength(name), {
    sqlite: `length(cast("kinds"."name" as blob))`,
    postgres: `octet_length("kinds"."name")`,
    mariadb: "octet_length(`kinds`.`name`)",
    mysql: "octet_length(`kinds`.`name`)",
  })
  goldenExpr("with a separator", concatWs(", ", name, "x", mood), {
    sqlite: {
      sql: `fulmar_concat_ws(?, "kinds"."name", ?, cast("kinds"."mood" as text))`,
      params: [", ", "x"],
      text: `fulmar_concat_ws(', ', "kinds"."name", 'x', cast("kinds"."mood" as text))`,
    },
    postgres: {
      sql: `concat_ws($1::text, "kinds"."name", $2::text, cast("kinds"."mood" as text))`,
      params: [", ", "x"],
      text: `concat_ws(', ', "kinds"."name", 'x', cast("kinds"."mood" as text))`,
    },
    mariadb: {
      sql: "concat_ws(?, `kinds`.`name`, ?, (cast(`kinds`.`mood` as char) collate utf8mb4_nopad_bin))",
      params: [", ", "x"],
      text: "concat_ws(', ', `kinds`.`name`, 'x', (cast(`kinds`.`mood` as char) collate utf8mb4_nopad_bin))",
    },
    mysql: {
      sql: "concat_ws(?, `kinds`.`name`, ?, (cast(`kinds`.`mood` as char) collate utf8mb4_0900_bin))",
      params: [", ", "x"],
      text: "concat_ws(', ', `kinds`.`name`, 'x', (cast(`kinds`.`mood` as char) collate utf8mb4_0900_bin))",
    },
  })
  goldenExpr("a hash", sha256(name), {
    sqlite: `fulmar_sha256("kinds"."name")`,
    postgres: `encode(sha256(convert_to("kinds"."name", 'UTF8')), 'hex')`,
    mariadb: "sha2(convert(`kinds`.`name` using utf8mb4), 256)",
    mysql: "sha2(convert(`kinds`.`name` using utf8mb4), 256)",
  })
  goldenExpr("a hash of bytes", sha256(raw), {
    sqlite: `fulmar_sha256("kinds"."raw")`,
    postgres: `encode(sha256("kinds"."raw"), 'hex')`,
    mariadb: "sha2(`kinds`.`raw`, 256)",
    mysql: "sha2(`kinds`.`raw`, 256)",
  })
  goldenExpr("MD5", md5(name), {
    sqlite: `fulmar_md5("kinds"."name")`,
    postgres: `md5(convert_to("kinds"."name", 'UTF8'))`,
    mariadb: "md5(convert(`kinds`.`name` using utf8mb4))",
    mysql: "-- MySQL has no function for md5; write it with raw",
  })
  goldenExpr("MD5 of bytes", md5(raw), {
    sqlite: `fulmar_md5("kinds"."raw")`,
    postgres: `md5("kinds"."raw")`,
    mariadb: "md5(`kinds`.`raw`)",
    mysql: "-- MySQL has no function for md5; write it with raw",
  })
  goldenExpr("a collation beside operators", and(
    eq(collate(name, "C"), "x"), isNull(collate(name, "C")),
    eq(concat(collate(name, "C"), "y"), lower(collate(concat(name, "y"), "C"))),
    between(collate(name, "C"), "a", collate(value(text, "b"), `od"d\`s`)), isIn(name.pipe(collate("C")), ["a"]),
  ), {
    sqlite: {
      sql: "\"kinds\".\"name\" collate \"C\" = ? and \"kinds\".\"name\" collate \"C\" is null and (\"kinds\".\"name\" collate \"C\") || ? = lower((\"kinds\".\"name\" || ?) collate \"C\") and (\"kinds\".\"name\" collate \"C\") between ? and (? collate \"od\"\"d`s\") and \"kinds\".\"name\" collate \"C\" in (?)",
      params: ["x", "y", "y", "a", "b", "a"],
      text: "\"kinds\".\"name\" collate \"C\" = 'x' and \"kinds\".\"name\" collate \"C\" is null and (\"kinds\".\"name\" collate \"C\") || 'y' = lower((\"kinds\".\"name\" || 'y') collate \"C\") and (\"kinds\".\"name\" collate \"C\") between 'a' and ('b' collate \"od\"\"d`s\") and \"kinds\".\"name\" collate \"C\" in ('a')",
    },
    postgres: {
      sql: "\"kinds\".\"name\" collate \"C\" = $1::text and \"kinds\".\"name\" collate \"C\" is null and (\"kinds\".\"name\" collate \"C\") || $2::text = lower((\"kinds\".\"name\" || $3::text) collate \"C\") and (\"kinds\".\"name\" collate \"C\") between $4::text and ($5::text collate \"od\"\"d`s\") and \"kinds\".\"name\" collate \"C\" in ($6::text)",
      params: ["x", "y", "y", "a", "b", "a"],
      text: "\"kinds\".\"name\" collate \"C\" = 'x' and \"kinds\".\"name\" collate \"C\" is null and (\"kinds\".\"name\" collate \"C\") || 'y' = lower((\"kinds\".\"name\" || 'y') collate \"C\") and (\"kinds\".\"name\" collate \"C\") between 'a' and ('b' collate \"od\"\"d`s\") and \"kinds\".\"name\" collate \"C\" in ('a')",
    },
    mariadb: {
      sql: "`kinds`.`name` collate `C` = ? and `kinds`.`name` collate `C` is null and concat(`kinds`.`name` collate `C`, ?) = lower(concat(`kinds`.`name`, ?) collate `C`) and (`kinds`.`name` collate `C`) between ? and (? collate `od\"d``s`) and `kinds`.`name` collate `C` in (?)",
      params: ["x", "y", "y", "a", "b", "a"],
      text: "`kinds`.`name` collate `C` = 'x' and `kinds`.`name` collate `C` is null and concat(`kinds`.`name` collate `C`, 'y') = lower(concat(`kinds`.`name`, 'y') collate `C`) and (`kinds`.`name` collate `C`) between 'a' and ('b' collate `od\"d``s`) and `kinds`.`name` collate `C` in ('a')",
    },
    mysql: {
      sql: "`kinds`.`name` collate `C` = ? and `kinds`.`name` collate `C` is null and concat(`kinds`.`name` collate `C`, ?) = lower(concat(`kinds`.`name`, ?) collate `C`) and (`kinds`.`name` collate `C`) between ? and (? collate `od\"d``s`) and `kinds`.`name` collate `C` in (?)",
      params: ["x", "y", "y", "a", "b", "a"],
      text: "`kinds`.`name` collate `C` = 'x' and `kinds`.`name` collate `C` is null and concat(`kinds`.`name` collate `C`, 'y') = lower(concat(`kinds`.`name`, 'y') collate `C`) and (`kinds`.`name` collate `C`) between 'a' and ('b' collate `od\"d``s`) and `kinds`.`name` collate `C` in ('a')",
    },
  })
  golden("sorted by a collation", pipe(from(Kinds), select(id), orderBy(desc(collate(name, "C")))), {
    sqlite: `select "kinds"."id" from "kinds" order by "kinds"."name" collate "C" desc`,
    postgres: `select "kinds"."id" from "kinds" order by "kinds"."name" collate "C" desc`,
    mariadb: "select `kinds`.`id` from `kinds` order by `kinds`.`name` collate `C` desc",
    mysql: "select `kinds`.`id` from `kinds` order by `kinds`.`name` collate `C` desc",
  })
  goldenExpr("a choice by value", caseOf(n, [[1, "one"], [m, "m"]], "many"), {
    sqlite: {
      sql: `case "kinds"."n" when ? then ? when "kinds"."m" then ? else ? end`,
      params: [1n, "one", "m", "many"],
      text: `case "kinds"."n" when 1 then 'one' when "kinds"."m" then 'm' else 'many' end`,
    },
    postgres: {
      sql: `case "kinds"."n" when $1 then $2::text when "kinds"."m" then $3::text else $4::text end`,
      params: ["1", "one", "m", "many"],
      text: `case "kinds"."n" when 1 then 'one' when "kinds"."m" then 'm' else 'many' end`,
    },
    mariadb: {
      sql: "case `kinds`.`n` when ? then ? when `kinds`.`m` then ? else ? end",
      params: [1n, "one", "m", "many"],
      text: "case `kinds`.`n` when 1 then 'one' when `kinds`.`m` then 'm' else 'many' end",
    },
    mysql: {
      sql: "case `kinds`.`n` when ? then ? when `kinds`.`m` then ? else ? end",
      params: [1n, "one", "m", "many"],
      text: "case `kinds`.`n` when 1 then 'one' when `kinds`.`m` then 'm' else 'many' end",
    },
  })
  goldenExpr("a choice by a decimal, or NULL", caseOf(price, [[price, 1]], null), {
    sqlite: {
      sql: `case fulmar_decimal_key("kinds"."price") when fulmar_decimal_key("kinds"."price") then ? end`,
      params: [1n],
      text: `case fulmar_decimal_key("kinds"."price") when fulmar_decimal_key("kinds"."price") then 1 end`,
    },
    postgres: {
      sql: `case "kinds"."price" when "kinds"."price" then $1::int8 end`,
      params: ["1"],
      text: `case "kinds"."price" when "kinds"."price" then 1 end`,
    },
    mariadb: {
      sql: "case `kinds`.`price` when `kinds`.`price` then ? end",
      params: [1n],
      text: "case `kinds`.`price` when `kinds`.`price` then 1 end",
    },
    mysql: {
      sql: "case `kinds`.`price` when `kinds`.`price` then ? end",
      params: [1n],
      text: "case `kinds`.`price` when `kinds`.`price` then 1 end",
    },
  })
  goldenExpr("the greatest", greatest(n, m, 5), {
    sqlite: {
      sql: `max("kinds"."n", "kinds"."m", ?)`,
      params: [5n],
      text: `max("kinds"."n", "kinds"."m", 5)`,
    },
    postgres: {
      sql: `case when num_nulls("kinds"."n", "kinds"."m", $1::int4) = 0 then greatest("kinds"."n", "kinds"."m", $2::int4) end`,
      params: ["5", "5"],
      text: `case when num_nulls("kinds"."n", "kinds"."m", 5) = 0 then greatest("kinds"."n", "kinds"."m", 5) end`,
    },
    mariadb: {
      sql: "greatest(`kinds`.`n`, `kinds`.`m`, ?)",
      params: [5n],
      text: "greatest(`kinds`.`n`, `kinds`.`m`, 5)",
    },
    mysql: {
      sql: "greatest(`kinds`.`n`, `kinds`.`m`, ?)",
      params: [5n],
      text: "greatest(`kinds`.`n`, `kinds`.`m`, 5)",
    },
  })
  goldenExpr("the greatest decimal", greatest(price, price), {
    sqlite: `fulmar_greatest_decimal("kinds"."price", "kinds"."price")`,
    postgres: `case when num_nulls("kinds"."price", "kinds"."price") = 0 then greatest("kinds"."price", "kinds"."price") end`,
    mariadb: "greatest(`kinds`.`price`, `kinds`.`price`)",
    mysql: "greatest(`kinds`.`price`, `kinds`.`price`)",
  })
  goldenExpr("the least", least(name, "x"), {
    sqlite: {
      sql: `min("kinds"."name", ?)`,
      params: ["x"],
      text: `min("kinds"."name", 'x')`,
    },
    postgres: {
      sql: `case when num_nulls("kinds"."name", $1::text) = 0 then least("kinds"."name", $2::text) end`,
      params: ["x", "x"],
      text: `case when num_nulls("kinds"."name", 'x') = 0 then least("kinds"."name", 'x') end`,
    },
    mariadb: {
      sql: "least(`kinds`.`name`, ?)",
      params: ["x"],
      text: "least(`kinds`.`name`, 'x')",
    },
    mysql: {
      sql: "least(`kinds`.`name`, ?)",
      params: ["x"],
      text: "least(`kinds`.`name`, 'x')",
    },
  })
  goldenExpr("the least length of time", least(span, span), {
    sqlite: `fulmar_least_interval("kinds"."span", "kinds"."span")`,
    postgres: `case when num_nulls("kinds"."span", "kinds"."span") = 0 then least("kinds"."span", "kinds"."span") end`,
    mariadb: "least(`kinds`.`span`, `kinds`.`span`)",
    mysql: "least(`kinds`.`span`, `kinds`.`span`)",
  })
})

describe("values", () => {
  testValues(texts)

  test("a collation says what is equal, and how rows are sorted", async () => {
    const found = await inBakery(all(pipe(from(Kinds), where(eq(collate(name, "NOCASE"), "üNÏ 100%_A\\B")), select(id))))
    expect(found).toEqual([])
    const same = await inBakery(all(pipe(from(Kinds), where(eq(collate(name, "NOCASE"), "Ünï 100%_A\\B")), select(id))))
    expect(same).toEqual([1])
  })

  test("numbers that a function cannot count with are refused by name", () => {
    const sql = (x: unknown) => toSql(dialect)(pipe(from(Kinds), select({ x: x as typeof name })))
    expect(sql(splitPart(name, ",", 0))).toContain("0 does not fit here: expected a whole number, 1 or more")
    expect(sql(splitPart(name, "", 1))).toContain(`"" does not fit here: expected a text that is not empty`)
    expect(sql(overlay(name, "x", 0))).toContain("0 does not fit here: expected a whole number, 1 or more")
    expect(sql(overlay(name, "x", 1, -1))).toContain("-1 does not fit here: expected a whole number, 0 or more")
    expect(sql(left(name, 1.5))).toContain("1.5 does not fit here: expected a whole number")
    expect(sql(md5(name))).toContain("MySQL has no function for md5")

  })
})
