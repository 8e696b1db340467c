import { pipe } from "effect"
import {
  autoIncrement, excluded, from, gt, insertFrom, insertInto, integer, onConflictDoUpdate, overridingSystemValue,
  overridingUserValue, primaryKey, returning, select, table, text, where,
} from "fulmar"
import { describe } from "vitest"
import { Fruit } from "./bakery.js"
import { golden } from "./golden.js"

const Pie = table("pie", { id: integer.pipe(primaryKey, autoIncrement), name: text })

describe("prints whose values identity columns get", () => {
  golden("those of the insert", pipe(insertInto(Pie, [{ id: 7, name: "x" }, { name: "y" }]), overridingSystemValue), {
    sqlite: "-- SQLite has no OVERRIDING SYSTEM VALUE; leave it out: values that are given are written",
    postgres: {
      sql: `insert into "pie" ("id", "name") overriding system value values ($1, $2), (default, $3)`,
      params: ["7", "x", "y"],
      text: `insert into "pie" ("id", "name") overriding system value values (7, 'x'), (default, 'y')`,
    },
    mariadb: "-- MariaDB has no OVERRIDING SYSTEM VALUE; leave it out: values that are given are written",
    mysql: "-- MySQL has no OVERRIDING SYSTEM VALUE; leave it out: values that are given are written",
  })
  golden("those of the database", pipe(
    insertInto(Pie, { id: 7, name: "x" }),
    overridingUserValue,
    onConflictDoUpdate([Pie.id], { name: excluded(Pie.name) }),
    returning(Pie),
  ), {
    sqlite: "-- SQLite has no OVERRIDING USER VALUE; leave the columns out",
    postgres: {
      sql: `insert into "pie" ("id", "name") overriding user value values ($1, $2) on conflict ("id") do update set "name" = "excluded"."name" returning "id", "name"`,
      params: ["7", "x"],
      text: `insert into "pie" ("id", "name") overriding user value values (7, 'x') on conflict ("id") do update set "name" = "excluded"."name" returning "id", "name"`,
    },
    mariadb: "-- MariaDB has no OVERRIDING USER VALUE; leave the columns out",
    mysql: "-- MySQL has no OVERRIDING USER VALUE; leave the columns out",
  })
  golden("of the rows of a query", pipe(
    insertFrom(Pie, pipe(from(Fruit), where(gt(Fruit.id, 1)), select({ id: Fruit.id, name: Fruit.name }))),
    overridingUserValue,
  ), {
    sqlite: "-- SQLite has no OVERRIDING USER VALUE; leave the columns out",
    postgres: {
      sql: `insert into "pie" ("id", "name") overriding user value select "fruit"."id", "fruit"."name" from "fruit" where "fruit"."id" > $1`,
      params: ["1"],
      text: `insert into "pie" ("id", "name") overriding user value select "fruit"."id", "fruit"."name" from "fruit" where "fruit"."id" > 1`,
    },
    mariadb: "-- MariaDB has no OVERRIDING USER VALUE; leave the columns out",
    mysql: "-- MySQL has no OVERRIDING USER VALUE; leave the columns out",
  })
  golden("of no rows", pipe(insertInto(Pie, []), overridingSystemValue), {
    sqlite: "-- SQLite has no OVERRIDING SYSTEM VALUE; leave it out: values that are given are written",
    postgres: `insert into "pie" ("id") overriding system value select null where false`,
    mariadb: "-- MariaDB has no OVERRIDING SYSTEM VALUE; leave it out: values that are given are written",
    mysql: "-- MySQL has no OVERRIDING SYSTEM VALUE; leave it out: values that are given are written",
  })
})
