import { pipe } from "effect"
import {
  alias, allRows, and, as, cte, deleteFrom, eq, from, generateSeries, gt, innerJoin, leftJoin, returning, select, useIndex, where,
} from "fulmar"
import { describe } from "vitest"
import { Bakery, Cake, Fruit } from "./bakery.js"
import { golden } from "./golden.js"

const Other = Cake.pipe(alias("other"))
const ofCake = innerJoin(Cake, eq(Cake.id, Fruit.cakeId))

describe("prints a delete with joins", () => {
  golden("of two tables", pipe(
    deleteFrom(Fruit),
    ofCake,
    innerJoin(Bakery, eq(Bakery.id, Cake.bakeryId)),
    where(eq(Bakery.name, "Sea")),
    where(gt(Cake.price, 3)),
  ), {
    sqlite: {
      sql: `delete from "fruit" where exists (select true as "value" from "cake" cross join "bakery" where "cake"."id" = "fruit"."cakeId" and "bakery"."id" = "cake"."bakeryId" and "bakery"."name" = ? and "cake"."price" > ?)`,
      params: ["Sea", 3n],
      text: `delete from "fruit" where exists (select true as "value" from "cake" cross join "bakery" where "cake"."id" = "fruit"."cakeId" and "bakery"."id" = "cake"."bakeryId" and "bakery"."name" = 'Sea' and "cake"."price" > 3)`,
    },
    postgres: {
      sql: `delete from "fruit" using "cake", "bakery" where "cake"."id" = "fruit"."cakeId" and "bakery"."id" = "cake"."bakeryId" and "bakery"."name" = $1 and "cake"."price" > $2`,
      params: ["Sea", "3"],
      text: `delete from "fruit" using "cake", "bakery" where "cake"."id" = "fruit"."cakeId" and "bakery"."id" = "cake"."bakeryId" and "bakery"."name" = 'Sea' and "cake"."price" > 3`,
    },
    mariadb: {
      sql: "delete `fruit` from `fruit`, `cake`, `bakery` where `cake`.`id` = `fruit`.`cakeId` and `bakery`.`id` = `cake`.`bakeryId` and `bakery`.`name` = ? and `cake`.`price` > ?",
      params: ["Sea", 3n],
      text: "delete `fruit` from `fruit`, `cake`, `bakery` where `cake`.`id` = `fruit`.`cakeId` and `bakery`.`id` = `cake`.`bakeryId` and `bakery`.`name` = 'Sea' and `cake`.`price` > 3",
    },
    mysql: {
      sql: "delete `fruit` from `fruit`, `cake`, `bakery` where `cake`.`id` = `fruit`.`cakeId` and `bakery`.`id` = `cake`.`bakeryId` and `bakery`.`name` = ? and `cake`.`price` > ?",
      params: ["Sea", 3n],
      text: "delete `fruit` from `fruit`, `cake`, `bakery` where `cake`.`id` = `fruit`.`cakeId` and `bakery`.`id` = `cake`.`bakeryId` and `bakery`.`name` = 'Sea' and `cake`.`price` > 3",
    },
  })
  golden("of the same table under another name", pipe(
    deleteFrom(Cake),
    innerJoin(Other, and(eq(Other.name, Cake.name), gt(Cake.id, Other.id))),
    allRows,
  ), {
    sqlite: `delete from "cake" where exists (select true as "value" from "cake" as "other" where "other"."name" = "cake"."name" and "cake"."id" > "other"."id")`,
    postgres: `delete from "cake" using "cake" as "other" where "other"."name" = "cake"."name" and "cake"."id" > "other"."id"`,
    mariadb: "delete `cake` from `cake`, `cake` as `other` where `other`.`name` = `cake`.`name` and `cake`.`id` > `other`.`id`",
    mysql: "delete `cake` from `cake`, `cake` as `other` where `other`.`name` = `cake`.`name` and `cake`.`id` > `other`.`id`",
  })
  golden("from a table under another name", pipe(deleteFrom(Other), innerJoin(Bakery, eq(Bakery.id, Other.bakeryId)), allRows), {
    sqlite: `delete from "cake" as "other" where exists (select true as "value" from "bakery" where "bakery"."id" = "other"."bakeryId")`,
    postgres: `delete from "cake" as "other" using "bakery" where "bakery"."id" = "other"."bakeryId"`,
    mariadb: "delete `other` from `cake` as `other`, `bakery` where `bakery`.`id` = `other`.`bakeryId`",
    mysql: "delete `other` from `cake` as `other`, `bakery` where `bakery`.`id` = `other`.`bakeryId`",
  })
  golden("returning the rows that are gone", pipe(
    deleteFrom(Cake),
    innerJoin(Other, and(eq(Other.name, Cake.name), gt(Cake.id, Other.id))),
    allRows,
    returning({ id: Cake.id }),
  ), {
    sqlite: `delete from "cake" where exists (select true as "value" from "cake" as "other" where "other"."name" = "cake"."name" and "cake"."id" > "other"."id") returning "id"`,
    postgres: `delete from "cake" using "cake" as "other" where "other"."name" = "cake"."name" and "cake"."id" > "other"."id" returning "cake"."id"`,
    mariadb: "delete from `cake` where exists (select true as `value` from (select * from `cake` limit 18446744073709551615) as `other` where `other`.`name` = `cake`.`name` and `cake`.`id` > `other`.`id`) returning `id`",
    mysql: "-- MySQL has no delete … returning; select the rows, in the same transaction",
  })
  golden("returning columns of a joined table", pipe(deleteFrom(Fruit), ofCake, allRows, returning({ id: Fruit.id, of: Cake.name })), {
    sqlite: `-- table "cake" is not in from/join, so its column "name" cannot be used here`,
    postgres: `delete from "fruit" using "cake" where "cake"."id" = "fruit"."cakeId" returning "fruit"."id", "cake"."name" as "of"`,
    mariadb: `-- table "cake" is not in from/join, so its column "name" cannot be used here`,
    mysql: "-- MySQL has no delete … returning; select the rows, in the same transaction",
  })
  const Dear = pipe(from(Cake), where(gt(Cake.price, 20)), select({ id: Cake.id }))
  golden("of a derived table", pipe(deleteFrom(Fruit), innerJoin(pipe(Dear, as("dear")), eq(pipe(Dear, as("dear")).id, Fruit.cakeId)), allRows), {
    sqlite: {
      sql: `delete from "fruit" where exists (select true as "value" from (select "cake"."id" from "cake" where "cake"."price" > ?) as "dear" where "dear"."id" = "fruit"."cakeId")`,
      params: [20n],
      text: `delete from "fruit" where exists (select true as "value" from (select "cake"."id" from "cake" where "cake"."price" > 20) as "dear" where "dear"."id" = "fruit"."cakeId")`,
    },
    postgres: {
      sql: `delete from "fruit" using (select "cake"."id" from "cake" where "cake"."price" > $1) as "dear" where "dear"."id" = "fruit"."cakeId"`,
      params: ["20"],
      text: `delete from "fruit" using (select "cake"."id" from "cake" where "cake"."price" > 20) as "dear" where "dear"."id" = "fruit"."cakeId"`,
    },
    mariadb: {
      sql: "delete `fruit` from `fruit`, (select `cake`.`id` from `cake` where `cake`.`price` > ?) as `dear` where `dear`.`id` = `fruit`.`cakeId`",
      params: [20n],
      text: "delete `fruit` from `fruit`, (select `cake`.`id` from `cake` where `cake`.`price` > 20) as `dear` where `dear`.`id` = `fruit`.`cakeId`",
    },
    mysql: {
      sql: "delete `fruit` from `fruit`, (select `cake`.`id` from `cake` where `cake`.`price` > ?) as `dear` where `dear`.`id` = `fruit`.`cakeId`",
      params: [20n],
      text: "delete `fruit` from `fruit`, (select `cake`.`id` from `cake` where `cake`.`price` > 20) as `dear` where `dear`.`id` = `fruit`.`cakeId`",
    },
  })
  const dear = pipe(Dear, cte("dear"))
  golden("of a common table expression", pipe(deleteFrom(Fruit), innerJoin(dear, eq(dear.id, Fruit.cakeId)), allRows), {
    sqlite: {
      sql: `with "dear" ("id") as (select "cake"."id" from "cake" where "cake"."price" > ?) delete from "fruit" where exists (select true as "value" from "dear" where "dear"."id" = "fruit"."cakeId")`,
      params: [20n],
      text: `with "dear" ("id") as (select "cake"."id" from "cake" where "cake"."price" > 20) delete from "fruit" where exists (select true as "value" from "dear" where "dear"."id" = "fruit"."cakeId")`,
    },
    postgres: {
      sql: `with "dear" ("id") as (select "cake"."id" from "cake" where "cake"."price" > $1) delete from "fruit" using "dear" where "dear"."id" = "fruit"."cakeId"`,
      params: ["20"],
      text: `with "dear" ("id") as (select "cake"."id" from "cake" where "cake"."price" > 20) delete from "fruit" using "dear" where "dear"."id" = "fruit"."cakeId"`,
    },
    mariadb: "-- MariaDB has no CTE in this delete; use a derived table, made by as",
    mysql: {
      sql: "with `dear` (`id`) as (select `cake`.`id` from `cake` where `cake`.`price` > ?) delete `fruit` from `fruit`, `dear` where `dear`.`id` = `fruit`.`cakeId`",
      params: [20n],
      text: "with `dear` (`id`) as (select `cake`.`id` from `cake` where `cake`.`price` > 20) delete `fruit` from `fruit`, `dear` where `dear`.`id` = `fruit`.`cakeId`",
    },
  })
  const n = generateSeries("n", 1, 3)
  golden("of a function", pipe(deleteFrom(Fruit), innerJoin(n, eq(n.value, Fruit.id)), allRows), {
    sqlite: {
      sql: `delete from "fruit" where exists (select true as "value" from (with recursive "_1" ("value") as (select ? where ? <= ? union all select "_1"."value" + ? from "_1" where "_1"."value" <= ? - ?) select "value" from "_1") as "n" where "n"."value" = "fruit"."id")`,
      params: [1n, 1n, 3n, 1n, 3n, 1n],
      text: `delete from "fruit" where exists (select true as "value" from (with recursive "_1" ("value") as (select 1 where 1 <= 3 union all select "_1"."value" + 1 from "_1" where "_1"."value" <= 3 - 1) select "value" from "_1") as "n" where "n"."value" = "fruit"."id")`,
    },
    postgres: {
      sql: `delete from "fruit" using generate_series($1::int8, $2::int8, $3::int8) as "n" ("value") where "n"."value" = "fruit"."id"`,
      params: ["1", "3", "1"],
      text: `delete from "fruit" using generate_series(1, 3, 1) as "n" ("value") where "n"."value" = "fruit"."id"`,
    },
    mariadb: {
      sql: "delete `fruit` from `fruit`, (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(? as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(? as signed) - cast(? as signed)) select `value` from `_1`) as `n` where `n`.`value` = `fruit`.`id`",
      params: [1n, 1n, 3n, 1n, 3n, 1n],
      text: "delete `fruit` from `fruit`, (with recursive `_1` (`value`) as (select cast(1 as signed) from dual where cast(1 as signed) <= cast(3 as signed) union all select cast(`_1`.`value` + cast(1 as signed) as signed) from `_1` where `_1`.`value` <= cast(3 as signed) - cast(1 as signed)) select `value` from `_1`) as `n` where `n`.`value` = `fruit`.`id`",
    },
    mysql: {
      sql: "delete `fruit` from `fruit`, (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(? as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(? as signed) - cast(? as signed)) select `value` from `_1`) as `n` where `n`.`value` = `fruit`.`id`",
      params: [1n, 1n, 3n, 1n, 3n, 1n],
      text: "delete `fruit` from `fruit`, (with recursive `_1` (`value`) as (select cast(1 as signed) from dual where cast(1 as signed) <= cast(3 as signed) union all select cast(`_1`.`value` + cast(1 as signed) as signed) from `_1` where `_1`.`value` <= cast(3 as signed) - cast(1 as signed)) select `value` from `_1`) as `n` where `n`.`value` = `fruit`.`id`",
    },
  })
  golden("with index hints", pipe(deleteFrom(Fruit.pipe(useIndex("ix"))), ofCake, allRows), {
    sqlite: `-- SQLite has no index hints, such as those of table "fruit"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "fruit"; leave them out`,
    mariadb: "delete `fruit` from `fruit` use index (`ix`), `cake` where `cake`.`id` = `fruit`.`cakeId`",
    mysql: "delete `fruit` from `fruit` use index (`ix`), `cake` where `cake`.`id` = `fruit`.`cakeId`",
  })
  golden("with an outer join, which is refused", pipe(deleteFrom(Fruit) as never, leftJoin(Cake, eq(Cake.id, 1)) as never, allRows as never), {
    sqlite: "-- a delete has no left join; join the tables in a query and use it as a derived table",
    postgres: "-- a delete has no left join; join the tables in a query and use it as a derived table",
    mariadb: "-- a delete has no left join; join the tables in a query and use it as a derived table",
    mysql: "-- a delete has no left join; join the tables in a query and use it as a derived table",
  })
  golden("of its own table, which is refused", pipe(deleteFrom(Fruit), innerJoin(Fruit, eq(Fruit.id, 1)) as never, allRows as never), {
    sqlite: `-- table "fruit" is in the delete twice; give one of them another name with alias`,
    postgres: `-- table "fruit" is in the delete twice; give one of them another name with alias`,
    mariadb: `-- table "fruit" is in the delete twice; give one of them another name with alias`,
    mysql: `-- table "fruit" is in the delete twice; give one of them another name with alias`,
  })
})
