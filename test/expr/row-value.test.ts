import { BigDecimal, pipe } from "effect"
import { all, eq, from, gt, inQuery, isIn, limit, lt, neq, type not, notIn, orderBy, rowValue, select, where } from "fulmar"
import { describe, expect, test } from "vitest"
import { Cake, Fruit, inBakery, Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const { n, m, price, id } = Kinds
const pair = rowValue({ n, price })
const dec = BigDecimal.fromStringUnsafe

describe("prints", () => {
  goldenExpr("a comparison of row values", gt(pair, { n: 7, price: dec("1.5") }), {
    sqlite: {
      sql: `("kinds"."n", fulmar_decimal_key("kinds"."price")) > (?, fulmar_decimal_key(?))`,
      params: [7n, "1.50"],
      text: `("kinds"."n", fulmar_decimal_key("kinds"."price")) > (7, fulmar_decimal_key('1.50'))`,
    },
    postgres: {
      sql: `("kinds"."n", "kinds"."price") > ($1::int4, $2::numeric)`,
      params: ["7", "1.50"],
      text: `("kinds"."n", "kinds"."price") > (7, 1.50)`,
    },
    mariadb: {
      sql: "`kinds`.`n` > ? or `kinds`.`n` = ? and `kinds`.`price` > cast(? as decimal(10, 2))",
      params: [7n, 7n, "1.50"],
      text: "`kinds`.`n` > 7 or `kinds`.`n` = 7 and `kinds`.`price` > 1.50",
    },
    mysql: {
      sql: "`kinds`.`n` > ? or `kinds`.`n` = ? and `kinds`.`price` > cast(? as decimal(10, 2))",
      params: [7n, 7n, "1.50"],
      text: "`kinds`.`n` > 7 or `kinds`.`n` = 7 and `kinds`.`price` > 1.50",
    },
  })
  goldenExpr("with another, by key", neq(pair, rowValue({ price: Kinds.price, n: id })), {
    sqlite: `("kinds"."n", fulmar_decimal_key("kinds"."price")) <> ("kinds"."id", fulmar_decimal_key("kinds"."price"))`,
    postgres: `("kinds"."n", "kinds"."price") <> ("kinds"."id", "kinds"."price")`,
    mariadb: "`kinds`.`n` <> `kinds`.`id` or `kinds`.`price` <> `kinds`.`price`",
    mysql: "`kinds`.`n` <> `kinds`.`id` or `kinds`.`price` <> `kinds`.`price`",
  })
  goldenExpr("a list of row values", isIn(pair, [{ n: 7, price: dec("1.5") }, { price: dec("2"), n: m }]), {
    sqlite: {
      sql: `("kinds"."n", fulmar_decimal_key("kinds"."price")) in (values (?, fulmar_decimal_key(?)), ("kinds"."m", fulmar_decimal_key(?)))`,
      params: [7n, "1.50", "2.00"],
      text: `("kinds"."n", fulmar_decimal_key("kinds"."price")) in (values (7, fulmar_decimal_key('1.50')), ("kinds"."m", fulmar_decimal_key('2.00')))`,
    },
    postgres: {
      sql: `("kinds"."n", "kinds"."price") in (($1::int4, $2::numeric), ("kinds"."m", $3::numeric))`,
      params: ["7", "1.50", "2.00"],
      text: `("kinds"."n", "kinds"."price") in ((7, 1.50), ("kinds"."m", 2.00))`,
    },
    mariadb: {
      sql: "(`kinds`.`n`, `kinds`.`price`) in ((?, cast(? as decimal(10, 2))), (`kinds`.`m`, cast(? as decimal(10, 2))))",
      params: [7n, "1.50", "2.00"],
      text: "(`kinds`.`n`, `kinds`.`price`) in ((7, 1.50), (`kinds`.`m`, 2.00))",
    },
    mysql: {
      sql: "(`kinds`.`n`, `kinds`.`price`) in ((?, cast(? as decimal(10, 2))), (`kinds`.`m`, cast(? as decimal(10, 2))))",
      params: [7n, "1.50", "2.00"],
      text: "(`kinds`.`n`, `kinds`.`price`) in ((7, 1.50), (`kinds`.`m`, 2.00))",
    },
  })
  goldenExpr("a list of rows of values", isIn(pair, [{ n: 7, price: dec("1.5") }, { n: 8, price: dec("2") }]), {
    sqlite: {
      sql: `("kinds"."n", fulmar_decimal_key("kinds"."price")) in (values (?, fulmar_decimal_key(?)), (?, fulmar_decimal_key(?)))`,
      params: [7n, "1.50", 8n, "2.00"],
      text: `("kinds"."n", fulmar_decimal_key("kinds"."price")) in (values (7, fulmar_decimal_key('1.50')), (8, fulmar_decimal_key('2.00')))`,
    },
    postgres: {
      sql: `("kinds"."n", "kinds"."price") in (values ($1::int4, $2::numeric), ($3::int4, $4::numeric))`,
      params: ["7", "1.50", "8", "2.00"],
      text: `("kinds"."n", "kinds"."price") in (values (7, 1.50), (8, 2.00))`,
    },
    mariadb: {
      sql: "(`kinds`.`n`, `kinds`.`price`) in ((?, cast(? as decimal(10, 2))), (?, cast(? as decimal(10, 2))))",
      params: [7n, "1.50", 8n, "2.00"],
      text: "(`kinds`.`n`, `kinds`.`price`) in ((7, 1.50), (8, 2.00))",
    },
    mysql: {
      sql: "(`kinds`.`n`, `kinds`.`price`) in ((?, cast(? as decimal(10, 2))), (?, cast(? as decimal(10, 2))))",
      params: [7n, "1.50", 8n, "2.00"],
      text: "(`kinds`.`n`, `kinds`.`price`) in ((7, 1.50), (8, 2.00))",
    },
  })
  goldenExpr("none of an empty list", notIn(pair, []), {
    sqlite: "true",
    postgres: "true",
    mariadb: "true",
    mysql: "true",
  })
  goldenExpr("in a query, by key", inQuery(rowValue({ a: n, b: m }), pipe(from(Cake), select({ b: Cake.bakeryId, a: Cake.id }), limit(1))), {
    sqlite: {
      sql: `("kinds"."n", "kinds"."m") in (select "cake"."id" as "a", "cake"."bakeryId" as "b" from "cake" limit ?)`,
      params: [1n],
      text: `("kinds"."n", "kinds"."m") in (select "cake"."id" as "a", "cake"."bakeryId" as "b" from "cake" limit 1)`,
    },
    postgres: {
      sql: `("kinds"."n", "kinds"."m") in (select "cake"."id" as "a", "cake"."bakeryId" as "b" from "cake" limit $1)`,
      params: ["1"],
      text: `("kinds"."n", "kinds"."m") in (select "cake"."id" as "a", "cake"."bakeryId" as "b" from "cake" limit 1)`,
    },
    mariadb: {
      sql: "(`kinds`.`n`, `kinds`.`m`) in (select `_1`.`c1` as `a`, `_1`.`c0` as `b` from (select `cake`.`bakeryId` as `c0`, `cake`.`id` as `c1` from `cake` limit ?) as `_1`)",
      params: [1n],
      text: "(`kinds`.`n`, `kinds`.`m`) in (select `_1`.`c1` as `a`, `_1`.`c0` as `b` from (select `cake`.`bakeryId` as `c0`, `cake`.`id` as `c1` from `cake` limit 1) as `_1`)",
    },
    mysql: {
      sql: "(`kinds`.`n`, `kinds`.`m`) in (select `_1`.`c1` as `a`, `_1`.`c0` as `b` from (select `cake`.`bakeryId` as `c0`, `cake`.`id` as `c1` from `cake` limit ?) as `_1`)",
      params: [1n],
      text: "(`kinds`.`n`, `kinds`.`m`) in (select `_1`.`c1` as `a`, `_1`.`c0` as `b` from (select `cake`.`bakeryId` as `c0`, `cake`.`id` as `c1` from `cake` limit 1) as `_1`)",
    },
  })
})

describe("values", () => {
  const at = rowValue({ cake: Fruit.cakeId, id: Fruit.id })
  const ids = async (condition: Parameters<typeof not>[0]) =>
    (await inBakery(all(pipe(from(Fruit), where(condition as never), orderBy(Fruit.id), select({ id: Fruit.id })) as never) as never) as
      ReadonlyArray<{ readonly id: number }>).map((row) => row.id)
  test("compare the first that differs, and not what is unknown", async () => {
    const rows = await inBakery(all(pipe(from(Fruit), orderBy(Fruit.id))))
    const known = rows.flatMap((row) => (row.cakeId === null ? [] : [{ id: row.id, cake: row.cakeId }]))
    for (const { cake, id: other } of known) {
      const less = known.filter((row) => row.cake < cake || (row.cake === cake && row.id < other)).map((row) => row.id)
      expect(await ids(lt(at, { cake, id: other }))).toEqual(less)
      expect(await ids(eq(at, { id: other, cake }))).toEqual([other])
    }
    expect(await ids(isIn(at, known))).toEqual(known.map((row) => row.id))
    // Its key is unknown, but its number is none of theirs.
    expect(await ids(notIn(at, known))).toEqual([4])
    expect(await ids(neq(at, { cake: 1, id: 4 }))).not.toContain(4)
    expect(await ids(isIn(at, []))).toEqual([])
    expect(await ids(notIn(at, []))).toEqual(rows.map((row) => row.id))
    expect(await ids(inQuery(at, pipe(from(Fruit), select({ id: Fruit.id, cake: Fruit.cakeId }))))).toEqual(known.map((row) => row.id))
  })
  test("many of them", async () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ cake: i, id: i }))
    expect(await ids(isIn(at, many))).toBeInstanceOf(Array)
  })
})
