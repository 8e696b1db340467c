import { pipe } from "effect"
import {
  add, and, count, countAll, desc, from, groupBy, gt, having, innerJoin, leftJoin, eq, limit, literal, max, orderBy, select, sum, lt,
  where,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { all, Bakery, Cake, Fruit, inBakery } from "./bakery.js"
import { golden } from "./golden.js"

/** The types leave it out, but keys may be computed. */
const noKeys = groupBy(...([] as never as [typeof Cake.id]))
const perBakery = pipe(
  from(Cake),
  groupBy(Cake.bakeryId),
  select({ bakery: Cake.bakeryId, cakes: countAll, dearest: max(Cake.price) }),
)

describe("prints", () => {
  golden("groups by a column", perBakery, {
    sqlite: `select "cake"."bakeryId" as "bakery", count(*) as "cakes", max("cake"."price") as "dearest" from ` +
        `"cake" group by "cake"."bakeryId"`,
    postgres: `select "cake"."bakeryId" as "bakery", count(*) as "cakes", max("cake"."price") as "dearest" from "cake" group by "cake"."bakeryId"`,
    mariadb: "select `cake`.`bakeryId` as `bakery`, count(*) as `cakes`, max(`cake`.`price`) as `dearest` from `cake` group by `cake`.`bakeryId`",
    mysql: "select `cake`.`bakeryId` as `bakery`, count(*) as `cakes`, max(`cake`.`price`) as `dearest` from `cake` group by `cake`.`bakeryId`",
  })
  golden("groups by several keys, given together or one after the other", pipe(
    from(Cake),
    groupBy(Cake.bakeryId),
    groupBy(Cake.price, Cake.name),
    select({ n: countAll }),
  ), {
    sqlite: `select count(*) as "n" from "cake" group by "cake"."bakeryId", "cake"."price", "cake"."name"`,
    postgres: `select count(*) as "n" from "cake" group by "cake"."bakeryId", "cake"."price", "cake"."name"`,
    mariadb: "select count(*) as `n` from `cake` group by `cake`.`bakeryId`, `cake`.`price`, `cake`.`name`",
    mysql: "select count(*) as `n` from `cake` group by `cake`.`bakeryId`, `cake`.`price`, `cake`.`name`",
  })
  golden("a constant key is not the number of a column", pipe(
    from(Cake),
    groupBy(literal(1)),
    select({ n: countAll }),
  ), {
    sqlite: {
      sql: `select count(*) as "n" from "cake" group by (?)`,
      params: [1n],
      text: `select count(*) as "n" from "cake" group by (select 1)`,
    },
    postgres: {
      sql: `select count(*) as "n" from "cake" group by ($1::int8)`,
      params: ["1"],
      text: `select count(*) as "n" from "cake" group by (select 1)`,
    },
    mariadb: {
      sql: "select count(*) as `n` from `cake` group by (select ?)",
      params: [1n],
      text: "select count(*) as `n` from `cake` group by (select 1)",
    },
    mysql: {
      sql: "select count(*) as `n` from `cake` group by (select ?)",
      params: [1n],
      text: "select count(*) as `n` from `cake` group by (select 1)",
    },
  })
  golden("having on a key of whose name there are two", pipe(
    from(Cake),
    innerJoin(Bakery, eq(Cake.bakeryId, Bakery.id)),
    groupBy(Cake.name, Bakery.name),
    having(and(eq(Bakery.name, "Sweet"), gt(count(Cake.name), 1))),
    select({ n: countAll }),
  ), {
    sqlite: {
      sql: `select count(*) as "n" from "cake" inner join "bakery" on "cake"."bakeryId" = "bakery"."id" group by "cake"."name", "bakery"."name" having "bakery"."name" = ? and count("cake"."name") > ?`,
      params: ["Sweet", 1n],
      text: `select count(*) as "n" from "cake" inner join "bakery" on "cake"."bakeryId" = "bakery"."id" group by "cake"."name", "bakery"."name" having "bakery"."name" = 'Sweet' and count("cake"."name") > 1`,
    },
    postgres: {
      sql: `select count(*) as "n" from "cake" inner join "bakery" on "cake"."bakeryId" = "bakery"."id" group by "cake"."name", "bakery"."name" having "bakery"."name" = $1 and count("cake"."name") > $2::int8`,
      params: ["Sweet", "1"],
      text: `select count(*) as "n" from "cake" inner join "bakery" on "cake"."bakeryId" = "bakery"."id" group by "cake"."name", "bakery"."name" having "bakery"."name" = 'Sweet' and count("cake"."name") > 1`,
    },
    mariadb: {
      sql: "select count(*) as `n` from `cake` inner join `bakery` on `cake`.`bakeryId` = `bakery`.`id` group by `cake`.`name`, `bakery`.`name` having min(`bakery`.`name`) = ? and count(`cake`.`name`) > ?",
      params: ["Sweet", 1n],
      text: "select count(*) as `n` from `cake` inner join `bakery` on `cake`.`bakeryId` = `bakery`.`id` group by `cake`.`name`, `bakery`.`name` having min(`bakery`.`name`) = 'Sweet' and count(`cake`.`name`) > 1",
    },
    mysql: {
      sql: "select count(*) as `n` from `cake` inner join `bakery` on `cake`.`bakeryId` = `bakery`.`id` group by `cake`.`name`, `bakery`.`name` having min(`bakery`.`name`) = ? and count(`cake`.`name`) > ?",
      params: ["Sweet", 1n],
      text: "select count(*) as `n` from `cake` inner join `bakery` on `cake`.`bakeryId` = `bakery`.`id` group by `cake`.`name`, `bakery`.`name` having min(`bakery`.`name`) = 'Sweet' and count(`cake`.`name`) > 1",
    },
  })
  golden("having filters groups", pipe(perBakery, having(gt(countAll, 1))), {
    sqlite: {
      sql: `select "cake"."bakeryId" as "bakery", count(*) as "cakes", max("cake"."price") as "dearest" from ` +
        `"cake" group by "cake"."bakeryId" having count(*) > ?`,
      params: [1n],
      text: `select "cake"."bakeryId" as "bakery", count(*) as "cakes", max("cake"."price") as "dearest" from ` +
        `"cake" group by "cake"."bakeryId" having count(*) > 1`,
    },
    postgres: {
      sql: `select "cake"."bakeryId" as "bakery", count(*) as "cakes", max("cake"."price") as "dearest" from "cake" group by "cake"."bakeryId" having count(*) > $1::int8`,
      params: ["1"],
      text: `select "cake"."bakeryId" as "bakery", count(*) as "cakes", max("cake"."price") as "dearest" from "cake" group by "cake"."bakeryId" having count(*) > 1`,
    },
    mariadb: {
      sql: "select `cake`.`bakeryId` as `bakery`, count(*) as `cakes`, max(`cake`.`price`) as `dearest` from `cake` group by `cake`.`bakeryId` having count(*) > ?",
      params: [1n],
      text: "select `cake`.`bakeryId` as `bakery`, count(*) as `cakes`, max(`cake`.`price`) as `dearest` from `cake` group by `cake`.`bakeryId` having count(*) > 1",
    },
    mysql: {
      sql: "select `cake`.`bakeryId` as `bakery`, count(*) as `cakes`, max(`cake`.`price`) as `dearest` from `cake` group by `cake`.`bakeryId` having count(*) > ?",
      params: [1n],
      text: "select `cake`.`bakeryId` as `bakery`, count(*) as `cakes`, max(`cake`.`price`) as `dearest` from `cake` group by `cake`.`bakeryId` having count(*) > 1",
    },
  })
  golden("several havings are joined with AND", pipe(
    perBakery,
    having(gt(countAll, 1)),
    having(lt(max(Cake.price), 99)),
  ), {
    sqlite: {
      sql: `select "cake"."bakeryId" as "bakery", count(*) as "cakes", max("cake"."price") as "dearest" from ` +
        `"cake" group by "cake"."bakeryId" having count(*) > ? and max("cake"."price") < ?`,
      params: [1n, 99n],
      text: `select "cake"."bakeryId" as "bakery", count(*) as "cakes", max("cake"."price") as "dearest" from ` +
        `"cake" group by "cake"."bakeryId" having count(*) > 1 and max("cake"."price") < 99`,
    },
    postgres: {
      sql: `select "cake"."bakeryId" as "bakery", count(*) as "cakes", max("cake"."price") as "dearest" from "cake" group by "cake"."bakeryId" having count(*) > $1::int8 and max("cake"."price") < $2::int4`,
      params: ["1", "99"],
      text: `select "cake"."bakeryId" as "bakery", count(*) as "cakes", max("cake"."price") as "dearest" from "cake" group by "cake"."bakeryId" having count(*) > 1 and max("cake"."price") < 99`,
    },
    mariadb: {
      sql: "select `cake`.`bakeryId` as `bakery`, count(*) as `cakes`, max(`cake`.`price`) as `dearest` from `cake` group by `cake`.`bakeryId` having count(*) > ? and max(`cake`.`price`) < ?",
      params: [1n, 99n],
      text: "select `cake`.`bakeryId` as `bakery`, count(*) as `cakes`, max(`cake`.`price`) as `dearest` from `cake` group by `cake`.`bakeryId` having count(*) > 1 and max(`cake`.`price`) < 99",
    },
    mysql: {
      sql: "select `cake`.`bakeryId` as `bakery`, count(*) as `cakes`, max(`cake`.`price`) as `dearest` from `cake` group by `cake`.`bakeryId` having count(*) > ? and max(`cake`.`price`) < ?",
      params: [1n, 99n],
      text: "select `cake`.`bakeryId` as `bakery`, count(*) as `cakes`, max(`cake`.`price`) as `dearest` from `cake` group by `cake`.`bakeryId` having count(*) > 1 and max(`cake`.`price`) < 99",
    },
  })
  golden("a where after grouping and limit filters the groups that are left", pipe(
    perBakery,
    orderBy(Cake.bakeryId),
    limit(2),
    having(gt(countAll, 1)),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "cakes", "_1"."c2" as "dearest" from (select ` +
        `"cake"."bakeryId" as "c0", count(*) as "c1", max("cake"."price") as "c2" from "cake" group by ` +
        `"cake"."bakeryId" order by "cake"."bakeryId" limit ?) as "_1" where "_1"."c1" > ? order by "_1"."c0"`,
      params: [2n, 1n],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "cakes", "_1"."c2" as "dearest" from (select ` +
        `"cake"."bakeryId" as "c0", count(*) as "c1", max("cake"."price") as "c2" from "cake" group by ` +
        `"cake"."bakeryId" order by "cake"."bakeryId" limit 2) as "_1" where "_1"."c1" > 1 order by "_1"."c0"`,
    },
    postgres: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "cakes", "_1"."c2" as "dearest" from (select "cake"."bakeryId" as "c0", count(*) as "c1", max("cake"."price") as "c2" from "cake" group by "cake"."bakeryId" order by "cake"."bakeryId" limit $1) as "_1" where "_1"."c1" > $2 order by "_1"."c0"`,
      params: ["2", "1"],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "cakes", "_1"."c2" as "dearest" from (select "cake"."bakeryId" as "c0", count(*) as "c1", max("cake"."price") as "c2" from "cake" group by "cake"."bakeryId" order by "cake"."bakeryId" limit 2) as "_1" where "_1"."c1" > 1 order by "_1"."c0"`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `cakes`, `_1`.`c2` as `dearest` from (select `cake`.`bakeryId` as `c0`, count(*) as `c1`, max(`cake`.`price`) as `c2` from `cake` group by `cake`.`bakeryId` order by `cake`.`bakeryId` limit ?) as `_1` where `_1`.`c1` > ? order by `_1`.`c0`",
      params: [2n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `cakes`, `_1`.`c2` as `dearest` from (select `cake`.`bakeryId` as `c0`, count(*) as `c1`, max(`cake`.`price`) as `c2` from `cake` group by `cake`.`bakeryId` order by `cake`.`bakeryId` limit 2) as `_1` where `_1`.`c1` > 1 order by `_1`.`c0`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `cakes`, `_1`.`c2` as `dearest` from (select `cake`.`bakeryId` as `c0`, count(*) as `c1`, max(`cake`.`price`) as `c2` from `cake` group by `cake`.`bakeryId` order by `cake`.`bakeryId` limit ?) as `_1` where `_1`.`c1` > ? order by `_1`.`c0`",
      params: [2n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `cakes`, `_1`.`c2` as `dearest` from (select `cake`.`bakeryId` as `c0`, count(*) as `c1`, max(`cake`.`price`) as `c2` from `cake` group by `cake`.`bakeryId` order by `cake`.`bakeryId` limit 2) as `_1` where `_1`.`c1` > 1 order by `_1`.`c0`",
    },
  })
  golden("grouping after limit groups the rows that are left", pipe(
    from(Cake),
    orderBy(Cake.id),
    limit(2),
    groupBy(Cake.bakeryId),
    select({ bakery: Cake.bakeryId, n: countAll }),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "bakery", count(*) as "n" from (select "cake"."bakeryId" as "c0" from "cake" ` +
        `order by "cake"."id" limit ?) as "_1" group by "_1"."c0"`,
      params: [2n],
      text: `select "_1"."c0" as "bakery", count(*) as "n" from (select "cake"."bakeryId" as "c0" from "cake" ` +
        `order by "cake"."id" limit 2) as "_1" group by "_1"."c0"`,
    },
    postgres: {
      sql: `select "_1"."c0" as "bakery", count(*) as "n" from (select "cake"."bakeryId" as "c0" from "cake" order by "cake"."id" limit $1) as "_1" group by "_1"."c0"`,
      params: ["2"],
      text: `select "_1"."c0" as "bakery", count(*) as "n" from (select "cake"."bakeryId" as "c0" from "cake" order by "cake"."id" limit 2) as "_1" group by "_1"."c0"`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `bakery`, count(*) as `n` from (select `cake`.`bakeryId` as `c0` from `cake` order by `cake`.`id` limit ?) as `_1` group by `_1`.`c0`",
      params: [2n],
      text: "select `_1`.`c0` as `bakery`, count(*) as `n` from (select `cake`.`bakeryId` as `c0` from `cake` order by `cake`.`id` limit 2) as `_1` group by `_1`.`c0`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `bakery`, count(*) as `n` from (select `cake`.`bakeryId` as `c0` from `cake` order by `cake`.`id` limit ?) as `_1` group by `_1`.`c0`",
      params: [2n],
      text: "select `_1`.`c0` as `bakery`, count(*) as `n` from (select `cake`.`bakeryId` as `c0` from `cake` order by `cake`.`id` limit 2) as `_1` group by `_1`.`c0`",
    },
  })
  golden("no keys are one group", pipe(from(Cake), noKeys, select({ n: literal(1) })), {
    sqlite: {
      sql: `select case when count(*) >= 0 then ? end as "n" from "cake"`,
      params: [1n],
      text: `select case when count(*) >= 0 then 1 end as "n" from "cake"`,
    },
    postgres: {
      sql: `select case when count(*) >= 0 then $1::int8 end as "n" from "cake"`,
      params: ["1"],
      text: `select case when count(*) >= 0 then 1 end as "n" from "cake"`,
    },
    mariadb: {
      sql: "select case when count(*) >= 0 then ? end as `n` from `cake`",
      params: [1n],
      text: "select case when count(*) >= 0 then 1 end as `n` from `cake`",
    },
    mysql: {
      sql: "select case when count(*) >= 0 then ? end as `n` from `cake`",
      params: [1n],
      text: "select case when count(*) >= 0 then 1 end as `n` from `cake`",
    },
  })
})

describe("rows", () => {
  test("NULLs are one group", async () => {
    expect(await inBakery(all(pipe(perBakery, orderBy(Cake.bakeryId))))).toEqual([
      { bakery: null, cakes: 1, dearest: 20 },
      { bakery: 1, cakes: 2, dearest: 30 },
    ])
  })

  test("groups of no rows are none, but an aggregate without groups is one row", async () => {
    const none = pipe(from(Cake), where(eq(Cake.id, 99)))
    expect(await inBakery(all(pipe(none, groupBy(Cake.bakeryId), select({ n: countAll }))))).toEqual([])
    expect(await inBakery(all(pipe(
      none,
      select({ n: countAll, sum: sum(Cake.price) }),
    )))).toEqual([{ n: 0, sum: null }])
    expect(await inBakery(all(pipe(none, noKeys, select({ n: literal(1) }))))).toEqual([{ n: 1 }])
  })

  test("no keys make one group of all rows, also without an aggregate", async () => {
    expect(await inBakery(all(pipe(from(Cake), noKeys, select({ n: literal(1) }))))).toEqual([{ n: 1 }])
    expect(await inBakery(all(pipe(from(Cake), having(gt(countAll, 5)), select({ n: literal(1) }))))).toEqual([])
  })

  test("a primary key among the keys brings its whole row along", async () => {
    const q = pipe(
      from(Bakery),
      leftJoin(Cake, eq(Cake.bakeryId, Bakery.id)),
      groupBy(Bakery.id),
      select({ bakery: Bakery, cakes: count(Cake.id) }),
      orderBy(desc(count(Cake.id))),
    )
    expect(await inBakery(all(q))).toEqual([
      { bakery: { id: 1, name: "Sea", profit: 10.5 }, cakes: 2 },
      { bakery: { id: 2, name: "Lake", profit: null }, cakes: 0 },
    ])
  })

  test("an expression can be a key", async () => {
    const key = add(Cake.id, 1)
    expect(await inBakery(all(pipe(from(Cake), groupBy(key), select({ key, n: countAll }), orderBy(key))))).toEqual([
      { key: 2, n: 1 },
      { key: 3, n: 1 },
      { key: 4, n: 1 },
    ])
  })

  test("having keeps the groups for which it is true", async () => {
    expect(await inBakery(all(pipe(
      perBakery,
      having(gt(countAll, 1)),
    )))).toEqual([{ bakery: 1, cakes: 2, dearest: 30 }])
  })

  test("having after limit filters the groups that limit left", async () => {
    expect(await inBakery(all(pipe(perBakery, orderBy(Cake.bakeryId), limit(1), having(gt(countAll, 1)))))).toEqual([])
  })

  test("grouping and aggregates after limit see the rows that are left", async () => {
    const two = pipe(from(Fruit), orderBy(Fruit.id), limit(2))
    expect(await inBakery(all(pipe(two, select({ n: countAll }))))).toEqual([{ n: 2 }])
    const q = pipe(two, groupBy(Fruit.cakeId), select({ cake: Fruit.cakeId, n: countAll }), orderBy(Fruit.cakeId))
    expect((await inBakery(all(q))).toSorted((a, b) => Number(a.cake) - Number(b.cake))).toEqual([
      { cake: 1, n: 1 },
      { cake: 2, n: 1 },
    ])
  })
})
