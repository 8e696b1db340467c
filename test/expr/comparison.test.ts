import { pipe } from "effect"
import {
  all,
  and,
  between,
  eq,
  from,
  gt,
  gte,
  isDistinctFrom,
  isNotDistinctFrom,
  isNotNull,
  isNull,
  lt,
  lte,
  neq,
  notBetween,
  select,
  where,
  add,
} from "fulmar"
import { BigDecimal, Duration } from "effect"
import { describe, expect, test } from "vitest"
import { everything, inBakery, Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const k = Kinds

describe("prints", () => {
  goldenExpr("equality with a value", eq(k.name, "it's"), {
    sqlite: {
      sql: `"kinds"."name" = ?`,
      params: ["it's"],
      text: `"kinds"."name" = 'it''s'`,
    },
    postgres: {
      sql: `"kinds"."name" = $1`,
      params: ["it's"],
      text: `"kinds"."name" = 'it''s'`,
    },
    mariadb: {
      sql: "`kinds`.`name` = ?",
      params: ["it's"],
      text: "`kinds`.`name` = 'it''s'",
    },
    mysql: {
      sql: "`kinds`.`name` = ?",
      params: ["it's"],
      text: "`kinds`.`name` = 'it''s'",
    },
  })
  goldenExpr("equality with an expression, data last", pipe(k.n, eq(k.id)), {
    sqlite: `"kinds"."n" = "kinds"."id"`,
    postgres: `"kinds"."n" = "kinds"."id"`,
    mariadb: "`kinds`.`n` = `kinds`.`id`",
    mysql: "`kinds`.`n` = `kinds`.`id`",
  })
  goldenExpr("equality with null", eq(k.m, null), {
    sqlite: `"kinds"."m" is null`,
    postgres: `"kinds"."m" is null`,
    mariadb: "`kinds`.`m` is null",
    mysql: "`kinds`.`m` is null",
  })
  goldenExpr("inequality", neq(k.n, 3), {
    sqlite: {
      sql: `"kinds"."n" <> ?`,
      params: [3n],
      text: `"kinds"."n" <> 3`,
    },
    postgres: {
      sql: `"kinds"."n" <> $1`,
      params: ["3"],
      text: `"kinds"."n" <> 3`,
    },
    mariadb: {
      sql: "`kinds`.`n` <> ?",
      params: [3n],
      text: "`kinds`.`n` <> 3",
    },
    mysql: {
      sql: "`kinds`.`n` <> ?",
      params: [3n],
      text: "`kinds`.`n` <> 3",
    },
  })
  goldenExpr("inequality with null", neq(k.m, null), {
    sqlite: `"kinds"."m" is not null`,
    postgres: `"kinds"."m" is not null`,
    mariadb: "`kinds`.`m` is not null",
    mysql: "`kinds`.`m` is not null",
  })
  goldenExpr("less", lt(k.n, 3), {
    sqlite: { sql: `"kinds"."n" < ?`, params: [3n], text: `"kinds"."n" < 3` },
    postgres: {
      sql: `"kinds"."n" < $1`,
      params: ["3"],
      text: `"kinds"."n" < 3`,
    },
    mariadb: {
      sql: "`kinds`.`n` < ?",
      params: [3n],
      text: "`kinds`.`n` < 3",
    },
    mysql: {
      sql: "`kinds`.`n` < ?",
      params: [3n],
      text: "`kinds`.`n` < 3",
    },
  })
  goldenExpr("less or equal", lte(k.big, 3n), {
    sqlite: {
      sql: `"kinds"."big" <= ?`,
      params: [3n],
      text: `"kinds"."big" <= 3`,
    },
    postgres: {
      sql: `"kinds"."big" <= $1`,
      params: ["3"],
      text: `"kinds"."big" <= 3`,
    },
    mariadb: {
      sql: "`kinds`.`big` <= ?",
      params: [3n],
      text: "`kinds`.`big` <= 3",
    },
    mysql: {
      sql: "`kinds`.`big` <= ?",
      params: [3n],
      text: "`kinds`.`big` <= 3",
    },
  })
  goldenExpr("greater", gt(k.at, new Date(0)), {
    sqlite: {
      sql: `"kinds"."at" > ?`,
      params: ["1970-01-01T00:00:00.000Z"],
      text: `"kinds"."at" > '1970-01-01T00:00:00.000Z'`,
    },
    postgres: {
      sql: `"kinds"."at" > $1`,
      params: ["1970-01-01T00:00:00.000Z"],
      text: `"kinds"."at" > '1970-01-01T00:00:00.000Z'::timestamptz`,
    },
    mariadb: {
      sql: "`kinds`.`at` > cast(? as datetime(6))",
      params: ["1970-01-01 00:00:00.000"],
      text: "`kinds`.`at` > timestamp'1970-01-01 00:00:00.000'",
    },
    mysql: {
      sql: "`kinds`.`at` > cast(? as datetime(6))",
      params: ["1970-01-01 00:00:00.000"],
      text: "`kinds`.`at` > timestamp'1970-01-01 00:00:00.000'",
    },
  })
  goldenExpr("greater or equal", gte(k.day, "2024-01-01"), {
    sqlite: {
      sql: `"kinds"."day" >= ?`,
      params: ["2024-01-01"],
      text: `"kinds"."day" >= '2024-01-01'`,
    },
    postgres: {
      sql: `"kinds"."day" >= $1`,
      params: ["2024-01-01"],
      text: `"kinds"."day" >= '2024-01-01'::date`,
    },
    mariadb: {
      sql: "`kinds`.`day` >= cast(? as date)",
      params: ["2024-01-01"],
      text: "`kinds`.`day` >= date'2024-01-01'",
    },
    mysql: {
      sql: "`kinds`.`day` >= cast(? as date)",
      params: ["2024-01-01"],
      text: "`kinds`.`day` >= date'2024-01-01'",
    },
  })
  goldenExpr("decimals by their value", gt(k.price, BigDecimal.fromStringUnsafe("1.5")), {
    sqlite: {
      sql: `(fulmar_decimal_key("kinds"."price") > fulmar_decimal_key(?))`,
      params: ["1.50"],
      text: `(fulmar_decimal_key("kinds"."price") > fulmar_decimal_key('1.50'))`,
    },
    postgres: {
      sql: `"kinds"."price" > $1`,
      params: ["1.50"],
      text: `"kinds"."price" > 1.50`,
    },
    mariadb: {
      sql: "`kinds`.`price` > cast(? as decimal(10, 2))",
      params: ["1.50"],
      text: "`kinds`.`price` > 1.50",
    },
    mysql: {
      sql: "`kinds`.`price` > cast(? as decimal(10, 2))",
      params: ["1.50"],
      text: "`kinds`.`price` > 1.50",
    },
  })
  goldenExpr("intervals by their length", lt(k.span, Duration.hours(1)), {
    sqlite: {
      sql: `(fulmar_interval_key("kinds"."span") < fulmar_interval_key(?))`,
      params: ["PT1H"],
      text: `(fulmar_interval_key("kinds"."span") < fulmar_interval_key('PT1H'))`,
    },
    postgres: {
      sql: `"kinds"."span" < $1`,
      params: ["PT1H"],
      text: `"kinds"."span" < 'PT1H'::interval`,
    },
    mariadb: {
      sql: "`kinds`.`span` < ?",
      params: [3600000000n],
      text: "`kinds`.`span` < 3600000000",
    },
    mysql: {
      sql: "`kinds`.`span` < ?",
      params: [3600000000n],
      text: "`kinds`.`span` < 3600000000",
    },
  })
  goldenExpr("null-safe difference", isDistinctFrom(k.m, null), {
    sqlite: `"kinds"."m" is not null`,
    postgres: `"kinds"."m" is distinct from null`,
    mariadb: "(not (`kinds`.`m` <=> cast(null as signed)))",
    mysql: "(not (`kinds`.`m` <=> cast(null as signed)))",
  })
  goldenExpr("null-safe equality", isNotDistinctFrom(k.m, k.n), {
    sqlite: `"kinds"."m" is "kinds"."n"`,
    postgres: `"kinds"."m" is not distinct from "kinds"."n"`,
    mariadb: "`kinds`.`m` <=> `kinds`.`n`",
    mysql: "`kinds`.`m` <=> `kinds`.`n`",
  })
  goldenExpr("is null", isNull(k.m), {
    sqlite: `"kinds"."m" is null`,
    postgres: `"kinds"."m" is null`,
    mariadb: "`kinds`.`m` is null",
    mysql: "`kinds`.`m` is null",
  })
  goldenExpr("is not null", isNotNull(add(k.m, 1)), {
    sqlite: {
      sql: `"kinds"."m" + ? is not null`,
      params: [1n],
      text: `"kinds"."m" + 1 is not null`,
    },
    postgres: {
      sql: `"kinds"."m" + $1::int8 is not null`,
      params: ["1"],
      text: `"kinds"."m" + 1 is not null`,
    },
    mariadb: {
      sql: "`kinds`.`m` + ? is not null",
      params: [1n],
      text: "`kinds`.`m` + 1 is not null",
    },
    mysql: {
      sql: "`kinds`.`m` + ? is not null",
      params: [1n],
      text: "`kinds`.`m` + 1 is not null",
    },
  })
  goldenExpr("between", between(k.n, 1, k.m), {
    sqlite: {
      sql: `"kinds"."n" between ? and "kinds"."m"`,
      params: [1n],
      text: `"kinds"."n" between 1 and "kinds"."m"`,
    },
    postgres: {
      sql: `"kinds"."n" between $1 and "kinds"."m"`,
      params: ["1"],
      text: `"kinds"."n" between 1 and "kinds"."m"`,
    },
    mariadb: {
      sql: "`kinds`.`n` between ? and `kinds`.`m`",
      params: [1n],
      text: "`kinds`.`n` between 1 and `kinds`.`m`",
    },
    mysql: {
      sql: "`kinds`.`n` between ? and `kinds`.`m`",
      params: [1n],
      text: "`kinds`.`n` between 1 and `kinds`.`m`",
    },
  })
  goldenExpr("not between", notBetween(k.n, 1, 9), {
    sqlite: {
      sql: `"kinds"."n" not between ? and ?`,
      params: [1n, 9n],
      text: `"kinds"."n" not between 1 and 9`,
    },
    postgres: {
      sql: `"kinds"."n" not between $1 and $2`,
      params: ["1", "9"],
      text: `"kinds"."n" not between 1 and 9`,
    },
    mariadb: {
      sql: "`kinds`.`n` not between ? and ?",
      params: [1n, 9n],
      text: "`kinds`.`n` not between 1 and 9",
    },
    mysql: {
      sql: "`kinds`.`n` not between ? and ?",
      params: [1n, 9n],
      text: "`kinds`.`n` not between 1 and 9",
    },
  })
  goldenExpr("comparisons of comparisons", eq(eq(k.n, 1), lt(k.m, 2)), {
    sqlite: {
      sql: `("kinds"."n" = ?) = ("kinds"."m" < ?)`,
      params: [1n, 2n],
      text: `("kinds"."n" = 1) = ("kinds"."m" < 2)`,
    },
    postgres: {
      sql: `("kinds"."n" = $1) = ("kinds"."m" < $2)`,
      params: ["1", "2"],
      text: `("kinds"."n" = 1) = ("kinds"."m" < 2)`,
    },
    mariadb: {
      sql: "(`kinds`.`n` = ?) = (`kinds`.`m` < ?)",
      params: [1n, 2n],
      text: "(`kinds`.`n` = 1) = (`kinds`.`m` < 2)",
    },
    mysql: {
      sql: "(`kinds`.`n` = ?) = (`kinds`.`m` < ?)",
      params: [1n, 2n],
      text: "(`kinds`.`n` = 1) = (`kinds`.`m` < 2)",
    },
  })
})

const isOne = eq(k.id, 1)
const ids = (condition: unknown) => inBakery(all(pipe(from(k), where(condition as typeof isOne), select(k.id))))

describe("rows", () => {
  test("a comparison with NULL is NULL, which is not true", async () => {
    const x = {
      eq: eq(k.m, k.n), lt: lt(k.m, 5), gte: gte(k.m, 5), between: between(k.m, 1, 5), out: notBetween(k.n, k.m, 9),
    }
    expect(await inBakery(all(pipe(from(k), select(x))))).toEqual([
      { eq: false, lt: true, gte: false, between: true, out: false },
      { eq: null, lt: null, gte: null, between: null, out: null },
    ])
  })

  test("a null-safe comparison is never NULL", async () => {
    const x = {
      a: isDistinctFrom(k.m, 3), b: isNotDistinctFrom(k.m, null), c: isNotDistinctFrom(k.m, k.m),
      d: isDistinctFrom(k.m, k.n),
    }
    expect(await inBakery(all(pipe(from(k), select(x))))).toEqual([
      { a: false, b: false, c: true, d: true },
      { a: true, b: true, c: true, d: true },
    ])
  })

  test("null asks for NULL, and is not null for anything else", async () => {
    expect(await ids(eq(k.m, null))).toEqual([2])
    expect(await ids(neq(k.m, null))).toEqual([1])
    expect(await ids(isNull(k.name))).toEqual([2])
    expect(await ids(isNotNull(k.name))).toEqual([1])
  })

  test("values of every type compare with those that were stored", async () => {
    const e = everything
    const equal = and(
      eq(k.n, e.n), eq(k.big, e.big), eq(k.ratio, e.ratio), eq(k.price, e.price), eq(k.name, e.name),
      eq(k.flag, e.flag), eq(k.day, e.day),
      eq(k.at, e.at), eq(k.wall, e.wall), eq(k.raw, e.raw), eq(k.mood, e.mood), eq(k.span, e.span), eq(k.key, e.key),
    )
    expect(await ids(equal)).toEqual([1])
    const less = and(
      lt(k.n, 8), lt(k.big, 9007199254740994n), lt(k.ratio, 5.6), lt(k.price, BigDecimal.fromStringUnsafe("100")),
      lt(k.name, "Üo"),
      lt(k.day, "2024-03-01"), lt(k.at, new Date(e.at.getTime() + 1)), lt(k.wall, "2024-12-31T06:07:08.51"),
      lt(k.span, Duration.hours(10)),
    )
    expect(await ids(less)).toEqual([1])
    expect(await ids(gt(k.price, BigDecimal.fromStringUnsafe("9")))).toEqual([1])
    expect(await ids(gt(k.price, BigDecimal.fromStringUnsafe("12.499")))).toEqual([1])
    expect(await ids(eq(k.price, BigDecimal.fromStringUnsafe("12.5")))).toEqual([1])
    expect(await ids(between(
      k.price,
      BigDecimal.fromStringUnsafe("9"),
      BigDecimal.fromStringUnsafe("100"),
    ))).toEqual([1])
  })
})
