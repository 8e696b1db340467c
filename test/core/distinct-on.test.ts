import { pipe } from "effect"
import {
  add, count, desc, distinct, distinctOn, eq, from, groupBy, leftJoin, limit, literal, lower, many, nullsFirst, offset, orderBy,
  orderRowsBy, select, union, where,
} from "fulmar"
import { describe } from "vitest"
import { Cake, Fruit } from "./bakery.js"
import { golden } from "./golden.js"

const names = { bakery: Cake.bakeryId, name: Cake.name }

describe("prints", () => {
  golden("the first of each", pipe(from(Cake), distinctOn(Cake.bakeryId), orderBy(Cake.bakeryId, desc(Cake.price)), select(names)), {
    sqlite: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", row_number() over (partition by "cake"."bakeryId" order by "cake"."bakeryId", "cake"."price" desc) as "c2", "cake"."price" as "c3" from "cake") as "_1" where "_1"."c2" = ? order by "_1"."c0", "_1"."c3" desc`,
      params: [1n],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", row_number() over (partition by "cake"."bakeryId" order by "cake"."bakeryId", "cake"."price" desc) as "c2", "cake"."price" as "c3" from "cake") as "_1" where "_1"."c2" = 1 order by "_1"."c0", "_1"."c3" desc`,
    },
    postgres: `select distinct on ("cake"."bakeryId") "cake"."bakeryId" as "bakery", "cake"."name" from "cake" order by "cake"."bakeryId", "cake"."price" desc`,
    mariadb: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c2` = ? order by `_1`.`c0`, `_1`.`c3` desc",
      params: [1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c2` = 1 order by `_1`.`c0`, `_1`.`c3` desc",
    },
    mysql: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c2` = ? order by `_1`.`c0`, `_1`.`c3` desc",
      params: [1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c2` = 1 order by `_1`.`c0`, `_1`.`c3` desc",
    },
  })
  golden("any of each", pipe(from(Cake), select(names), distinctOn(Cake.bakeryId), where(eq(Cake.price, 10))), {
    sqlite: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", row_number() over (partition by "cake"."bakeryId") as "c2" from "cake" where "cake"."price" = ?) as "_1" where "_1"."c2" = ?`,
      params: [10n, 1n],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", row_number() over (partition by "cake"."bakeryId") as "c2" from "cake" where "cake"."price" = 10) as "_1" where "_1"."c2" = 1`,
    },
    postgres: {
      sql: `select distinct on ("cake"."bakeryId") "cake"."bakeryId" as "bakery", "cake"."name" from "cake" where "cake"."price" = $1`,
      params: ["10"],
      text: `select distinct on ("cake"."bakeryId") "cake"."bakeryId" as "bakery", "cake"."name" from "cake" where "cake"."price" = 10`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId`) as signed) as `c2` from `cake` where `cake`.`price` = ?) as `_1` where `_1`.`c2` = ?",
      params: [10n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId`) as signed) as `c2` from `cake` where `cake`.`price` = 10) as `_1` where `_1`.`c2` = 1",
    },
    mysql: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId`) as signed) as `c2` from `cake` where `cake`.`price` = ?) as `_1` where `_1`.`c2` = ?",
      params: [10n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId`) as signed) as `c2` from `cake` where `cake`.`price` = 10) as `_1` where `_1`.`c2` = 1",
    },
  })
  golden("keys in another order, with directions", pipe(
    from(Cake),
    orderBy(nullsFirst(desc(Cake.price)), Cake.bakeryId, Cake.id),
    distinctOn(Cake.bakeryId),
    distinctOn(Cake.price),
    select(names),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", row_number() over (partition by "cake"."bakeryId", "cake"."price" order by "cake"."price" desc nulls first, "cake"."bakeryId", "cake"."id") as "c2", "cake"."price" as "c3", "cake"."id" as "c4" from "cake") as "_1" where "_1"."c2" = ? order by "_1"."c3" desc nulls first, "_1"."c0", "_1"."c4"`,
      params: [1n],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", row_number() over (partition by "cake"."bakeryId", "cake"."price" order by "cake"."price" desc nulls first, "cake"."bakeryId", "cake"."id") as "c2", "cake"."price" as "c3", "cake"."id" as "c4" from "cake") as "_1" where "_1"."c2" = 1 order by "_1"."c3" desc nulls first, "_1"."c0", "_1"."c4"`,
    },
    postgres: `select distinct on ("cake"."bakeryId", "cake"."price") "cake"."bakeryId" as "bakery", "cake"."name" from "cake" order by "cake"."price" desc nulls first, "cake"."bakeryId", "cake"."id"`,
    mariadb: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId`, `cake`.`price` order by `cake`.`price` is null desc, `cake`.`price` desc, `cake`.`bakeryId`, `cake`.`id`) as signed) as `c2`, `cake`.`price` as `c3`, `cake`.`id` as `c4` from `cake`) as `_1` where `_1`.`c2` = ? order by `_1`.`c3` is null desc, `_1`.`c3` desc, `_1`.`c0`, `_1`.`c4`",
      params: [1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId`, `cake`.`price` order by `cake`.`price` is null desc, `cake`.`price` desc, `cake`.`bakeryId`, `cake`.`id`) as signed) as `c2`, `cake`.`price` as `c3`, `cake`.`id` as `c4` from `cake`) as `_1` where `_1`.`c2` = 1 order by `_1`.`c3` is null desc, `_1`.`c3` desc, `_1`.`c0`, `_1`.`c4`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId`, `cake`.`price` order by `cake`.`price` is null desc, `cake`.`price` desc, `cake`.`bakeryId`, `cake`.`id`) as signed) as `c2`, `cake`.`price` as `c3`, `cake`.`id` as `c4` from `cake`) as `_1` where `_1`.`c2` = ? order by `_1`.`c3` is null desc, `_1`.`c3` desc, `_1`.`c0`, `_1`.`c4`",
      params: [1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId`, `cake`.`price` order by `cake`.`price` is null desc, `cake`.`price` desc, `cake`.`bakeryId`, `cake`.`id`) as signed) as `c2`, `cake`.`price` as `c3`, `cake`.`id` as `c4` from `cake`) as `_1` where `_1`.`c2` = 1 order by `_1`.`c3` is null desc, `_1`.`c3` desc, `_1`.`c0`, `_1`.`c4`",
    },
  })
  golden("an order that does not begin with the keys is that of the result", pipe(
    from(Cake),
    distinctOn(Cake.bakeryId),
    orderBy(desc(Cake.price)),
    limit(2),
    offset(1),
    select(names),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", row_number() over (partition by "cake"."bakeryId" order by "cake"."price" desc) as "c2", "cake"."price" as "c3" from "cake") as "_1" where "_1"."c2" = ? order by "_1"."c3" desc limit ? offset ?`,
      params: [1n, 2n, 1n],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", row_number() over (partition by "cake"."bakeryId" order by "cake"."price" desc) as "c2", "cake"."price" as "c3" from "cake") as "_1" where "_1"."c2" = 1 order by "_1"."c3" desc limit 2 offset 1`,
    },
    postgres: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select distinct on ("cake"."bakeryId") "cake"."bakeryId" as "c0", "cake"."name" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."bakeryId", "cake"."price" desc) as "_1" order by "_1"."c2" desc limit $1 offset $2`,
      params: ["2", "1"],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select distinct on ("cake"."bakeryId") "cake"."bakeryId" as "c0", "cake"."name" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."bakeryId", "cake"."price" desc) as "_1" order by "_1"."c2" desc limit 2 offset 1`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c2` = ? order by `_1`.`c3` desc limit ? offset ?",
      params: [1n, 2n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c2` = 1 order by `_1`.`c3` desc limit 2 offset 1",
    },
    mysql: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c2` = ? order by `_1`.`c3` desc limit ? offset ?",
      params: [1n, 2n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c2` = 1 order by `_1`.`c3` desc limit 2 offset 1",
    },
  })
  golden("a key that is computed of a value is the same in the order", pipe(
    from(Cake),
    distinctOn(add(Cake.price, 1), lower(Cake.name)),
    orderBy(lower(Cake.name), add(Cake.price, 1), Cake.id),
    select({ x: add(Cake.price, 1) }),
  ), {
    sqlite: {
      sql: `select "_1"."c0" + ? as "x" from (select "cake"."price" as "c0", row_number() over (partition by "cake"."price" + ?, lower("cake"."name") order by lower("cake"."name"), "cake"."price" + ?, "cake"."id") as "c1", "cake"."name" as "c2", "cake"."id" as "c3" from "cake") as "_1" where "_1"."c1" = ? order by lower("_1"."c2"), "_1"."c0" + ?, "_1"."c3"`,
      params: [1n, 1n, 1n, 1n, 1n],
      text: `select "_1"."c0" + 1 as "x" from (select "cake"."price" as "c0", row_number() over (partition by "cake"."price" + 1, lower("cake"."name") order by lower("cake"."name"), "cake"."price" + 1, "cake"."id") as "c1", "cake"."name" as "c2", "cake"."id" as "c3" from "cake") as "_1" where "_1"."c1" = 1 order by lower("_1"."c2"), "_1"."c0" + 1, "_1"."c3"`,
    },
    postgres: {
      sql: `select distinct on ("cake"."price" + $1::int8, lower("cake"."name")) "cake"."price" + $1::int8 as "x" from "cake" order by lower("cake"."name"), "cake"."price" + $1::int8, "cake"."id"`,
      params: ["1"],
      text: `select distinct on ("cake"."price" + 1, lower("cake"."name")) "cake"."price" + 1 as "x" from "cake" order by lower("cake"."name"), "cake"."price" + 1, "cake"."id"`,
    },
    mariadb: {
      sql: "select `_1`.`c0` + ? as `x` from (select `cake`.`price` as `c0`, cast(row_number() over (partition by `cake`.`price` + ?, lower(`cake`.`name`) order by lower(`cake`.`name`), `cake`.`price` + ?, `cake`.`id`) as signed) as `c1`, `cake`.`name` as `c2`, `cake`.`id` as `c3` from `cake`) as `_1` where `_1`.`c1` = ? order by lower(`_1`.`c2`), `_1`.`c0` + ?, `_1`.`c3`",
      params: [1n, 1n, 1n, 1n, 1n],
      text: "select `_1`.`c0` + 1 as `x` from (select `cake`.`price` as `c0`, cast(row_number() over (partition by `cake`.`price` + 1, lower(`cake`.`name`) order by lower(`cake`.`name`), `cake`.`price` + 1, `cake`.`id`) as signed) as `c1`, `cake`.`name` as `c2`, `cake`.`id` as `c3` from `cake`) as `_1` where `_1`.`c1` = 1 order by lower(`_1`.`c2`), `_1`.`c0` + 1, `_1`.`c3`",
    },
    mysql: {
      sql: "select `_1`.`c0` + ? as `x` from (select `cake`.`price` as `c0`, cast(row_number() over (partition by `cake`.`price` + ?, lower(`cake`.`name`) order by lower(`cake`.`name`), `cake`.`price` + ?, `cake`.`id`) as signed) as `c1`, `cake`.`name` as `c2`, `cake`.`id` as `c3` from `cake`) as `_1` where `_1`.`c1` = ? order by lower(`_1`.`c2`), `_1`.`c0` + ?, `_1`.`c3`",
      params: [1n, 1n, 1n, 1n, 1n],
      text: "select `_1`.`c0` + 1 as `x` from (select `cake`.`price` as `c0`, cast(row_number() over (partition by `cake`.`price` + 1, lower(`cake`.`name`) order by lower(`cake`.`name`), `cake`.`price` + 1, `cake`.`id`) as signed) as `c1`, `cake`.`name` as `c2`, `cake`.`id` as `c3` from `cake`) as `_1` where `_1`.`c1` = 1 order by lower(`_1`.`c2`), `_1`.`c0` + 1, `_1`.`c3`",
    },
  })
  golden("a constant key is no number of a column", pipe(from(Cake), distinctOn(literal(2)), select(names)), {
    sqlite: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", row_number() over (partition by ?) as "c2" from "cake") as "_1" where "_1"."c2" = ?`,
      params: [2n, 1n],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", row_number() over (partition by 2) as "c2" from "cake") as "_1" where "_1"."c2" = 1`,
    },
    postgres: {
      sql: `select distinct on (($1::int8)) "cake"."bakeryId" as "bakery", "cake"."name" from "cake"`,
      params: ["2"],
      text: `select distinct on ((select 2)) "cake"."bakeryId" as "bakery", "cake"."name" from "cake"`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by ?) as signed) as `c2` from `cake`) as `_1` where `_1`.`c2` = ?",
      params: [2n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by 2) as signed) as `c2` from `cake`) as `_1` where `_1`.`c2` = 1",
    },
    mysql: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by ?) as signed) as `c2` from `cake`) as `_1` where `_1`.`c2` = ?",
      params: [2n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, cast(row_number() over (partition by 2) as signed) as `c2` from `cake`) as `_1` where `_1`.`c2` = 1",
    },
  })
  golden("after a limit", pipe(
    from(Cake),
    orderBy(Cake.price),
    limit(3),
    distinctOn(Cake.bakeryId),
    select(names),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "_2"."c0", "_2"."c1", row_number() over (partition by "_2"."c0" order by "_2"."c2") as "c2", "_2"."c2" as "c3" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit ?) as "_2") as "_1" where "_1"."c2" = ? order by "_1"."c3"`,
      params: [3n, 1n],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select "_2"."c0", "_2"."c1", row_number() over (partition by "_2"."c0" order by "_2"."c2") as "c2", "_2"."c2" as "c3" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit 3) as "_2") as "_1" where "_1"."c2" = 1 order by "_1"."c3"`,
    },
    postgres: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select distinct on ("_2"."c0") "_2"."c0", "_2"."c1", "_2"."c2" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit $1) as "_2" order by "_2"."c0", "_2"."c2") as "_1" order by "_1"."c2"`,
      params: ["3"],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select distinct on ("_2"."c0") "_2"."c0", "_2"."c1", "_2"."c2" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit 3) as "_2" order by "_2"."c0", "_2"."c2") as "_1" order by "_1"."c2"`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `_2`.`c0`, `_2`.`c1`, cast(row_number() over (partition by `_2`.`c0` order by `_2`.`c2`) as signed) as `c2`, `_2`.`c2` as `c3` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, `cake`.`price` as `c2` from `cake` order by `cake`.`price` limit ?) as `_2`) as `_1` where `_1`.`c2` = ? order by `_1`.`c3`",
      params: [3n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `_2`.`c0`, `_2`.`c1`, cast(row_number() over (partition by `_2`.`c0` order by `_2`.`c2`) as signed) as `c2`, `_2`.`c2` as `c3` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, `cake`.`price` as `c2` from `cake` order by `cake`.`price` limit 3) as `_2`) as `_1` where `_1`.`c2` = 1 order by `_1`.`c3`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `_2`.`c0`, `_2`.`c1`, cast(row_number() over (partition by `_2`.`c0` order by `_2`.`c2`) as signed) as `c2`, `_2`.`c2` as `c3` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, `cake`.`price` as `c2` from `cake` order by `cake`.`price` limit ?) as `_2`) as `_1` where `_1`.`c2` = ? order by `_1`.`c3`",
      params: [3n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `name` from (select `_2`.`c0`, `_2`.`c1`, cast(row_number() over (partition by `_2`.`c0` order by `_2`.`c2`) as signed) as `c2`, `_2`.`c2` as `c3` from (select `cake`.`bakeryId` as `c0`, `cake`.`name` as `c1`, `cake`.`price` as `c2` from `cake` order by `cake`.`price` limit 3) as `_2`) as `_1` where `_1`.`c2` = 1 order by `_1`.`c3`",
    },
  })
  golden("what comes after its limit applies to the result", pipe(
    from(Cake),
    distinctOn(Cake.bakeryId),
    orderBy(Cake.bakeryId, Cake.id),
    limit(3),
    leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
    select({ name: Cake.name, fruit: Fruit.name }),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "name", "fruit"."name" as "fruit" from (select "_2"."c0", "_2"."c1", "_2"."c2" from (select "cake"."name" as "c0", "cake"."id" as "c1", "cake"."bakeryId" as "c2", row_number() over (partition by "cake"."bakeryId" order by "cake"."bakeryId", "cake"."id") as "c3" from "cake") as "_2" where "_2"."c3" = ? order by "_2"."c2", "_2"."c1" limit ?) as "_1" left join "fruit" on "fruit"."cakeId" = "_1"."c1" order by "_1"."c2", "_1"."c1"`,
      params: [1n, 3n],
      text: `select "_1"."c0" as "name", "fruit"."name" as "fruit" from (select "_2"."c0", "_2"."c1", "_2"."c2" from (select "cake"."name" as "c0", "cake"."id" as "c1", "cake"."bakeryId" as "c2", row_number() over (partition by "cake"."bakeryId" order by "cake"."bakeryId", "cake"."id") as "c3" from "cake") as "_2" where "_2"."c3" = 1 order by "_2"."c2", "_2"."c1" limit 3) as "_1" left join "fruit" on "fruit"."cakeId" = "_1"."c1" order by "_1"."c2", "_1"."c1"`,
    },
    postgres: {
      sql: `select "_1"."c0" as "name", "fruit"."name" as "fruit" from (select distinct on ("cake"."bakeryId") "cake"."name" as "c0", "cake"."id" as "c1", "cake"."bakeryId" as "c2" from "cake" order by "cake"."bakeryId", "cake"."id" limit $1) as "_1" left join "fruit" on "fruit"."cakeId" = "_1"."c1" order by "_1"."c2", "_1"."c1"`,
      params: ["3"],
      text: `select "_1"."c0" as "name", "fruit"."name" as "fruit" from (select distinct on ("cake"."bakeryId") "cake"."name" as "c0", "cake"."id" as "c1", "cake"."bakeryId" as "c2" from "cake" order by "cake"."bakeryId", "cake"."id" limit 3) as "_1" left join "fruit" on "fruit"."cakeId" = "_1"."c1" order by "_1"."c2", "_1"."c1"`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `name`, `fruit`.`name` as `fruit` from (select `_2`.`c0`, `_2`.`c1`, `_2`.`c2` from (select `cake`.`name` as `c0`, `cake`.`id` as `c1`, `cake`.`bakeryId` as `c2`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`id`) as signed) as `c3` from `cake`) as `_2` where `_2`.`c3` = ? order by `_2`.`c2`, `_2`.`c1` limit ?) as `_1` left join `fruit` on `fruit`.`cakeId` = `_1`.`c1` order by `_1`.`c2`, `_1`.`c1`",
      params: [1n, 3n],
      text: "select `_1`.`c0` as `name`, `fruit`.`name` as `fruit` from (select `_2`.`c0`, `_2`.`c1`, `_2`.`c2` from (select `cake`.`name` as `c0`, `cake`.`id` as `c1`, `cake`.`bakeryId` as `c2`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`id`) as signed) as `c3` from `cake`) as `_2` where `_2`.`c3` = 1 order by `_2`.`c2`, `_2`.`c1` limit 3) as `_1` left join `fruit` on `fruit`.`cakeId` = `_1`.`c1` order by `_1`.`c2`, `_1`.`c1`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `name`, `fruit`.`name` as `fruit` from (select `_2`.`c0`, `_2`.`c1`, `_2`.`c2` from (select `cake`.`name` as `c0`, `cake`.`id` as `c1`, `cake`.`bakeryId` as `c2`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`id`) as signed) as `c3` from `cake`) as `_2` where `_2`.`c3` = ? order by `_2`.`c2`, `_2`.`c1` limit ?) as `_1` left join `fruit` on `fruit`.`cakeId` = `_1`.`c1` order by `_1`.`c2`, `_1`.`c1`",
      params: [1n, 3n],
      text: "select `_1`.`c0` as `name`, `fruit`.`name` as `fruit` from (select `_2`.`c0`, `_2`.`c1`, `_2`.`c2` from (select `cake`.`name` as `c0`, `cake`.`id` as `c1`, `cake`.`bakeryId` as `c2`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`id`) as signed) as `c3` from `cake`) as `_2` where `_2`.`c3` = 1 order by `_2`.`c2`, `_2`.`c1` limit 3) as `_1` left join `fruit` on `fruit`.`cakeId` = `_1`.`c1` order by `_1`.`c2`, `_1`.`c1`",
    },
  })
  golden("groups", pipe(
    from(Fruit),
    groupBy(Fruit.cakeId, Fruit.name),
    distinctOn(Fruit.cakeId),
    select({ cake: Fruit.cakeId, name: Fruit.name, n: count(Fruit.id) }),
    orderRowsBy((row) => [row.cake, desc(row.n)]),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "cake", "_1"."c1" as "name", "_1"."c2" as "n" from (select "fruit"."cakeId" as "c0", "fruit"."name" as "c1", count("fruit"."id") as "c2", row_number() over (partition by "fruit"."cakeId" order by "fruit"."cakeId", count("fruit"."id") desc) as "c3" from "fruit" group by "fruit"."cakeId", "fruit"."name") as "_1" where "_1"."c3" = ? order by "_1"."c0", "_1"."c2" desc`,
      params: [1n],
      text: `select "_1"."c0" as "cake", "_1"."c1" as "name", "_1"."c2" as "n" from (select "fruit"."cakeId" as "c0", "fruit"."name" as "c1", count("fruit"."id") as "c2", row_number() over (partition by "fruit"."cakeId" order by "fruit"."cakeId", count("fruit"."id") desc) as "c3" from "fruit" group by "fruit"."cakeId", "fruit"."name") as "_1" where "_1"."c3" = 1 order by "_1"."c0", "_1"."c2" desc`,
    },
    postgres: `select distinct on ("fruit"."cakeId") "fruit"."cakeId" as "cake", "fruit"."name", count("fruit"."id") as "n" from "fruit" group by "fruit"."cakeId", "fruit"."name" order by "fruit"."cakeId", count("fruit"."id") desc`,
    mariadb: {
      sql: "select `_1`.`c0` as `cake`, `_1`.`c1` as `name`, `_1`.`c2` as `n` from (select `fruit`.`cakeId` as `c0`, `fruit`.`name` as `c1`, count(`fruit`.`id`) as `c2`, cast(row_number() over (partition by `fruit`.`cakeId` order by `fruit`.`cakeId`, count(`fruit`.`id`) desc) as signed) as `c3` from `fruit` group by `fruit`.`cakeId`, `fruit`.`name`) as `_1` where `_1`.`c3` = ? order by `_1`.`c0`, `_1`.`c2` desc",
      params: [1n],
      text: "select `_1`.`c0` as `cake`, `_1`.`c1` as `name`, `_1`.`c2` as `n` from (select `fruit`.`cakeId` as `c0`, `fruit`.`name` as `c1`, count(`fruit`.`id`) as `c2`, cast(row_number() over (partition by `fruit`.`cakeId` order by `fruit`.`cakeId`, count(`fruit`.`id`) desc) as signed) as `c3` from `fruit` group by `fruit`.`cakeId`, `fruit`.`name`) as `_1` where `_1`.`c3` = 1 order by `_1`.`c0`, `_1`.`c2` desc",
    },
    mysql: {
      sql: "select `_1`.`c0` as `cake`, `_1`.`c1` as `name`, `_1`.`c2` as `n` from (select `fruit`.`cakeId` as `c0`, `fruit`.`name` as `c1`, count(`fruit`.`id`) as `c2`, cast(row_number() over (partition by `fruit`.`cakeId` order by `fruit`.`cakeId`, count(`fruit`.`id`) desc) as signed) as `c3` from `fruit` group by `fruit`.`cakeId`, `fruit`.`name`) as `_1` where `_1`.`c3` = ? order by `_1`.`c0`, `_1`.`c2` desc",
      params: [1n],
      text: "select `_1`.`c0` as `cake`, `_1`.`c1` as `name`, `_1`.`c2` as `n` from (select `fruit`.`cakeId` as `c0`, `fruit`.`name` as `c1`, count(`fruit`.`id`) as `c2`, cast(row_number() over (partition by `fruit`.`cakeId` order by `fruit`.`cakeId`, count(`fruit`.`id`) desc) as signed) as `c3` from `fruit` group by `fruit`.`cakeId`, `fruit`.`name`) as `_1` where `_1`.`c3` = 1 order by `_1`.`c0`, `_1`.`c2` desc",
    },
  })
  golden("in an operand", pipe(
    from(Cake),
    distinctOn(Cake.bakeryId),
    orderBy(Cake.bakeryId, Cake.id),
    select({ id: Cake.id }),
    union(pipe(from(Fruit), distinctOn(Fruit.cakeId), orderBy(Fruit.id), select({ id: Fruit.id }))),
  ), {
    sqlite: {
      sql: `select * from (select "_1"."c0" as "id" from (select "cake"."id" as "c0", row_number() over (partition by "cake"."bakeryId" order by "cake"."bakeryId", "cake"."id") as "c1", "cake"."bakeryId" as "c2" from "cake") as "_1" where "_1"."c1" = ? order by "_1"."c2", "_1"."c0") union select * from (select "_2"."c0" as "id" from (select "fruit"."id" as "c0", row_number() over (partition by "fruit"."cakeId" order by "fruit"."id") as "c1" from "fruit") as "_2" where "_2"."c1" = ? order by "_2"."c0")`,
      params: [1n, 1n],
      text: `select * from (select "_1"."c0" as "id" from (select "cake"."id" as "c0", row_number() over (partition by "cake"."bakeryId" order by "cake"."bakeryId", "cake"."id") as "c1", "cake"."bakeryId" as "c2" from "cake") as "_1" where "_1"."c1" = 1 order by "_1"."c2", "_1"."c0") union select * from (select "_2"."c0" as "id" from (select "fruit"."id" as "c0", row_number() over (partition by "fruit"."cakeId" order by "fruit"."id") as "c1" from "fruit") as "_2" where "_2"."c1" = 1 order by "_2"."c0")`,
    },
    postgres: `(select distinct on ("cake"."bakeryId") "cake"."id" from "cake" order by "cake"."bakeryId", "cake"."id") union (select "_1"."c0" as "id" from (select distinct on ("fruit"."cakeId") "fruit"."id" as "c0" from "fruit" order by "fruit"."cakeId", "fruit"."id") as "_1" order by "_1"."c0")`,
    mariadb: {
      sql: "(select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`id`) as signed) as `c1`, `cake`.`bakeryId` as `c2` from `cake`) as `_1` where `_1`.`c1` = ? order by `_1`.`c2`, `_1`.`c0`) union (select `_2`.`c0` as `id` from (select `fruit`.`id` as `c0`, cast(row_number() over (partition by `fruit`.`cakeId` order by `fruit`.`id`) as signed) as `c1` from `fruit`) as `_2` where `_2`.`c1` = ? order by `_2`.`c0`)",
      params: [1n, 1n],
      text: "(select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`id`) as signed) as `c1`, `cake`.`bakeryId` as `c2` from `cake`) as `_1` where `_1`.`c1` = 1 order by `_1`.`c2`, `_1`.`c0`) union (select `_2`.`c0` as `id` from (select `fruit`.`id` as `c0`, cast(row_number() over (partition by `fruit`.`cakeId` order by `fruit`.`id`) as signed) as `c1` from `fruit`) as `_2` where `_2`.`c1` = 1 order by `_2`.`c0`)",
    },
    mysql: {
      sql: "(select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`id`) as signed) as `c1`, `cake`.`bakeryId` as `c2` from `cake`) as `_1` where `_1`.`c1` = ? order by `_1`.`c2`, `_1`.`c0`) union (select `_2`.`c0` as `id` from (select `fruit`.`id` as `c0`, cast(row_number() over (partition by `fruit`.`cakeId` order by `fruit`.`id`) as signed) as `c1` from `fruit`) as `_2` where `_2`.`c1` = ? order by `_2`.`c0`)",
      params: [1n, 1n],
      text: "(select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`bakeryId`, `cake`.`id`) as signed) as `c1`, `cake`.`bakeryId` as `c2` from `cake`) as `_1` where `_1`.`c1` = 1 order by `_1`.`c2`, `_1`.`c0`) union (select `_2`.`c0` as `id` from (select `fruit`.`id` as `c0`, cast(row_number() over (partition by `fruit`.`cakeId` order by `fruit`.`id`) as signed) as `c1` from `fruit`) as `_2` where `_2`.`c1` = 1 order by `_2`.`c0`)",
    },
  })
  golden("in nested rows", pipe(
    from(Cake),
    select({ fruits: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), distinctOn(Fruit.name), orderBy(Fruit.id), select(Fruit))) }),
  ), {
    sqlite: {
      sql: `select (select json_group_array(json_array("_1"."c0", "_1"."c1", "_1"."c2")) from (select "_2"."c0" as "c0", "_2"."c1" as "c1", "_2"."c2" as "c2" from (select "fruit"."id" as "c0", "fruit"."name" as "c1", "fruit"."cakeId" as "c2", row_number() over (partition by "fruit"."name" order by "fruit"."id") as "c3" from "fruit" where "fruit"."cakeId" = "cake"."id") as "_2" where "_2"."c3" = ? order by "_2"."c0") as "_1") as "fruits" from "cake"`,
      params: [1n],
      text: `select (select json_group_array(json_array("_1"."c0", "_1"."c1", "_1"."c2")) from (select "_2"."c0" as "c0", "_2"."c1" as "c1", "_2"."c2" as "c2" from (select "fruit"."id" as "c0", "fruit"."name" as "c1", "fruit"."cakeId" as "c2", row_number() over (partition by "fruit"."name" order by "fruit"."id") as "c3" from "fruit" where "fruit"."cakeId" = "cake"."id") as "_2" where "_2"."c3" = 1 order by "_2"."c0") as "_1") as "fruits" from "cake"`,
    },
    postgres: `select (select coalesce(json_agg(json_build_array("_1"."c0", "_1"."c1", "_1"."c2")), '[]') from (select "_2"."c0" as "c0", "_2"."c1" as "c1", "_2"."c2" as "c2" from (select distinct on ("fruit"."name") "fruit"."id" as "c0", "fruit"."name" as "c1", "fruit"."cakeId" as "c2" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."name", "fruit"."id") as "_2" order by "_2"."c0") as "_1") as "fruits" from "cake"`,
    mariadb: `-- a derived table uses "cake" of the query around it, which MariaDB does not allow; nest a query without groups, limits and set operations, or join it`,
    mysql: {
      sql: "select (select coalesce(json_arrayagg(json_array(`_1`.`c0`, `_1`.`c1`, `_1`.`c2`)), json_array()) from (select `_2`.`c0` as `c0`, `_2`.`c1` as `c1`, `_2`.`c2` as `c2` from (select `fruit`.`id` as `c0`, `fruit`.`name` as `c1`, `fruit`.`cakeId` as `c2`, cast(row_number() over (partition by `fruit`.`name` order by `fruit`.`id`) as signed) as `c3` from `fruit` where `fruit`.`cakeId` = `cake`.`id`) as `_2` where `_2`.`c3` = ? order by `_2`.`c0` limit 18446744073709551615) as `_1`) as `fruits` from `cake`",
      params: [1n],
      text: "select (select coalesce(json_arrayagg(json_array(`_1`.`c0`, `_1`.`c1`, `_1`.`c2`)), json_array()) from (select `_2`.`c0` as `c0`, `_2`.`c1` as `c1`, `_2`.`c2` as `c2` from (select `fruit`.`id` as `c0`, `fruit`.`name` as `c1`, `fruit`.`cakeId` as `c2`, cast(row_number() over (partition by `fruit`.`name` order by `fruit`.`id`) as signed) as `c3` from `fruit` where `fruit`.`cakeId` = `cake`.`id`) as `_2` where `_2`.`c3` = 1 order by `_2`.`c0` limit 18446744073709551615) as `_1`) as `fruits` from `cake`",
    },
  })
  golden("not beside distinct", pipe(from(Cake), distinct, distinctOn(Cake.bakeryId), select(names)), {
    sqlite: "-- a query has both distinct and distinctOn; make one of them a table with as, and select from it",
    postgres: "-- a query has both distinct and distinctOn; make one of them a table with as, and select from it",
    mariadb: "-- a query has both distinct and distinctOn; make one of them a table with as, and select from it",
    mysql: "-- a query has both distinct and distinctOn; make one of them a table with as, and select from it",
  })
})
