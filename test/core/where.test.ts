import { pipe } from "effect"
import { always, eq, from, gt, isNull, limit, lt, never, or, orderBy, select, where } from "fulmar"
import { describe, expect, test } from "vitest"
import { all, Cake, inBakery } from "./bakery.js"
import { golden } from "./golden.js"

const id = select({ id: Cake.id })

describe("prints", () => {
  golden("a condition", pipe(from(Cake), where(eq(Cake.name, "Opera")), id), {
    sqlite: {
      sql: `select "cake"."id" from "cake" where "cake"."name" = ?`,
      params: ["Opera"],
      text: `select "cake"."id" from "cake" where "cake"."name" = 'Opera'`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" where "cake"."name" = $1`,
      params: ["Opera"],
      text: `select "cake"."id" from "cake" where "cake"."name" = 'Opera'`,
    },
    mariadb: {
      sql: "select `cake`.`id` from `cake` where `cake`.`name` = ?",
      params: ["Opera"],
      text: "select `cake`.`id` from `cake` where `cake`.`name` = 'Opera'",
    },
    mysql: {
      sql: "select `cake`.`id` from `cake` where `cake`.`name` = ?",
      params: ["Opera"],
      text: "select `cake`.`id` from `cake` where `cake`.`name` = 'Opera'",
    },
  })
  golden("several wheres are joined with AND", pipe(
    from(Cake),
    where(gt(Cake.id, 1)),
    where(or(lt(Cake.id, 9), isNull(Cake.bakeryId))),
    id,
  ), {
    sqlite: {
      sql: `select "cake"."id" from "cake" where "cake"."id" > ? and ("cake"."id" < ? or "cake"."bakeryId" is ` +
        `null)`,
      params: [1n, 9n],
      text: `select "cake"."id" from "cake" where "cake"."id" > 1 and ("cake"."id" < 9 or "cake"."bakeryId" is ` +
        `null)`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" where "cake"."id" > $1 and ("cake"."id" < $2 or "cake"."bakeryId" is null)`,
      params: ["1", "9"],
      text: `select "cake"."id" from "cake" where "cake"."id" > 1 and ("cake"."id" < 9 or "cake"."bakeryId" is null)`,
    },
    mariadb: {
      sql: "select `cake`.`id` from `cake` where `cake`.`id` > ? and (`cake`.`id` < ? or `cake`.`bakeryId` is null)",
      params: [1n, 9n],
      text: "select `cake`.`id` from `cake` where `cake`.`id` > 1 and (`cake`.`id` < 9 or `cake`.`bakeryId` is null)",
    },
    mysql: {
      sql: "select `cake`.`id` from `cake` where `cake`.`id` > ? and (`cake`.`id` < ? or `cake`.`bakeryId` is null)",
      params: [1n, 9n],
      text: "select `cake`.`id` from `cake` where `cake`.`id` > 1 and (`cake`.`id` < 9 or `cake`.`bakeryId` is null)",
    },
  })
  golden("a where after limit filters what limit left", pipe(
    from(Cake),
    orderBy(Cake.id),
    limit(2),
    where(gt(Cake.price, 10)),
    id,
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order ` +
        `by "cake"."id" limit ?) as "_1" where "_1"."c1" > ? order by "_1"."c0"`,
      params: [2n, 10n],
      text: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order ` +
        `by "cake"."id" limit 2) as "_1" where "_1"."c1" > 10 order by "_1"."c0"`,
    },
    postgres: {
      sql: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order by "cake"."id" limit $1) as "_1" where "_1"."c1" > $2 order by "_1"."c0"`,
      params: ["2", "10"],
      text: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order by "cake"."id" limit 2) as "_1" where "_1"."c1" > 10 order by "_1"."c0"`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1` from `cake` order by `cake`.`id` limit ?) as `_1` where `_1`.`c1` > ? order by `_1`.`c0`",
      params: [2n, 10n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1` from `cake` order by `cake`.`id` limit 2) as `_1` where `_1`.`c1` > 10 order by `_1`.`c0`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1` from `cake` order by `cake`.`id` limit ?) as `_1` where `_1`.`c1` > ? order by `_1`.`c0`",
      params: [2n, 10n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1` from `cake` order by `cake`.`id` limit 2) as `_1` where `_1`.`c1` > 10 order by `_1`.`c0`",
    },
  })
})

test("only rows for which the condition is true stay: not those for which it is NULL", async () => {
  expect(await inBakery(all(pipe(from(Cake), where(eq(Cake.bakeryId, 1)), id)))).toEqual([{ id: 1 }, { id: 2 }])
  expect(await inBakery(all(pipe(from(Cake), where(always), id)))).toHaveLength(3)
  expect(await inBakery(all(pipe(from(Cake), where(never), id)))).toEqual([])
})

test("a where before limit chooses the rows that limit counts, and one after it filters these", async () => {
  const dear = where(gt(Cake.price, 10))
  const two = pipe(from(Cake), orderBy(Cake.price), id)
  expect(await inBakery(all(pipe(two, dear, limit(2))))).toEqual([{ id: 3 }, { id: 1 }])
  expect(await inBakery(all(pipe(two, limit(2), dear)))).toEqual([{ id: 3 }])
})
