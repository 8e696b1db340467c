import { pipe } from "effect"
import {
  all,
  concat,
  contains,
  endsWith,
  eq,
  from,
  ilike,
  length,
  like,
  literal,
  lower,
  notLike,
  nullOf,
  position,
  replace,
  select,
  startsWith,
  substring,
  text,
  trim,
  trimEnd,
  trimStart,
  upper,
  where,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { inBakery, Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const { name, n } = Kinds
const hostile = `a%b_c\\d'e"`

describe("prints", () => {
  goldenExpr("concatenation", concat(name, " and ", upper(name)), {
    sqlite: {
      sql: `"kinds"."name" || ? || upper("kinds"."name")`,
      params: [" and "],
      text: `"kinds"."name" || ' and ' || upper("kinds"."name")`,
    },
    postgres: {
      sql: `"kinds"."name" || $1::text || upper("kinds"."name")`,
      params: [" and "],
      text: `"kinds"."name" || ' and ' || upper("kinds"."name")`,
    },
    mariadb: {
      sql: "concat(concat(`kinds`.`name`, ?), upper(`kinds`.`name`))",
      params: [" and "],
      text: "concat(concat(`kinds`.`name`, ' and '), upper(`kinds`.`name`))",
    },
    mysql: {
      sql: "concat(concat(`kinds`.`name`, ?), upper(`kinds`.`name`))",
      params: [" and "],
      text: "concat(concat(`kinds`.`name`, ' and '), upper(`kinds`.`name`))",
    },
  })
  goldenExpr("lower and upper", concat(lower(name), upper(name)), {
    sqlite: `lower("kinds"."name") || upper("kinds"."name")`,
    postgres: `lower("kinds"."name") || upper("kinds"."name")`,
    mariadb: "concat(lower(`kinds`.`name`), upper(`kinds`.`name`))",
    mysql: "concat(lower(`kinds`.`name`), upper(`kinds`.`name`))",
  })
  goldenExpr("trim at both ends", trim(name), {
    sqlite: `trim("kinds"."name")`,
    postgres: `btrim("kinds"."name")`,
    mariadb: "trim(`kinds`.`name`)",
    mysql: "trim(`kinds`.`name`)",
  })
  goldenExpr("trim at the start", trimStart(name), {
    sqlite: `ltrim("kinds"."name")`,
    postgres: `ltrim("kinds"."name")`,
    mariadb: "ltrim(`kinds`.`name`)",
    mysql: "ltrim(`kinds`.`name`)",
  })
  goldenExpr("trim at the end", trimEnd(name), {
    sqlite: `rtrim("kinds"."name")`,
    postgres: `rtrim("kinds"."name")`,
    mariadb: "rtrim(`kinds`.`name`)",
    mysql: "rtrim(`kinds`.`name`)",
  })
  goldenExpr("length", length(name), {
    sqlite: `length("kinds"."name")`,
    postgres: `length("kinds"."name")`,
    mariadb: "char_length(`kinds`.`name`)",
    mysql: "char_length(`kinds`.`name`)",
  })
  goldenExpr("a part", substring(name, 2, n), {
    sqlite: {
      sql: `substr("kinds"."name", ?, case when "kinds"."n" < ? then ? else "kinds"."n" end)`,
      params: [2n, 0n, 0n],
      text: `substr("kinds"."name", 2, case when "kinds"."n" < 0 then 0 else "kinds"."n" end)`,
    },
    postgres: {
      sql: `substr("kinds"."name", cast($1::int8 as int4), cast(case when "kinds"."n" < $2::int8 then $3::int8 else "kinds"."n" end as int4))`,
      params: ["2", "0", "0"],
      text: `substr("kinds"."name", cast(2 as int4), cast(case when "kinds"."n" < 0 then 0 else "kinds"."n" end as int4))`,
    },
    mariadb: {
      sql: "substring(`kinds`.`name`, ?, case when `kinds`.`n` < ? then ? else `kinds`.`n` end)",
      params: [2n, 0n, 0n],
      text: "substring(`kinds`.`name`, 2, case when `kinds`.`n` < 0 then 0 else `kinds`.`n` end)",
    },
    mysql: {
      sql: "substring(`kinds`.`name`, ?, case when `kinds`.`n` < ? then ? else `kinds`.`n` end)",
      params: [2n, 0n, 0n],
      text: "substring(`kinds`.`name`, 2, case when `kinds`.`n` < 0 then 0 else `kinds`.`n` end)",
    },
  })
  goldenExpr("a part to the end", substring(name, 2), {
    sqlite: {
      sql: `substr("kinds"."name", ?)`,
      params: [2n],
      text: `substr("kinds"."name", 2)`,
    },
    postgres: {
      sql: `substr("kinds"."name", cast($1::int8 as int4))`,
      params: ["2"],
      text: `substr("kinds"."name", cast(2 as int4))`,
    },
    mariadb: {
      sql: "substring(`kinds`.`name`, ?)",
      params: [2n],
      text: "substring(`kinds`.`name`, 2)",
    },
    mysql: {
      sql: "substring(`kinds`.`name`, ?)",
      params: [2n],
      text: "substring(`kinds`.`name`, 2)",
    },
  })
  goldenExpr("replace", replace(name, "a", "b"), {
    sqlite: {
      sql: `replace("kinds"."name", ?, ?)`,
      params: ["a", "b"],
      text: `replace("kinds"."name", 'a', 'b')`,
    },
    postgres: {
      sql: `replace("kinds"."name", $1::text, $2::text)`,
      params: ["a", "b"],
      text: `replace("kinds"."name", 'a', 'b')`,
    },
    mariadb: {
      sql: "replace(`kinds`.`name`, ?, ?)",
      params: ["a", "b"],
      text: "replace(`kinds`.`name`, 'a', 'b')",
    },
    mysql: {
      sql: "replace(`kinds`.`name`, ?, ?)",
      params: ["a", "b"],
      text: "replace(`kinds`.`name`, 'a', 'b')",
    },
  })
  goldenExpr("position", position(name, "a"), {
    sqlite: {
      sql: `instr("kinds"."name", ?)`,
      params: ["a"],
      text: `instr("kinds"."name", 'a')`,
    },
    postgres: {
      sql: `strpos("kinds"."name", $1::text)`,
      params: ["a"],
      text: `strpos("kinds"."name", 'a')`,
    },
    mariadb: {
      sql: "locate(?, `kinds`.`name`)",
      params: ["a"],
      text: "locate('a', `kinds`.`name`)",
    },
    mysql: {
      sql: "locate(?, `kinds`.`name`)",
      params: ["a"],
      text: "locate('a', `kinds`.`name`)",
    },
  })
  goldenExpr("like", like(name, "a%"), {
    sqlite: {
      sql: `"kinds"."name" like ? escape '\\'`,
      params: ["a%"],
      text: `"kinds"."name" like 'a%' escape '\\'`,
    },
    postgres: {
      sql: `"kinds"."name" like $1`,
      params: ["a%"],
      text: `"kinds"."name" like 'a%'`,
    },
    mariadb: {
      sql: "`kinds`.`name` like ? collate utf8mb4_nopad_bin",
      params: ["a%"],
      text: "`kinds`.`name` like 'a%' collate utf8mb4_nopad_bin",
    },
    mysql: {
      sql: "`kinds`.`name` like ? collate utf8mb4_0900_bin",
      params: ["a%"],
      text: "`kinds`.`name` like 'a%' collate utf8mb4_0900_bin",
    },
  })
  goldenExpr("not like", notLike(name, concat(name, "%")), {
    sqlite: {
      sql: `"kinds"."name" not like ("kinds"."name" || ?) escape '\\'`,
      params: ["%"],
      text: `"kinds"."name" not like ("kinds"."name" || '%') escape '\\'`,
    },
    postgres: {
      sql: `"kinds"."name" not like ("kinds"."name" || $1::text)`,
      params: ["%"],
      text: `"kinds"."name" not like ("kinds"."name" || '%')`,
    },
    mariadb: {
      sql: "`kinds`.`name` not like concat(`kinds`.`name`, ?) collate utf8mb4_nopad_bin",
      params: ["%"],
      text: "`kinds`.`name` not like concat(`kinds`.`name`, '%') collate utf8mb4_nopad_bin",
    },
    mysql: {
      sql: "`kinds`.`name` not like concat(`kinds`.`name`, ?) collate utf8mb4_0900_bin",
      params: ["%"],
      text: "`kinds`.`name` not like concat(`kinds`.`name`, '%') collate utf8mb4_0900_bin",
    },
  })
  goldenExpr("ilike, which SQLite lacks", ilike(name, "a%"), {
    sqlite: "-- SQLite has no ilike; compare lower(…) of both sides with like",
    postgres: {
      sql: `"kinds"."name" ilike $1`,
      params: ["a%"],
      text: `"kinds"."name" ilike 'a%'`,
    },
    mariadb: "-- MariaDB has no ilike; compare lower(…) of both sides with like",
    mysql: "-- MySQL has no ilike; compare lower(…) of both sides with like",
  })
  goldenExpr("contains", contains(name, hostile), {
    sqlite: {
      sql: `"kinds"."name" like ? escape '\\'`,
      params: [`%a\\%b\\_c\\\\d'e"%`],
      text: `"kinds"."name" like '%a\\%b\\_c\\\\d''e"%' escape '\\'`,
    },
    postgres: {
      sql: `"kinds"."name" like $1`,
      params: [`%a\\%b\\_c\\\\d'e"%`],
      text: `"kinds"."name" like '%a\\%b\\_c\\\\d''e"%'`,
    },
    mariadb: {
      sql: "`kinds`.`name` like ? collate utf8mb4_nopad_bin",
      params: [`%a\\%b\\_c\\\\d'e"%`],
      text: "`kinds`.`name` like '%a\\\\%b\\\\_c\\\\\\\\d''e\"%' collate utf8mb4_nopad_bin",
    },
    mysql: {
      sql: "`kinds`.`name` like ? collate utf8mb4_0900_bin",
      params: [`%a\\%b\\_c\\\\d'e"%`],
      text: "`kinds`.`name` like '%a\\\\%b\\\\_c\\\\\\\\d''e\"%' collate utf8mb4_0900_bin",
    },
  })
  goldenExpr("contains another expression", contains(name, lower(name)), {
    sqlite: {
      sql: `"kinds"."name" like (? || replace(replace(replace(lower("kinds"."name"), ?, ?), ?, ?), ?, ?) || ?) ` +
        `escape '\\'`,
      params: ["%", "\\", "\\\\", "%", "\\%", "_", "\\_", "%"],
      text: `"kinds"."name" like ('%' || replace(replace(replace(lower("kinds"."name"), '\\', '\\\\'), '%', '\\%'), ` +
        `'_', '\\_') || '%') escape '\\'`,
    },
    postgres: {
      sql: `"kinds"."name" like ($1::text || replace(replace(replace(lower("kinds"."name"), $2::text, $3::text), $4::text, $5::text), $6::text, $7::text) || $8::text)`,
      params: ["%", "\\", "\\\\", "%", "\\%", "_", "\\_", "%"],
      text: `"kinds"."name" like ('%' || replace(replace(replace(lower("kinds"."name"), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')`,
    },
    mariadb: {
      sql: "`kinds`.`name` like concat(concat(?, replace(replace(replace(lower(`kinds`.`name`), ?, ?), ?, ?), ?, ?)), ?) collate utf8mb4_nopad_bin",
      params: ["%", "\\", "\\\\", "%", "\\%", "_", "\\_", "%"],
      text: "`kinds`.`name` like concat(concat('%', replace(replace(replace(lower(`kinds`.`name`), '\\\\', '\\\\\\\\'), '%', '\\\\%'), '_', '\\\\_')), '%') collate utf8mb4_nopad_bin",
    },
    mysql: {
      sql: "`kinds`.`name` like concat(concat(?, replace(replace(replace(lower(`kinds`.`name`), ?, ?), ?, ?), ?, ?)), ?) collate utf8mb4_0900_bin",
      params: ["%", "\\", "\\\\", "%", "\\%", "_", "\\_", "%"],
      text: "`kinds`.`name` like concat(concat('%', replace(replace(replace(lower(`kinds`.`name`), '\\\\', '\\\\\\\\'), '%', '\\\\%'), '_', '\\\\_')), '%') collate utf8mb4_0900_bin",
    },
  })
  goldenExpr("starts with", startsWith(name, "50%"), {
    sqlite: {
      sql: `"kinds"."name" like ? escape '\\'`,
      params: ["50\\%%"],
      text: `"kinds"."name" like '50\\%%' escape '\\'`,
    },
    postgres: {
      sql: `"kinds"."name" like $1`,
      params: ["50\\%%"],
      text: `"kinds"."name" like '50\\%%'`,
    },
    mariadb: {
      sql: "`kinds`.`name` like ? collate utf8mb4_nopad_bin",
      params: ["50\\%%"],
      text: "`kinds`.`name` like '50\\\\%%' collate utf8mb4_nopad_bin",
    },
    mysql: {
      sql: "`kinds`.`name` like ? collate utf8mb4_0900_bin",
      params: ["50\\%%"],
      text: "`kinds`.`name` like '50\\\\%%' collate utf8mb4_0900_bin",
    },
  })
  goldenExpr("ends with, data last", pipe(name, endsWith("_x")), {
    sqlite: {
      sql: `"kinds"."name" like ? escape '\\'`,
      params: ["%\\_x"],
      text: `"kinds"."name" like '%\\_x' escape '\\'`,
    },
    postgres: {
      sql: `"kinds"."name" like $1`,
      params: ["%\\_x"],
      text: `"kinds"."name" like '%\\_x'`,
    },
    mariadb: {
      sql: "`kinds`.`name` like ? collate utf8mb4_nopad_bin",
      params: ["%\\_x"],
      text: "`kinds`.`name` like '%\\\\_x' collate utf8mb4_nopad_bin",
    },
    mysql: {
      sql: "`kinds`.`name` like ? collate utf8mb4_0900_bin",
      params: ["%\\_x"],
      text: "`kinds`.`name` like '%\\\\_x' collate utf8mb4_0900_bin",
    },
  })
})

const values = async (exprs: Record<string, unknown>) =>
  (await inBakery(all(pipe(
    from(Kinds),
    where(eq(Kinds.id, 1)),
    select(exprs as { x: typeof n }),
  ))))[0] as Record<string, unknown>
const word = literal("Straße Ⅷ 😀")

describe("values", () => {
  test("text functions count characters", async () => {
    expect(
      await values({
        concat: concat(word, "!", literal("")), length: length(word), part: substring(word, 8, 3),
        rest: substring(word, 8), position: position(word, "😀"),
        none: position(word, "z"), replace: replace(word, "ß", "ss"), lower: lower(literal("ABC")),
        upper: upper(literal("abc")),
        trim: trim(literal("  a ")), start: trimStart(literal("  a ")), end: trimEnd(literal("  a ")),
      }),
    ).toEqual({
      concat: "Straße Ⅷ 😀!", length: 10, part: "Ⅷ 😀", rest: "Ⅷ 😀", position: 10, none: 0, replace: "Strasse Ⅷ 😀",
      lower: "abc", upper: "ABC",
      trim: "a", start: "a ", end: "  a",
    })
  })

  test("NULL among the arguments is NULL", async () => {
    const none = nullOf(text)
    expect(
      await values({
        a: concat(word, none), b: length(none), c: substring(none, 1), d: replace(word, none, "x"),
        e: position(word, none), f: like(none, "%"), g: contains(word, none),
      }),
    ).toEqual({ a: null, b: null, c: null, d: null, e: null, f: null, g: null })
  })

  test("the signs of patterns are themselves in contains, startsWith and endsWith, also from a column", async () => {
    const x = literal(hostile)
    expect(
      await values({
        a: contains(x, "%b_c\\"), b: contains(x, "_b"), c: startsWith(x, "a%"), d: startsWith(x, "a_"),
        e: endsWith(x, `'e"`), f: endsWith(x, "%"),
        g: contains(concat("<", x, ">"), x), h: contains(literal("axb"), literal("a_b")), i: startsWith(name, name),
        j: contains(name, "100%_a\\b"), k: contains(x, ""),
      }),
    ).toEqual({ a: true, b: false, c: true, d: false, e: true, f: false, g: true, h: false, i: true, j: true, k: true })
  })

  test("like knows its signs, and a backslash makes them themselves", async () => {
    expect(
      await values({
        a: like(literal("cake"), "c%e"), b: like(literal("cake"), "c_ke"), c: like(literal("c%"), "c\\%"),
        d: like(literal("cx"), "c\\%"), e: notLike(literal("cake"), "x%"),
      }),
    ).toEqual({ a: true, b: true, c: true, d: false, e: true })
  })

  test("like, contains, startsWith and endsWith tell upper from lower case", async () => {
    expect(
      await values({
        a: like(literal("Cake"), "cake"), b: contains(literal("Cake"), "c"), c: startsWith(literal("Cake"), "c"),
        d: endsWith(literal("CakE"), "e"), e: notLike(literal("Cake"), "cake"),
      }),
    ).toEqual({ a: false, b: false, c: false, d: false, e: true })
  })
})
