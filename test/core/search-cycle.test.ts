import { pipe } from "effect"
import { as, eq, from, innerJoin, not, orderBy, recursive, select, where } from "fulmar"
import { describe } from "vitest"
import { Fruit } from "./bakery.js"
import { golden } from "./golden.js"

const base = pipe(from(Fruit), where(eq(Fruit.id, 1)), select({ id: Fruit.id, 'a"b': Fruit.name }))
const walk = recursive(
  "walk",
  base,
  (self) => pipe(from(Fruit), innerJoin(self, eq(Fruit.cakeId, self.id)), select({ id: Fruit.id, 'a"b': Fruit.name })),
  { search: { by: ["id", 'a"b'], set: "order" }, cycle: { by: ["id"], set: "_Path" } },
)
const found = (options: object) =>
  from(recursive("walk", base, (self) => pipe(from(Fruit), innerJoin(self, eq(Fruit.cakeId, self.id)), select({ id: Fruit.id, 'a"b': Fruit.name })), options as {}))

describe("prints", () => {
  golden("in which order and whether again", pipe(from(walk), where(not(walk._Path)), orderBy(walk.order), select({ id: walk.id })), {
    sqlite: `-- SQLite has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    postgres: {
      sql: `with recursive "walk" ("id", "a""b") as (select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" where "fruit"."id" = $1 union all select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" inner join "walk" on "fruit"."cakeId" = "walk"."id") search depth first by "id", "a""b" set "order" cycle "id" set "_Path" using "__path" select "walk"."id" from "walk" where not "walk"."_Path" order by "walk"."order"`,
      params: ["1"],
      text: `with recursive "walk" ("id", "a""b") as (select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" where "fruit"."id" = 1 union all select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" inner join "walk" on "fruit"."cakeId" = "walk"."id") search depth first by "id", "a""b" set "order" cycle "id" set "_Path" using "__path" select "walk"."id" from "walk" where not "walk"."_Path" order by "walk"."order"`,
    },
    mariadb: `-- MariaDB has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    mysql: `-- MySQL has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
  })
  golden("in a derived table", from(pipe(from(walk), select({ id: walk.id, order: walk.order }), as("d"))), {
    sqlite: `-- SQLite has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    postgres: {
      sql: `with recursive "walk" ("id", "a""b") as (select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" where "fruit"."id" = $1 union all select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" inner join "walk" on "fruit"."cakeId" = "walk"."id") search depth first by "id", "a""b" set "order" cycle "id" set "_Path" using "__path" select "d"."id", "d"."order" from (select "walk"."id", "walk"."order" from "walk") as "d"`,
      params: ["1"],
      text: `with recursive "walk" ("id", "a""b") as (select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" where "fruit"."id" = 1 union all select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" inner join "walk" on "fruit"."cakeId" = "walk"."id") search depth first by "id", "a""b" set "order" cycle "id" set "_Path" using "__path" select "d"."id", "d"."order" from (select "walk"."id", "walk"."order" from "walk") as "d"`,
    },
    mariadb: `-- MariaDB has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    mysql: `-- MySQL has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
  })
  golden("breadth first", found({ search: { first: "breadth", by: ["id"], set: 'so"rt' } }), {
    sqlite: `-- SQLite has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    postgres: {
      sql: `with recursive "walk" ("id", "a""b") as (select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" where "fruit"."id" = $1 union all select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" inner join "walk" on "fruit"."cakeId" = "walk"."id") search breadth first by "id" set "so""rt" select "walk"."id", "walk"."a""b", "walk"."so""rt" from "walk"`,
      params: ["1"],
      text: `with recursive "walk" ("id", "a""b") as (select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" where "fruit"."id" = 1 union all select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" inner join "walk" on "fruit"."cakeId" = "walk"."id") search breadth first by "id" set "so""rt" select "walk"."id", "walk"."a""b", "walk"."so""rt" from "walk"`,
    },
    mariadb: `-- MariaDB has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    mysql: `-- MySQL has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
  })
  golden("a cycle, of different rows", found({ distinct: true, cycle: { by: ["id"], set: "again" } }), {
    sqlite: `-- SQLite has no CYCLE, such as that of "walk"; keep the way, or the depth, in a column`,
    postgres: {
      sql: `with recursive "walk" ("id", "a""b") as (select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" where "fruit"."id" = $1 union select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" inner join "walk" on "fruit"."cakeId" = "walk"."id") cycle "id" set "again" using "_path" select "walk"."id", "walk"."a""b", "walk"."again" from "walk"`,
      params: ["1"],
      text: `with recursive "walk" ("id", "a""b") as (select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" where "fruit"."id" = 1 union select cast("fruit"."id" as int8) as "id", cast("fruit"."name" as text) as "a""b" from "fruit" inner join "walk" on "fruit"."cakeId" = "walk"."id") cycle "id" set "again" using "_path" select "walk"."id", "walk"."a""b", "walk"."again" from "walk"`,
    },
    mariadb: `-- MariaDB has no CYCLE, such as that of "walk"; keep the way, or the depth, in a column`,
    mysql: `-- MySQL has no CYCLE, such as that of "walk"; keep the way, or the depth, in a column`,
  })
})

describe("refuses", () => {
  golden("no columns", found({ cycle: { by: [], set: "again" } }), {
    sqlite: `-- SQLite has no CYCLE, such as that of "walk"; keep the way, or the depth, in a column`,
    postgres: `-- CYCLE of "walk" is by no columns; name some of its columns`,
    mariadb: `-- MariaDB has no CYCLE, such as that of "walk"; keep the way, or the depth, in a column`,
    mysql: `-- MySQL has no CYCLE, such as that of "walk"; keep the way, or the depth, in a column`,
  })
  golden("other columns", found({ search: { by: ["nix"], set: "order" } }), {
    sqlite: `-- SQLite has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    postgres: `-- SEARCH of "walk" is by columns that it has not; name some of its columns`,
    mariadb: `-- MariaDB has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    mysql: `-- MySQL has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
  })
  golden("a column that is there", found({ search: { by: ["id"], set: "ID" } }), {
    sqlite: `-- SQLite has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    postgres: `-- SEARCH of "walk" adds the column "ID", which it has; give it another name`,
    mariadb: `-- MariaDB has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    mysql: `-- MySQL has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
  })
  golden("a column twice", found({ search: { by: ["id"], set: "x" }, cycle: { by: ["id"], set: "x" } }), {
    sqlite: `-- SQLite has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    postgres: `-- CYCLE of "walk" adds the column "x", which it has; give it another name`,
    mariadb: `-- MariaDB has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
    mysql: `-- MySQL has no SEARCH, such as that of "walk"; keep the way, or the depth, in a column`,
  })
})
