import { Effect, pipe } from "effect"
import { eq, forKeyShare, forNoKeyUpdate, forShare, forUpdate, from, innerJoin, limit, select, transaction } from "fulmar"
import { expect, test } from "vitest"
import { all, Cake, Fruit, inBakery } from "./bakery.js"
import { golden } from "./golden.js"

const id = pipe(from(Cake), select({ id: Cake.id }))

golden("rows locked for update", pipe(id, forUpdate()), {
  sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
  postgres: `select "cake"."id" from "cake" for update`,
  mariadb: "select `cake`.`id` from `cake` for update",
  mysql: "select `cake`.`id` from `cake` for update",
})
golden("rows locked for share", pipe(id, forShare()), {
  sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
  postgres: `select "cake"."id" from "cake" for share`,
  mariadb: "select `cake`.`id` from `cake` lock in share mode",
  mysql: "select `cake`.`id` from `cake` for share",
})
golden("rows locked for share, but not those that are locked", pipe(
  id,
  forShare({ locked: "skip locked", of: [Cake] }),
), {
  sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
  postgres: `select "cake"."id" from "cake" for share of "cake" skip locked`,
  mariadb: "-- MariaDB locks the rows of all tables of a query; leave out `of`, or join a derived table",
  mysql: "select `cake`.`id` from `cake` for share of `cake` skip locked",
})
golden("keys locked", pipe(id, forNoKeyUpdate({ locked: "nowait" })), {
  sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
  postgres: `select "cake"."id" from "cake" for no key update nowait`,
  mariadb: "-- MariaDB has no lock for no key update; use forUpdate, which locks more",
  mysql: "-- MySQL has no lock for no key update; use forUpdate, which locks more",
})
golden("keys locked for share", pipe(id, forKeyShare({ of: [Cake] })), {
  sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
  postgres: `select "cake"."id" from "cake" for key share of "cake"`,
  mariadb: "-- MariaDB has no lock for key share; use forShare, which locks more",
  mysql: "-- MySQL has no lock for key share; use forShare, which locks more",
})
const both = pipe(from(Cake), innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)), select({ id: Cake.id }))
golden("two locks of different tables", pipe(
  both,
  forUpdate({ of: [Cake] }),
  forShare({ of: [Fruit], locked: "skip locked" }),
), {
  sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
  postgres: `select "cake"."id" from "cake" inner join "fruit" on "fruit"."cakeId" = "cake"."id" for update of "cake" for share of "fruit" skip locked`,
  mariadb: "-- MariaDB locks the rows of all tables of a query; leave out `of`, or join a derived table",
  mysql: "select `cake`.`id` from `cake` inner join `fruit` on `fruit`.`cakeId` = `cake`.`id` for update of `cake` for share of `fruit` skip locked",
})
golden("the later of two locks of the same table", pipe(
  both,
  forUpdate({ of: [Cake] }),
  forShare({ of: [Cake], locked: "nowait" }),
), {
  sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
  postgres: `select "cake"."id" from "cake" inner join "fruit" on "fruit"."cakeId" = "cake"."id" for share of "cake" nowait`,
  mariadb: "-- MariaDB locks the rows of all tables of a query; leave out `of`, or join a derived table",
  mysql: "select `cake`.`id` from `cake` inner join `fruit` on `fruit`.`cakeId` = `cake`.`id` for share of `cake` nowait",
})
golden("a lock after a limit", pipe(id, limit(1), forUpdate()), {
  sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
  postgres: {
    sql: `select "_1"."c0" as "id" from (select "cake"."id" as "c0" from "cake" limit $1) as "_1" for update`,
    params: ["1"],
    text: `select "_1"."c0" as "id" from (select "cake"."id" as "c0" from "cake" limit 1) as "_1" for update`,
  },
  mariadb: {
    sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0` from `cake` limit ?) as `_1` for update",
    params: [1n],
    text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0` from `cake` limit 1) as `_1` for update",
  },
  mysql: {
    sql: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0` from `cake` limit ?) as `_1` for update",
    params: [1n],
    text: "select `_1`.`c0` as `id` from (select `cake`.`id` as `c0` from `cake` limit 1) as `_1` for update",
  },
})
golden("no lock of all tables beside another", pipe(both, forUpdate(), forShare({ of: [Fruit] })), {
  sqlite: "-- a query has a lock of all tables and another; say which tables each locks with `of`",
  postgres: "-- a query has a lock of all tables and another; say which tables each locks with `of`",
  mariadb: "-- a query has a lock of all tables and another; say which tables each locks with `of`",
  mysql: "-- a query has a lock of all tables and another; say which tables each locks with `of`",
})
golden("no two locks of one table", pipe(both, forUpdate({ of: [Cake] }), forShare({ of: [Fruit, Cake] })), {
  sqlite: `-- table "cake" has two locks; leave it out of one of them`,
  postgres: `-- table "cake" has two locks; leave it out of one of them`,
  mariadb: `-- table "cake" has two locks; leave it out of one of them`,
  mysql: `-- table "cake" has two locks; leave it out of one of them`,
})

test("SQLite refuses a lock with what to do instead", async () => {
  const locked = all(pipe(id, forUpdate({ locked: "nowait" })))
  const e = await inBakery(Effect.flip(
    transaction(locked as never) as never,
  )) as never as { reason: { _tag: string; message: string } }
  expect([e.reason._tag, e.reason.message]).toEqual([
    "CompileError",
    "SQLite does not lock rows; run the query in a transaction, which locks the database",
  ])
})
