import { pipe } from "effect"
import {
  add, alias, allRows, as, cte, deleteFrom, eq, exists, forceIndex, from, ignoreIndex, innerJoin, insertInto, leftJoin, returning,
  select, table, text, update, useIndex, where, integer,
} from "fulmar"
import { describe } from "vitest"
import { Cake, Fruit, Note } from "./bakery.js"
import { golden } from "./golden.js"

const Named = Cake.pipe(useIndex("ix_cake_name", "PRIMARY"))

describe("prints", () => {
  golden("an index to use", pipe(from(Named), where(eq(Cake.name, "Opera")), select(Named)), {
    sqlite: `-- SQLite has no index hints, such as those of table "cake"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "cake"; leave them out`,
    mariadb: {
      sql: "select `cake`.`id`, `cake`.`name`, `cake`.`price`, `cake`.`bakeryId` from `cake` use index (`ix_cake_name`, `PRIMARY`) where `cake`.`name` = ?",
      params: ["Opera"],
      text: "select `cake`.`id`, `cake`.`name`, `cake`.`price`, `cake`.`bakeryId` from `cake` use index (`ix_cake_name`, `PRIMARY`) where `cake`.`name` = 'Opera'",
    },
    mysql: {
      sql: "select `cake`.`id`, `cake`.`name`, `cake`.`price`, `cake`.`bakeryId` from `cake` use index (`ix_cake_name`, `PRIMARY`) where `cake`.`name` = ?",
      params: ["Opera"],
      text: "select `cake`.`id`, `cake`.`name`, `cake`.`price`, `cake`.`bakeryId` from `cake` use index (`ix_cake_name`, `PRIMARY`) where `cake`.`name` = 'Opera'",
    },
  })
  golden("none", pipe(from(Cake.pipe(useIndex())), select(Cake.id)), {
    sqlite: `-- SQLite has no index hints, such as those of table "cake"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "cake"; leave them out`,
    mariadb: "select `cake`.`id` from `cake` use index ()",
    mysql: "select `cake`.`id` from `cake` use index ()",
  })
  golden("after another name, in a join, several", pipe(
    from(Cake.pipe(alias("c"), ignoreIndex("a`b"), forceIndex("ix_c"))),
    leftJoin(Fruit.pipe(forceIndex("ix_fruit_cakeId"), alias("f")), eq(Fruit.pipe(alias("f")).cakeId, Cake.pipe(alias("c")).id)),
    select({ id: Cake.pipe(alias("c")).id }),
  ), {
    sqlite: `-- SQLite has no index hints, such as those of table "c"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "c"; leave them out`,
    mariadb: "select `c`.`id` from `cake` as `c` ignore index (`a``b`) force index (`ix_c`) left join `fruit` as `f` force index (`ix_fruit_cakeId`) on `f`.`cakeId` = `c`.`id`",
    mysql: "select `c`.`id` from `cake` as `c` ignore index (`a``b`) force index (`ix_c`) left join `fruit` as `f` force index (`ix_fruit_cakeId`) on `f`.`cakeId` = `c`.`id`",
  })
  golden("a table that may be a row of NULLs", pipe(
    from(Cake),
    leftJoin(Note.pipe(useIndex("ix_note")), eq(Note.cakeId, Cake.id)),
    select({ note: Note }),
  ), {
    sqlite: `-- SQLite has no index hints, such as those of table "note"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "note"; leave them out`,
    mariadb: "select `note`.`cakeId` as `note.cakeId`, `note`.`body` as `note.body`, `note`.`_present` as `note._present` from `cake` left join (select *, 1 as `_present` from `note` use index (`ix_note`)) as `note` on `note`.`cakeId` = `cake`.`id`",
    mysql: "select `note`.`cakeId` as `note.cakeId`, `note`.`body` as `note.body`, `note`.`_present` as `note._present` from `cake` left join (select *, 1 as `_present` from `note` use index (`ix_note`)) as `note` on `note`.`cakeId` = `cake`.`id`",
  })
  golden("in a derived table, a CTE and a subquery", pipe(
    from(pipe(from(Named), select({ id: Cake.id }), as("d"))),
    innerJoin(pipe(from(Fruit.pipe(useIndex("ix"))), select({ id: Fruit.id }), cte("f")), exists(from(Note.pipe(ignoreIndex("ix_note"))))),
  ), {
    sqlite: `-- SQLite has no index hints, such as those of table "cake"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "cake"; leave them out`,
    mariadb: "with `f` (`id`) as (select `fruit`.`id` from `fruit` use index (`ix`)) select `d`.`id` from (select `cake`.`id` from `cake` use index (`ix_cake_name`, `PRIMARY`)) as `d` inner join `f` on exists (select `note`.`cakeId`, `note`.`body` from `note` ignore index (`ix_note`))",
    mysql: "with `f` (`id`) as (select `fruit`.`id` from `fruit` use index (`ix`)) select `d`.`id` from (select `cake`.`id` from `cake` use index (`ix_cake_name`, `PRIMARY`)) as `d` inner join `f` on exists (select `note`.`cakeId`, `note`.`body` from `note` ignore index (`ix_note`))",
  })
  golden("an update", pipe(update(Named, { price: add(Cake.price, 1) }), where(eq(Cake.id, 1))), {
    sqlite: `-- SQLite has no index hints, such as those of table "cake"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "cake"; leave them out`,
    mariadb: {
      sql: "update `cake` use index (`ix_cake_name`, `PRIMARY`) set `price` = `cake`.`price` + ? where `cake`.`id` = ?",
      params: [1n, 1n],
      text: "update `cake` use index (`ix_cake_name`, `PRIMARY`) set `price` = `cake`.`price` + 1 where `cake`.`id` = 1",
    },
    mysql: {
      sql: "update `cake` use index (`ix_cake_name`, `PRIMARY`) set `price` = `cake`.`price` + ? where `cake`.`id` = ?",
      params: [1n, 1n],
      text: "update `cake` use index (`ix_cake_name`, `PRIMARY`) set `price` = `cake`.`price` + 1 where `cake`.`id` = 1",
    },
  })
  golden("an update with a join", pipe(
    update(Cake, { price: 1 }),
    innerJoin(Fruit.pipe(useIndex("ix")), eq(Fruit.cakeId, Cake.id)),
    where(exists(from(Cake.pipe(alias("other"), useIndex("ix"))))),
  ), {
    sqlite: `-- SQLite has no index hints, such as those of table "fruit"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "fruit"; leave them out`,
    mariadb: {
      sql: "update `cake`, `fruit` use index (`ix`) set `cake`.`price` = ? where `fruit`.`cakeId` = `cake`.`id` and exists (select `other`.`id`, `other`.`name`, `other`.`price`, `other`.`bakeryId` from (select * from `cake` use index (`ix`) limit 18446744073709551615) as `other`)",
      params: [1n],
      text: "update `cake`, `fruit` use index (`ix`) set `cake`.`price` = 1 where `fruit`.`cakeId` = `cake`.`id` and exists (select `other`.`id`, `other`.`name`, `other`.`price`, `other`.`bakeryId` from (select * from `cake` use index (`ix`) limit 18446744073709551615) as `other`)",
    },
    mysql: {
      sql: "update `cake`, `fruit` use index (`ix`) set `cake`.`price` = ? where `fruit`.`cakeId` = `cake`.`id` and exists (select `other`.`id`, `other`.`name`, `other`.`price`, `other`.`bakeryId` from (select * from `cake` use index (`ix`) limit 18446744073709551615) as `other`)",
      params: [1n],
      text: "update `cake`, `fruit` use index (`ix`) set `cake`.`price` = 1 where `fruit`.`cakeId` = `cake`.`id` and exists (select `other`.`id`, `other`.`name`, `other`.`price`, `other`.`bakeryId` from (select * from `cake` use index (`ix`) limit 18446744073709551615) as `other`)",
    },
  })
  golden("a delete", pipe(deleteFrom(Named), where(eq(Cake.id, 1))), {
    sqlite: `-- SQLite has no index hints, such as those of table "cake"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "cake"; leave them out`,
    mariadb: {
      sql: "delete `cake` from `cake` use index (`ix_cake_name`, `PRIMARY`) where `cake`.`id` = ?",
      params: [1n],
      text: "delete `cake` from `cake` use index (`ix_cake_name`, `PRIMARY`) where `cake`.`id` = 1",
    },
    mysql: {
      sql: "delete `cake` from `cake` use index (`ix_cake_name`, `PRIMARY`) where `cake`.`id` = ?",
      params: [1n],
      text: "delete `cake` from `cake` use index (`ix_cake_name`, `PRIMARY`) where `cake`.`id` = 1",
    },
  })
  const Remote = table("far", { id: integer, name: text }, undefined, { schema: "away" }).pipe(forceIndex("ix"))
  golden("a delete in a schema", pipe(deleteFrom(Remote), allRows), {
    sqlite: `-- SQLite has no index hints, such as those of table "far"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "far"; leave them out`,
    mariadb: "delete `away`.`far` from `away`.`far` force index (`ix`)",
    mysql: "delete `away`.`far` from `away`.`far` force index (`ix`)",
  })
  golden("a delete of another name", pipe(deleteFrom(Named.pipe(alias("c"))), allRows), {
    sqlite: `-- SQLite has no index hints, such as those of table "c"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "c"; leave them out`,
    mariadb: "delete `c` from `cake` as `c` use index (`ix_cake_name`, `PRIMARY`)",
    mysql: "delete `c` from `cake` as `c` use index (`ix_cake_name`, `PRIMARY`)",
  })
})

describe("refuses", () => {
  golden("hints of an insert", insertInto(Named, { id: 1, name: "x", price: 1 }), {
    sqlite: `-- an insert into table "cake" has no index hints; insert into the table itself`,
    postgres: `-- an insert into table "cake" has no index hints; insert into the table itself`,
    mariadb: `-- an insert into table "cake" has no index hints; insert into the table itself`,
    mysql: `-- an insert into table "cake" has no index hints; insert into the table itself`,
  })
  golden("hints of a query", from(pipe(from(Cake), as("d")).pipe(useIndex("ix"))), {
    sqlite: `-- "d" is a query, whose rows have no index; give the hints to the tables in it`,
    postgres: `-- "d" is a query, whose rows have no index; give the hints to the tables in it`,
    mariadb: `-- "d" is a query, whose rows have no index; give the hints to the tables in it`,
    mysql: `-- "d" is a query, whose rows have no index; give the hints to the tables in it`,
  })
  golden("the rows of a delete with hints", pipe(deleteFrom(Named), allRows, returning(Cake.id)), {
    sqlite: `-- SQLite has no index hints, such as those of table "cake"; leave them out`,
    postgres: `-- PostgreSQL has no index hints, such as those of table "cake"; leave them out`,
    mariadb: "-- MariaDB cannot return the rows of a delete from a table with index hints; leave them out",
    mysql: "-- MySQL cannot return the rows of a delete from a table with index hints; leave them out",
  })
})
