import { pipe } from "effect"
import {
  createTable, eq, from, generatedAlwaysAsIdentity, insertFrom, insertInto, integer, mergeInto, overridingSystemValue,
  overridingUserValue, primaryKey, table, text, thenInsert, whenNotMatched,
} from "fulmar"
import { describe } from "vitest"
import { golden } from "./golden.js"

const Pie = table("pie", { id: integer.pipe(primaryKey, generatedAlwaysAsIdentity), name: text })
const Old = table("o", { id: integer, name: text })

describe("an identity column that is always generated", () => {
  golden("is made", createTable(Pie), {
    sqlite: `create table "pie" ("id" integer primary key autoincrement, "name" text not null) strict`,
    postgres: `create table "pie" ("id" integer generated always as identity, "name" text not null, primary key ("id"))`,
    mariadb: "create table `pie` (`id` int auto_increment, `name` longtext not null, primary key (`id`)) engine = innodb default character set = utf8mb4 collate = utf8mb4_nopad_bin",
    mysql: "create table `pie` (`id` int auto_increment, `name` longtext not null, primary key (`id`)) engine = innodb default character set = utf8mb4 collate = utf8mb4_0900_bin",
  })
  golden("is left out", insertInto(Pie, [{ name: "x" }, { name: "y" }]), {
    sqlite: {
      sql: `insert into "pie" ("name") values (?), (?)`,
      params: ["x", "y"],
      text: `insert into "pie" ("name") values ('x'), ('y')`,
    },
    postgres: {
      sql: `insert into "pie" ("name") values ($1), ($2)`,
      params: ["x", "y"],
      text: `insert into "pie" ("name") values ('x'), ('y')`,
    },
    mariadb: {
      sql: "insert into `pie` (`name`) values (?), (?)",
      params: ["x", "y"],
      text: "insert into `pie` (`name`) values ('x'), ('y')",
    },
    mysql: {
      sql: "insert into `pie` (`name`) values (?), (?)",
      params: ["x", "y"],
      text: "insert into `pie` (`name`) values ('x'), ('y')",
    },
  })
  golden("is given no value", insertInto(Pie, [{ name: "x" }, { id: 1, name: "y" }]), {
    sqlite: `-- column "id" of table "pie" is generated always as identity; leave it out`,
    postgres: `-- column "id" of table "pie" is generated always as identity; leave it out, or say overridingSystemValue`,
    mariadb: `-- column "id" of table "pie" is generated always as identity; leave it out`,
    mysql: `-- column "id" of table "pie" is generated always as identity; leave it out`,
  })
  golden("is given none by a query", insertFrom(Pie, from(Old)), {
    sqlite: `-- column "id" of table "pie" is generated always as identity; leave it out`,
    postgres: `-- column "id" of table "pie" is generated always as identity; leave it out, or say overridingSystemValue`,
    mariadb: `-- column "id" of table "pie" is generated always as identity; leave it out`,
    mysql: `-- column "id" of table "pie" is generated always as identity; leave it out`,
  })
  golden("is given one that is written", pipe(insertInto(Pie, { id: 1, name: "y" }), overridingSystemValue), {
    sqlite: "-- SQLite has no OVERRIDING SYSTEM VALUE; leave it out: values that are given are written",
    postgres: {
      sql: `insert into "pie" ("id", "name") overriding system value values ($1, $2)`,
      params: ["1", "y"],
      text: `insert into "pie" ("id", "name") overriding system value values (1, 'y')`,
    },
    mariadb: "-- MariaDB has no OVERRIDING SYSTEM VALUE; leave it out: values that are given are written",
    mysql: "-- MySQL has no OVERRIDING SYSTEM VALUE; leave it out: values that are given are written",
  })
  golden("is given one that is ignored", pipe(insertFrom(Pie, from(Old)), overridingUserValue), {
    sqlite: "-- SQLite has no OVERRIDING USER VALUE; leave the columns out",
    postgres: `insert into "pie" ("id", "name") overriding user value select "o"."id", "o"."name" from "o"`,
    mariadb: "-- MariaDB has no OVERRIDING USER VALUE; leave the columns out",
    mysql: "-- MySQL has no OVERRIDING USER VALUE; leave the columns out",
  })
  golden("is given none by a merge", pipe(mergeInto(Pie, Old, eq(Old.id, Pie.id)), whenNotMatched(thenInsert({ id: Old.id, name: "x" }))), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `-- column "id" of table "pie" is generated always as identity; leave it out`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
})
