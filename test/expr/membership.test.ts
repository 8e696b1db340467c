import { pipe } from "effect"
import {
  all,
  as,
  eq,
  exists,
  from,
  gt,
  groupBy,
  inQuery,
  isIn,
  integer,
  isNotNull,
  isNull,
  limit,
  not,
  notIn,
  notInQuery,
  orderBy,
  raw,
  scalar,
  select,
  union,
  where,
  max,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { Cake, Fruit, inBakery, Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const { n, m } = Kinds
const cakeIds = pipe(from(Fruit), select({ id: Fruit.cakeId }))

const greatest = scalar(pipe(from(Fruit), select(max(Fruit.id))))

describe("prints", () => {
  goldenExpr("one of some", isIn(n, [1, 2]), {
    sqlite: {
      sql: `"kinds"."n" in (?, ?)`,
      params: [1n, 2n],
      text: `"kinds"."n" in (1, 2)`,
    },
    postgres: {
      sql: `"kinds"."n" in ($1, $2)`,
      params: ["1", "2"],
      text: `"kinds"."n" in (1, 2)`,
    },
    mariadb: {
      sql: "`kinds`.`n` in (?, ?)",
      params: [1n, 2n],
      text: "`kinds`.`n` in (1, 2)",
    },
    mysql: {
      sql: "`kinds`.`n` in (?, ?)",
      params: [1n, 2n],
      text: "`kinds`.`n` in (1, 2)",
    },
  })
  goldenExpr("one of none", isIn(n, []), {
    sqlite: "false",
    postgres: "false",
    mariadb: "false",
    mysql: "false",
  })
  goldenExpr("one of some or NULL, data last", pipe(m, isIn([1, null])), {
    sqlite: {
      sql: `("kinds"."m" in (?) or "kinds"."m" is null)`,
      params: [1n],
      text: `("kinds"."m" in (1) or "kinds"."m" is null)`,
    },
    postgres: {
      sql: `("kinds"."m" in ($1) or "kinds"."m" is null)`,
      params: ["1"],
      text: `("kinds"."m" in (1) or "kinds"."m" is null)`,
    },
    mariadb: {
      sql: "(`kinds`.`m` in (?) or `kinds`.`m` is null)",
      params: [1n],
      text: "(`kinds`.`m` in (1) or `kinds`.`m` is null)",
    },
    mysql: {
      sql: "(`kinds`.`m` in (?) or `kinds`.`m` is null)",
      params: [1n],
      text: "(`kinds`.`m` in (1) or `kinds`.`m` is null)",
    },
  })
  goldenExpr("nothing but NULL", isIn(m, [null]), {
    sqlite: `("kinds"."m" is null)`,
    postgres: `("kinds"."m" is null)`,
    mariadb: "(`kinds`.`m` is null)",
    mysql: "(`kinds`.`m` is null)",
  })
  goldenExpr("one of expressions", isIn(n, [m, 3]), {
    sqlite: {
      sql: `"kinds"."n" in ("kinds"."m", ?)`,
      params: [3n],
      text: `"kinds"."n" in ("kinds"."m", 3)`,
    },
    postgres: {
      sql: `"kinds"."n" in ("kinds"."m", $1)`,
      params: ["3"],
      text: `"kinds"."n" in ("kinds"."m", 3)`,
    },
    mariadb: {
      sql: "`kinds`.`n` in (`kinds`.`m`, ?)",
      params: [3n],
      text: "`kinds`.`n` in (`kinds`.`m`, 3)",
    },
    mysql: {
      sql: "`kinds`.`n` in (`kinds`.`m`, ?)",
      params: [3n],
      text: "`kinds`.`n` in (`kinds`.`m`, 3)",
    },
  })
  goldenExpr("the one value of a query, which is not one of its rows", isIn(n, [greatest]), {
    sqlite: `"kinds"."n" = (select max("fruit"."id") as "value" from "fruit")`,
    postgres: `"kinds"."n" = (select max("fruit"."id") as "value" from "fruit")`,
    mariadb: "`kinds`.`n` = (select max(`fruit`.`id`) as `value` from `fruit`)",
    mysql: "`kinds`.`n` = (select max(`fruit`.`id`) as `value` from `fruit`)",
  })
  goldenExpr("neither the one value of a query nor NULL", notIn(m, [null, greatest]), {
    sqlite: `("kinds"."m" <> (select max("fruit"."id") as "value" from "fruit") and "kinds"."m" is not null)`,
    postgres: `("kinds"."m" <> (select max("fruit"."id") as "value" from "fruit") and "kinds"."m" is not null)`,
    mariadb: "(`kinds`.`m` <> (select max(`fruit`.`id`) as `value` from `fruit`) and `kinds`.`m` is not null)",
    mysql: "(`kinds`.`m` <> (select max(`fruit`.`id`) as `value` from `fruit`) and `kinds`.`m` is not null)",
  })
  goldenExpr("a query in raw SQL", isIn(n, [raw(integer)`(select 1)`]), {
    sqlite: `"kinds"."n" = ((select 1))`,
    postgres: `"kinds"."n" = ((select 1))`,
    mariadb: "`kinds`.`n` = ((select 1))",
    mysql: "`kinds`.`n` = ((select 1))",
  })
  goldenExpr("the one value of a query or another", isIn(n, [greatest, m]), {
    sqlite: `"kinds"."n" in ((select max("fruit"."id") as "value" from "fruit"), "kinds"."m")`,
    postgres: `"kinds"."n" in ((select max("fruit"."id") as "value" from "fruit"), "kinds"."m")`,
    mariadb: "`kinds`.`n` in ((select max(`fruit`.`id`) as `value` from `fruit`), `kinds`.`m`)",
    mysql: "`kinds`.`n` in ((select max(`fruit`.`id`) as `value` from `fruit`), `kinds`.`m`)",
  })
  goldenExpr("none of some", notIn(n, [1, 2]), {
    sqlite: {
      sql: `"kinds"."n" not in (?, ?)`,
      params: [1n, 2n],
      text: `"kinds"."n" not in (1, 2)`,
    },
    postgres: {
      sql: `"kinds"."n" not in ($1, $2)`,
      params: ["1", "2"],
      text: `"kinds"."n" not in (1, 2)`,
    },
    mariadb: {
      sql: "`kinds`.`n` not in (?, ?)",
      params: [1n, 2n],
      text: "`kinds`.`n` not in (1, 2)",
    },
    mysql: {
      sql: "`kinds`.`n` not in (?, ?)",
      params: [1n, 2n],
      text: "`kinds`.`n` not in (1, 2)",
    },
  })
  goldenExpr("none of none", notIn(n, []), {
    sqlite: "true",
    postgres: "true",
    mariadb: "true",
    mysql: "true",
  })
  goldenExpr("none of some nor NULL", notIn(m, [1, null]), {
    sqlite: {
      sql: `("kinds"."m" not in (?) and "kinds"."m" is not null)`,
      params: [1n],
      text: `("kinds"."m" not in (1) and "kinds"."m" is not null)`,
    },
    postgres: {
      sql: `("kinds"."m" not in ($1) and "kinds"."m" is not null)`,
      params: ["1"],
      text: `("kinds"."m" not in (1) and "kinds"."m" is not null)`,
    },
    mariadb: {
      sql: "(`kinds`.`m` not in (?) and `kinds`.`m` is not null)",
      params: [1n],
      text: "(`kinds`.`m` not in (1) and `kinds`.`m` is not null)",
    },
    mysql: {
      sql: "(`kinds`.`m` not in (?) and `kinds`.`m` is not null)",
      params: [1n],
      text: "(`kinds`.`m` not in (1) and `kinds`.`m` is not null)",
    },
  })
  goldenExpr("among the values of a query", inQuery(n, cakeIds), {
    sqlite: `"kinds"."n" in (select "fruit"."cakeId" as "id" from "fruit")`,
    postgres: `"kinds"."n" in (select "fruit"."cakeId" as "id" from "fruit")`,
    mariadb: "`kinds`.`n` in (select `fruit`.`cakeId` as `id` from `fruit`)",
    mysql: "`kinds`.`n` in (select `fruit`.`cakeId` as `id` from `fruit`)",
  })
  goldenExpr("not among them", notInQuery(n, cakeIds), {
    sqlite: `"kinds"."n" not in (select "fruit"."cakeId" as "id" from "fruit")`,
    postgres: `"kinds"."n" not in (select "fruit"."cakeId" as "id" from "fruit")`,
    mariadb: "`kinds`.`n` not in (select `fruit`.`cakeId` as `id` from `fruit`)",
    mysql: "`kinds`.`n` not in (select `fruit`.`cakeId` as `id` from `fruit`)",
  })
  goldenExpr("existence", exists(pipe(from(Fruit), where(eq(Fruit.cakeId, Kinds.id)), select({ id: Fruit.id }))), {
    sqlite: `exists (select "fruit"."id" from "fruit" where "fruit"."cakeId" = "kinds"."id")`,
    postgres: `exists (select "fruit"."id" from "fruit" where "fruit"."cakeId" = "kinds"."id")`,
    mariadb: "exists (select `fruit`.`id` from `fruit` where `fruit`.`cakeId` = `kinds`.`id`)",
    mysql: "exists (select `fruit`.`id` from `fruit` where `fruit`.`cakeId` = `kinds`.`id`)",
  })
})

const cakes = (condition: unknown) => inBakery(all(pipe(
  from(Cake),
  where(condition as ReturnType<typeof exists>),
  select(Cake.id),
  orderBy(Cake.id),
)))

describe("rows", () => {
  test("membership in lists", async () => {
    expect(await cakes(isIn(Cake.bakeryId, [1, 7]))).toEqual([1, 2])
    expect(await cakes(isIn(Cake.bakeryId, []))).toEqual([])
    expect(await cakes(isIn(Cake.bakeryId, [null]))).toEqual([3])
    expect(await cakes(isIn(Cake.id, [3, Cake.bakeryId]))).toEqual([1, 3])
    expect(await cakes(notIn(Cake.bakeryId, [7]))).toEqual([1, 2])
    expect(await cakes(notIn(Cake.bakeryId, []))).toEqual([1, 2, 3])
    expect(await cakes(notIn(Cake.bakeryId, [1]))).toEqual([])
    expect(await cakes(notIn(Cake.bakeryId, [7, null]))).toEqual([1, 2])
    expect(await cakes(not(isIn(Cake.bakeryId, [1, null])))).toEqual([])
  })

  test("a list of one query holds its value, or NULL where there is none", async () => {
    const cakeOf = (id: number) => scalar(pipe(from(Fruit), where(eq(Fruit.id, id)), select(Fruit.cakeId)))
    expect(await cakes(isIn(Cake.id, [cakeOf(1)]))).toEqual([1])
    expect(await cakes(notIn(Cake.id, [cakeOf(1)]))).toEqual([2, 3])
    expect(await cakes(notIn(Cake.id, [cakeOf(9)]))).toEqual([])
    expect(await cakes(isNull(notIn(Cake.id, [cakeOf(9)])))).toEqual([1, 2, 3])
  })

  test("membership in queries, with SQL's trap of NULL", async () => {
    expect(await cakes(inQuery(Cake.id, cakeIds))).toEqual([1, 2])
    expect(await cakes(notInQuery(Cake.id, cakeIds))).toEqual([])
    expect(await cakes(notInQuery(Cake.id, pipe(cakeIds, where(isNotNull(Fruit.cakeId)))))).toEqual([3])
    expect(await cakes(inQuery(Cake.id, pipe(cakeIds, orderBy(Fruit.id), limit(1))))).toEqual([1])
    expect(await cakes(inQuery(
      Cake.id,
      pipe(cakeIds, union(pipe(from(Fruit), select({ id: Fruit.id })))),
    ))).toEqual([1, 2, 3])
    expect(await cakes(inQuery(
      Cake.price,
      pipe(from(Cake), groupBy(Cake.bakeryId), select(max(Cake.price))),
    ))).toEqual([1, 3])
  })

  test("existence of rows that belong", async () => {
    const fruit = pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)))
    expect(await cakes(exists(fruit))).toEqual([1, 2])
    expect(await cakes(not(exists(fruit)))).toEqual([3])
    expect(await cakes(exists(pipe(fruit, limit(1), where(gt(Fruit.id, 1)))))).toEqual([2])
    expect(await cakes(exists(pipe(from(pipe(from(Fruit), as("f"))), where(eq(Cake.id, 3)))))).toEqual([3])
  })
})
