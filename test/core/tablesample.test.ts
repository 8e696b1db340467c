import { pipe } from "effect"
import {
  alias, allRows, as, cte, deleteFrom, eq, exists, from, innerJoin, insertInto, leftJoin, mergeInto, returning, select, tablesample,
  thenDelete, update, where, whenMatched,
} from "fulmar"
import { describe } from "vitest"
import { Cake, Fruit, Note } from "./bakery.js"
import { golden } from "./golden.js"

const Some = tablesample(Cake, 10)
const one = pipe(from(Fruit.pipe(tablesample(50))), select({ id: Fruit.id }))

describe("prints", () => {
  golden("a sample", pipe(from(Some), where(eq(Cake.name, "Opera")), select(Some.id)), {
    sqlite: `-- SQLite has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    postgres: {
      sql: `select "cake"."id" from "cake" tablesample bernoulli ($1) where "cake"."name" = $2`,
      params: ["10", "Opera"],
      text: `select "cake"."id" from "cake" tablesample bernoulli (10) where "cake"."name" = 'Opera'`,
    },
    mariadb: `-- MariaDB has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    mysql: `-- MySQL has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
  })
  golden("of blocks, again the same", pipe(from(Cake.pipe(tablesample(0.1, { method: "system", repeatable: -7 }))), select(Cake.id)), {
    sqlite: `-- SQLite has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    postgres: {
      sql: `select "cake"."id" from "cake" tablesample system ($1) repeatable ($2)`,
      params: ["0.1", "-7"],
      text: `select "cake"."id" from "cake" tablesample system (0.1) repeatable ((-7))`,
    },
    mariadb: `-- MariaDB has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    mysql: `-- MySQL has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
  })
  golden("after another name, the last one", pipe(from(Some.pipe(alias("c"), tablesample(20, { repeatable: 1e21 }))), select({ id: Cake.pipe(alias("c")).id })), {
    sqlite: `-- SQLite has no TABLESAMPLE, such as that of table "c"; sort by random and limit`,
    postgres: {
      sql: `select "c"."id" from "cake" as "c" tablesample bernoulli ($1) repeatable ($2)`,
      params: ["20", "1e+21"],
      text: `select "c"."id" from "cake" as "c" tablesample bernoulli (20) repeatable (1e+21)`,
    },
    mariadb: `-- MariaDB has no TABLESAMPLE, such as that of table "c"; sort by random and limit`,
    mysql: `-- MySQL has no TABLESAMPLE, such as that of table "c"; sort by random and limit`,
  })
  golden("of a table that may be a row of NULLs", pipe(
    from(Cake),
    leftJoin(Note.pipe(tablesample(5)), eq(Note.cakeId, Cake.id)),
    select({ note: Note }),
  ), {
    sqlite: `-- SQLite has no TABLESAMPLE, such as that of table "note"; sort by random and limit`,
    postgres: {
      sql: `select "note"."cakeId" as "note.cakeId", "note"."body" as "note.body", "note"."_present" as "note._present" from "cake" left join (select *, 1 as "_present" from "note" tablesample bernoulli ($1)) as "note" on "note"."cakeId" = "cake"."id"`,
      params: ["5"],
      text: `select "note"."cakeId" as "note.cakeId", "note"."body" as "note.body", "note"."_present" as "note._present" from "cake" left join (select *, 1 as "_present" from "note" tablesample bernoulli (5)) as "note" on "note"."cakeId" = "cake"."id"`,
    },
    mariadb: `-- MariaDB has no TABLESAMPLE, such as that of table "note"; sort by random and limit`,
    mysql: `-- MySQL has no TABLESAMPLE, such as that of table "note"; sort by random and limit`,
  })
  golden("in a derived table, a CTE and a subquery", pipe(
    from(pipe(one, as("d"))),
    innerJoin(pipe(one, cte("f")), exists(from(Note.pipe(tablesample(1))))),
  ), {
    sqlite: `-- SQLite has no TABLESAMPLE, such as that of table "fruit"; sort by random and limit`,
    postgres: {
      sql: `with "f" ("id") as (select "fruit"."id" from "fruit" tablesample bernoulli ($1)) select "d"."id" from (select "fruit"."id" from "fruit" tablesample bernoulli ($2)) as "d" inner join "f" on exists (select "note"."cakeId", "note"."body" from "note" tablesample bernoulli ($3))`,
      params: ["50", "50", "1"],
      text: `with "f" ("id") as (select "fruit"."id" from "fruit" tablesample bernoulli (50)) select "d"."id" from (select "fruit"."id" from "fruit" tablesample bernoulli (50)) as "d" inner join "f" on exists (select "note"."cakeId", "note"."body" from "note" tablesample bernoulli (1))`,
    },
    mariadb: `-- MariaDB has no TABLESAMPLE, such as that of table "fruit"; sort by random and limit`,
    mysql: `-- MySQL has no TABLESAMPLE, such as that of table "fruit"; sort by random and limit`,
  })
  golden("of the other tables of a command", pipe(update(Cake, { price: 1 }), innerJoin(Fruit.pipe(tablesample(5)), eq(Fruit.cakeId, Cake.id)), where(eq(Fruit.id, 1))), {
    sqlite: `-- SQLite has no TABLESAMPLE, such as that of table "fruit"; sort by random and limit`,
    postgres: {
      sql: `update "cake" set "price" = $1 from "fruit" tablesample bernoulli ($2) where "fruit"."cakeId" = "cake"."id" and "fruit"."id" = $3`,
      params: ["1", "5", "1"],
      text: `update "cake" set "price" = 1 from "fruit" tablesample bernoulli (5) where "fruit"."cakeId" = "cake"."id" and "fruit"."id" = 1`,
    },
    mariadb: `-- MariaDB has no TABLESAMPLE, such as that of table "fruit"; sort by random and limit`,
    mysql: `-- MySQL has no TABLESAMPLE, such as that of table "fruit"; sort by random and limit`,
  })
})

describe("refuses", () => {
  golden("more than all", pipe(from(tablesample(Cake, 101)), select(Cake.id)), {
    sqlite: `-- SQLite has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    postgres: "-- 101 does not fit here: expected a number from 0 to 100",
    mariadb: `-- MariaDB has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    mysql: `-- MySQL has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
  })
  golden("no number", pipe(from(tablesample(Cake, Number.NaN)), select(Cake.id)), {
    sqlite: `-- SQLite has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    postgres: "-- NaN does not fit here: expected a number from 0 to 100",
    mariadb: `-- MariaDB has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    mysql: `-- MySQL has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
  })
  golden("a method that there is not", pipe(from(tablesample(Cake, 1, { method: "x; drop" as "system" })), select(Cake.id)), {
    sqlite: `-- SQLite has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    postgres: `-- TABLESAMPLE has no method "x; drop"; take "bernoulli" or "system"`,
    mariadb: `-- MariaDB has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    mysql: `-- MySQL has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
  })
  golden("an infinite seed", pipe(from(tablesample(Cake, 1, { repeatable: Infinity })), select(Cake.id)), {
    sqlite: `-- SQLite has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    postgres: "-- Infinity does not fit here: expected a number",
    mariadb: `-- MariaDB has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
    mysql: `-- MySQL has no TABLESAMPLE, such as that of table "cake"; sort by random and limit`,
  })
  golden("a query", from(pipe(one, as("d"), tablesample(10))), {
    sqlite: `-- "d" is a query, which has no TABLESAMPLE; give it to the tables in it`,
    postgres: `-- "d" is a query, which has no TABLESAMPLE; give it to the tables in it`,
    mariadb: `-- "d" is a query, which has no TABLESAMPLE; give it to the tables in it`,
    mysql: `-- "d" is a query, which has no TABLESAMPLE; give it to the tables in it`,
  })
  golden("an insert", insertInto(Some, { id: 1, name: "x", price: 1 }), {
    sqlite: "-- an insert has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    postgres: "-- an insert has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    mariadb: "-- an insert has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    mysql: "-- an insert has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
  })
  golden("an update", pipe(update(Some, { price: 1 }), allRows), {
    sqlite: "-- an update has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    postgres: "-- an update has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    mariadb: "-- an update has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    mysql: "-- an update has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
  })
  golden("a delete", pipe(deleteFrom(Some), allRows, returning(Cake.id)), {
    sqlite: "-- a delete has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    postgres: "-- a delete has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    mariadb: "-- a delete has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    mysql: "-- a delete has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
  })
  golden("a merge", pipe(mergeInto(Some, Fruit, eq(Fruit.cakeId, Cake.id)), whenMatched(thenDelete)), {
    sqlite: "-- a merge has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    postgres: "-- a merge has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    mariadb: "-- a merge has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
    mysql: "-- a merge has no TABLESAMPLE of the table that it changes; find the rows by a subquery of it",
  })
})
