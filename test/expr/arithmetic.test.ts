import { BigDecimal, pipe } from "effect"
import {
  abs,
  add,
  all,
  ceil,
  div,
  eq,
  floor,
  from,
  literal,
  mod,
  mul,
  neg,
  power,
  round,
  select,
  sign,
  sqrt,
  sub,
  where,
  bigint,
  value,
  double,
  decimal,
  integer,
  nullOf,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { failure, inBakery, Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const { n, m, big, ratio, price, id } = Kinds

describe("prints", () => {
  goldenExpr("a sum", add(n, 1), {
    sqlite: { sql: `"kinds"."n" + ?`, params: [1n], text: `"kinds"."n" + 1` },
    postgres: {
      sql: `"kinds"."n" + $1::int8`,
      params: ["1"],
      text: `"kinds"."n" + 1`,
    },
    mariadb: {
      sql: "`kinds`.`n` + ?",
      params: [1n],
      text: "`kinds`.`n` + 1",
    },
    mysql: {
      sql: "`kinds`.`n` + ?",
      params: [1n],
      text: "`kinds`.`n` + 1",
    },
  })
  goldenExpr("a difference, data last", pipe(n, sub(m)), {
    sqlite: `"kinds"."n" - "kinds"."m"`,
    postgres: `(cast("kinds"."n" as int8) - "kinds"."m")`,
    mariadb: "`kinds`.`n` - `kinds`.`m`",
    mysql: "`kinds`.`n` - `kinds`.`m`",
  })
  goldenExpr("a product", mul(n, 2.5), {
    sqlite: {
      sql: `"kinds"."n" * ?`,
      params: [2.5],
      text: `"kinds"."n" * 2.5`,
    },
    postgres: {
      sql: `"kinds"."n" * $1::float8`,
      params: ["2.5"],
      text: `"kinds"."n" * 2.5::float8`,
    },
    mariadb: {
      sql: "`kinds`.`n` * ?",
      params: [2.5],
      text: "`kinds`.`n` * 2.5e0",
    },
    mysql: {
      sql: "`kinds`.`n` * ?",
      params: [2.5],
      text: "`kinds`.`n` * 2.5e0",
    },
  })
  goldenExpr("a quotient", div(n, m), {
    sqlite: `"kinds"."n" / "kinds"."m"`,
    postgres: `("kinds"."n" / nullif("kinds"."m", 0))`,
    mariadb: "(`kinds`.`n` div nullif(`kinds`.`m`, 0))",
    mysql: "(`kinds`.`n` div nullif(`kinds`.`m`, 0))",
  })
  goldenExpr("a remainder", mod(n, 2), {
    sqlite: {
      sql: `"kinds"."n" % ?`,
      params: [2n],
      text: `"kinds"."n" % 2`,
    },
    postgres: {
      sql: `("kinds"."n" % nullif($1::int8, 0))`,
      params: ["2"],
      text: `("kinds"."n" % nullif(2, 0))`,
    },
    mariadb: {
      sql: "(`kinds`.`n` % nullif(?, 0))",
      params: [2n],
      text: "(`kinds`.`n` % nullif(2, 0))",
    },
    mysql: {
      sql: "(`kinds`.`n` % nullif(?, 0))",
      params: [2n],
      text: "(`kinds`.`n` % nullif(2, 0))",
    },
  })
  goldenExpr("a remainder of fractions", mod(ratio, 2), {
    sqlite: {
      sql: `cast(fulmar_mod("kinds"."ratio", ?) as real)`,
      params: [2],
      text: `cast(fulmar_mod("kinds"."ratio", 2.0) as real)`,
    },
    postgres: {
      sql: `cast(cast(cast("kinds"."ratio" as text) as numeric) % nullif(cast(cast($1::float8 as text) as numeric), 0) as float8)`,
      params: ["2"],
      text: `cast(cast(cast("kinds"."ratio" as text) as numeric) % nullif(cast(cast(2::float8 as text) as numeric), 0) as float8)`,
    },
    mariadb: {
      sql: "(`kinds`.`ratio` % nullif(?, 0))",
      params: [2],
      text: "(`kinds`.`ratio` % nullif(2e0, 0))",
    },
    mysql: {
      sql: "(`kinds`.`ratio` % nullif(?, 0))",
      params: [2],
      text: "(`kinds`.`ratio` % nullif(2e0, 0))",
    },
  })
  goldenExpr("a product of a sum", mul(add(n, 1), sub(m, 2)), {
    sqlite: {
      sql: `("kinds"."n" + ?) * ("kinds"."m" - ?)`,
      params: [1n, 2n],
      text: `("kinds"."n" + 1) * ("kinds"."m" - 2)`,
    },
    postgres: {
      sql: `("kinds"."n" + $1::int8) * ("kinds"."m" - $2::int8)`,
      params: ["1", "2"],
      text: `("kinds"."n" + 1) * ("kinds"."m" - 2)`,
    },
    mariadb: {
      sql: "(`kinds`.`n` + ?) * (`kinds`.`m` - ?)",
      params: [1n, 2n],
      text: "(`kinds`.`n` + 1) * (`kinds`.`m` - 2)",
    },
    mysql: {
      sql: "(`kinds`.`n` + ?) * (`kinds`.`m` - ?)",
      params: [1n, 2n],
      text: "(`kinds`.`n` + 1) * (`kinds`.`m` - 2)",
    },
  })
  goldenExpr("differences from the left", sub(sub(n, m), id), {
    sqlite: `"kinds"."n" - "kinds"."m" - "kinds"."id"`,
    postgres: `(cast("kinds"."n" as int8) - "kinds"."m") - "kinds"."id"`,
    mariadb: "`kinds`.`n` - `kinds`.`m` - `kinds`.`id`",
    mysql: "`kinds`.`n` - `kinds`.`m` - `kinds`.`id`",
  })
  goldenExpr("a difference from the right", sub(n, sub(m, id)), {
    sqlite: `"kinds"."n" - ("kinds"."m" - "kinds"."id")`,
    postgres: `"kinds"."n" - (cast("kinds"."m" as int8) - "kinds"."id")`,
    mariadb: "`kinds`.`n` - (`kinds`.`m` - `kinds`.`id`)",
    mysql: "`kinds`.`n` - (`kinds`.`m` - `kinds`.`id`)",
  })
  goldenExpr("a sign", neg(n), {
    sqlite: `-"kinds"."n"`,
    postgres: `(-cast("kinds"."n" as int8))`,
    mariadb: "-`kinds`.`n`",
    mysql: "-`kinds`.`n`",
  })
  goldenExpr("a sign of a sign and of a negative value", neg(neg(add(n, -1))), {
    sqlite: {
      sql: `-(-("kinds"."n" + ?))`,
      params: [-1n],
      text: `-(-("kinds"."n" + (-1)))`,
    },
    postgres: {
      sql: `-(-("kinds"."n" + $1::int8))`,
      params: ["-1"],
      text: `-(-("kinds"."n" + (-1)))`,
    },
    mariadb: {
      sql: "-(-(`kinds`.`n` + ?))",
      params: [-1n],
      text: "-(-(`kinds`.`n` + (-1)))",
    },
    mysql: {
      sql: "-(-(`kinds`.`n` + ?))",
      params: [-1n],
      text: "-(-(`kinds`.`n` + (-1)))",
    },
  })
  goldenExpr("decimals", mul(price, BigDecimal.fromStringUnsafe("1.005")), {
    sqlite: {
      sql: `fulmar_mul("kinds"."price", ?)`,
      params: ["1.005"],
      text: `fulmar_mul("kinds"."price", '1.005')`,
    },
    postgres: {
      sql: `"kinds"."price" * $1::numeric`,
      params: ["1.005"],
      text: `"kinds"."price" * 1.005`,
    },
    mariadb: {
      sql: "`kinds`.`price` * cast(? as decimal(65, 30))",
      params: ["1.005"],
      text: "`kinds`.`price` * 1.005",
    },
    mysql: {
      sql: "`kinds`.`price` * cast(? as decimal(65, 30))",
      params: ["1.005"],
      text: "`kinds`.`price` * 1.005",
    },
  })
  goldenExpr("abs", abs(n), {
    sqlite: `abs("kinds"."n")`,
    postgres: `abs(cast("kinds"."n" as int8))`,
    mariadb: "abs(`kinds`.`n`)",
    mysql: "abs(`kinds`.`n`)",
  })
  goldenExpr("ceil", ceil(ratio), {
    sqlite: `ceil("kinds"."ratio")`,
    postgres: `ceil("kinds"."ratio")`,
    mariadb: "ceiling(`kinds`.`ratio`)",
    mysql: "ceiling(`kinds`.`ratio`)",
  })
  goldenExpr("floor", floor(ratio), {
    sqlite: `floor("kinds"."ratio")`,
    postgres: `floor("kinds"."ratio")`,
    mariadb: "floor(`kinds`.`ratio`)",
    mysql: "floor(`kinds`.`ratio`)",
  })
  goldenExpr("round", round(ratio), {
    sqlite: `fulmar_round_float("kinds"."ratio")`,
    postgres: `cast(round(cast(cast("kinds"."ratio" as text) as numeric)) as float8)`,
    mariadb: "case when abs(`kinds`.`ratio`) < 1e34 then round(cast(`kinds`.`ratio` as decimal(65, 30))) + 0e0 else `kinds`.`ratio` + 0e0 end",
    mysql: "case when abs(`kinds`.`ratio`) < 1e34 then round(cast(`kinds`.`ratio` as decimal(65, 30))) + 0e0 else `kinds`.`ratio` + 0e0 end",
  })
  goldenExpr("sqrt", sqrt(ratio), {
    sqlite: `sqrt("kinds"."ratio")`,
    postgres: `sqrt(cast(case when "kinds"."ratio" >= 0 then "kinds"."ratio" end as float8))`,
    mariadb: "sqrt(`kinds`.`ratio`)",
    mysql: "sqrt(`kinds`.`ratio`)",
  })
  goldenExpr("sign", sign(n), {
    sqlite: `sign("kinds"."n")`,
    postgres: `cast(sign("kinds"."n") as int4)`,
    mariadb: "sign(`kinds`.`n`)",
    mysql: "sign(`kinds`.`n`)",
  })
  goldenExpr("power", power(ratio, 2), {
    sqlite: {
      sql: `power(case when "kinds"."ratio" <> 0 or ? >= 0 then "kinds"."ratio" end, ?)`,
      params: [2, 2],
      text: `power(case when "kinds"."ratio" <> 0 or 2.0 >= 0 then "kinds"."ratio" end, 2.0)`,
    },
    postgres: {
      sql: `case when "kinds"."ratio" < 0 and $1::float8 <> floor($2::float8) or "kinds"."ratio" = 0 and $3::float8 < 0 then null else power(cast("kinds"."ratio" as float8), cast($4::float8 as float8)) end`,
      params: ["2", "2", "2", "2"],
      text: `case when "kinds"."ratio" < 0 and 2::float8 <> floor(2::float8) or "kinds"."ratio" = 0 and 2::float8 < 0 then null else power(cast("kinds"."ratio" as float8), cast(2::float8 as float8)) end`,
    },
    mariadb: {
      sql: "case when `kinds`.`ratio` < 0 and ? <> floor(?) or `kinds`.`ratio` = 0 and ? < 0 then null else power(`kinds`.`ratio`, ?) end",
      params: [2, 2, 2, 2],
      text: "case when `kinds`.`ratio` < 0 and 2e0 <> floor(2e0) or `kinds`.`ratio` = 0 and 2e0 < 0 then null else power(`kinds`.`ratio`, 2e0) end",
    },
    mysql: {
      sql: "case when `kinds`.`ratio` < 0 and ? <> floor(?) or `kinds`.`ratio` = 0 and ? < 0 then null else power(`kinds`.`ratio`, ?) end",
      params: [2, 2, 2, 2],
      text: "case when `kinds`.`ratio` < 0 and 2e0 <> floor(2e0) or `kinds`.`ratio` = 0 and 2e0 < 0 then null else power(`kinds`.`ratio`, 2e0) end",
    },
  })
})

const values = async (exprs: Record<string, unknown>) =>
  (await inBakery(all(pipe(
    from(Kinds),
    where(eq(id, 1)),
    select(exprs as { x: typeof n }),
  ))))[0] as Record<string, unknown>

describe("values", () => {
  test("whole numbers", async () => {
    expect(
      await values({
        add: add(n, 1), sub: sub(n, m), mul: mul(n, m), div: div(n, 2), mod: mod(n, 4), neg: neg(n), abs: abs(neg(n)),
        sign: sign(neg(n)),
        negDiv: div(neg(n), 2), negMod: mod(neg(n), 4), beyond: mul(literal(2147483647), 4),
      }),
    ).toEqual({
      add: 8, sub: 4, mul: 21, div: 3, mod: 3, neg: -7, abs: 7, sign: -1, negDiv: -3, negMod: -3, beyond: 8589934588,
    })
  })

  test("whole numbers of 64 bits", async () => {
    expect(await values({
      add: add(big, 1n), neg: neg(big), abs: abs(neg(big)), mod: mod(big, 10n), div: div(big, 2n),
    })).toEqual({
      add: 9007199254740994n, neg: -9007199254740993n, abs: 9007199254740993n, mod: 3n, div: 4503599627370496n,
    })
  })

  test("fractions", async () => {
    expect(
      await values({
        mul: mul(n, 2.5), add: add(ratio, 1), div: div(ratio, 2), whole: div(value(double, 7), 2), mod: mod(ratio, 2),
        modWhole: mod(n, 2.5),
        ceil: ceil(ratio), floor: floor(neg(ratio)), round: round(ratio), half: round(value(double, -2.5)),
        sqrt: sqrt(literal(16)),
        power: power(literal(2), 10), abs: abs(neg(ratio)), sign: sign(ratio), ceilOfWhole: ceil(n),
      }),
    ).toEqual({
      mul: 17.5, add: 6.5, div: 2.75, whole: 3.5, mod: 1.5, modWhole: 2, ceil: 6, floor: -6, round: 6, half: -3,
      sqrt: 4, power: 1024, abs: 5.5,
      sign: 1, ceilOfWhole: 7,
    })
  })

  test("decimals are exact", async () => {
    const d = (s: string) => BigDecimal.fromStringUnsafe(s)
    const r = await values({
      add: add(price, d("0.001")), sub: sub(price, price), mul: mul(price, d("1.005")), div: div(price, d("4")),
      mod: mod(price, d("5")),
      neg: neg(price), abs: abs(neg(price)), tenth: add(value(decimal(), d("0.1")), d("0.2")),
    }) as Record<string, BigDecimal.BigDecimal>
    expect(Object.fromEntries(Object.entries(r).map(([key, x]) => [key, BigDecimal.format(x)]))).toEqual({
      add: "12.501", sub: "0", mul: "12.5625", div: "3.125", mod: "2.5", neg: "-12.5", abs: "12.5", tenth: "0.3",
    })
  })

  test("dividing by zero, the root of a negative number and NULL are NULL", async () => {
    expect(
      await values({
        div: div(n, 0), mod: mod(n, 0), real: div(ratio, 0), realMod: mod(ratio, 0), sqrt: sqrt(neg(ratio)),
        add: add(nullOf(integer), 1),
        neg: neg(nullOf(bigint)), abs: abs(nullOf(double)), exact: div(price, BigDecimal.fromBigInt(0n)),
      }),
    ).toEqual({
      div: null, mod: null, real: null, realMod: null, sqrt: null, add: null, neg: null, abs: null, exact: null,
    })
  })

  test("parentheses stand where the tree has them", async () => {
    expect(
      await values({
        a: mul(add(n, 1), sub(m, 1)), b: sub(n, sub(m, 1)), c: sub(sub(n, m), 1), d: neg(add(n, 1)), e: neg(neg(n)),
        f: div(n, div(m, 2)),
        g: mod(n, mul(m, 2)), h: mul(neg(n), neg(m)), i: sub(n, neg(m)), j: add(neg(n), -1),
      }),
    ).toEqual({ a: 16, b: 5, c: 3, d: -8, e: 7, f: 7, g: 1, h: 21, i: 10, j: -8 })
  })

  test("a result that its type cannot hold is an error, and not another number", async () => {
    const over = await failure(all(pipe(from(Kinds), select({ x: mul(literal(4503599627370496), 4) }))))
    expect(over._tag).toBe("DecodeError")
    const wide = await failure(all(pipe(from(Kinds), select({ x: add(value(bigint, 9223372036854775807n), 1n) }))))
    expect(wide._tag === "SqlError" && wide.reason._tag).toBe("DataError")
  })
})
