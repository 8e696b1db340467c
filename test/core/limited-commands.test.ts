import { pipe } from "effect"
import {
  alias, allRows, asc, deleteFrom, desc, eq, gt, innerJoin, integer, limit, literal, mul, nullsLast, offset, orderBy, param,
  returning, update, useIndex, where,
} from "fulmar"
import { describe } from "vitest"
import { Cake, Fruit } from "./bakery.js"
import { golden } from "./golden.js"

const Other = Cake.pipe(alias("other"))

describe("prints an update of the first rows", () => {
  golden("of one table", pipe(update(Cake, { price: mul(Cake.price, 2) }), where(gt(Cake.price, 3)), orderBy(desc(Cake.price), Cake.id), limit(2)), {
    sqlite: {
      sql: `update "cake" set "price" = "cake"."price" * ? where "cake"."price" > ? order by "cake"."price" desc, "cake"."id" limit ?`,
      params: [2n, 3n, 2n],
      text: `update "cake" set "price" = "cake"."price" * 2 where "cake"."price" > 3 order by "cake"."price" desc, "cake"."id" limit 2`,
    },
    postgres: "-- PostgreSQL has no update with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: {
      sql: "update `cake` set `price` = `cake`.`price` * ? where `cake`.`price` > ? order by `cake`.`price` desc, `cake`.`id` limit ?",
      params: [2n, 3n, 2n],
      text: "update `cake` set `price` = `cake`.`price` * 2 where `cake`.`price` > 3 order by `cake`.`price` desc, `cake`.`id` limit 2",
    },
    mysql: {
      sql: "update `cake` set `price` = `cake`.`price` * ? where `cake`.`price` > ? order by `cake`.`price` desc, `cake`.`id` limit ?",
      params: [2n, 3n, 2n],
      text: "update `cake` set `price` = `cake`.`price` * 2 where `cake`.`price` > 3 order by `cake`.`price` desc, `cake`.`id` limit 2",
    },
  })
  golden("under another name", pipe(update(Other, { price: 1 }), allRows, orderBy(Other.id), limit(1)), {
    sqlite: {
      sql: `update "cake" as "other" set "price" = ? order by "other"."id" limit ?`,
      params: [1n, 1n],
      text: `update "cake" as "other" set "price" = 1 order by "other"."id" limit 1`,
    },
    postgres: "-- PostgreSQL has no update with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: {
      sql: "update `cake` as `other` set `price` = ? order by `other`.`id` limit ?",
      params: [1n, 1n],
      text: "update `cake` as `other` set `price` = 1 order by `other`.`id` limit 1",
    },
    mysql: {
      sql: "update `cake` as `other` set `price` = ? order by `other`.`id` limit ?",
      params: [1n, 1n],
      text: "update `cake` as `other` set `price` = 1 order by `other`.`id` limit 1",
    },
  })
  golden("in an order, all of them", pipe(update(Cake, { price: 1 }), allRows, orderBy(nullsLast(asc(Cake.bakeryId)))), {
    sqlite: {
      sql: `update "cake" set "price" = ? order by "cake"."bakeryId" nulls last limit -1`,
      params: [1n],
      text: `update "cake" set "price" = 1 order by "cake"."bakeryId" nulls last limit -1`,
    },
    postgres: "-- PostgreSQL has no update with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: {
      sql: "update `cake` set `price` = ? order by `cake`.`bakeryId` is null asc, `cake`.`bakeryId` limit 18446744073709551615",
      params: [1n],
      text: "update `cake` set `price` = 1 order by `cake`.`bakeryId` is null asc, `cake`.`bakeryId` limit 18446744073709551615",
    },
    mysql: {
      sql: "update `cake` set `price` = ? order by `cake`.`bakeryId` is null asc, `cake`.`bakeryId` limit 18446744073709551615",
      params: [1n],
      text: "update `cake` set `price` = 1 order by `cake`.`bakeryId` is null asc, `cake`.`bakeryId` limit 18446744073709551615",
    },
  })
  golden("returned", pipe(update(Cake, { price: 1 }), orderBy(Cake.id), limit(1), returning({ id: Cake.id }), allRows), {
    sqlite: {
      sql: `update "cake" set "price" = ? returning "id" order by "cake"."id" limit ?`,
      params: [1n, 1n],
      text: `update "cake" set "price" = 1 returning "id" order by "cake"."id" limit 1`,
    },
    postgres: "-- PostgreSQL has no update with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: "-- MariaDB has no update … returning; select the rows, in the same transaction",
    mysql: "-- MySQL has no update … returning; select the rows, in the same transaction",
  })
  golden("by a constant", pipe(update(Cake, { price: 1 }), allRows, orderBy(literal(1)), limit(1)), {
    sqlite: {
      sql: `update "cake" set "price" = ? order by (?) limit ?`,
      params: [1n, 1n, 1n],
      text: `update "cake" set "price" = 1 order by (select 1) limit 1`,
    },
    postgres: "-- PostgreSQL has no update with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: {
      sql: "update `cake` set `price` = ? order by (select ?) limit ?",
      params: [1n, 1n, 1n],
      text: "update `cake` set `price` = 1 order by (select 1) limit 1",
    },
    mysql: {
      sql: "update `cake` set `price` = ? order by (select ?) limit ?",
      params: [1n, 1n, 1n],
      text: "update `cake` set `price` = 1 order by (select 1) limit 1",
    },
  })
  golden("with a join, which is refused", pipe(update(Cake, { price: 1 }), innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)), allRows, orderBy(Cake.id), limit(1)), {
    sqlite: "-- an update with orderBy or limit has no joins; compare a key with those of a limited query, by inQuery",
    postgres: "-- PostgreSQL has no update with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: "-- an update with orderBy or limit has no joins; compare a key with those of a limited query, by inQuery",
    mysql: "-- an update with orderBy or limit has no joins; compare a key with those of a limited query, by inQuery",
  })
})

describe("prints a delete of the first rows", () => {
  golden("of one table", pipe(deleteFrom(Cake), where(eq(Cake.bakeryId, 1)), orderBy(Cake.price), orderBy(desc(Cake.id)), limit(2)), {
    sqlite: {
      sql: `delete from "cake" where "cake"."bakeryId" = ? order by "cake"."price", "cake"."id" desc limit ?`,
      params: [1n, 2n],
      text: `delete from "cake" where "cake"."bakeryId" = 1 order by "cake"."price", "cake"."id" desc limit 2`,
    },
    postgres: "-- PostgreSQL has no delete with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: {
      sql: "delete from `cake` where `cake`.`bakeryId` = ? order by `cake`.`price`, `cake`.`id` desc limit ?",
      params: [1n, 2n],
      text: "delete from `cake` where `cake`.`bakeryId` = 1 order by `cake`.`price`, `cake`.`id` desc limit 2",
    },
    mysql: {
      sql: "delete from `cake` where `cake`.`bakeryId` = ? order by `cake`.`price`, `cake`.`id` desc limit ?",
      params: [1n, 2n],
      text: "delete from `cake` where `cake`.`bakeryId` = 1 order by `cake`.`price`, `cake`.`id` desc limit 2",
    },
  })
  golden("of as many as a parameter says", pipe(deleteFrom(Cake), allRows, orderBy(Cake.id), limit(param("n", integer))), {
    sqlite: {
      sql: `delete from "cake" order by "cake"."id" limit ?`,
      params: [undefined],
      text: `delete from "cake" order by "cake"."id" limit :n`,
    },
    postgres: "-- PostgreSQL has no delete with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: {
      sql: "delete from `cake` order by `cake`.`id` limit ?",
      params: [undefined],
      text: "delete from `cake` order by `cake`.`id` limit :n",
    },
    mysql: {
      sql: "delete from `cake` order by `cake`.`id` limit ?",
      params: [undefined],
      text: "delete from `cake` order by `cake`.`id` limit :n",
    },
  })
  golden("returned", pipe(deleteFrom(Cake), allRows, returning({ id: Cake.id }), orderBy(Cake.id), limit(1)), {
    sqlite: {
      sql: `delete from "cake" returning "id" order by "cake"."id" limit ?`,
      params: [1n],
      text: `delete from "cake" returning "id" order by "cake"."id" limit 1`,
    },
    postgres: "-- PostgreSQL has no delete with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: {
      sql: "delete from `cake` order by `cake`.`id` limit ? returning `id`",
      params: [1n],
      text: "delete from `cake` order by `cake`.`id` limit 1 returning `id`",
    },
    mysql: "-- MySQL has no delete … returning; select the rows, in the same transaction",
  })
  golden("under another name", pipe(deleteFrom(Other), allRows, orderBy(Other.id), limit(1)), {
    sqlite: {
      sql: `delete from "cake" as "other" order by "other"."id" limit ?`,
      params: [1n],
      text: `delete from "cake" as "other" order by "other"."id" limit 1`,
    },
    postgres: "-- PostgreSQL has no delete with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: "-- MariaDB has no orderBy or limit of a delete from a table with another name; leave out alias",
    mysql: "-- MySQL has no orderBy or limit of a delete from a table with another name; leave out alias",
  })
  golden("with index hints", pipe(deleteFrom(Cake.pipe(useIndex("ix"))), allRows, orderBy(Cake.id), limit(1)), {
    sqlite: `-- SQLite has no index hints, such as those of table "cake"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "cake"; leave them out`,
    mariadb: "-- MariaDB has no orderBy or limit of a delete from a table with index hints; leave them out",
    mysql: "-- MySQL has no orderBy or limit of a delete from a table with index hints; leave them out",
  })
  golden("with a join, which is refused", pipe(deleteFrom(Cake), innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)), allRows, orderBy(Cake.id), limit(1)), {
    sqlite: "-- a delete with orderBy or limit has no joins; compare a key with those of a limited query, by inQuery",
    postgres: "-- PostgreSQL has no delete with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: "-- a delete with orderBy or limit has no joins; compare a key with those of a limited query, by inQuery",
    mysql: "-- a delete with orderBy or limit has no joins; compare a key with those of a limited query, by inQuery",
  })
  golden("in no order, which is refused", pipe(deleteFrom(Cake), allRows, limit(1)), {
    sqlite: `-- the delete of table "cake" has a limit and no order; add orderBy, to say which rows are the first ones`,
    postgres: "-- PostgreSQL has no delete with orderBy or limit; compare a key with those of a limited query, by inQuery",
    mariadb: `-- the delete of table "cake" has a limit and no order; add orderBy, to say which rows are the first ones`,
    mysql: `-- the delete of table "cake" has a limit and no order; add orderBy, to say which rows are the first ones`,
  })
  golden("with a condition after them, which is refused", pipe(deleteFrom(Cake), orderBy(Cake.id), limit(1), where(eq(Cake.id, 1))), {
    sqlite: "-- a delete has no where after limit",
    postgres: "-- a delete has no where after limit",
    mariadb: "-- a delete has no where after limit",
    mysql: "-- a delete has no where after limit",
  })
  golden("with two limits, which is refused", pipe(deleteFrom(Cake), allRows, orderBy(Cake.id), limit(1), limit(2)), {
    sqlite: "-- a delete has no second limit",
    postgres: "-- a delete has no second limit",
    mariadb: "-- a delete has no second limit",
    mysql: "-- a delete has no second limit",
  })
  golden("with an offset, which is refused", pipe(deleteFrom(Cake), allRows, orderBy(Cake.id), offset(1) as never), {
    sqlite: "-- a delete has no offset",
    postgres: "-- a delete has no offset",
    mariadb: "-- a delete has no offset",
    mysql: "-- a delete has no offset",
  })
})
