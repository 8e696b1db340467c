import { pipe } from "effect"
import { add, from, innerJoin, eq, leftJoin, orderBy, select, limit, where } from "fulmar"
import { describe, expect, test } from "vitest"
import { all, Bakery, Cake, Fruit, inBakery } from "./bakery.js"
import { golden } from "./golden.js"

describe("prints", () => {
  golden("one expression", pipe(from(Cake), select(Cake.name)), {
    sqlite: `select "cake"."name" from "cake"`,
    postgres: `select "cake"."name" from "cake"`,
    mariadb: "select `cake`.`name` from `cake`",
    mysql: "select `cake`.`name` from `cake`",
  })
  golden("a record, whose keys are the names of the columns", pipe(
    from(Cake),
    select({ id: Cake.id, cost: add(Cake.price, 1) }),
  ), {
    sqlite: {
      sql: `select "cake"."id", "cake"."price" + ? as "cost" from "cake"`,
      params: [1n],
      text: `select "cake"."id", "cake"."price" + 1 as "cost" from "cake"`,
    },
    postgres: {
      sql: `select "cake"."id", "cake"."price" + $1::int8 as "cost" from "cake"`,
      params: ["1"],
      text: `select "cake"."id", "cake"."price" + 1 as "cost" from "cake"`,
    },
    mariadb: {
      sql: "select `cake`.`id`, `cake`.`price` + ? as `cost` from `cake`",
      params: [1n],
      text: "select `cake`.`id`, `cake`.`price` + 1 as `cost` from `cake`",
    },
    mysql: {
      sql: "select `cake`.`id`, `cake`.`price` + ? as `cost` from `cake`",
      params: [1n],
      text: "select `cake`.`id`, `cake`.`price` + 1 as `cost` from `cake`",
    },
  })
  golden("whole tables and records in records", pipe(
    from(Cake),
    innerJoin(Bakery, eq(Cake.bakeryId, Bakery.id)),
    select({ bakery: Bakery, cake: { name: Cake.name, price: { net: Cake.price } } }),
  ), {
    sqlite: `select "bakery"."id" as "bakery.id", "bakery"."name" as "bakery.name", "bakery"."profit" as ` +
        `"bakery.profit", "cake"."name" as "cake.name", "cake"."price" as "cake.price.net" from "cake" inner ` +
        `join "bakery" on "cake"."bakeryId" = "bakery"."id"`,
    postgres: `select "bakery"."id" as "bakery.id", "bakery"."name" as "bakery.name", "bakery"."profit" as "bakery.profit", "cake"."name" as "cake.name", "cake"."price" as "cake.price.net" from "cake" inner join "bakery" on "cake"."bakeryId" = "bakery"."id"`,
    mariadb: "select `bakery`.`id` as `bakery.id`, `bakery`.`name` as `bakery.name`, `bakery`.`profit` as `bakery.profit`, `cake`.`name` as `cake.name`, `cake`.`price` as `cake.price.net` from `cake` inner join `bakery` on `cake`.`bakeryId` = `bakery`.`id`",
    mysql: "select `bakery`.`id` as `bakery.id`, `bakery`.`name` as `bakery.name`, `bakery`.`profit` as `bakery.profit`, `cake`.`name` as `cake.name`, `cake`.`price` as `cake.price.net` from `cake` inner join `bakery` on `cake`.`bakeryId` = `bakery`.`id`",
  })
  golden("the last select wins", pipe(from(Cake), select(Cake.id), select(Cake.name)), {
    sqlite: `select "cake"."name" from "cake"`,
    postgres: `select "cake"."name" from "cake"`,
    mariadb: "select `cake`.`name` from `cake`",
    mysql: "select `cake`.`name` from `cake`",
  })
})

describe("rows", () => {
  test("one expression is the row itself", async () => {
    expect(await inBakery(all(pipe(from(Cake), select(Cake.name))))).toEqual(["Opera", "Tart", "Sponge"])
  })

  test("records nest as deep as they are written", async () => {
    const q = pipe(
      from(Cake),
      leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
      where(eq(Cake.id, 3)),
      select({ a: { b: { c: Cake.id, fruit: Fruit } }, fruitName: Fruit.name }),
    )
    expect(await inBakery(all(q))).toEqual([{ a: { b: { c: 3, fruit: null } }, fruitName: null }])
  })

  test("select after limit changes what is selected, not which rows", async () => {
    expect(await inBakery(all(pipe(from(Cake), orderBy(Cake.price), limit(1), select(Cake.name))))).toEqual(["Tart"])
  })
})
