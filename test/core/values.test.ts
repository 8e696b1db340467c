import { BigDecimal, pipe } from "effect"
import {
  add, alias, as, bigint, compile, countAll, cte, eq, from, innerJoin, insertFrom, integer, leftJoin, literal, nullable, numeric, param, scalar,
  select, text, update, values, where, type AnyQuery,
} from "fulmar"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite } from "fulmar/sqlite"
import { describe, expect, test } from "vitest"
import { Cake } from "./bakery.js"
import { golden } from "./golden.js"

const v = values("v", { id: integer, name: text.pipe(nullable) }, [{ id: 1, name: "Opera" }, { id: 2, name: null }])

describe("values prints", () => {
  golden("rows", from(v), {
    sqlite: {
      sql: `select "v"."id", "v"."name" from (with "_1" ("id", "name") as (values (?, ?), (?, null)) select * from "_1") as "v"`,
      params: [1n, "Opera", 2n],
      text: `select "v"."id", "v"."name" from (with "_1" ("id", "name") as (values (1, 'Opera'), (2, null)) select * from "_1") as "v"`,
    },
    postgres: {
      sql: `select "v"."id", "v"."name" from (values ($1::int4, $2::text), ($3::int4, null::text)) as "v" ("id", "name")`,
      params: ["1", "Opera", "2"],
      text: `select "v"."id", "v"."name" from (values (1, 'Opera'), (2, null::text)) as "v" ("id", "name")`,
    },
    mariadb: {
      sql: "select `v`.`id`, `v`.`name` from (select cast(? as signed) as `id`, (cast(? as char) collate utf8mb4_nopad_bin) as `name` union all select cast(? as signed), null) as `v`",
      params: [1n, "Opera", 2n],
      text: "select `v`.`id`, `v`.`name` from (select 1 as `id`, 'Opera' as `name` union all select 2, null) as `v`",
    },
    mysql: {
      sql: "select `v`.`id`, `v`.`name` from (values row(cast(? as signed), (cast(? as char) collate utf8mb4_0900_bin)), row(cast(? as signed), cast(null as char))) as `v` (`id`, `name`)",
      params: [1n, "Opera", 2n],
      text: "select `v`.`id`, `v`.`name` from (values row(1, 'Opera'), row(2, cast(null as char))) as `v` (`id`, `name`)",
    },
  })
  golden("no rows", from(values("v", { id: integer, name: text }, [])), {
    sqlite: `select "v"."id", "v"."name" from (select null as "id", null as "name" where false) as "v"`,
    postgres: `select "v"."id", "v"."name" from (select null::int4 as "id", null::text as "name" where false) as "v"`,
    mariadb: "select `v`.`id`, `v`.`name` from (select cast(null as signed) as `id`, null as `name` from dual where false) as `v`",
    mysql: "select `v`.`id`, `v`.`name` from (select cast(null as signed) as `id`, cast(null as char) as `name` from dual where false) as `v`",
  })
  golden("other types, and another name", pipe(
    from(values("v", { big: bigint, price: numeric(10, 2) }, [{ big: 1n, price: BigDecimal.fromStringUnsafe("1.50") }]).pipe(alias("w"))),
  ), {
    sqlite: {
      sql: `select "w"."big", "w"."price" from (with "_1" ("big", "price") as (values (?, ?)) select * from "_1") as "w"`,
      params: [1n, "1.50"],
      text: `select "w"."big", "w"."price" from (with "_1" ("big", "price") as (values (1, '1.50')) select * from "_1") as "w"`,
    },
    postgres: {
      sql: `select "w"."big", "w"."price" from (values ($1::int8, $2::numeric)) as "w" ("big", "price")`,
      params: ["1", "1.50"],
      text: `select "w"."big", "w"."price" from (values (1, 1.50)) as "w" ("big", "price")`,
    },
    mariadb: {
      sql: "select `w`.`big`, `w`.`price` from (select cast(? as signed) as `big`, cast(? as decimal(10, 2)) as `price`) as `w`",
      params: [1n, "1.50"],
      text: "select `w`.`big`, `w`.`price` from (select 1 as `big`, 1.50 as `price`) as `w`",
    },
    mysql: {
      sql: "select `w`.`big`, `w`.`price` from (values row(cast(? as signed), cast(? as decimal(10, 2)))) as `w` (`big`, `price`)",
      params: [1n, "1.50"],
      text: "select `w`.`big`, `w`.`price` from (values row(1, 1.50)) as `w` (`big`, `price`)",
    },
  })
  golden("expressions", from(values("v", { id: integer, big: bigint }, [
    { id: add(literal(1), 2), big: literal(3n) },
    { id: scalar(pipe(from(Cake), where(eq(Cake.id, 1)), select(Cake.id))) as never, big: param("big", bigint) },
  ])), {
    sqlite: {
      sql: `select "v"."id", "v"."big" from (with "_1" ("id", "big") as (values (cast(? + ? as integer), ?), ((select "cake"."id" from "cake" where "cake"."id" = ?), ?)) select * from "_1") as "v"`,
      params: [1n, 2n, 3n, 1n, undefined],
      text: `select "v"."id", "v"."big" from (with "_1" ("id", "big") as (values (cast(1 + 2 as integer), 3), ((select "cake"."id" from "cake" where "cake"."id" = 1), :big)) select * from "_1") as "v"`,
    },
    postgres: {
      sql: `select "v"."id", "v"."big" from (values (cast($1::int8 + $2::int8 as int4), $3::int8), ((select "cake"."id" from "cake" where "cake"."id" = $4), $5::int8)) as "v" ("id", "big")`,
      params: ["1", "2", "3", "1", undefined],
      text: `select "v"."id", "v"."big" from (values (cast(1 + 2 as int4), 3), ((select "cake"."id" from "cake" where "cake"."id" = 1), :big)) as "v" ("id", "big")`,
    },
    mariadb: {
      sql: "select `v`.`id`, `v`.`big` from (select cast(? + ? as signed) as `id`, cast(? as signed) as `big` union all select (select `cake`.`id` from `cake` where `cake`.`id` = ?), cast(? as signed)) as `v`",
      params: [1n, 2n, 3n, 1n, undefined],
      text: "select `v`.`id`, `v`.`big` from (select cast(1 + 2 as signed) as `id`, 3 as `big` union all select (select `cake`.`id` from `cake` where `cake`.`id` = 1), :big) as `v`",
    },
    mysql: {
      sql: "select `v`.`id`, `v`.`big` from (values row(cast(? + ? as signed), cast(? as signed)), row((select `cake`.`id` from `cake` where `cake`.`id` = ?), cast(? as signed))) as `v` (`id`, `big`)",
      params: [1n, 2n, 3n, 1n, undefined],
      text: "select `v`.`id`, `v`.`big` from (values row(cast(1 + 2 as signed), 3), row((select `cake`.`id` from `cake` where `cake`.`id` = 1), :big)) as `v` (`id`, `big`)",
    },
  })
  golden("a row that may be absent", pipe(
    from(Cake),
    leftJoin(values("v", { id: integer.pipe(nullable) }, [{ id: 1 }]), eq(Cake.id, 1)),
    select({ id: Cake.id, v: values("v", { id: integer.pipe(nullable) }, [{ id: 1 }]) }),
  ), {
    sqlite: {
      sql: `select "cake"."id", "v"."id" as "v.id", "v"."_present" as "v._present" from "cake" left join (select *, 1 as "_present" from (with "_1" ("id") as (values (?)) select * from "_1") as "v") as "v" on "cake"."id" = ?`,
      params: [1n, 1n],
      text: `select "cake"."id", "v"."id" as "v.id", "v"."_present" as "v._present" from "cake" left join (select *, 1 as "_present" from (with "_1" ("id") as (values (1)) select * from "_1") as "v") as "v" on "cake"."id" = 1`,
    },
    postgres: {
      sql: `select "cake"."id", "v"."id" as "v.id", "v"."_present" as "v._present" from "cake" left join (select *, 1 as "_present" from (values ($1::int4)) as "v" ("id")) as "v" on "cake"."id" = $2`,
      params: ["1", "1"],
      text: `select "cake"."id", "v"."id" as "v.id", "v"."_present" as "v._present" from "cake" left join (select *, 1 as "_present" from (values (1)) as "v" ("id")) as "v" on "cake"."id" = 1`,
    },
    mariadb: {
      sql: "select `cake`.`id`, `v`.`id` as `v.id`, `v`.`_present` as `v._present` from `cake` left join (select *, 1 as `_present` from (select cast(? as signed) as `id`) as `v`) as `v` on `cake`.`id` = ?",
      params: [1n, 1n],
      text: "select `cake`.`id`, `v`.`id` as `v.id`, `v`.`_present` as `v._present` from `cake` left join (select *, 1 as `_present` from (select 1 as `id`) as `v`) as `v` on `cake`.`id` = 1",
    },
    mysql: {
      sql: "select `cake`.`id`, `v`.`id` as `v.id`, `v`.`_present` as `v._present` from `cake` left join (select *, 1 as `_present` from (values row(cast(? as signed))) as `v` (`id`)) as `v` on `cake`.`id` = ?",
      params: [1n, 1n],
      text: "select `cake`.`id`, `v`.`id` as `v.id`, `v`.`_present` as `v._present` from `cake` left join (select *, 1 as `_present` from (values row(1)) as `v` (`id`)) as `v` on `cake`.`id` = 1",
    },
  })
  const inWith = pipe(from(v), select({ id: v.id }), cte("c"))
  const inFrom = pipe(from(v), select({ id: v.id }), as("d"))
  golden("in a derived table and a CTE", pipe(from(inFrom), innerJoin(inWith, eq(inFrom.id, inWith.id))), {
    sqlite: {
      sql: `with "c" ("id") as (select "v"."id" from (with "_1" ("id", "name") as (values (?, ?), (?, null)) select * from "_1") as "v") select "d"."id" from (select "v"."id" from (with "_2" ("id", "name") as (values (?, ?), (?, null)) select * from "_2") as "v") as "d" inner join "c" on "d"."id" = "c"."id"`,
      params: [1n, "Opera", 2n, 1n, "Opera", 2n],
      text: `with "c" ("id") as (select "v"."id" from (with "_1" ("id", "name") as (values (1, 'Opera'), (2, null)) select * from "_1") as "v") select "d"."id" from (select "v"."id" from (with "_2" ("id", "name") as (values (1, 'Opera'), (2, null)) select * from "_2") as "v") as "d" inner join "c" on "d"."id" = "c"."id"`,
    },
    postgres: {
      sql: `with "c" ("id") as (select "v"."id" from (values ($1::int4, $2::text), ($3::int4, null::text)) as "v" ("id", "name")) select "d"."id" from (select "v"."id" from (values ($4::int4, $5::text), ($6::int4, null::text)) as "v" ("id", "name")) as "d" inner join "c" on "d"."id" = "c"."id"`,
      params: ["1", "Opera", "2", "1", "Opera", "2"],
      text: `with "c" ("id") as (select "v"."id" from (values (1, 'Opera'), (2, null::text)) as "v" ("id", "name")) select "d"."id" from (select "v"."id" from (values (1, 'Opera'), (2, null::text)) as "v" ("id", "name")) as "d" inner join "c" on "d"."id" = "c"."id"`,
    },
    mariadb: {
      sql: "with `c` (`id`) as (select `v`.`id` from (select cast(? as signed) as `id`, (cast(? as char) collate utf8mb4_nopad_bin) as `name` union all select cast(? as signed), null) as `v`) select `d`.`id` from (select `v`.`id` from (select cast(? as signed) as `id`, (cast(? as char) collate utf8mb4_nopad_bin) as `name` union all select cast(? as signed), null) as `v`) as `d` inner join `c` on `d`.`id` = `c`.`id`",
      params: [1n, "Opera", 2n, 1n, "Opera", 2n],
      text: "with `c` (`id`) as (select `v`.`id` from (select 1 as `id`, 'Opera' as `name` union all select 2, null) as `v`) select `d`.`id` from (select `v`.`id` from (select 1 as `id`, 'Opera' as `name` union all select 2, null) as `v`) as `d` inner join `c` on `d`.`id` = `c`.`id`",
    },
    mysql: {
      sql: "with `c` (`id`) as (select `v`.`id` from (values row(cast(? as signed), (cast(? as char) collate utf8mb4_0900_bin)), row(cast(? as signed), cast(null as char))) as `v` (`id`, `name`)) select `d`.`id` from (select `v`.`id` from (values row(cast(? as signed), (cast(? as char) collate utf8mb4_0900_bin)), row(cast(? as signed), cast(null as char))) as `v` (`id`, `name`)) as `d` inner join `c` on `d`.`id` = `c`.`id`",
      params: [1n, "Opera", 2n, 1n, "Opera", 2n],
      text: "with `c` (`id`) as (select `v`.`id` from (values row(1, 'Opera'), row(2, cast(null as char))) as `v` (`id`, `name`)) select `d`.`id` from (select `v`.`id` from (values row(1, 'Opera'), row(2, cast(null as char))) as `v` (`id`, `name`)) as `d` inner join `c` on `d`.`id` = `c`.`id`",
    },
  })
  golden("an insert", insertFrom(Cake, from(values("v", { id: integer, name: text, price: integer }, [{ id: 1, name: "it's", price: 2 }]))), {
    sqlite: {
      sql: `insert into "cake" ("id", "name", "price") select "v"."id", "v"."name", "v"."price" from (with "_1" ("id", "name", "price") as (values (?, ?, ?)) select * from "_1") as "v"`,
      params: [1n, "it's", 2n],
      text: `insert into "cake" ("id", "name", "price") select "v"."id", "v"."name", "v"."price" from (with "_1" ("id", "name", "price") as (values (1, 'it''s', 2)) select * from "_1") as "v"`,
    },
    postgres: {
      sql: `insert into "cake" ("id", "name", "price") select "v"."id", "v"."name", "v"."price" from (values ($1::int4, $2::text, $3::int4)) as "v" ("id", "name", "price")`,
      params: ["1", "it's", "2"],
      text: `insert into "cake" ("id", "name", "price") select "v"."id", "v"."name", "v"."price" from (values (1, 'it''s', 2)) as "v" ("id", "name", "price")`,
    },
    mariadb: {
      sql: "insert into `cake` (`id`, `name`, `price`) select `v`.`id`, `v`.`name`, `v`.`price` from (select cast(? as signed) as `id`, (cast(? as char) collate utf8mb4_nopad_bin) as `name`, cast(? as signed) as `price`) as `v`",
      params: [1n, "it's", 2n],
      text: "insert into `cake` (`id`, `name`, `price`) select `v`.`id`, `v`.`name`, `v`.`price` from (select 1 as `id`, 'it''s' as `name`, 2 as `price`) as `v`",
    },
    mysql: {
      sql: "insert into `cake` (`id`, `name`, `price`) select `v`.`id`, `v`.`name`, `v`.`price` from (values row(cast(? as signed), (cast(? as char) collate utf8mb4_0900_bin), cast(? as signed))) as `v` (`id`, `name`, `price`)",
      params: [1n, "it's", 2n],
      text: "insert into `cake` (`id`, `name`, `price`) select `v`.`id`, `v`.`name`, `v`.`price` from (values row(1, 'it''s', 2)) as `v` (`id`, `name`, `price`)",
    },
  })
  golden("an update", pipe(update(Cake, { name: v.name as never }), innerJoin(v, eq(v.id, Cake.id)), where(eq(v.name, "Opera"))), {
    sqlite: {
      sql: `update "cake" set "name" = "v"."name" from (with "_1" ("id", "name") as (values (?, ?), (?, null)) select * from "_1") as "v" where "v"."id" = "cake"."id" and "v"."name" = ?`,
      params: [1n, "Opera", 2n, "Opera"],
      text: `update "cake" set "name" = "v"."name" from (with "_1" ("id", "name") as (values (1, 'Opera'), (2, null)) select * from "_1") as "v" where "v"."id" = "cake"."id" and "v"."name" = 'Opera'`,
    },
    postgres: {
      sql: `update "cake" set "name" = "v"."name" from (values ($1::int4, $2::text), ($3::int4, null::text)) as "v" ("id", "name") where "v"."id" = "cake"."id" and "v"."name" = $4`,
      params: ["1", "Opera", "2", "Opera"],
      text: `update "cake" set "name" = "v"."name" from (values (1, 'Opera'), (2, null::text)) as "v" ("id", "name") where "v"."id" = "cake"."id" and "v"."name" = 'Opera'`,
    },
    mariadb: {
      sql: "update `cake`, (select cast(? as signed) as `id`, (cast(? as char) collate utf8mb4_nopad_bin) as `name` union all select cast(? as signed), null) as `v` set `cake`.`name` = `v`.`name` where `v`.`id` = `cake`.`id` and `v`.`name` = ?",
      params: [1n, "Opera", 2n, "Opera"],
      text: "update `cake`, (select 1 as `id`, 'Opera' as `name` union all select 2, null) as `v` set `cake`.`name` = `v`.`name` where `v`.`id` = `cake`.`id` and `v`.`name` = 'Opera'",
    },
    mysql: {
      sql: "update `cake`, (values row(cast(? as signed), (cast(? as char) collate utf8mb4_0900_bin)), row(cast(? as signed), cast(null as char))) as `v` (`id`, `name`) set `cake`.`name` = `v`.`name` where `v`.`id` = `cake`.`id` and `v`.`name` = ?",
      params: [1n, "Opera", 2n, "Opera"],
      text: "update `cake`, (values row(1, 'Opera'), row(2, cast(null as char))) as `v` (`id`, `name`) set `cake`.`name` = `v`.`name` where `v`.`id` = `cake`.`id` and `v`.`name` = 'Opera'",
    },
  })
})

describe("values refuses", () => {
  const message = (q: AnyQuery, dialect = sqlite): string => {
    const compiled = compile(dialect)(q)
    return compiled._tag === "Left" ? compiled.left.message : "compiles"
  }
  const rows = (given: ReadonlyArray<unknown>) => from(values("v", { id: integer }, given as never))

  test.each([
    [[{ id: 1 }, { id: 1.5 }], `row 2 of the values "v", column "id": expected integer, got 1.5; give a value that fits, or an expression`],
    [[{ id: null }], `row 1 of the values "v", column "id": expected integer, got null; give a value that fits, or an expression`],
    [[{}], `row 1 of the values "v", column "id": expected integer, got undefined; give a value that fits, or an expression`],
    [[{ id: 1, it: 2 }], `row 1 of the values "v" has "it", which is no column; leave it out, or add the column`],
    [[null], `row 1 of the values "v" is null; give a record of values by column`],
    [[{ id: Cake.id }], `table "cake" is not in from/join`],
  ])("%j", (given, expected) => {
    expect(message(rows(given))).toContain(expected)
  })
  test("no columns", () => {
    expect(message(pipe(from(values("v", {}, [{}])), select({ n: countAll })))).toContain(`the values "v" have no columns; give at least one`)
  })
  test("more values than there may be parameters", () => {
    expect(message(rows(Array.from({ length: 70_000 }, (_, id) => ({ id }))), postgres)).toContain("65535")
  })
  test("the tree does not change with the rows it was made of", () => {
    const row = { id: 1 }
    const q = rows([row])
    row.id = 2
    expect(compile(sqlite)(q)).toMatchObject({ right: { params: [1n] } })
  })
})
