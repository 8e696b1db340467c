import { pipe } from "effect"
import {
  countAll,
  cube,
  desc,
  from,
  groupBy,
  grouping,
  groupingSets,
  literal,
  gt,
  having,
  limit,
  orderBy,
  rollup,
  select,
  sum,
  toSql,
} from "fulmar"
import { dialect } from "fulmar/sqlite"
import { describe, expect, test } from "vitest"
import { Cake } from "./bakery.js"
import { golden } from "./golden.js"

const keys = { bakery: Cake.bakeryId, price: Cake.price }

describe("prints", () => {
  const by = rollup(keys)
  golden(
    "rollup",
    pipe(
      from(Cake),
      groupBy(by),
      having(gt(countAll, 1)),
      select({ bakery: by.bakery, all: grouping(by.bakery), total: sum(Cake.price) }),
      orderBy(desc(grouping(by.bakery)), by.price),
      limit(3),
    ),
    {
      sqlite: {
        sql: `select "_1"."c0" as "bakery", "_1"."c1" as "all", "_1"."c2" as "total" from (select "cake"."bakeryId" as "c0", ? as "c1", sum("cake"."price") as "c2", count(*) as "c3", "cake"."price" as "c4" from "cake" group by "cake"."bakeryId", "cake"."price" union all select "cake"."bakeryId" as "c0", ? as "c1", sum("cake"."price") as "c2", count(*) as "c3", null as "c4" from "cake" group by "cake"."bakeryId" union all select null as "c0", ? as "c1", sum("cake"."price") as "c2", count(*) as "c3", null as "c4" from "cake") as "_1" where "_1"."c3" > ? order by "_1"."c1" desc, "_1"."c4" limit ?`,
        params: [0n, 0n, 1n, 1n, 3n],
        text: `select "_1"."c0" as "bakery", "_1"."c1" as "all", "_1"."c2" as "total" from (select "cake"."bakeryId" as "c0", 0 as "c1", sum("cake"."price") as "c2", count(*) as "c3", "cake"."price" as "c4" from "cake" group by "cake"."bakeryId", "cake"."price" union all select "cake"."bakeryId" as "c0", 0 as "c1", sum("cake"."price") as "c2", count(*) as "c3", null as "c4" from "cake" group by "cake"."bakeryId" union all select null as "c0", 1 as "c1", sum("cake"."price") as "c2", count(*) as "c3", null as "c4" from "cake") as "_1" where "_1"."c3" > 1 order by "_1"."c1" desc, "_1"."c4" limit 3`,
      },
      postgres: {
        sql: `select "cake"."bakeryId" as "bakery", grouping("cake"."bakeryId") as "all", sum("cake"."price") as "total" from "cake" group by rollup ("cake"."bakeryId", "cake"."price") having count(*) > $1::int8 order by grouping("cake"."bakeryId") desc, "cake"."price" limit $2`,
        params: ["1", "3"],
        text: `select "cake"."bakeryId" as "bakery", grouping("cake"."bakeryId") as "all", sum("cake"."price") as "total" from "cake" group by rollup ("cake"."bakeryId", "cake"."price") having count(*) > 1 order by grouping("cake"."bakeryId") desc, "cake"."price" limit 3`,
      },
      mariadb: {
        sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `all`, `_1`.`c2` as `total` from ((select `cake`.`bakeryId` as `c0`, ? as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, `cake`.`price` as `c4` from `cake` group by `cake`.`bakeryId`, `cake`.`price` union all select `cake`.`bakeryId` as `c0`, ? as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, cast(null as signed) as `c4` from `cake` group by `cake`.`bakeryId`) union all select cast(null as signed) as `c0`, ? as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, cast(null as signed) as `c4` from `cake`) as `_1` where `_1`.`c3` > ? order by `_1`.`c1` desc, `_1`.`c4` limit ?",
        params: [0n, 0n, 1n, 1n, 3n],
        text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `all`, `_1`.`c2` as `total` from ((select `cake`.`bakeryId` as `c0`, 0 as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, `cake`.`price` as `c4` from `cake` group by `cake`.`bakeryId`, `cake`.`price` union all select `cake`.`bakeryId` as `c0`, 0 as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, cast(null as signed) as `c4` from `cake` group by `cake`.`bakeryId`) union all select cast(null as signed) as `c0`, 1 as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, cast(null as signed) as `c4` from `cake`) as `_1` where `_1`.`c3` > 1 order by `_1`.`c1` desc, `_1`.`c4` limit 3",
      },
      mysql: {
        sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `all`, `_1`.`c2` as `total` from ((select `cake`.`bakeryId` as `c0`, ? as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, `cake`.`price` as `c4` from `cake` group by `cake`.`bakeryId`, `cake`.`price` union all select `cake`.`bakeryId` as `c0`, ? as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, cast(null as signed) as `c4` from `cake` group by `cake`.`bakeryId`) union all select cast(null as signed) as `c0`, ? as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, cast(null as signed) as `c4` from `cake`) as `_1` where `_1`.`c3` > ? order by `_1`.`c1` desc, `_1`.`c4` limit ?",
        params: [0n, 0n, 1n, 1n, 3n],
        text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `all`, `_1`.`c2` as `total` from ((select `cake`.`bakeryId` as `c0`, 0 as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, `cake`.`price` as `c4` from `cake` group by `cake`.`bakeryId`, `cake`.`price` union all select `cake`.`bakeryId` as `c0`, 0 as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, cast(null as signed) as `c4` from `cake` group by `cake`.`bakeryId`) union all select cast(null as signed) as `c0`, 1 as `c1`, cast(sum(`cake`.`price`) as signed) as `c2`, count(*) as `c3`, cast(null as signed) as `c4` from `cake`) as `_1` where `_1`.`c3` > 1 order by `_1`.`c1` desc, `_1`.`c4` limit 3",
      },
    },
  )
  const each = cube(keys)
  golden("cube", pipe(from(Cake), groupBy(Cake.name), groupBy(each), select({ name: Cake.name, price: each.price })), {
    sqlite: `select "_1"."c0" as "name", "_1"."c1" as "price" from (select "cake"."name" as "c0", "cake"."price" as "c1" from "cake" group by "cake"."name", "cake"."bakeryId", "cake"."price" union all select "cake"."name" as "c0", null as "c1" from "cake" group by "cake"."name", "cake"."bakeryId" union all select "cake"."name" as "c0", "cake"."price" as "c1" from "cake" group by "cake"."name", "cake"."price" union all select "cake"."name" as "c0", null as "c1" from "cake" group by "cake"."name") as "_1"`,
    postgres: `select "cake"."name", "cake"."price" as "price" from "cake" group by "cake"."name", cube ("cake"."bakeryId", "cake"."price")`,
    mariadb: "select `_1`.`c0` as `name`, `_1`.`c1` as `price` from (((select `cake`.`name` as `c0`, `cake`.`price` as `c1` from `cake` group by `cake`.`name`, `cake`.`bakeryId`, `cake`.`price` union all select `cake`.`name` as `c0`, cast(null as signed) as `c1` from `cake` group by `cake`.`name`, `cake`.`bakeryId`) union all select `cake`.`name` as `c0`, `cake`.`price` as `c1` from `cake` group by `cake`.`name`, `cake`.`price`) union all select `cake`.`name` as `c0`, cast(null as signed) as `c1` from `cake` group by `cake`.`name`) as `_1`",
    mysql: "select `_1`.`c0` as `name`, `_1`.`c1` as `price` from (((select `cake`.`name` as `c0`, `cake`.`price` as `c1` from `cake` group by `cake`.`name`, `cake`.`bakeryId`, `cake`.`price` union all select `cake`.`name` as `c0`, cast(null as signed) as `c1` from `cake` group by `cake`.`name`, `cake`.`bakeryId`) union all select `cake`.`name` as `c0`, `cake`.`price` as `c1` from `cake` group by `cake`.`name`, `cake`.`price`) union all select `cake`.`name` as `c0`, cast(null as signed) as `c1` from `cake` group by `cake`.`name`) as `_1`",
  })
  const sets = groupingSets(keys, (k) => [[k.bakery], [k.price], []])
  golden("grouping sets", pipe(from(Cake), groupBy(sets), select({ bakery: sets.bakery, price: sets.price, n: countAll })), {
    sqlite: `select "_1"."c0" as "bakery", "_1"."c1" as "price", "_1"."c2" as "n" from (select "cake"."bakeryId" as "c0", null as "c1", count(*) as "c2" from "cake" group by "cake"."bakeryId" union all select null as "c0", "cake"."price" as "c1", count(*) as "c2" from "cake" group by "cake"."price" union all select null as "c0", null as "c1", count(*) as "c2" from "cake") as "_1"`,
    postgres: `select "cake"."bakeryId" as "bakery", "cake"."price" as "price", count(*) as "n" from "cake" group by grouping sets (("cake"."bakeryId"), ("cake"."price"), ())`,
    mariadb: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `price`, `_1`.`c2` as `n` from ((select `cake`.`bakeryId` as `c0`, cast(null as signed) as `c1`, count(*) as `c2` from `cake` group by `cake`.`bakeryId` union all select cast(null as signed) as `c0`, `cake`.`price` as `c1`, count(*) as `c2` from `cake` group by `cake`.`price`) union all select cast(null as signed) as `c0`, cast(null as signed) as `c1`, count(*) as `c2` from `cake`) as `_1`",
    mysql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `price`, `_1`.`c2` as `n` from ((select `cake`.`bakeryId` as `c0`, cast(null as signed) as `c1`, count(*) as `c2` from `cake` group by `cake`.`bakeryId` union all select cast(null as signed) as `c0`, `cake`.`price` as `c1`, count(*) as `c2` from `cake` group by `cake`.`price`) union all select cast(null as signed) as `c0`, cast(null as signed) as `c1`, count(*) as `c2` from `cake`) as `_1`",
  })
})

describe("of which nothing is used but the number of its groups", () => {
  const sets = groupingSets(keys, (k) => [[k.bakery], []])
  golden("a constant", pipe(from(Cake), groupBy(sets), select({ one: literal(1) })), {
    sqlite: {
      sql: `select ? as "one" from (select true as "c0" from "cake" group by "cake"."bakeryId" union all select case when count(*) >= 0 then true end as "c0" from "cake") as "_1"`,
      params: [1n],
      text: `select 1 as "one" from (select true as "c0" from "cake" group by "cake"."bakeryId" union all select case when count(*) >= 0 then true end as "c0" from "cake") as "_1"`,
    },
    postgres: {
      sql: `select $1::int8 as "one" from "cake" group by grouping sets (("cake"."bakeryId"), ())`,
      params: ["1"],
      text: `select 1 as "one" from "cake" group by grouping sets (("cake"."bakeryId"), ())`,
    },
    mariadb: {
      sql: "select ? as `one` from (select true as `c0` from `cake` group by `cake`.`bakeryId` union all select case when count(*) >= 0 then true end as `c0` from `cake`) as `_1`",
      params: [1n],
      text: "select 1 as `one` from (select true as `c0` from `cake` group by `cake`.`bakeryId` union all select case when count(*) >= 0 then true end as `c0` from `cake`) as `_1`",
    },
    mysql: {
      sql: "select ? as `one` from (select true as `c0` from `cake` group by `cake`.`bakeryId` union all select case when count(*) >= 0 then true end as `c0` from `cake`) as `_1`",
      params: [1n],
      text: "select 1 as `one` from (select true as `c0` from `cake` group by `cake`.`bakeryId` union all select case when count(*) >= 0 then true end as `c0` from `cake`) as `_1`",
    },
  })
})

describe("says what is wrong", () => {
  const sets = groupingSets(keys, (k) => [[k.bakery]])
  const message =
    "-- a key of grouping sets is in none of the sets that the query is grouped by; give the sets to groupBy, or add one with the key"
  test("a key that is in no set", () =>
    expect(toSql(dialect)(pipe(from(Cake), groupBy(sets), select({ price: sets.price })))).toBe(message))
  test("a key of other sets", () =>
    expect(toSql(dialect)(pipe(from(Cake), groupBy(Cake.id), select({ bakery: sets.bakery })))).toBe(message))
  test("a column beside its key", () => {
    const q = pipe(from(Cake), groupBy(sets), select({ bakery: Cake.bakeryId }))
    expect(toSql(dialect)(q as never)).toBe(
      `-- column "cake"."bakeryId" is not in groupBy; add it to groupBy or use an aggregate of it`,
    )
  })
})
