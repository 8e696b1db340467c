import { pipe } from "effect"
import {
  asc,
  coalesce,
  count,
  desc,
  distinct,
  from,
  gt,
  leftJoin,
  limit,
  neg,
  nullsFirst,
  nullsLast,
  orderBy,
  orderRowsBy,
  scalar,
  select,
  union,
  lower,
  value,
  integer,
  eq,
  literal,
  unionAll,
  where,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { all, Cake, Fruit, inBakery } from "./bakery.js"
import { golden } from "./golden.js"

const id = pipe(from(Cake), select({ id: Cake.id }))
const names = pipe(from(Cake), select({ name: Cake.name }), union(pipe(from(Fruit), select({ name: Fruit.name }))))

// The limits make tables to which the printer gives names.
const fruits = pipe(from(Fruit), where(gt(Fruit.id, 1)), limit(9), limit(8), where(eq(Fruit.cakeId, Cake.id)), select(count(Fruit.id)), scalar)

describe("prints", () => {
  golden("a query among distinct rows is the same in both places", pipe(
    from(Cake),
    select({ fruits, sure: coalesce(fruits, 7) }),
    distinct,
    orderBy(coalesce(fruits, 7), desc(fruits)),
  ), {
    sqlite: {
      sql: `select distinct (select count("_1"."c0") as "value" from (select "_2"."c0", "_2"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > ? limit ?) as "_2" limit ?) as "_1" where "_1"."c1" = "cake"."id") as "fruits", coalesce((select count("_3"."c0") as "value" from (select "_4"."c0", "_4"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > ? limit ?) as "_4" limit ?) as "_3" where "_3"."c1" = "cake"."id"), ?) as "sure" from "cake" order by coalesce((select count("_5"."c0") as "value" from (select "_6"."c0", "_6"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > ? limit ?) as "_6" limit ?) as "_5" where "_5"."c1" = "cake"."id"), ?), (select count("_7"."c0") as "value" from (select "_8"."c0", "_8"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > ? limit ?) as "_8" limit ?) as "_7" where "_7"."c1" = "cake"."id") desc`,
      params: [1n, 9n, 8n, 1n, 9n, 8n, 7n, 1n, 9n, 8n, 7n, 1n, 9n, 8n],
      text: `select distinct (select count("_1"."c0") as "value" from (select "_2"."c0", "_2"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > 1 limit 9) as "_2" limit 8) as "_1" where "_1"."c1" = "cake"."id") as "fruits", coalesce((select count("_3"."c0") as "value" from (select "_4"."c0", "_4"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > 1 limit 9) as "_4" limit 8) as "_3" where "_3"."c1" = "cake"."id"), 7) as "sure" from "cake" order by coalesce((select count("_5"."c0") as "value" from (select "_6"."c0", "_6"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > 1 limit 9) as "_6" limit 8) as "_5" where "_5"."c1" = "cake"."id"), 7), (select count("_7"."c0") as "value" from (select "_8"."c0", "_8"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > 1 limit 9) as "_8" limit 8) as "_7" where "_7"."c1" = "cake"."id") desc`,
    },
    postgres: {
      sql: `select distinct (select count("_1"."c0") as "value" from (select "_2"."c0", "_2"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > $1 limit $2) as "_2" limit $3) as "_1" where "_1"."c1" = "cake"."id") as "fruits", coalesce((select count("_1"."c0") as "value" from (select "_2"."c0", "_2"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > $1 limit $2) as "_2" limit $3) as "_1" where "_1"."c1" = "cake"."id"), $4::int8) as "sure" from "cake" order by coalesce((select count("_1"."c0") as "value" from (select "_2"."c0", "_2"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > $1 limit $2) as "_2" limit $3) as "_1" where "_1"."c1" = "cake"."id"), $4::int8), (select count("_1"."c0") as "value" from (select "_2"."c0", "_2"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > $1 limit $2) as "_2" limit $3) as "_1" where "_1"."c1" = "cake"."id") desc`,
      params: ["1", "9", "8", "7"],
      text: `select distinct (select count("_1"."c0") as "value" from (select "_2"."c0", "_2"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > 1 limit 9) as "_2" limit 8) as "_1" where "_1"."c1" = "cake"."id") as "fruits", coalesce((select count("_1"."c0") as "value" from (select "_2"."c0", "_2"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > 1 limit 9) as "_2" limit 8) as "_1" where "_1"."c1" = "cake"."id"), 7) as "sure" from "cake" order by coalesce((select count("_1"."c0") as "value" from (select "_2"."c0", "_2"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > 1 limit 9) as "_2" limit 8) as "_1" where "_1"."c1" = "cake"."id"), 7), (select count("_1"."c0") as "value" from (select "_2"."c0", "_2"."c1" from (select "fruit"."id" as "c0", "fruit"."cakeId" as "c1" from "fruit" where "fruit"."id" > 1 limit 9) as "_2" limit 8) as "_1" where "_1"."c1" = "cake"."id") desc`,
    },
    mariadb: {
      sql: "select distinct (select count(`_1`.`c0`) as `value` from (select `_2`.`c0`, `_2`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > ? limit ?) as `_2` limit ?) as `_1` where `_1`.`c1` = `cake`.`id`) as `fruits`, coalesce((select count(`_3`.`c0`) as `value` from (select `_4`.`c0`, `_4`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > ? limit ?) as `_4` limit ?) as `_3` where `_3`.`c1` = `cake`.`id`), ?) as `sure` from `cake` order by coalesce((select count(`_5`.`c0`) as `value` from (select `_6`.`c0`, `_6`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > ? limit ?) as `_6` limit ?) as `_5` where `_5`.`c1` = `cake`.`id`), ?), (select count(`_7`.`c0`) as `value` from (select `_8`.`c0`, `_8`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > ? limit ?) as `_8` limit ?) as `_7` where `_7`.`c1` = `cake`.`id`) desc",
      params: [1n, 9n, 8n, 1n, 9n, 8n, 7n, 1n, 9n, 8n, 7n, 1n, 9n, 8n],
      text: "select distinct (select count(`_1`.`c0`) as `value` from (select `_2`.`c0`, `_2`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > 1 limit 9) as `_2` limit 8) as `_1` where `_1`.`c1` = `cake`.`id`) as `fruits`, coalesce((select count(`_3`.`c0`) as `value` from (select `_4`.`c0`, `_4`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > 1 limit 9) as `_4` limit 8) as `_3` where `_3`.`c1` = `cake`.`id`), 7) as `sure` from `cake` order by coalesce((select count(`_5`.`c0`) as `value` from (select `_6`.`c0`, `_6`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > 1 limit 9) as `_6` limit 8) as `_5` where `_5`.`c1` = `cake`.`id`), 7), (select count(`_7`.`c0`) as `value` from (select `_8`.`c0`, `_8`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > 1 limit 9) as `_8` limit 8) as `_7` where `_7`.`c1` = `cake`.`id`) desc",
    },
    mysql: {
      sql: "select distinct (select count(`_1`.`c0`) as `value` from (select `_2`.`c0`, `_2`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > ? limit ?) as `_2` limit ?) as `_1` where `_1`.`c1` = `cake`.`id`) as `fruits`, coalesce((select count(`_3`.`c0`) as `value` from (select `_4`.`c0`, `_4`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > ? limit ?) as `_4` limit ?) as `_3` where `_3`.`c1` = `cake`.`id`), ?) as `sure` from `cake` order by coalesce((select count(`_5`.`c0`) as `value` from (select `_6`.`c0`, `_6`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > ? limit ?) as `_6` limit ?) as `_5` where `_5`.`c1` = `cake`.`id`), ?), (select count(`_7`.`c0`) as `value` from (select `_8`.`c0`, `_8`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > ? limit ?) as `_8` limit ?) as `_7` where `_7`.`c1` = `cake`.`id`) desc",
      params: [1n, 9n, 8n, 1n, 9n, 8n, 7n, 1n, 9n, 8n, 7n, 1n, 9n, 8n],
      text: "select distinct (select count(`_1`.`c0`) as `value` from (select `_2`.`c0`, `_2`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > 1 limit 9) as `_2` limit 8) as `_1` where `_1`.`c1` = `cake`.`id`) as `fruits`, coalesce((select count(`_3`.`c0`) as `value` from (select `_4`.`c0`, `_4`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > 1 limit 9) as `_4` limit 8) as `_3` where `_3`.`c1` = `cake`.`id`), 7) as `sure` from `cake` order by coalesce((select count(`_5`.`c0`) as `value` from (select `_6`.`c0`, `_6`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > 1 limit 9) as `_6` limit 8) as `_5` where `_5`.`c1` = `cake`.`id`), 7), (select count(`_7`.`c0`) as `value` from (select `_8`.`c0`, `_8`.`c1` from (select `fruit`.`id` as `c0`, `fruit`.`cakeId` as `c1` from `fruit` where `fruit`.`id` > 1 limit 9) as `_8` limit 8) as `_7` where `_7`.`c1` = `cake`.`id`) desc",
    },
  })
  golden("a column sorts upwards", pipe(id, orderBy(Cake.price)), {
    sqlite: `select "cake"."id" from "cake" order by "cake"."price"`,
    postgres: `select "cake"."id" from "cake" order by "cake"."price"`,
    mariadb: "select `cake`.`id` from `cake` order by `cake`.`price`",
    mysql: "select `cake`.`id` from `cake` order by `cake`.`price`",
  })
  golden("directions and the place of NULLs", pipe(
    id,
    orderBy(asc(Cake.name), desc(Cake.price), nullsFirst(Cake.bakeryId), nullsLast(desc(Cake.bakeryId))),
  ), {
    sqlite: `select "cake"."id" from "cake" order by "cake"."name", "cake"."price" desc, "cake"."bakeryId" nulls ` +
        `first, "cake"."bakeryId" desc nulls last`,
    postgres: `select "cake"."id" from "cake" order by "cake"."name", "cake"."price" desc, "cake"."bakeryId" nulls first, "cake"."bakeryId" desc nulls last`,
    mariadb: "select `cake`.`id` from `cake` order by `cake`.`name`, `cake`.`price` desc, `cake`.`bakeryId` is null desc, `cake`.`bakeryId`, `cake`.`bakeryId` is null asc, `cake`.`bakeryId` desc",
    mysql: "select `cake`.`id` from `cake` order by `cake`.`name`, `cake`.`price` desc, `cake`.`bakeryId` is null desc, `cake`.`bakeryId`, `cake`.`bakeryId` is null asc, `cake`.`bakeryId` desc",
  })
  golden("later keys come after earlier ones", pipe(id, orderBy(Cake.price), orderBy(Cake.id)), {
    sqlite: `select "cake"."id" from "cake" order by "cake"."price", "cake"."id"`,
    postgres: `select "cake"."id" from "cake" order by "cake"."price", "cake"."id"`,
    mariadb: "select `cake`.`id` from `cake` order by `cake`.`price`, `cake`.`id`",
    mysql: "select `cake`.`id` from `cake` order by `cake`.`price`, `cake`.`id`",
  })
  golden("a constant key is not the number of a column", pipe(id, orderBy(value(integer, 1), Cake.id)), {
    sqlite: {
      sql: `select "cake"."id" from "cake" order by (?), "cake"."id"`,
      params: [1n],
      text: `select "cake"."id" from "cake" order by (select 1), "cake"."id"`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" order by ($1::int4), "cake"."id"`,
      params: ["1"],
      text: `select "cake"."id" from "cake" order by (select 1), "cake"."id"`,
    },
    mariadb: {
      sql: "select `cake`.`id` from `cake` order by (select ?), `cake`.`id`",
      params: [1n],
      text: "select `cake`.`id` from `cake` order by (select 1), `cake`.`id`",
    },
    mysql: {
      sql: "select `cake`.`id` from `cake` order by (select ?), `cake`.`id`",
      params: [1n],
      text: "select `cake`.`id` from `cake` order by (select 1), `cake`.`id`",
    },
  })
  golden("the rows of a set operation sort by its columns", pipe(names, orderRowsBy((row) => [desc(row.name)])), {
    sqlite: `select "cake"."name" from "cake" union select "fruit"."name" from "fruit" order by "name" desc`,
    postgres: `select "cake"."name" from "cake" union select "fruit"."name" from "fruit" order by "name" desc`,
    mariadb: "select `cake`.`name` from `cake` union select `fruit`.`name` from `fruit` order by `name` desc",
    mysql: "select `cake`.`name` from `cake` union select `fruit`.`name` from `fruit` order by `name` desc",
  })
  golden("and by expressions of them", pipe(names, orderRowsBy((row) => [lower(row.name)])), {
    sqlite: `select "_1"."name" from (select "cake"."name" from "cake" union select "fruit"."name" from "fruit") ` +
        `as "_1" order by lower("_1"."name")`,
    postgres: `select "_1"."name" from (select "cake"."name" from "cake" union select "fruit"."name" from "fruit") as "_1" order by lower("_1"."name")`,
    mariadb: "select `_1`.`name` from (select `cake`.`name` from `cake` union select `fruit`.`name` from `fruit`) as `_1` order by lower(`_1`.`name`)",
    mysql: "select `_1`.`name` from (select `cake`.`name` from `cake` union select `fruit`.`name` from `fruit`) as `_1` order by lower(`_1`.`name`)",
  })
})

describe("rows", () => {
  test("NULLs come where they are asked to", async () => {
    const ids = pipe(from(Cake), select(Cake.id))
    expect(await inBakery(all(pipe(ids, orderBy(nullsFirst(desc(Cake.bakeryId)), Cake.id))))).toEqual([3, 1, 2])
    expect(await inBakery(all(pipe(ids, orderBy(nullsLast(Cake.bakeryId), Cake.id))))).toEqual([1, 2, 3])
  })

  test("an expression sorts", async () => {
    expect(await inBakery(all(pipe(from(Cake), select(Cake.id), orderBy(neg(Cake.price)))))).toEqual([1, 3, 2])
    expect(await inBakery(all(pipe(
      from(Cake),
      select(Cake.id),
      orderBy(literal(2), desc(Cake.id)),
    )))).toEqual([3, 2, 1])
  })

  test("the order before a limit stays through a join", async () => {
    const q = pipe(
      from(Cake),
      orderBy(desc(Cake.price)),
      limit(2),
      leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
      select(Cake.name),
    )
    expect(await inBakery(all(q))).toEqual(["Opera", "Sponge"])
  })

  test("the rows of a set operation sort by its columns and by expressions of them", async () => {
    const few = pipe(from(Cake), select({ n: Cake.price }), unionAll(pipe(from(Fruit), select({ n: Fruit.id }))))
    expect(await inBakery(all(pipe(
      few,
      orderRowsBy((row) => [neg(row.n)]),
      limit(3),
    )))).toEqual([{ n: 30 }, { n: 20 }, { n: 10 }])
    expect(await inBakery(all(pipe(few, orderRowsBy((row) => [row.n]), limit(2))))).toEqual([{ n: 1 }, { n: 2 }])
    expect((await inBakery(all(pipe(names, orderRowsBy((row) => [desc(row.name)]))))).map((r) => r.name)).toEqual([
      "Tart", "Sponge", "Opera", "Fig", "Cherry", "Berry", "Apple",
    ])
  })
})
