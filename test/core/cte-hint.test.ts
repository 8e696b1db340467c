import { pipe } from "effect"
import { alongside, alias, cte, deleteFrom, eq, from, innerJoin, gt, insertFrom, returning, select, where } from "fulmar"
import { describe } from "vitest"
import { Bakery, Cake } from "./bakery.js"
import { golden } from "./golden.js"

const dear = pipe(from(Cake), where(gt(Cake.price, 20)), select({ id: Cake.id, name: Cake.name }))

describe("prints hints of a common table expression", () => {
  const kept = pipe(dear, cte("dear", { materialized: true }))
  const other = kept.pipe(alias("other"))
  golden("that is kept", pipe(from(kept), innerJoin(other, eq(other.id, kept.id))), {
    sqlite: {
      sql: `with "dear" ("id", "name") as materialized (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > ?) select "dear"."id", "dear"."name" from "dear" inner join "dear" as "other" on "other"."id" = "dear"."id"`,
      params: [20n],
      text: `with "dear" ("id", "name") as materialized (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > 20) select "dear"."id", "dear"."name" from "dear" inner join "dear" as "other" on "other"."id" = "dear"."id"`,
    },
    postgres: {
      sql: `with "dear" ("id", "name") as materialized (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > $1) select "dear"."id", "dear"."name" from "dear" inner join "dear" as "other" on "other"."id" = "dear"."id"`,
      params: ["20"],
      text: `with "dear" ("id", "name") as materialized (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > 20) select "dear"."id", "dear"."name" from "dear" inner join "dear" as "other" on "other"."id" = "dear"."id"`,
    },
    mariadb: {
      sql: "with `dear` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > ?) select `dear`.`id`, `dear`.`name` from `dear` inner join `dear` as `other` on `other`.`id` = `dear`.`id`",
      params: [20n],
      text: "with `dear` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > 20) select `dear`.`id`, `dear`.`name` from `dear` inner join `dear` as `other` on `other`.`id` = `dear`.`id`",
    },
    mysql: {
      sql: "with `dear` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > ?) select `dear`.`id`, `dear`.`name` from `dear` inner join `dear` as `other` on `other`.`id` = `dear`.`id`",
      params: [20n],
      text: "with `dear` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > 20) select `dear`.`id`, `dear`.`name` from `dear` inner join `dear` as `other` on `other`.`id` = `dear`.`id`",
    },
  })
  const inlined = pipe(from(kept), select({ id: kept.id }), cte("inlined", { materialized: false }))
  golden("that is not, of one that is", from(inlined), {
    sqlite: {
      sql: `with "dear" ("id", "name") as materialized (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > ?), "inlined" ("id") as not materialized (select "dear"."id" from "dear") select "inlined"."id" from "inlined"`,
      params: [20n],
      text: `with "dear" ("id", "name") as materialized (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > 20), "inlined" ("id") as not materialized (select "dear"."id" from "dear") select "inlined"."id" from "inlined"`,
    },
    postgres: {
      sql: `with "dear" ("id", "name") as materialized (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > $1), "inlined" ("id") as not materialized (select "dear"."id" from "dear") select "inlined"."id" from "inlined"`,
      params: ["20"],
      text: `with "dear" ("id", "name") as materialized (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > 20), "inlined" ("id") as not materialized (select "dear"."id" from "dear") select "inlined"."id" from "inlined"`,
    },
    mariadb: {
      sql: "with `dear` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > ?), `inlined` (`id`) as (select `dear`.`id` from `dear`) select `inlined`.`id` from `inlined`",
      params: [20n],
      text: "with `dear` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > 20), `inlined` (`id`) as (select `dear`.`id` from `dear`) select `inlined`.`id` from `inlined`",
    },
    mysql: {
      sql: "with `dear` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > ?), `inlined` (`id`) as (select `dear`.`id` from `dear`) select `inlined`.`id` from `inlined`",
      params: [20n],
      text: "with `dear` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > 20), `inlined` (`id`) as (select `dear`.`id` from `dear`) select `inlined`.`id` from `inlined`",
    },
  })
  const plain = pipe(dear, cte("plain", {}))
  golden("that has none", insertFrom(Bakery, from(plain)), {
    sqlite: {
      sql: `with "plain" ("id", "name") as (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > ?) insert into "bakery" ("id", "name") select "plain"."id", "plain"."name" from "plain"`,
      params: [20n],
      text: `with "plain" ("id", "name") as (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > 20) insert into "bakery" ("id", "name") select "plain"."id", "plain"."name" from "plain"`,
    },
    postgres: {
      sql: `with "plain" ("id", "name") as (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > $1) insert into "bakery" ("id", "name") select "plain"."id", "plain"."name" from "plain"`,
      params: ["20"],
      text: `with "plain" ("id", "name") as (select "cake"."id", "cake"."name" from "cake" where "cake"."price" > 20) insert into "bakery" ("id", "name") select "plain"."id", "plain"."name" from "plain"`,
    },
    mariadb: {
      sql: "insert into `bakery` (`id`, `name`) with `plain` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > ?) select `plain`.`id`, `plain`.`name` from `plain`",
      params: [20n],
      text: "insert into `bakery` (`id`, `name`) with `plain` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > 20) select `plain`.`id`, `plain`.`name` from `plain`",
    },
    mysql: {
      sql: "insert into `bakery` (`id`, `name`) with `plain` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > ?) select `plain`.`id`, `plain`.`name` from `plain`",
      params: [20n],
      text: "insert into `bakery` (`id`, `name`) with `plain` (`id`, `name`) as (select `cake`.`id`, `cake`.`name` from `cake` where `cake`.`price` > 20) select `plain`.`id`, `plain`.`name` from `plain`",
    },
  })
  const gone = pipe(deleteFrom(Cake), where(eq(Cake.id, 1)), returning({ id: Cake.id }), cte("gone", { materialized: true }))
  golden("that is a command", pipe(from(gone), alongside(pipe(deleteFrom(Bakery), where(eq(Bakery.id, 1))))), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "gone" ("id") as materialized (delete from "cake" where "cake"."id" = $1 returning "id"), "_1" as (delete from "bakery" where "bakery"."id" = $2) select "gone"."id" from "gone"`,
      params: ["1", "1"],
      text: `with "gone" ("id") as materialized (delete from "cake" where "cake"."id" = 1 returning "id"), "_1" as (delete from "bakery" where "bakery"."id" = 1) select "gone"."id" from "gone"`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
})
