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
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: `select distinct on ("cake"."bakeryId") "cake"."bakeryId" as "bakery", "cake"."name" from "cake" order by "cake"."bakeryId", "cake"."price" desc`,
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("any of each", pipe(from(Cake), select(names), distinctOn(Cake.bakeryId), where(eq(Cake.price, 10))), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: {
      sql: `select distinct on ("cake"."bakeryId") "cake"."bakeryId" as "bakery", "cake"."name" from "cake" where "cake"."price" = $1`,
      params: ["10"],
      text: `select distinct on ("cake"."bakeryId") "cake"."bakeryId" as "bakery", "cake"."name" from "cake" where "cake"."price" = 10`,
    },
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("keys in another order, with directions", pipe(
    from(Cake),
    orderBy(nullsFirst(desc(Cake.price)), Cake.bakeryId, Cake.id),
    distinctOn(Cake.bakeryId),
    distinctOn(Cake.price),
    select(names),
  ), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: `select distinct on ("cake"."bakeryId", "cake"."price") "cake"."bakeryId" as "bakery", "cake"."name" from "cake" order by "cake"."price" desc nulls first, "cake"."bakeryId", "cake"."id"`,
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("an order that does not begin with the keys is that of the result", pipe(
    from(Cake),
    distinctOn(Cake.bakeryId),
    orderBy(desc(Cake.price)),
    limit(2),
    offset(1),
    select(names),
  ), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select distinct on ("cake"."bakeryId") "cake"."bakeryId" as "c0", "cake"."name" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."bakeryId", "cake"."price" desc) as "_1" order by "_1"."c2" desc limit $1 offset $2`,
      params: ["2", "1"],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select distinct on ("cake"."bakeryId") "cake"."bakeryId" as "c0", "cake"."name" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."bakeryId", "cake"."price" desc) as "_1" order by "_1"."c2" desc limit 2 offset 1`,
    },
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("a key that is computed of a value is the same in the order", pipe(
    from(Cake),
    distinctOn(add(Cake.price, 1), lower(Cake.name)),
    orderBy(lower(Cake.name), add(Cake.price, 1), Cake.id),
    select({ x: add(Cake.price, 1) }),
  ), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: {
      sql: `select distinct on ("cake"."price" + $1::int8, lower("cake"."name")) "cake"."price" + $1::int8 as "x" from "cake" order by lower("cake"."name"), "cake"."price" + $1::int8, "cake"."id"`,
      params: ["1"],
      text: `select distinct on ("cake"."price" + 1, lower("cake"."name")) "cake"."price" + 1 as "x" from "cake" order by lower("cake"."name"), "cake"."price" + 1, "cake"."id"`,
    },
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("a constant key is no number of a column", pipe(from(Cake), distinctOn(literal(2)), select(names)), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: {
      sql: `select distinct on (($1::int8)) "cake"."bakeryId" as "bakery", "cake"."name" from "cake"`,
      params: ["2"],
      text: `select distinct on ((select 2)) "cake"."bakeryId" as "bakery", "cake"."name" from "cake"`,
    },
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("after a limit", pipe(
    from(Cake),
    orderBy(Cake.price),
    limit(3),
    distinctOn(Cake.bakeryId),
    select(names),
  ), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select distinct on ("_2"."c0") "_2"."c0", "_2"."c1", "_2"."c2" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit $1) as "_2" order by "_2"."c0", "_2"."c2") as "_1" order by "_1"."c2"`,
      params: ["3"],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "name" from (select distinct on ("_2"."c0") "_2"."c0", "_2"."c1", "_2"."c2" from (select "cake"."bakeryId" as "c0", "cake"."name" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit 3) as "_2" order by "_2"."c0", "_2"."c2") as "_1" order by "_1"."c2"`,
    },
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("what comes after its limit applies to the result", pipe(
    from(Cake),
    distinctOn(Cake.bakeryId),
    orderBy(Cake.bakeryId, Cake.id),
    limit(3),
    leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
    select({ name: Cake.name, fruit: Fruit.name }),
  ), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: {
      sql: `select "_1"."c0" as "name", "fruit"."name" as "fruit" from (select distinct on ("cake"."bakeryId") "cake"."name" as "c0", "cake"."id" as "c1", "cake"."bakeryId" as "c2" from "cake" order by "cake"."bakeryId", "cake"."id" limit $1) as "_1" left join "fruit" on "fruit"."cakeId" = "_1"."c1" order by "_1"."c2", "_1"."c1"`,
      params: ["3"],
      text: `select "_1"."c0" as "name", "fruit"."name" as "fruit" from (select distinct on ("cake"."bakeryId") "cake"."name" as "c0", "cake"."id" as "c1", "cake"."bakeryId" as "c2" from "cake" order by "cake"."bakeryId", "cake"."id" limit 3) as "_1" left join "fruit" on "fruit"."cakeId" = "_1"."c1" order by "_1"."c2", "_1"."c1"`,
    },
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("groups", pipe(
    from(Fruit),
    groupBy(Fruit.cakeId, Fruit.name),
    distinctOn(Fruit.cakeId),
    select({ cake: Fruit.cakeId, name: Fruit.name, n: count(Fruit.id) }),
    orderRowsBy((row) => [row.cake, desc(row.n)]),
  ), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: `select distinct on ("fruit"."cakeId") "fruit"."cakeId" as "cake", "fruit"."name", count("fruit"."id") as "n" from "fruit" group by "fruit"."cakeId", "fruit"."name" order by "fruit"."cakeId", count("fruit"."id") desc`,
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("in an operand", pipe(
    from(Cake),
    distinctOn(Cake.bakeryId),
    orderBy(Cake.bakeryId, Cake.id),
    select({ id: Cake.id }),
    union(pipe(from(Fruit), distinctOn(Fruit.cakeId), orderBy(Fruit.id), select({ id: Fruit.id }))),
  ), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: `(select distinct on ("cake"."bakeryId") "cake"."id" from "cake" order by "cake"."bakeryId", "cake"."id") union (select "_1"."c0" as "id" from (select distinct on ("fruit"."cakeId") "fruit"."id" as "c0" from "fruit" order by "fruit"."cakeId", "fruit"."id") as "_1" order by "_1"."c0")`,
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("in nested rows", pipe(
    from(Cake),
    select({ fruits: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), distinctOn(Fruit.name), orderBy(Fruit.id), select(Fruit))) }),
  ), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: `select (select coalesce(json_agg(json_build_array("_1"."c0", "_1"."c1", "_1"."c2")), '[]') from (select "_2"."c0" as "c0", "_2"."c1" as "c1", "_2"."c2" as "c2" from (select distinct on ("fruit"."name") "fruit"."id" as "c0", "fruit"."name" as "c1", "fruit"."cakeId" as "c2" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."name", "fruit"."id") as "_2" order by "_2"."c0") as "_1") as "fruits" from "cake"`,
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
  golden("not beside distinct", pipe(from(Cake), distinct, distinctOn(Cake.bakeryId), select(names)), {
    sqlite: "-- SQLite has no distinct on; group by the keys, or number the rows with a window function and take the first",
    postgres: "-- a query has both distinct and distinctOn; make one of them a table with as, and select from it",
    mariadb: "-- MariaDB has no distinct on; group by the keys, or number the rows with a window function and take the first",
    mysql: "-- MySQL has no distinct on; group by the keys, or number the rows with a window function and take the first",
  })
})
