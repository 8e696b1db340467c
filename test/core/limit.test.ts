import { pipe } from "effect"
import {
  countAll,
  distinct,
  from,
  gt,
  integer,
  innerJoin,
  eq,
  limit,
  offset,
  orderBy,
  param,
  prepare,
  select,
  union,
  where,
  desc,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { all, Cake, Fruit, inBakery } from "./bakery.js"
import { golden } from "./golden.js"

const id = pipe(from(Cake), select({ id: Cake.id }), orderBy(Cake.id))
const ids = (rows: ReadonlyArray<{ readonly id: number }>) => rows.map((row) => row.id)
const fruits = pipe(from(Fruit), select({ id: Fruit.id }))

describe("prints", () => {
  golden("a limit", pipe(id, limit(2)), {
    sqlite: {
      sql: `select "cake"."id" from "cake" order by "cake"."id" limit ?`,
      params: [2n],
      text: `select "cake"."id" from "cake" order by "cake"."id" limit 2`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" order by "cake"."id" limit $1`,
      params: ["2"],
      text: `select "cake"."id" from "cake" order by "cake"."id" limit 2`,
    },
    mariadb: {
      sql: "select `cake`.`id` from `cake` order by `cake`.`id` limit ?",
      params: [2n],
      text: "select `cake`.`id` from `cake` order by `cake`.`id` limit 2",
    },
    mysql: {
      sql: "select `cake`.`id` from `cake` order by `cake`.`id` limit ?",
      params: [2n],
      text: "select `cake`.`id` from `cake` order by `cake`.`id` limit 2",
    },
  })
  golden("limit and offset are a pair", pipe(id, limit(2), offset(1)), {
    sqlite: {
      sql: `select "cake"."id" from "cake" order by "cake"."id" limit ? offset ?`,
      params: [2n, 1n],
      text: `select "cake"."id" from "cake" order by "cake"."id" limit 2 offset 1`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" order by "cake"."id" limit $1 offset $2`,
      params: ["2", "1"],
      text: `select "cake"."id" from "cake" order by "cake"."id" limit 2 offset 1`,
    },
    mariadb: {
      sql: "select `cake`.`id` from `cake` order by `cake`.`id` limit ? offset ?",
      params: [2n, 1n],
      text: "select `cake`.`id` from `cake` order by `cake`.`id` limit 2 offset 1",
    },
    mysql: {
      sql: "select `cake`.`id` from `cake` order by `cake`.`id` limit ? offset ?",
      params: [2n, 1n],
      text: "select `cake`.`id` from `cake` order by `cake`.`id` limit 2 offset 1",
    },
  })
  golden("an offset without limit", pipe(id, offset(1)), {
    sqlite: {
      sql: `select "cake"."id" from "cake" order by "cake"."id" limit -1 offset ?`,
      params: [1n],
      text: `select "cake"."id" from "cake" order by "cake"."id" limit -1 offset 1`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" order by "cake"."id" offset $1`,
      params: ["1"],
      text: `select "cake"."id" from "cake" order by "cake"."id" offset 1`,
    },
    mariadb: {
      sql: "select `cake`.`id` from `cake` order by `cake`.`id` limit 18446744073709551615 offset ?",
      params: [1n],
      text: "select `cake`.`id` from `cake` order by `cake`.`id` limit 18446744073709551615 offset 1",
    },
    mysql: {
      sql: "select `cake`.`id` from `cake` order by `cake`.`id` limit 18446744073709551615 offset ?",
      params: [1n],
      text: "select `cake`.`id` from `cake` order by `cake`.`id` limit 18446744073709551615 offset 1",
    },
  })
  golden("a second limit nests", pipe(id, limit(5), limit(2)), {
    sqlite: {
      sql: `select "_1"."c0" as "id" from (select "cake"."id" as "c0" from "cake" order by "cake"."id" limit ?) ` +
        `as "_1" order by "_1"."c0" limit ?`,
      params: [5n, 2n],
      text: `select "_1"."c0" as "id" from (select "cake"."id" as "c0" from "cake" order by "cake"."id" limit 5) ` +
        `as "_1" order by "_1"."c0" limit 2`,
    },
    postgres: {
      sql: `select "_1"."c0" as "id" from (select "cake"."id" as "c0" from "cake" order by "cake"."id" limit $1) as "_1" order by "_1"."c0" limit $2`,
      params: ["5", "2"],
      text: `select "_1"."c0" as "id" from (select "cake"."id" as "c0" from "cake" order by "cake"."id" limit 5) as "_1" order by "_1"."c0" limit 2`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0` from `cake` order by `cake`.`id` limit ?) as `_1` order by `_1`.`c0` limit ?",
      params: [5n, 2n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0` from `cake` order by `cake`.`id` limit 5) as `_1` order by `_1`.`c0` limit 2",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0` from `cake` order by `cake`.`id` limit ?) as `_1` order by `_1`.`c0` limit ?",
      params: [5n, 2n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0` from `cake` order by `cake`.`id` limit 5) as `_1` order by `_1`.`c0` limit 2",
    },
  })
  golden("a limit of a set operation", pipe(id, union(fruits), limit(3)), {
    sqlite: {
      sql: `select * from (select "cake"."id" from "cake" order by "cake"."id") union select "fruit"."id" from ` +
        `"fruit" limit ?`,
      params: [3n],
      text: `select * from (select "cake"."id" from "cake" order by "cake"."id") union select "fruit"."id" from ` +
        `"fruit" limit 3`,
    },
    postgres: {
      sql: `(select "cake"."id" from "cake" order by "cake"."id") union select "fruit"."id" from "fruit" limit $1`,
      params: ["3"],
      text: `(select "cake"."id" from "cake" order by "cake"."id") union select "fruit"."id" from "fruit" limit 3`,
    },
    mariadb: {
      sql: "(select `cake`.`id` from `cake` order by `cake`.`id`) union select `fruit`.`id` from `fruit` limit ?",
      params: [3n],
      text: "(select `cake`.`id` from `cake` order by `cake`.`id`) union select `fruit`.`id` from `fruit` limit 3",
    },
    mysql: {
      sql: "(select `cake`.`id` from `cake` order by `cake`.`id`) union select `fruit`.`id` from `fruit` limit ?",
      params: [3n],
      text: "(select `cake`.`id` from `cake` order by `cake`.`id`) union select `fruit`.`id` from `fruit` limit 3",
    },
  })
  golden("a second limit of a set operation", pipe(id, union(fruits), limit(3), limit(2)), {
    sqlite: {
      sql: `select "_1"."id" from (select * from (select "cake"."id" from "cake" order by "cake"."id") union ` +
        `select "fruit"."id" from "fruit" limit ?) as "_1" limit ?`,
      params: [3n, 2n],
      text: `select "_1"."id" from (select * from (select "cake"."id" from "cake" order by "cake"."id") union ` +
        `select "fruit"."id" from "fruit" limit 3) as "_1" limit 2`,
    },
    postgres: {
      sql: `select "_1"."id" from ((select "cake"."id" from "cake" order by "cake"."id") union select "fruit"."id" from "fruit" limit $1) as "_1" limit $2`,
      params: ["3", "2"],
      text: `select "_1"."id" from ((select "cake"."id" from "cake" order by "cake"."id") union select "fruit"."id" from "fruit" limit 3) as "_1" limit 2`,
    },
    mariadb: {
      sql: "select `_1`.`id` from ((select `cake`.`id` from `cake` order by `cake`.`id`) union select `fruit`.`id` from `fruit` limit ?) as `_1` limit ?",
      params: [3n, 2n],
      text: "select `_1`.`id` from ((select `cake`.`id` from `cake` order by `cake`.`id`) union select `fruit`.`id` from `fruit` limit 3) as `_1` limit 2",
    },
    mysql: {
      sql: "select `_1`.`id` from ((select `cake`.`id` from `cake` order by `cake`.`id`) union select `fruit`.`id` from `fruit` limit ?) as `_1` limit ?",
      params: [3n, 2n],
      text: "select `_1`.`id` from ((select `cake`.`id` from `cake` order by `cake`.`id`) union select `fruit`.`id` from `fruit` limit 3) as `_1` limit 2",
    },
  })
  golden("a limit may be a parameter", pipe(id, limit(param("rows", integer))), {
    sqlite: {
      sql: `select "cake"."id" from "cake" order by "cake"."id" limit ?`,
      params: [undefined],
      text: `select "cake"."id" from "cake" order by "cake"."id" limit :rows`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" order by "cake"."id" limit $1`,
      params: [undefined],
      text: `select "cake"."id" from "cake" order by "cake"."id" limit :rows`,
    },
    mariadb: {
      sql: "select `cake`.`id` from `cake` order by `cake`.`id` limit ?",
      params: [undefined],
      text: "select `cake`.`id` from `cake` order by `cake`.`id` limit :rows",
    },
    mysql: {
      sql: "select `cake`.`id` from `cake` order by `cake`.`id` limit ?",
      params: [undefined],
      text: "select `cake`.`id` from `cake` order by `cake`.`id` limit :rows",
    },
  })
  golden("distinct", pipe(from(Cake), select({ b: Cake.bakeryId }), distinct), {
    sqlite: `select distinct "cake"."bakeryId" as "b" from "cake"`,
    postgres: `select distinct "cake"."bakeryId" as "b" from "cake"`,
    mariadb: "select distinct `cake`.`bakeryId` as `b` from `cake`",
    mysql: "select distinct `cake`.`bakeryId` as `b` from `cake`",
  })
  golden("distinct after limit is of the limited rows", pipe(
    from(Cake),
    select({ b: Cake.bakeryId }),
    orderBy(Cake.bakeryId),
    limit(2),
    distinct,
  ), {
    sqlite: {
      sql: `select distinct "_1"."c0" as "b" from (select "cake"."bakeryId" as "c0" from "cake" order by ` +
        `"cake"."bakeryId" limit ?) as "_1" order by "_1"."c0"`,
      params: [2n],
      text: `select distinct "_1"."c0" as "b" from (select "cake"."bakeryId" as "c0" from "cake" order by ` +
        `"cake"."bakeryId" limit 2) as "_1" order by "_1"."c0"`,
    },
    postgres: {
      sql: `select distinct "_1"."c0" as "b" from (select "cake"."bakeryId" as "c0" from "cake" order by "cake"."bakeryId" limit $1) as "_1" order by "_1"."c0"`,
      params: ["2"],
      text: `select distinct "_1"."c0" as "b" from (select "cake"."bakeryId" as "c0" from "cake" order by "cake"."bakeryId" limit 2) as "_1" order by "_1"."c0"`,
    },
    mariadb: {
      sql: "select distinct `_1`.`c0` as `b` from (select `cake`.`bakeryId` as `c0` from `cake` order by `cake`.`bakeryId` limit ?) as `_1` order by `_1`.`c0`",
      params: [2n],
      text: "select distinct `_1`.`c0` as `b` from (select `cake`.`bakeryId` as `c0` from `cake` order by `cake`.`bakeryId` limit 2) as `_1` order by `_1`.`c0`",
    },
    mysql: {
      sql: "select distinct `_1`.`c0` as `b` from (select `cake`.`bakeryId` as `c0` from `cake` order by `cake`.`bakeryId` limit ?) as `_1` order by `_1`.`c0`",
      params: [2n],
      text: "select distinct `_1`.`c0` as `b` from (select `cake`.`bakeryId` as `c0` from `cake` order by `cake`.`bakeryId` limit 2) as `_1` order by `_1`.`c0`",
    },
  })
  golden("a join after the limit of distinct rows keeps them distinct", pipe(
    from(Fruit),
    select({ cake: Fruit.cakeId }),
    distinct,
    limit(3),
    innerJoin(Cake, eq(Fruit.cakeId, Cake.id)),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "cake" from (select distinct "fruit"."cakeId" as "c0" from "fruit" limit ?) as ` +
        `"_1" inner join "cake" on "_1"."c0" = "cake"."id"`,
      params: [3n],
      text: `select "_1"."c0" as "cake" from (select distinct "fruit"."cakeId" as "c0" from "fruit" limit 3) as ` +
        `"_1" inner join "cake" on "_1"."c0" = "cake"."id"`,
    },
    postgres: {
      sql: `select "_1"."c0" as "cake" from (select distinct "fruit"."cakeId" as "c0" from "fruit" limit $1) as "_1" inner join "cake" on "_1"."c0" = "cake"."id"`,
      params: ["3"],
      text: `select "_1"."c0" as "cake" from (select distinct "fruit"."cakeId" as "c0" from "fruit" limit 3) as "_1" inner join "cake" on "_1"."c0" = "cake"."id"`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `cake` from (select distinct `fruit`.`cakeId` as `c0` from `fruit` limit ?) as `_1` inner join `cake` on `_1`.`c0` = `cake`.`id`",
      params: [3n],
      text: "select `_1`.`c0` as `cake` from (select distinct `fruit`.`cakeId` as `c0` from `fruit` limit 3) as `_1` inner join `cake` on `_1`.`c0` = `cake`.`id`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `cake` from (select distinct `fruit`.`cakeId` as `c0` from `fruit` limit ?) as `_1` inner join `cake` on `_1`.`c0` = `cake`.`id`",
      params: [3n],
      text: "select `_1`.`c0` as `cake` from (select distinct `fruit`.`cakeId` as `c0` from `fruit` limit 3) as `_1` inner join `cake` on `_1`.`c0` = `cake`.`id`",
    },
  })
})

describe("rows", () => {
  test("limit keeps the first rows and offset drops them", async () => {
    expect(ids(await inBakery(all(pipe(id, limit(2)))))).toEqual([1, 2])
    expect(ids(await inBakery(all(pipe(id, offset(2)))))).toEqual([3])
    expect(ids(await inBakery(all(pipe(id, offset(1), limit(1)))))).toEqual([2])
    expect(ids(await inBakery(all(pipe(id, limit(0)))))).toEqual([])
    expect(ids(await inBakery(all(pipe(id, offset(9)))))).toEqual([])
  })

  test("limits and offsets that follow each other apply one after the other", async () => {
    expect(ids(await inBakery(all(pipe(id, limit(1), limit(2)))))).toEqual([1])
    expect(ids(await inBakery(all(pipe(id, limit(2), limit(1)))))).toEqual([1])
    expect(ids(await inBakery(all(pipe(id, offset(1), offset(1)))))).toEqual([3])
    expect(ids(await inBakery(all(pipe(id, limit(2), offset(1), limit(5), offset(1)))))).toEqual([3])
  })

  test("a set operation may be limited any number of times", async () => {
    const q = pipe(id, select({ id: Cake.id }), union(fruits))
    expect(ids(await inBakery(all(pipe(q, limit(3), limit(2), limit(1)))))).toHaveLength(1)
    expect(ids(await inBakery(all(pipe(q, limit(3), offset(1), limit(2), offset(1), limit(1)))))).toHaveLength(1)
  })

  test("a limit is given its value when it is run", async () => {
    const top = prepare(pipe(id, limit(param("rows", integer))))
    expect(ids(await inBakery(top({ rows: 1 })))).toEqual([1])
  })

  test("distinct rows are each once, NULL too", async () => {
    const q = pipe(from(Cake), select({ b: Cake.bakeryId }), distinct, orderBy(Cake.bakeryId))
    expect(await inBakery(all(q))).toEqual([{ b: null }, { b: 1 }])
    expect(await inBakery(all(pipe(q, limit(1), distinct)))).toEqual([{ b: null }])
  })

  test("distinct before limit and after it differ", async () => {
    const q = pipe(from(Cake), select({ b: Cake.bakeryId }), orderBy(desc(Cake.bakeryId)))
    expect(await inBakery(all(pipe(q, distinct, limit(2))))).toEqual([{ b: 1 }, { b: null }])
    expect(await inBakery(all(pipe(q, limit(2), distinct)))).toEqual([{ b: 1 }])
  })

  test("an aggregate selected after limit is of the rows that are left", async () => {
    expect(await inBakery(all(pipe(from(Cake), limit(2), select(countAll))))).toEqual([2])
    expect(await inBakery(all(pipe(from(Cake), limit(2), where(gt(Cake.id, 1)), select(countAll))))).toEqual([1])
  })
})
