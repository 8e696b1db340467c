import { pipe } from "effect"
import { add, all, caseWhen, coalesce, eq, from, gt, isNull, literal, nullif, select, orderBy } from "fulmar"
import { describe, expect, test } from "vitest"
import { inBakery, Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const { n, m, name } = Kinds

describe("prints", () => {
  goldenExpr("a choice", caseWhen([[gt(n, 5), "big"], [isNull(m), name]], "small"), {
    sqlite: {
      sql: `case when "kinds"."n" > ? then ? when "kinds"."m" is null then "kinds"."name" else ? end`,
      params: [5n, "big", "small"],
      text: `case when "kinds"."n" > 5 then 'big' when "kinds"."m" is null then "kinds"."name" else 'small' end`,
    },
    postgres: {
      sql: `case when "kinds"."n" > $1 then $2::text when "kinds"."m" is null then "kinds"."name" else $3::text end`,
      params: ["5", "big", "small"],
      text: `case when "kinds"."n" > 5 then 'big' when "kinds"."m" is null then "kinds"."name" else 'small' end`,
    },
    mariadb: {
      sql: "case when `kinds`.`n` > ? then ? when `kinds`.`m` is null then `kinds`.`name` else ? end",
      params: [5n, "big", "small"],
      text: "case when `kinds`.`n` > 5 then 'big' when `kinds`.`m` is null then `kinds`.`name` else 'small' end",
    },
    mysql: {
      sql: "case when `kinds`.`n` > ? then ? when `kinds`.`m` is null then `kinds`.`name` else ? end",
      params: [5n, "big", "small"],
      text: "case when `kinds`.`n` > 5 then 'big' when `kinds`.`m` is null then `kinds`.`name` else 'small' end",
    },
  })
  goldenExpr("a choice of numbers, as wide as the widest", caseWhen([[gt(n, 5), 1]], 2.5), {
    sqlite: {
      sql: `case when "kinds"."n" > ? then ? else ? end`,
      params: [5n, 1, 2.5],
      text: `case when "kinds"."n" > 5 then 1.0 else 2.5 end`,
    },
    postgres: {
      sql: `case when "kinds"."n" > $1 then $2::float8 else $3::float8 end`,
      params: ["5", "1", "2.5"],
      text: `case when "kinds"."n" > 5 then 1::float8 else 2.5::float8 end`,
    },
    mariadb: {
      sql: "case when `kinds`.`n` > ? then ? else ? end",
      params: [5n, 1, 2.5],
      text: "case when `kinds`.`n` > 5 then 1e0 else 2.5e0 end",
    },
    mysql: {
      sql: "case when `kinds`.`n` > ? then ? else ? end",
      params: [5n, 1, 2.5],
      text: "case when `kinds`.`n` > 5 then 1e0 else 2.5e0 end",
    },
  })
  goldenExpr("a choice or NULL", caseWhen([[gt(n, 5), n]], null), {
    sqlite: {
      sql: `case when "kinds"."n" > ? then "kinds"."n" end`,
      params: [5n],
      text: `case when "kinds"."n" > 5 then "kinds"."n" end`,
    },
    postgres: {
      sql: `case when "kinds"."n" > $1 then "kinds"."n" end`,
      params: ["5"],
      text: `case when "kinds"."n" > 5 then "kinds"."n" end`,
    },
    mariadb: {
      sql: "case when `kinds`.`n` > ? then `kinds`.`n` end",
      params: [5n],
      text: "case when `kinds`.`n` > 5 then `kinds`.`n` end",
    },
    mysql: {
      sql: "case when `kinds`.`n` > ? then `kinds`.`n` end",
      params: [5n],
      text: "case when `kinds`.`n` > 5 then `kinds`.`n` end",
    },
  })
  goldenExpr("the first that is not NULL", coalesce(m, n, 0), {
    sqlite: {
      sql: `coalesce("kinds"."m", "kinds"."n", ?)`,
      params: [0n],
      text: `coalesce("kinds"."m", "kinds"."n", 0)`,
    },
    postgres: {
      sql: `coalesce("kinds"."m", "kinds"."n", $1::int4)`,
      params: ["0"],
      text: `coalesce("kinds"."m", "kinds"."n", 0)`,
    },
    mariadb: {
      sql: "coalesce(`kinds`.`m`, `kinds`.`n`, ?)",
      params: [0n],
      text: "coalesce(`kinds`.`m`, `kinds`.`n`, 0)",
    },
    mysql: {
      sql: "coalesce(`kinds`.`m`, `kinds`.`n`, ?)",
      params: [0n],
      text: "coalesce(`kinds`.`m`, `kinds`.`n`, 0)",
    },
  })
  goldenExpr("NULL for a value", nullif(n, 7), {
    sqlite: {
      sql: `nullif("kinds"."n", ?)`,
      params: [7n],
      text: `nullif("kinds"."n", 7)`,
    },
    postgres: {
      sql: `nullif("kinds"."n", $1::int4)`,
      params: ["7"],
      text: `nullif("kinds"."n", 7)`,
    },
    mariadb: {
      sql: "nullif(`kinds`.`n`, ?)",
      params: [7n],
      text: "nullif(`kinds`.`n`, 7)",
    },
    mysql: {
      sql: "nullif(`kinds`.`n`, ?)",
      params: [7n],
      text: "nullif(`kinds`.`n`, 7)",
    },
  })
  goldenExpr("a choice in arithmetic", add(caseWhen([[gt(n, 5), n]], m), 1), {
    sqlite: {
      sql: `case when "kinds"."n" > ? then "kinds"."n" else "kinds"."m" end + ?`,
      params: [5n, 1n],
      text: `case when "kinds"."n" > 5 then "kinds"."n" else "kinds"."m" end + 1`,
    },
    postgres: {
      sql: `case when "kinds"."n" > $1 then "kinds"."n" else "kinds"."m" end + $2::int8`,
      params: ["5", "1"],
      text: `case when "kinds"."n" > 5 then "kinds"."n" else "kinds"."m" end + 1`,
    },
    mariadb: {
      sql: "case when `kinds`.`n` > ? then `kinds`.`n` else `kinds`.`m` end + ?",
      params: [5n, 1n],
      text: "case when `kinds`.`n` > 5 then `kinds`.`n` else `kinds`.`m` end + 1",
    },
    mysql: {
      sql: "case when `kinds`.`n` > ? then `kinds`.`n` else `kinds`.`m` end + ?",
      params: [5n, 1n],
      text: "case when `kinds`.`n` > 5 then `kinds`.`n` else `kinds`.`m` end + 1",
    },
  })
})

test("the first branch that is true decides, and NULL is not true", async () => {
  const x = {
    word: caseWhen([[gt(m, 99), "huge"], [gt(n, 5), "big"]], "small"),
    number: caseWhen([[gt(n, 5), 1]], 2.5),
    none: caseWhen([[gt(n, 5), n]], null),
    coalesce: coalesce(m, n),
    nullif: nullif(n, 7),
    nullifNull: nullif(m, 3),
    both: coalesce(name, nullif(literal("x"), "x"), "?"),
    flag: eq(coalesce(Kinds.flag, false), true),
  }
  expect(await inBakery(all(pipe(from(Kinds), select(x), orderBy(Kinds.id))))).toEqual([
    { word: "big", number: 1, none: 7, coalesce: 3, nullif: null, nullifNull: null, both: "Ünï 100%_a\\b", flag: true },
    { word: "small", number: 2.5, none: null, coalesce: -7, nullif: -7, nullifNull: null, both: "?", flag: false },
  ])
})
