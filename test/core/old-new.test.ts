import { pipe } from "effect"
import {
  add, alias, allRows, cte, deleteFrom, eq, excluded, from, innerJoin, insertInto, mergeInto, newValue, oldValue, onConflictDoUpdate, returning,
  select, sub, thenDelete, thenInsert, thenUpdate, update, whenMatched, whenNotMatched, where,
} from "fulmar"
import { describe } from "vitest"
import { Cake, Fruit } from "./bakery.js"
import { golden } from "./golden.js"

const both = { was: oldValue(Cake.price), price: newValue(Cake.price), name: Cake.name }
const Old = Cake.pipe(alias("old"))

describe("prints the rows before and after", () => {
  golden("an update", pipe(update(Cake, { price: add(Cake.price, 1) }), where(eq(Cake.id, 1)), returning({ ...both, more: sub(newValue(Cake.price), oldValue(Cake.price)) })), {
    sqlite: "-- SQLite has no old and new rows in RETURNING; select the rows before, in the same transaction",
    postgres: {
      sql: `update "cake" set "price" = "cake"."price" + $1::int8 where "cake"."id" = $2 returning "old"."price" as "was", "new"."price", "name", (cast("new"."price" as int8) - "old"."price") as "more"`,
      params: ["1", "1"],
      text: `update "cake" set "price" = "cake"."price" + 1 where "cake"."id" = 1 returning "old"."price" as "was", "new"."price", "name", (cast("new"."price" as int8) - "old"."price") as "more"`,
    },
    mariadb: "-- MariaDB has no update … returning; select the rows, in the same transaction",
    mysql: "-- MySQL has no update … returning; select the rows, in the same transaction",
  })
  golden("an update with a join", pipe(
    update(Cake, { price: 1 }),
    innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
    where(eq(Fruit.id, 1)),
    returning({ fruit: Fruit.name, ...both }),
  ), {
    sqlite: `-- table "fruit" is not in from/join, so its column "name" cannot be used here`,
    postgres: {
      sql: `update "cake" set "price" = $1 from "fruit" where "fruit"."cakeId" = "cake"."id" and "fruit"."id" = $2 returning "fruit"."name" as "fruit", "old"."price" as "was", "new"."price", "cake"."name"`,
      params: ["1", "1"],
      text: `update "cake" set "price" = 1 from "fruit" where "fruit"."cakeId" = "cake"."id" and "fruit"."id" = 1 returning "fruit"."name" as "fruit", "old"."price" as "was", "new"."price", "cake"."name"`,
    },
    mariadb: "-- MariaDB has no update … returning; select the rows, in the same transaction",
    mysql: "-- MySQL has no update … returning; select the rows, in the same transaction",
  })
  golden("a delete", pipe(deleteFrom(Cake.pipe(alias("c"))), allRows, returning(oldValue(Cake.pipe(alias("c")).price))), {
    sqlite: "-- SQLite has no old and new rows in RETURNING; select the rows before, in the same transaction",
    postgres: `delete from "cake" as "c" returning "old"."price"`,
    mariadb: "-- MariaDB cannot return the rows of a delete from a table with another name; leave out alias",
    mysql: "-- MySQL cannot return the rows of a delete from a table with another name; leave out alias",
  })
  golden("an upsert", pipe(
    insertInto(Cake, { id: 1, name: "x", price: 2 }),
    onConflictDoUpdate([Cake.id], { price: excluded(Cake.price) }),
    returning({ id: Cake.id, ...both }),
  ), {
    sqlite: "-- SQLite has no old and new rows in RETURNING; select the rows before, in the same transaction",
    postgres: {
      sql: `insert into "cake" ("id", "name", "price") values ($1, $2, $3) on conflict ("id") do update set "price" = "excluded"."price" returning "id", "old"."price" as "was", "new"."price", "name"`,
      params: ["1", "x", "2"],
      text: `insert into "cake" ("id", "name", "price") values (1, 'x', 2) on conflict ("id") do update set "price" = "excluded"."price" returning "id", "old"."price" as "was", "new"."price", "name"`,
    },
    mariadb: "-- MariaDB has no old and new rows in RETURNING; select the rows before, in the same transaction",
    mysql: "-- MySQL cannot return the rows of an insert that may meet a conflict; select the rows, in the same transaction",
  })
  golden("a merge", pipe(
    mergeInto(Cake, Fruit, eq(Fruit.cakeId, Cake.id)),
    whenMatched(eq(Cake.id, 1), thenDelete),
    whenMatched(thenUpdate({ price: 1 })),
    whenNotMatched(thenInsert({ id: Fruit.id, name: Fruit.name, price: 1 })),
    returning(both),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: {
      sql: `merge into "cake" using "fruit" on "fruit"."cakeId" = "cake"."id" when matched and "cake"."id" = $1 then delete when matched then update set "price" = $2 when not matched then insert ("id", "name", "price") values ("fruit"."id", "fruit"."name", $3) returning "old"."price" as "was", "new"."price", "cake"."name"`,
      params: ["1", "1", "1"],
      text: `merge into "cake" using "fruit" on "fruit"."cakeId" = "cake"."id" when matched and "cake"."id" = 1 then delete when matched then update set "price" = 1 when not matched then insert ("id", "name", "price") values ("fruit"."id", "fruit"."name", 1) returning "old"."price" as "was", "new"."price", "cake"."name"`,
    },
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("a CTE", from(pipe(update(Cake, { price: 1 }), allRows, returning(both), cte("changed"))), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "changed" ("was", "price", "name") as (update "cake" set "price" = $1 returning "old"."price" as "was", "new"."price", "name") select "changed"."was", "changed"."price", "changed"."name" from "changed"`,
      params: ["1"],
      text: `with "changed" ("was", "price", "name") as (update "cake" set "price" = 1 returning "old"."price" as "was", "new"."price", "name") select "changed"."was", "changed"."price", "changed"."name" from "changed"`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
})

describe("refuses the rows before and after", () => {
  golden("elsewhere", pipe(from(Cake), where(eq(oldValue(Cake.price), 1)), select(Cake.id)), {
    sqlite: "-- SQLite has no old and new rows in RETURNING; select the rows before, in the same transaction",
    postgres: `-- the old row is there only in returning, so its column "price" cannot be used here`,
    mariadb: "-- MariaDB has no old and new rows in RETURNING; select the rows before, in the same transaction",
    mysql: "-- MySQL has no old and new rows in RETURNING; select the rows before, in the same transaction",
  })
  golden("in the condition of an update", pipe(update(Cake, { price: 1 }), where(eq(newValue(Cake.price), 1))), {
    sqlite: "-- SQLite has no old and new rows in RETURNING; select the rows before, in the same transaction",
    postgres: `-- the new row is there only in returning, so its column "price" cannot be used here`,
    mariadb: "-- MariaDB has no old and new rows in RETURNING; select the rows before, in the same transaction",
    mysql: "-- MySQL has no old and new rows in RETURNING; select the rows before, in the same transaction",
  })
  golden("of a table of that name", pipe(update(Old, { price: 1 }), allRows, returning(oldValue(Old.price))), {
    sqlite: "-- SQLite has no old and new rows in RETURNING; select the rows before, in the same transaction",
    postgres: `-- table "old" hides the old row; give it another name with alias`,
    mariadb: "-- MariaDB has no update … returning; select the rows, in the same transaction",
    mysql: "-- MySQL has no update … returning; select the rows, in the same transaction",
  })
})
