import { pipe } from "effect"
import {
  always, as, countAll, crossJoin, crossJoinLateral, desc, eq, exists, from, groupBy, gt, innerJoinLateral, leftJoin, leftJoinLateral,
  limit, lt, many, orderBy, rawQuery, rightJoin, select, text, upper, where,
} from "fulmar"
import { describe } from "vitest"
import { Bakery, Cake, Fruit, Note } from "./bakery.js"
import { golden } from "./golden.js"

const top = pipe(
  from(Fruit),
  where(eq(Fruit.cakeId, Cake.id)),
  orderBy(desc(Fruit.id)),
  limit(2),
  select({ id: Fruit.id, label: upper(Cake.name) }),
  as("top"),
)
const notes = pipe(from(Note), where(eq(Note.cakeId, Cake.id)), as("notes"))
const names = { cake: Cake.name, top: top.id }

describe("prints", () => {
  golden("an inner join", pipe(from(Cake), innerJoinLateral(top, gt(top.id, 1)), select(names)), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: {
      sql: `select "cake"."name" as "cake", "top"."id" as "top" from "cake" inner join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit $1) as "top" on "top"."id" > $2`,
      params: ["2", "1"],
      text: `select "cake"."name" as "cake", "top"."id" as "top" from "cake" inner join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit 2) as "top" on "top"."id" > 1`,
    },
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: {
      sql: "select `cake`.`name` as `cake`, `top`.`id` as `top` from `cake` inner join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit ?) as `top` on `top`.`id` > ?",
      params: [2n, 1n],
      text: "select `cake`.`name` as `cake`, `top`.`id` as `top` from `cake` inner join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit 2) as `top` on `top`.`id` > 1",
    },
  })
  golden("a left join", pipe(from(Cake), leftJoinLateral(top, always), select({ cake: Cake.id, top })), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: {
      sql: `select "cake"."id" as "cake", "top"."id" as "top.id", "top"."label" as "top.label" from "cake" left join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit $1) as "top" on true`,
      params: ["2"],
      text: `select "cake"."id" as "cake", "top"."id" as "top.id", "top"."label" as "top.label" from "cake" left join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit 2) as "top" on true`,
    },
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: {
      sql: "select `cake`.`id` as `cake`, `top`.`id` as `top.id`, `top`.`label` as `top.label` from `cake` left join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit ?) as `top` on true",
      params: [2n],
      text: "select `cake`.`id` as `cake`, `top`.`id` as `top.id`, `top`.`label` as `top.label` from `cake` left join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit 2) as `top` on true",
    },
  })
  golden("a cross join", pipe(from(Cake), crossJoinLateral(top), select(names)), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: {
      sql: `select "cake"."name" as "cake", "top"."id" as "top" from "cake" cross join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit $1) as "top"`,
      params: ["2"],
      text: `select "cake"."name" as "cake", "top"."id" as "top" from "cake" cross join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit 2) as "top"`,
    },
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: {
      sql: "select `cake`.`name` as `cake`, `top`.`id` as `top` from `cake` cross join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit ?) as `top`",
      params: [2n],
      text: "select `cake`.`name` as `cake`, `top`.`id` as `top` from `cake` cross join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit 2) as `top`",
    },
  })
  golden("a table that may be a row of NULLs", pipe(from(Cake), leftJoinLateral(notes, always), select(notes)), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: `select "notes"."cakeId", "notes"."body", "notes"."_present" from "cake" left join lateral (select *, 1 as "_present" from (select "note"."cakeId", "note"."body" from "note" where "note"."cakeId" = "cake"."id") as "_rows") as "notes" on true`,
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: "select `notes`.`cakeId`, `notes`.`body`, `notes`.`_present` from `cake` left join lateral (select *, 1 as `_present` from (select `note`.`cakeId`, `note`.`body` from `note` where `note`.`cakeId` = `cake`.`id`) as `_rows`) as `notes` on true",
  })
  golden("a table that reads nothing beside it", pipe(from(Cake), crossJoinLateral(pipe(from(Fruit), as("f"))), select(Cake.id)), {
    sqlite: `select "cake"."id" from "cake" cross join (select "fruit"."id", "fruit"."name", "fruit"."cakeId" from "fruit") as "f"`,
    postgres: `select "cake"."id" from "cake" cross join (select "fruit"."id", "fruit"."name", "fruit"."cakeId" from "fruit") as "f"`,
    mariadb: "select `cake`.`id` from `cake` cross join (select `fruit`.`id`, `fruit`.`name`, `fruit`.`cakeId` from `fruit`) as `f`",
    mysql: "select `cake`.`id` from `cake` cross join (select `fruit`.`id`, `fruit`.`name`, `fruit`.`cakeId` from `fruit`) as `f`",
  })
  const next = pipe(from(Note), where(eq(Note.cakeId, top.id)), select({ body: Note.body, id: Cake.id }), as("next"))
  golden("a table that reads two before it, one of them lateral", pipe(
    from(Bakery),
    rightJoin(Cake, eq(Cake.bakeryId, Bakery.id)),
    crossJoinLateral(top),
    leftJoinLateral(next, always),
    select({ id: Bakery.id, top: top.id, body: next.body }),
  ), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: {
      sql: `select "bakery"."id", "top"."id" as "top", "next"."body" from "bakery" right join "cake" on "cake"."bakeryId" = "bakery"."id" cross join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit $1) as "top" left join lateral (select "note"."body", "cake"."id" from "note" where "note"."cakeId" = "top"."id") as "next" on true`,
      params: ["2"],
      text: `select "bakery"."id", "top"."id" as "top", "next"."body" from "bakery" right join "cake" on "cake"."bakeryId" = "bakery"."id" cross join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit 2) as "top" left join lateral (select "note"."body", "cake"."id" from "note" where "note"."cakeId" = "top"."id") as "next" on true`,
    },
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: {
      sql: "select `bakery`.`id`, `top`.`id` as `top`, `next`.`body` from `bakery` right join `cake` on `cake`.`bakeryId` = `bakery`.`id` cross join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit ?) as `top` left join lateral (select `note`.`body`, `cake`.`id` from `note` where `note`.`cakeId` = `top`.`id`) as `next` on true",
      params: [2n],
      text: "select `bakery`.`id`, `top`.`id` as `top`, `next`.`body` from `bakery` right join `cake` on `cake`.`bakeryId` = `bakery`.`id` cross join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit 2) as `top` left join lateral (select `note`.`body`, `cake`.`id` from `note` where `note`.`cakeId` = `top`.`id`) as `next` on true",
    },
  })
  golden("after a limit it reads what was limited", pipe(
    from(Cake),
    orderBy(Cake.price),
    limit(2),
    crossJoinLateral(top),
    select(names),
  ), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: {
      sql: `select "_1"."c0" as "cake", "top"."id" as "top" from (select "cake"."name" as "c0", "cake"."id" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit $1) as "_1" cross join lateral (select "fruit"."id", upper("_1"."c0") as "label" from "fruit" where "fruit"."cakeId" = "_1"."c1" order by "fruit"."id" desc limit $2) as "top" order by "_1"."c2"`,
      params: ["2", "2"],
      text: `select "_1"."c0" as "cake", "top"."id" as "top" from (select "cake"."name" as "c0", "cake"."id" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit 2) as "_1" cross join lateral (select "fruit"."id", upper("_1"."c0") as "label" from "fruit" where "fruit"."cakeId" = "_1"."c1" order by "fruit"."id" desc limit 2) as "top" order by "_1"."c2"`,
    },
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: {
      sql: "select `_1`.`c0` as `cake`, `top`.`id` as `top` from (select `cake`.`name` as `c0`, `cake`.`id` as `c1`, `cake`.`price` as `c2` from `cake` order by `cake`.`price` limit ?) as `_1` cross join lateral (select `fruit`.`id`, upper(`_1`.`c0`) as `label` from `fruit` where `fruit`.`cakeId` = `_1`.`c1` order by `fruit`.`id` desc limit ?) as `top` order by `_1`.`c2`",
      params: [2n, 2n],
      text: "select `_1`.`c0` as `cake`, `top`.`id` as `top` from (select `cake`.`name` as `c0`, `cake`.`id` as `c1`, `cake`.`price` as `c2` from `cake` order by `cake`.`price` limit 2) as `_1` cross join lateral (select `fruit`.`id`, upper(`_1`.`c0`) as `label` from `fruit` where `fruit`.`cakeId` = `_1`.`c1` order by `fruit`.`id` desc limit 2) as `top` order by `_1`.`c2`",
    },
  })
  const fruits = pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.bakeryId)), select({ n: countAll }), as("fruits"))
  golden("after the limit of groups it reads their keys", pipe(
    from(Cake),
    groupBy(Cake.bakeryId),
    select({ bakery: Cake.bakeryId, cakes: countAll }),
    limit(2),
    crossJoinLateral(fruits),
    where(gt(fruits.n, 1)),
  ), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: {
      sql: `select "_1"."c0" as "bakery", "_1"."c1" as "cakes" from (select "cake"."bakeryId" as "c0", count(*) as "c1" from "cake" group by "cake"."bakeryId" limit $1) as "_1" cross join lateral (select count(*) as "n" from "fruit" where "fruit"."cakeId" = "_1"."c0") as "fruits" where "fruits"."n" > $2`,
      params: ["2", "1"],
      text: `select "_1"."c0" as "bakery", "_1"."c1" as "cakes" from (select "cake"."bakeryId" as "c0", count(*) as "c1" from "cake" group by "cake"."bakeryId" limit 2) as "_1" cross join lateral (select count(*) as "n" from "fruit" where "fruit"."cakeId" = "_1"."c0") as "fruits" where "fruits"."n" > 1`,
    },
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: {
      sql: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `cakes` from (select `cake`.`bakeryId` as `c0`, count(*) as `c1` from `cake` group by `cake`.`bakeryId` limit ?) as `_1` cross join lateral (select count(*) as `n` from `fruit` where `fruit`.`cakeId` = `_1`.`c0`) as `fruits` where `fruits`.`n` > ?",
      params: [2n, 1n],
      text: "select `_1`.`c0` as `bakery`, `_1`.`c1` as `cakes` from (select `cake`.`bakeryId` as `c0`, count(*) as `c1` from `cake` group by `cake`.`bakeryId` limit 2) as `_1` cross join lateral (select count(*) as `n` from `fruit` where `fruit`.`cakeId` = `_1`.`c0`) as `fruits` where `fruits`.`n` > 1",
    },
  })
  golden("its own limit makes a derived table of it", pipe(from(Cake), crossJoinLateral(top), limit(1), where(gt(top.id, 1)), select(names)), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: {
      sql: `select "_1"."c0" as "cake", "_1"."c1" as "top" from (select "cake"."name" as "c0", "top"."id" as "c1" from "cake" cross join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit $1) as "top" limit $2) as "_1" where "_1"."c1" > $3`,
      params: ["2", "1", "1"],
      text: `select "_1"."c0" as "cake", "_1"."c1" as "top" from (select "cake"."name" as "c0", "top"."id" as "c1" from "cake" cross join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit 2) as "top" limit 1) as "_1" where "_1"."c1" > 1`,
    },
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: {
      sql: "select `_1`.`c0` as `cake`, `_1`.`c1` as `top` from (select `cake`.`name` as `c0`, `top`.`id` as `c1` from `cake` cross join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit ?) as `top` limit ?) as `_1` where `_1`.`c1` > ?",
      params: [2n, 1n, 1n],
      text: "select `_1`.`c0` as `cake`, `_1`.`c1` as `top` from (select `cake`.`name` as `c0`, `top`.`id` as `c1` from `cake` cross join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit 2) as `top` limit 1) as `_1` where `_1`.`c1` > 1",
    },
  })
  golden("in nested rows", pipe(
    from(Bakery),
    select({ cakes: many(pipe(from(Cake), where(eq(Cake.bakeryId, Bakery.id)), crossJoinLateral(top), select(names))) }),
  ), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: {
      sql: `select (select coalesce(json_agg(json_build_array("_1"."c0", "_1"."c1")), '[]') from (select "cake"."name" as "c0", "top"."id" as "c1" from "cake" cross join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit $1) as "top" where "cake"."bakeryId" = "bakery"."id") as "_1") as "cakes" from "bakery"`,
      params: ["2"],
      text: `select (select coalesce(json_agg(json_build_array("_1"."c0", "_1"."c1")), '[]') from (select "cake"."name" as "c0", "top"."id" as "c1" from "cake" cross join lateral (select "fruit"."id", upper("cake"."name") as "label" from "fruit" where "fruit"."cakeId" = "cake"."id" order by "fruit"."id" desc limit 2) as "top" where "cake"."bakeryId" = "bakery"."id") as "_1") as "cakes" from "bakery"`,
    },
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: {
      sql: "select (select coalesce(json_arrayagg(json_array(`_1`.`c0`, `_1`.`c1`)), json_array()) from (select `cake`.`name` as `c0`, `top`.`id` as `c1` from `cake` cross join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit ?) as `top` where `cake`.`bakeryId` = `bakery`.`id`) as `_1`) as `cakes` from `bakery`",
      params: [2n],
      text: "select (select coalesce(json_arrayagg(json_array(`_1`.`c0`, `_1`.`c1`)), json_array()) from (select `cake`.`name` as `c0`, `top`.`id` as `c1` from `cake` cross join lateral (select `fruit`.`id`, upper(`cake`.`name`) as `label` from `fruit` where `fruit`.`cakeId` = `cake`.`id` order by `fruit`.`id` desc limit 2) as `top` where `cake`.`bakeryId` = `bakery`.`id`) as `_1`) as `cakes` from `bakery`",
    },
  })
  golden("raw SQL", pipe(
    from(Cake),
    crossJoinLateral(pipe(rawQuery({ word: text })`select ${Cake.name}`, as("words"))),
    select(Cake.id),
  ), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: `select "cake"."id" from "cake" cross join lateral (with "_raw_query" ("c0") as (select "cake"."name") select "c0" as "word" from "_raw_query") as "words"`,
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: "select `cake`.`id` from `cake` cross join lateral (with `_raw_query` (`c0`) as (select `cake`.`name`) select `c0` as `word` from `_raw_query`) as `words`",
  })
  const deep = pipe(
    from(Fruit),
    where(exists(pipe(from(Note), where(eq(Note.cakeId, Cake.id)), where(lt(Note.cakeId, Fruit.id))))),
    as("deep"),
  )
  golden("a table that reads it in a subquery", pipe(from(Cake), crossJoinLateral(deep), select({ id: deep.id })), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: `select "deep"."id" from "cake" cross join lateral (select "fruit"."id", "fruit"."name", "fruit"."cakeId" from "fruit" where exists (select "note"."cakeId", "note"."body" from "note" where "note"."cakeId" = "cake"."id" and "note"."cakeId" < "fruit"."id")) as "deep"`,
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: "select `deep`.`id` from `cake` cross join lateral (select `fruit`.`id`, `fruit`.`name`, `fruit`.`cakeId` from `fruit` where exists (select `note`.`cakeId`, `note`.`body` from `note` where `note`.`cakeId` = `cake`.`id` and `note`.`cakeId` < `fruit`.`id`)) as `deep`",
  })
})

describe("refuses, where the types were cast away,", () => {
  golden("a table that is joined after it", pipe(from(Bakery), crossJoinLateral(top as never), (q) => q as never, crossJoin(Cake), select(Bakery.id)), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: `-- table "cake" is not in from/join, so its column "name" cannot be used here`,
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: `-- table "cake" is not in from/join, so its column "name" cannot be used here`,
  })
  golden("a plain join of a table that reads another", pipe(from(Cake), leftJoin(top as never, always), select(Cake.id)), {
    sqlite: `-- table "cake" is not in from/join, so its column "name" cannot be used here`,
    postgres: `-- table "cake" is not in from/join, so its column "name" cannot be used here`,
    mariadb: `-- table "cake" is not in from/join, so its column "name" cannot be used here`,
    mysql: `-- table "cake" is not in from/join, so its column "name" cannot be used here`,
  })
})
