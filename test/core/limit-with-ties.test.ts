import { pipe } from "effect"
import {
  as, count, desc, distinct, distinctOn, eq, forUpdate, from, groupBy, innerJoin, inQuery, integer, limit, limitWithTies, many, nullsLast, offset,
  orderBy, orderRowsBy, over, param, rowNumber, select, union, where,
} from "fulmar"
import { describe } from "vitest"
import { Cake, Fruit } from "./bakery.js"
import { golden } from "./golden.js"

const prices = pipe(from(Cake), orderBy(desc(Cake.price)), select({ id: Cake.id }))

describe("limitWithTies prints", () => {
  golden("the first rows", pipe(prices, limitWithTies(3)), {
    sqlite: {
      sql: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" desc) as "c1", "cake"."price" as "c2" from "cake") as "_1" where "_1"."c1" <= ? order by "_1"."c2" desc`,
      params: [3n],
      text: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" desc) as "c1", "cake"."price" as "c2" from "cake") as "_1" where "_1"."c1" <= 3 order by "_1"."c2" desc`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" order by "cake"."price" desc fetch first $1 rows with ties`,
      params: ["3"],
      text: `select "cake"."id" from "cake" order by "cake"."price" desc fetch first 3 rows with ties`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2` desc",
      params: [3n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= 3 order by `_1`.`c2` desc",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2` desc",
      params: [3n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= 3 order by `_1`.`c2` desc",
    },
  })
  golden("a parameter", pipe(prices, limitWithTies(param("n", integer))), {
    sqlite: {
      sql: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" desc) as "c1", "cake"."price" as "c2" from "cake") as "_1" where "_1"."c1" <= ? order by "_1"."c2" desc`,
      params: [undefined],
      text: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" desc) as "c1", "cake"."price" as "c2" from "cake") as "_1" where "_1"."c1" <= :n order by "_1"."c2" desc`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" order by "cake"."price" desc fetch first $1 rows with ties`,
      params: [undefined],
      text: `select "cake"."id" from "cake" order by "cake"."price" desc fetch first :n rows with ties`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2` desc",
      params: [undefined],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= :n order by `_1`.`c2` desc",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2` desc",
      params: [undefined],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= :n order by `_1`.`c2` desc",
    },
  })
  golden("with an offset", pipe(prices, offset(1), limitWithTies(3)), {
    sqlite: {
      sql: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" desc) as "c1", row_number() over (order by "cake"."price" desc) as "c2", "cake"."price" as "c3" from "cake") as "_1" where "_1"."c1" <= fulmar_add64(?, ?) and "_1"."c2" > ? and ? > ? order by "_1"."c3" desc`,
      params: [1n, 3n, 1n, 3n, 0n],
      text: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" desc) as "c1", row_number() over (order by "cake"."price" desc) as "c2", "cake"."price" as "c3" from "cake") as "_1" where "_1"."c1" <= fulmar_add64(1, 3) and "_1"."c2" > 1 and 3 > 0 order by "_1"."c3" desc`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" order by "cake"."price" desc offset $1 fetch first $2 rows with ties`,
      params: ["1", "3"],
      text: `select "cake"."id" from "cake" order by "cake"."price" desc offset 1 fetch first 3 rows with ties`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, cast(row_number() over (order by `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c1` <= ? + ? and `_1`.`c2` > ? and ? > ? order by `_1`.`c3` desc",
      params: [1n, 3n, 1n, 3n, 0n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, cast(row_number() over (order by `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c1` <= 1 + 3 and `_1`.`c2` > 1 and 3 > 0 order by `_1`.`c3` desc",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, cast(row_number() over (order by `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c1` <= ? + ? and `_1`.`c2` > ? and ? > ? order by `_1`.`c3` desc",
      params: [1n, 3n, 1n, 3n, 0n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, cast(row_number() over (order by `cake`.`price` desc) as signed) as `c2`, `cake`.`price` as `c3` from `cake`) as `_1` where `_1`.`c1` <= 1 + 3 and `_1`.`c2` > 1 and 3 > 0 order by `_1`.`c3` desc",
    },
  })
  golden("NULLs at the end", pipe(from(Cake), orderBy(nullsLast(Cake.price), Cake.name), limitWithTies(3), select(Cake.id)), {
    sqlite: {
      sql: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" nulls last, "cake"."name") as "c1", "cake"."price" as "c2", "cake"."name" as "c3" from "cake") as "_1" where "_1"."c1" <= ? order by "_1"."c2" nulls last, "_1"."c3"`,
      params: [3n],
      text: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" nulls last, "cake"."name") as "c1", "cake"."price" as "c2", "cake"."name" as "c3" from "cake") as "_1" where "_1"."c1" <= 3 order by "_1"."c2" nulls last, "_1"."c3"`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" order by "cake"."price" nulls last, "cake"."name" fetch first $1 rows with ties`,
      params: ["3"],
      text: `select "cake"."id" from "cake" order by "cake"."price" nulls last, "cake"."name" fetch first 3 rows with ties`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` is null asc, `cake`.`price`, `cake`.`name`) as signed) as `c1`, `cake`.`price` as `c2`, `cake`.`name` as `c3` from `cake`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2` is null asc, `_1`.`c2`, `_1`.`c3`",
      params: [3n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` is null asc, `cake`.`price`, `cake`.`name`) as signed) as `c1`, `cake`.`price` as `c2`, `cake`.`name` as `c3` from `cake`) as `_1` where `_1`.`c1` <= 3 order by `_1`.`c2` is null asc, `_1`.`c2`, `_1`.`c3`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` is null asc, `cake`.`price`, `cake`.`name`) as signed) as `c1`, `cake`.`price` as `c2`, `cake`.`name` as `c3` from `cake`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2` is null asc, `_1`.`c2`, `_1`.`c3`",
      params: [3n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` is null asc, `cake`.`price`, `cake`.`name`) as signed) as `c1`, `cake`.`price` as `c2`, `cake`.`name` as `c3` from `cake`) as `_1` where `_1`.`c1` <= 3 order by `_1`.`c2` is null asc, `_1`.`c2`, `_1`.`c3`",
    },
  })
  golden("before a join", pipe(prices, limitWithTies(3), innerJoin(Fruit, eq(Fruit.cakeId, Cake.id))), {
    sqlite: {
      sql: `select "_1"."c0" as "id" from (select "_2"."c0", "_2"."c1" from (select "cake"."id" as "c0", "cake"."price" as "c1", rank() over (order by "cake"."price" desc) as "c2" from "cake") as "_2" where "_2"."c2" <= ? order by "_2"."c1" desc) as "_1" inner join "fruit" on "fruit"."cakeId" = "_1"."c0" order by "_1"."c1" desc`,
      params: [3n],
      text: `select "_1"."c0" as "id" from (select "_2"."c0", "_2"."c1" from (select "cake"."id" as "c0", "cake"."price" as "c1", rank() over (order by "cake"."price" desc) as "c2" from "cake") as "_2" where "_2"."c2" <= 3 order by "_2"."c1" desc) as "_1" inner join "fruit" on "fruit"."cakeId" = "_1"."c0" order by "_1"."c1" desc`,
    },
    postgres: {
      sql: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order by "cake"."price" desc fetch first $1 rows with ties) as "_1" inner join "fruit" on "fruit"."cakeId" = "_1"."c0" order by "_1"."c1" desc`,
      params: ["3"],
      text: `select "_1"."c0" as "id" from (select "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order by "cake"."price" desc fetch first 3 rows with ties) as "_1" inner join "fruit" on "fruit"."cakeId" = "_1"."c0" order by "_1"."c1" desc`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `_2`.`c0`, `_2`.`c1` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c2` from `cake`) as `_2` where `_2`.`c2` <= ? order by `_2`.`c1` desc) as `_1` inner join `fruit` on `fruit`.`cakeId` = `_1`.`c0` order by `_1`.`c1` desc",
      params: [3n],
      text: "select `_1`.`c0` as `id` from (select `_2`.`c0`, `_2`.`c1` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c2` from `cake`) as `_2` where `_2`.`c2` <= 3 order by `_2`.`c1` desc) as `_1` inner join `fruit` on `fruit`.`cakeId` = `_1`.`c0` order by `_1`.`c1` desc",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `_2`.`c0`, `_2`.`c1` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c2` from `cake`) as `_2` where `_2`.`c2` <= ? order by `_2`.`c1` desc) as `_1` inner join `fruit` on `fruit`.`cakeId` = `_1`.`c0` order by `_1`.`c1` desc",
      params: [3n],
      text: "select `_1`.`c0` as `id` from (select `_2`.`c0`, `_2`.`c1` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c2` from `cake`) as `_2` where `_2`.`c2` <= 3 order by `_2`.`c1` desc) as `_1` inner join `fruit` on `fruit`.`cakeId` = `_1`.`c0` order by `_1`.`c1` desc",
    },
  })
  golden("after a limit, and before another", pipe(prices, limit(9), limitWithTies(3), limit(1)), {
    sqlite: {
      sql: `select "_1"."c0" as "id" from (select "_2"."c0", "_2"."c1" from (select "_3"."c0", "_3"."c1", rank() over (order by "_3"."c1" desc) as "c2" from (select "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order by "cake"."price" desc limit ?) as "_3") as "_2" where "_2"."c2" <= ? order by "_2"."c1" desc) as "_1" order by "_1"."c1" desc limit ?`,
      params: [9n, 3n, 1n],
      text: `select "_1"."c0" as "id" from (select "_2"."c0", "_2"."c1" from (select "_3"."c0", "_3"."c1", rank() over (order by "_3"."c1" desc) as "c2" from (select "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order by "cake"."price" desc limit 9) as "_3") as "_2" where "_2"."c2" <= 3 order by "_2"."c1" desc) as "_1" order by "_1"."c1" desc limit 1`,
    },
    postgres: {
      sql: `select "_1"."c0" as "id" from (select "_2"."c0", "_2"."c1" from (select "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order by "cake"."price" desc limit $1) as "_2" order by "_2"."c1" desc fetch first $2 rows with ties) as "_1" order by "_1"."c1" desc limit $3`,
      params: ["9", "3", "1"],
      text: `select "_1"."c0" as "id" from (select "_2"."c0", "_2"."c1" from (select "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order by "cake"."price" desc limit 9) as "_2" order by "_2"."c1" desc fetch first 3 rows with ties) as "_1" order by "_1"."c1" desc limit 1`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `_2`.`c0`, `_2`.`c1` from (select `_3`.`c0`, `_3`.`c1`, cast(rank() over (order by `_3`.`c1` desc) as signed) as `c2` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1` from `cake` order by `cake`.`price` desc limit ?) as `_3`) as `_2` where `_2`.`c2` <= ? order by `_2`.`c1` desc) as `_1` order by `_1`.`c1` desc limit ?",
      params: [9n, 3n, 1n],
      text: "select `_1`.`c0` as `id` from (select `_2`.`c0`, `_2`.`c1` from (select `_3`.`c0`, `_3`.`c1`, cast(rank() over (order by `_3`.`c1` desc) as signed) as `c2` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1` from `cake` order by `cake`.`price` desc limit 9) as `_3`) as `_2` where `_2`.`c2` <= 3 order by `_2`.`c1` desc) as `_1` order by `_1`.`c1` desc limit 1",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `_2`.`c0`, `_2`.`c1` from (select `_3`.`c0`, `_3`.`c1`, cast(rank() over (order by `_3`.`c1` desc) as signed) as `c2` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1` from `cake` order by `cake`.`price` desc limit ?) as `_3`) as `_2` where `_2`.`c2` <= ? order by `_2`.`c1` desc) as `_1` order by `_1`.`c1` desc limit ?",
      params: [9n, 3n, 1n],
      text: "select `_1`.`c0` as `id` from (select `_2`.`c0`, `_2`.`c1` from (select `_3`.`c0`, `_3`.`c1`, cast(rank() over (order by `_3`.`c1` desc) as signed) as `c2` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1` from `cake` order by `cake`.`price` desc limit 9) as `_3`) as `_2` where `_2`.`c2` <= 3 order by `_2`.`c1` desc) as `_1` order by `_1`.`c1` desc limit 1",
    },
  })
  golden("groups", pipe(
    from(Fruit), groupBy(Fruit.cakeId), select({ id: Fruit.cakeId, n: count(Fruit.id) }), orderBy(desc(count(Fruit.id))), limitWithTies(1),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "id", "_1"."c1" as "n" from (select "fruit"."cakeId" as "c0", count("fruit"."id") as "c1", rank() over (order by count("fruit"."id") desc) as "c2" from "fruit" group by "fruit"."cakeId") as "_1" where "_1"."c2" <= ? order by "_1"."c1" desc`,
      params: [1n],
      text: `select "_1"."c0" as "id", "_1"."c1" as "n" from (select "fruit"."cakeId" as "c0", count("fruit"."id") as "c1", rank() over (order by count("fruit"."id") desc) as "c2" from "fruit" group by "fruit"."cakeId") as "_1" where "_1"."c2" <= 1 order by "_1"."c1" desc`,
    },
    postgres: {
      sql: `select "fruit"."cakeId" as "id", count("fruit"."id") as "n" from "fruit" group by "fruit"."cakeId" order by count("fruit"."id") desc fetch first $1 rows with ties`,
      params: ["1"],
      text: `select "fruit"."cakeId" as "id", count("fruit"."id") as "n" from "fruit" group by "fruit"."cakeId" order by count("fruit"."id") desc fetch first 1 rows with ties`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id`, `_1`.`c1` as `n` from (select `fruit`.`cakeId` as `c0`, count(`fruit`.`id`) as `c1`, cast(rank() over (order by count(`fruit`.`id`) desc) as signed) as `c2` from `fruit` group by `fruit`.`cakeId`) as `_1` where `_1`.`c2` <= ? order by `_1`.`c1` desc",
      params: [1n],
      text: "select `_1`.`c0` as `id`, `_1`.`c1` as `n` from (select `fruit`.`cakeId` as `c0`, count(`fruit`.`id`) as `c1`, cast(rank() over (order by count(`fruit`.`id`) desc) as signed) as `c2` from `fruit` group by `fruit`.`cakeId`) as `_1` where `_1`.`c2` <= 1 order by `_1`.`c1` desc",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id`, `_1`.`c1` as `n` from (select `fruit`.`cakeId` as `c0`, count(`fruit`.`id`) as `c1`, cast(rank() over (order by count(`fruit`.`id`) desc) as signed) as `c2` from `fruit` group by `fruit`.`cakeId`) as `_1` where `_1`.`c2` <= ? order by `_1`.`c1` desc",
      params: [1n],
      text: "select `_1`.`c0` as `id`, `_1`.`c1` as `n` from (select `fruit`.`cakeId` as `c0`, count(`fruit`.`id`) as `c1`, cast(rank() over (order by count(`fruit`.`id`) desc) as signed) as `c2` from `fruit` group by `fruit`.`cakeId`) as `_1` where `_1`.`c2` <= 1 order by `_1`.`c1` desc",
    },
  })
  golden("distinct rows", pipe(from(Cake), select({ price: Cake.price }), distinct, orderBy(Cake.price), limitWithTies(2)), {
    sqlite: {
      sql: `select "_1"."c0" as "price" from (select "_2"."c0", rank() over (order by "_2"."c0") as "c1" from (select distinct "cake"."price" as "c0" from "cake" order by "cake"."price") as "_2") as "_1" where "_1"."c1" <= ? order by "_1"."c0"`,
      params: [2n],
      text: `select "_1"."c0" as "price" from (select "_2"."c0", rank() over (order by "_2"."c0") as "c1" from (select distinct "cake"."price" as "c0" from "cake" order by "cake"."price") as "_2") as "_1" where "_1"."c1" <= 2 order by "_1"."c0"`,
    },
    postgres: {
      sql: `select distinct "cake"."price" from "cake" order by "cake"."price" fetch first $1 rows with ties`,
      params: ["2"],
      text: `select distinct "cake"."price" from "cake" order by "cake"."price" fetch first 2 rows with ties`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `price` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c0`) as signed) as `c1` from (select distinct `cake`.`price` as `c0` from `cake` order by `cake`.`price`) as `_2`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c0`",
      params: [2n],
      text: "select `_1`.`c0` as `price` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c0`) as signed) as `c1` from (select distinct `cake`.`price` as `c0` from `cake` order by `cake`.`price`) as `_2`) as `_1` where `_1`.`c1` <= 2 order by `_1`.`c0`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `price` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c0`) as signed) as `c1` from (select distinct `cake`.`price` as `c0` from `cake` order by `cake`.`price`) as `_2`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c0`",
      params: [2n],
      text: "select `_1`.`c0` as `price` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c0`) as signed) as `c1` from (select distinct `cake`.`price` as `c0` from `cake` order by `cake`.`price`) as `_2`) as `_1` where `_1`.`c1` <= 2 order by `_1`.`c0`",
    },
  })
  golden("the first of each key", pipe(from(Cake), distinctOn(Cake.bakeryId), orderBy(Cake.price), limitWithTies(2), select(Cake.id)), {
    sqlite: {
      sql: `select "_1"."c0" as "id" from (select "_2"."c0", rank() over (order by "_2"."c1") as "c1", "_2"."c1" as "c2" from (select "cake"."id" as "c0", "cake"."price" as "c1", row_number() over (partition by "cake"."bakeryId" order by "cake"."price") as "c2" from "cake") as "_2" where "_2"."c2" = ?) as "_1" where "_1"."c1" <= ? order by "_1"."c2"`,
      params: [1n, 2n],
      text: `select "_1"."c0" as "id" from (select "_2"."c0", rank() over (order by "_2"."c1") as "c1", "_2"."c1" as "c2" from (select "cake"."id" as "c0", "cake"."price" as "c1", row_number() over (partition by "cake"."bakeryId" order by "cake"."price") as "c2" from "cake") as "_2" where "_2"."c2" = 1) as "_1" where "_1"."c1" <= 2 order by "_1"."c2"`,
    },
    postgres: {
      sql: `select "_1"."c0" as "id" from (select distinct on ("cake"."bakeryId") "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order by "cake"."bakeryId", "cake"."price") as "_1" order by "_1"."c1" fetch first $1 rows with ties`,
      params: ["2"],
      text: `select "_1"."c0" as "id" from (select distinct on ("cake"."bakeryId") "cake"."id" as "c0", "cake"."price" as "c1" from "cake" order by "cake"."bakeryId", "cake"."price") as "_1" order by "_1"."c1" fetch first 2 rows with ties`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c1`) as signed) as `c1`, `_2`.`c1` as `c2` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`price`) as signed) as `c2` from `cake`) as `_2` where `_2`.`c2` = ?) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2`",
      params: [1n, 2n],
      text: "select `_1`.`c0` as `id` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c1`) as signed) as `c1`, `_2`.`c1` as `c2` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`price`) as signed) as `c2` from `cake`) as `_2` where `_2`.`c2` = 1) as `_1` where `_1`.`c1` <= 2 order by `_1`.`c2`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c1`) as signed) as `c1`, `_2`.`c1` as `c2` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`price`) as signed) as `c2` from `cake`) as `_2` where `_2`.`c2` = ?) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2`",
      params: [1n, 2n],
      text: "select `_1`.`c0` as `id` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c1`) as signed) as `c1`, `_2`.`c1` as `c2` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(row_number() over (partition by `cake`.`bakeryId` order by `cake`.`price`) as signed) as `c2` from `cake`) as `_2` where `_2`.`c2` = 1) as `_1` where `_1`.`c1` <= 2 order by `_1`.`c2`",
    },
  })
  golden("rows in the order of a window function", pipe(
    from(Cake), select({ id: Cake.id }), orderBy(pipe(rowNumber(), over({ orderBy: [Cake.name] }))), limitWithTies(2),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "id" from (select "_2"."c0", rank() over (order by "_2"."c1") as "c1", "_2"."c1" as "c2" from (select "cake"."id" as "c0", row_number() over (order by "cake"."name") as "c1" from "cake" order by row_number() over (order by "cake"."name")) as "_2") as "_1" where "_1"."c1" <= ? order by "_1"."c2"`,
      params: [2n],
      text: `select "_1"."c0" as "id" from (select "_2"."c0", rank() over (order by "_2"."c1") as "c1", "_2"."c1" as "c2" from (select "cake"."id" as "c0", row_number() over (order by "cake"."name") as "c1" from "cake" order by row_number() over (order by "cake"."name")) as "_2") as "_1" where "_1"."c1" <= 2 order by "_1"."c2"`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" order by row_number() over (order by "cake"."name") fetch first $1 rows with ties`,
      params: ["2"],
      text: `select "cake"."id" from "cake" order by row_number() over (order by "cake"."name") fetch first 2 rows with ties`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c1`) as signed) as `c1`, `_2`.`c1` as `c2` from (select `cake`.`id` as `c0`, cast(row_number() over (order by `cake`.`name`) as signed) as `c1` from `cake` order by cast(row_number() over (order by `cake`.`name`) as signed)) as `_2`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2`",
      params: [2n],
      text: "select `_1`.`c0` as `id` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c1`) as signed) as `c1`, `_2`.`c1` as `c2` from (select `cake`.`id` as `c0`, cast(row_number() over (order by `cake`.`name`) as signed) as `c1` from `cake` order by cast(row_number() over (order by `cake`.`name`) as signed)) as `_2`) as `_1` where `_1`.`c1` <= 2 order by `_1`.`c2`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c1`) as signed) as `c1`, `_2`.`c1` as `c2` from (select `cake`.`id` as `c0`, cast(row_number() over (order by `cake`.`name`) as signed) as `c1` from `cake` order by cast(row_number() over (order by `cake`.`name`) as signed)) as `_2`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2`",
      params: [2n],
      text: "select `_1`.`c0` as `id` from (select `_2`.`c0`, cast(rank() over (order by `_2`.`c1`) as signed) as `c1`, `_2`.`c1` as `c2` from (select `cake`.`id` as `c0`, cast(row_number() over (order by `cake`.`name`) as signed) as `c1` from `cake` order by cast(row_number() over (order by `cake`.`name`) as signed)) as `_2`) as `_1` where `_1`.`c1` <= 2 order by `_1`.`c2`",
    },
  })
  golden("rows nested in others", pipe(
    from(Cake),
    select({ id: Cake.id, fruits: many(pipe(from(Fruit), orderBy(Fruit.name), limitWithTies(2), select(Fruit.id))) }),
  ), {
    sqlite: {
      sql: `select "cake"."id", (select json_group_array(json_array("_1"."c0")) from (select "_2"."c0" as "c0" from (select "fruit"."id" as "c0", rank() over (order by "fruit"."name") as "c1", "fruit"."name" as "c2" from "fruit") as "_2" where "_2"."c1" <= ? order by "_2"."c2") as "_1") as "fruits" from "cake"`,
      params: [2n],
      text: `select "cake"."id", (select json_group_array(json_array("_1"."c0")) from (select "_2"."c0" as "c0" from (select "fruit"."id" as "c0", rank() over (order by "fruit"."name") as "c1", "fruit"."name" as "c2" from "fruit") as "_2" where "_2"."c1" <= 2 order by "_2"."c2") as "_1") as "fruits" from "cake"`,
    },
    postgres: {
      sql: `select "cake"."id", (select coalesce(json_agg(json_build_array("_1"."c0")), '[]') from (select "fruit"."id" as "c0" from "fruit" order by "fruit"."name" fetch first $1 rows with ties) as "_1") as "fruits" from "cake"`,
      params: ["2"],
      text: `select "cake"."id", (select coalesce(json_agg(json_build_array("_1"."c0")), '[]') from (select "fruit"."id" as "c0" from "fruit" order by "fruit"."name" fetch first 2 rows with ties) as "_1") as "fruits" from "cake"`,
    },
    mariadb: {
      sql: "select `cake`.`id`, (select coalesce(json_arrayagg(json_array(`_1`.`c0`)), json_array()) from (select `_2`.`c0` as `c0` from (select `fruit`.`id` as `c0`, cast(rank() over (order by `fruit`.`name`) as signed) as `c1`, `fruit`.`name` as `c2` from `fruit`) as `_2` where `_2`.`c1` <= ? order by `_2`.`c2` limit 18446744073709551615) as `_1`) as `fruits` from `cake`",
      params: [2n],
      text: "select `cake`.`id`, (select coalesce(json_arrayagg(json_array(`_1`.`c0`)), json_array()) from (select `_2`.`c0` as `c0` from (select `fruit`.`id` as `c0`, cast(rank() over (order by `fruit`.`name`) as signed) as `c1`, `fruit`.`name` as `c2` from `fruit`) as `_2` where `_2`.`c1` <= 2 order by `_2`.`c2` limit 18446744073709551615) as `_1`) as `fruits` from `cake`",
    },
    mysql: {
      sql: "select `cake`.`id`, (select coalesce(json_arrayagg(json_array(`_1`.`c0`)), json_array()) from (select `_2`.`c0` as `c0` from (select `fruit`.`id` as `c0`, cast(rank() over (order by `fruit`.`name`) as signed) as `c1`, `fruit`.`name` as `c2` from `fruit`) as `_2` where `_2`.`c1` <= ? order by `_2`.`c2` limit 18446744073709551615) as `_1`) as `fruits` from `cake`",
      params: [2n],
      text: "select `cake`.`id`, (select coalesce(json_arrayagg(json_array(`_1`.`c0`)), json_array()) from (select `_2`.`c0` as `c0` from (select `fruit`.`id` as `c0`, cast(rank() over (order by `fruit`.`name`) as signed) as `c1`, `fruit`.`name` as `c2` from `fruit`) as `_2` where `_2`.`c1` <= 2 order by `_2`.`c2` limit 18446744073709551615) as `_1`) as `fruits` from `cake`",
    },
  })
  golden("in a membership and a derived table", pipe(
    from(pipe(prices, limitWithTies(2), as("best"))),
    where(inQuery(pipe(prices, limitWithTies(2), as("best")).id, pipe(prices, limitWithTies(1)))),
  ), {
    sqlite: {
      sql: `select "best"."id" from (select "_1"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" desc) as "c1", "cake"."price" as "c2" from "cake") as "_1" where "_1"."c1" <= ? order by "_1"."c2" desc) as "best" where "best"."id" in (select "_2"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" desc) as "c1", "cake"."price" as "c2" from "cake") as "_2" where "_2"."c1" <= ? order by "_2"."c2" desc)`,
      params: [2n, 1n],
      text: `select "best"."id" from (select "_1"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" desc) as "c1", "cake"."price" as "c2" from "cake") as "_1" where "_1"."c1" <= 2 order by "_1"."c2" desc) as "best" where "best"."id" in (select "_2"."c0" as "id" from (select "cake"."id" as "c0", rank() over (order by "cake"."price" desc) as "c1", "cake"."price" as "c2" from "cake") as "_2" where "_2"."c1" <= 1 order by "_2"."c2" desc)`,
    },
    postgres: {
      sql: `select "best"."id" from (select "cake"."id" from "cake" order by "cake"."price" desc fetch first $1 rows with ties) as "best" where "best"."id" in (select "cake"."id" from "cake" order by "cake"."price" desc fetch first $2 rows with ties)`,
      params: ["2", "1"],
      text: `select "best"."id" from (select "cake"."id" from "cake" order by "cake"."price" desc fetch first 2 rows with ties) as "best" where "best"."id" in (select "cake"."id" from "cake" order by "cake"."price" desc fetch first 1 rows with ties)`,
    },
    mariadb: {
      sql: "select `best`.`id` from (select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2` desc) as `best` where `best`.`id` in (select `_2`.`c0` as `id` from (select `_3`.`c0`, `_3`.`c1` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c2` from `cake`) as `_3` where `_3`.`c2` <= ? order by `_3`.`c1` desc) as `_2` order by `_2`.`c1` desc)",
      params: [2n, 1n],
      text: "select `best`.`id` from (select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= 2 order by `_1`.`c2` desc) as `best` where `best`.`id` in (select `_2`.`c0` as `id` from (select `_3`.`c0`, `_3`.`c1` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c2` from `cake`) as `_3` where `_3`.`c2` <= 1 order by `_3`.`c1` desc) as `_2` order by `_2`.`c1` desc)",
    },
    mysql: {
      sql: "select `best`.`id` from (select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2` desc) as `best` where `best`.`id` in (select `_2`.`c0` as `id` from (select `_3`.`c0`, `_3`.`c1` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c2` from `cake`) as `_3` where `_3`.`c2` <= ? order by `_3`.`c1` desc) as `_2` order by `_2`.`c1` desc)",
      params: [2n, 1n],
      text: "select `best`.`id` from (select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake`) as `_1` where `_1`.`c1` <= 2 order by `_1`.`c2` desc) as `best` where `best`.`id` in (select `_2`.`c0` as `id` from (select `_3`.`c0`, `_3`.`c1` from (select `cake`.`id` as `c0`, `cake`.`price` as `c1`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c2` from `cake`) as `_3` where `_3`.`c2` <= 1 order by `_3`.`c1` desc) as `_2` order by `_2`.`c1` desc)",
    },
  })
})

describe("limitWithTies refuses", () => {
  golden("a set operation", pipe(
    from(Cake),
    select({ id: Cake.id }),
    union(pipe(from(Fruit), select({ id: Fruit.id }))),
    orderRowsBy((row) => [row.id]),
    limitWithTies(2) as never,
  ), {
    sqlite: "-- SQLite has no limit with ties of a set operation or raw query; make it a table with as first",
    postgres: {
      sql: `select "_1"."id" from (select "cake"."id" from "cake" union select "fruit"."id" from "fruit" order by "id") as "_1" order by "_1"."id" fetch first $1 rows with ties`,
      params: ["2"],
      text: `select "_1"."id" from (select "cake"."id" from "cake" union select "fruit"."id" from "fruit" order by "id") as "_1" order by "_1"."id" fetch first 2 rows with ties`,
    },
    mariadb: "-- MariaDB has no limit with ties of a set operation or raw query; make it a table with as first",
    mysql: "-- MySQL has no limit with ties of a set operation or raw query; make it a table with as first",
  })
  golden("no order", pipe(from(Cake), limitWithTies(3)), {
    sqlite: "-- limitWithTies has no order by which rows could be tied; add orderBy, or use limit",
    postgres: "-- limitWithTies has no order by which rows could be tied; add orderBy, or use limit",
    mariadb: "-- limitWithTies has no order by which rows could be tied; add orderBy, or use limit",
    mysql: "-- limitWithTies has no order by which rows could be tied; add orderBy, or use limit",
  })
  golden("rows that are skipped", pipe(prices, forUpdate({ locked: "skip locked" }), limitWithTies(3)), {
    sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
    postgres: "-- a lock that skips rows has no limit with ties; use limit, or wait for the rows",
    mariadb: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake` for update skip locked) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2` desc",
      params: [3n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake` for update skip locked) as `_1` where `_1`.`c1` <= 3 order by `_1`.`c2` desc",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake` for update skip locked) as `_1` where `_1`.`c1` <= ? order by `_1`.`c2` desc",
      params: [3n],
      text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0`, cast(rank() over (order by `cake`.`price` desc) as signed) as `c1`, `cake`.`price` as `c2` from `cake` for update skip locked) as `_1` where `_1`.`c1` <= 3 order by `_1`.`c2` desc",
    },
  })
})
