import { Effect, Option, pipe } from "effect"
import {
  add,
  alias,
  all,
  as,
  eq,
  execute,
  from,
  gt,
  identifier,
  innerJoin,
  integer,
  isIn,
  limit,
  many,
  max,
  nullable,
  option,
  orderBy,
  orderRowsBy,
  raw,
  rawCommand,
  rawQuery,
  select,
  text,
  unionAll,
  where,
  bigint,
  desc,
  literal,
  boolean,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { Cake, failure, Fruit, inBakery, Kinds } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"

const { n } = Kinds
const names = rawQuery({ id: integer, cake: { name: text } })`select id, name from cake where id < ${3} order by id`

const C = Cake.pipe(alias("c"))
const rows = [[1, 2], [3, "x"]]
const name = identifier("a.b", 'c"d')
const mixed = raw(boolean)`(${n}, 1) in (values ${rows}) or ${raw(integer)`x`} in (${[1, 2]}) or ${name} in (${[]})`

describe("prints", () => {
  goldenExpr("an expression, in which values are parameters", raw(integer)`abs(${n} - ${7})`, {
    sqlite: {
      sql: `abs("kinds"."n" - ?)`,
      params: [7n],
      text: `abs("kinds"."n" - 7)`,
    },
    postgres: {
      sql: `abs("kinds"."n" - $1::int8)`,
      params: ["7"],
      text: `abs("kinds"."n" - 7)`,
    },
    mariadb: {
      sql: "abs(`kinds`.`n` - ?)",
      params: [7n],
      text: "abs(`kinds`.`n` - 7)",
    },
    mysql: {
      sql: "abs(`kinds`.`n` - ?)",
      params: [7n],
      text: "abs(`kinds`.`n` - 7)",
    },
  })
  goldenExpr("raw in an operator, in parentheses", add(raw(integer)`1 + 1`, 2), {
    sqlite: {
      sql: "(1 + 1) + ?",
      params: [2n],
      text: "(1 + 1) + 2",
    },
    postgres: {
      sql: "(1 + 1) + $1::int8",
      params: ["2"],
      text: "(1 + 1) + 2",
    },
    mariadb: {
      sql: "(1 + 1) + ?",
      params: [2n],
      text: "(1 + 1) + 2",
    },
    mysql: {
      sql: "(1 + 1) + ?",
      params: [2n],
      text: "(1 + 1) + 2",
    },
  })
  goldenExpr("an expression in raw, in parentheses", raw(integer)`${add(n, 1)} * ${add(n, 2)}`, {
    sqlite: {
      sql: `("kinds"."n" + ?) * ("kinds"."n" + ?)`,
      params: [1n, 2n],
      text: `("kinds"."n" + 1) * ("kinds"."n" + 2)`,
    },
    postgres: {
      sql: `("kinds"."n" + $1::int8) * ("kinds"."n" + $2::int8)`,
      params: ["1", "2"],
      text: `("kinds"."n" + 1) * ("kinds"."n" + 2)`,
    },
    mariadb: {
      sql: "(`kinds`.`n` + ?) * (`kinds`.`n` + ?)",
      params: [1n, 2n],
      text: "(`kinds`.`n` + 1) * (`kinds`.`n` + 2)",
    },
    mysql: {
      sql: "(`kinds`.`n` + ?) * (`kinds`.`n` + ?)",
      params: [1n, 2n],
      text: "(`kinds`.`n` + 1) * (`kinds`.`n` + 2)",
    },
  })
  goldenExpr("raw in raw, lists, rows and names", mixed, {
    sqlite: {
      sql: `("kinds"."n", 1) in (values (?, ?), (?, ?)) or (x) in (?, ?) or "a.b"."c""d" in (select null where false)`,
      params: [1n, 2n, 3n, "x", 1n, 2n],
      text: `("kinds"."n", 1) in (values (1, 2), (3, 'x')) or (x) in (1, 2) or "a.b"."c""d" in (select null where false)`,
    },
    postgres: {
      sql: `("kinds"."n", 1) in (values ($1::int8, $2::int8), ($3::int8, $4::text)) or (x) in ($5::int8, $6::int8) or "a.b"."c""d" in (select null where false)`,
      params: ["1", "2", "3", "x", "1", "2"],
      text: `("kinds"."n", 1) in (values (1, 2), (3, 'x')) or (x) in (1, 2) or "a.b"."c""d" in (select null where false)`,
    },
    mariadb: {
      sql: "(`kinds`.`n`, 1) in (values (?, ?), (?, ?)) or (x) in (?, ?) or `a.b`.`c\"d` in (select null where false)",
      params: [1n, 2n, 3n, "x", 1n, 2n],
      text: "(`kinds`.`n`, 1) in (values (1, 2), (3, 'x')) or (x) in (1, 2) or `a.b`.`c\"d` in (select null where false)",
    },
    mysql: {
      sql: "(`kinds`.`n`, 1) in (values (?, ?), (?, ?)) or (x) in (?, ?) or `a.b`.`c\"d` in (select null where false)",
      params: [1n, 2n, 3n, "x", 1n, 2n],
      text: "(`kinds`.`n`, 1) in (values (1, 2), (3, 'x')) or (x) in (1, 2) or `a.b`.`c\"d` in (select null where false)",
    },
  })
  goldenExpr("a list of nothing, of the type of what it stands beside", raw(boolean)`${n} not in (${[]})`, {
    sqlite: `"kinds"."n" not in (select null where false)`,
    postgres: `"kinds"."n" not in (select null::int4 where false)`,
    mariadb: "`kinds`.`n` not in (select cast(null as signed) where false)",
    mysql: "`kinds`.`n` not in (select cast(null as signed) where false)",
  })
  goldenExpr("a query in raw, in parentheses", raw(integer)`${pipe(from(Cake), select(max(Cake.price)))} + 1`, {
    sqlite: `(select max("cake"."price") as "value" from "cake") + 1`,
    postgres: `(select max("cake"."price") as "value" from "cake") + 1`,
    mariadb: "(select max(`cake`.`price`) as `value` from `cake`) + 1",
    mysql: "(select max(`cake`.`price`) as `value` from `cake`) + 1",
  })
  golden("a whole query", names, {
    sqlite: {
      sql: "select id, name from cake where id < ? order by id",
      params: [3n],
      text: "select id, name from cake where id < 3 order by id",
    },
    postgres: {
      sql: "select id, name from cake where id < $1::int8 order by id",
      params: ["3"],
      text: "select id, name from cake where id < 3 order by id",
    },
    mariadb: {
      sql: "select id, name from cake where id < ? order by id",
      params: [3n],
      text: "select id, name from cake where id < 3 order by id",
    },
    mysql: {
      sql: "select id, name from cake where id < ? order by id",
      params: [3n],
      text: "select id, name from cake where id < 3 order by id",
    },
  })
  golden("a limited one", pipe(names, limit(1)), {
    sqlite: {
      sql: `select "_1"."id", "_1"."cake.name" from (with "_raw_query" ("c0", "c1") as (select id, name from cake ` +
        `where id < ? order by id) select "c0" as "id", "c1" as "cake.name" from "_raw_query") as "_1" limit ?`,
      params: [3n, 1n],
      text: `select "_1"."id", "_1"."cake.name" from (with "_raw_query" ("c0", "c1") as (select id, name from cake ` +
        `where id < 3 order by id) select "c0" as "id", "c1" as "cake.name" from "_raw_query") as "_1" limit 1`,
    },
    postgres: {
      sql: `select "_1"."id", "_1"."cake.name" from (with "_raw_query" ("c0", "c1") as (select id, name from cake where id < $1::int8 order by id) select "c0" as "id", "c1" as "cake.name" from "_raw_query") as "_1" limit $2`,
      params: ["3", "1"],
      text: `select "_1"."id", "_1"."cake.name" from (with "_raw_query" ("c0", "c1") as (select id, name from cake where id < 3 order by id) select "c0" as "id", "c1" as "cake.name" from "_raw_query") as "_1" limit 1`,
    },
    mariadb: {
      sql: "select `_1`.`id`, `_1`.`cake.name` from (with `_raw_query` (`c0`, `c1`) as (select id, name from cake where id < ? order by id) select `c0` as `id`, `c1` as `cake.name` from `_raw_query`) as `_1` limit ?",
      params: [3n, 1n],
      text: "select `_1`.`id`, `_1`.`cake.name` from (with `_raw_query` (`c0`, `c1`) as (select id, name from cake where id < 3 order by id) select `c0` as `id`, `c1` as `cake.name` from `_raw_query`) as `_1` limit 1",
    },
    mysql: {
      sql: "select `_1`.`id`, `_1`.`cake.name` from (with `_raw_query` (`c0`, `c1`) as (select id, name from cake where id < ? order by id) select `c0` as `id`, `c1` as `cake.name` from `_raw_query`) as `_1` limit ?",
      params: [3n, 1n],
      text: "select `_1`.`id`, `_1`.`cake.name` from (with `_raw_query` (`c0`, `c1`) as (select id, name from cake where id < 3 order by id) select `c0` as `id`, `c1` as `cake.name` from `_raw_query`) as `_1` limit 1",
    },
  })
  golden("as a table", pipe(from(pipe(rawQuery({ x: integer, y: text })`select 1, 'a'`, as("t")))), {
    sqlite: `select "t"."x", "t"."y" from (with "_raw_query" ("c0", "c1") as (select 1, 'a') select "c0" as "x", "c1" ` +
        `as "y" from "_raw_query") as "t"`,
    postgres: `select "t"."x", "t"."y" from (with "_raw_query" ("c0", "c1") as (select 1, 'a') select "c0" as "x", "c1" as "y" from "_raw_query") as "t"`,
    mariadb: "select `t`.`x`, `t`.`y` from (with `_raw_query` (`c0`, `c1`) as (select 1, 'a') select `c0` as `x`, `c1` as `y` from `_raw_query`) as `t`",
    mysql: "select `t`.`x`, `t`.`y` from (with `_raw_query` (`c0`, `c1`) as (select 1, 'a') select `c0` as `x`, `c1` as `y` from `_raw_query`) as `t`",
  })
  golden("in a set operation", pipe(
    rawQuery({ x: integer })`select 1`,
    unionAll(pipe(from(Cake), select({ x: Cake.id }))),
  ), {
    sqlite: `select * from (with "_raw_query" ("c0") as (select 1) select "c0" as "x" from "_raw_query") union all select ` +
        `"cake"."id" as "x" from "cake"`,
    postgres: `(with "_raw_query" ("c0") as (select 1) select "c0" as "x" from "_raw_query") union all select "cake"."id" as "x" from "cake"`,
    mariadb: "select * from (with `_raw_query` (`c0`) as (select 1) select `c0` as `x` from `_raw_query`) as `_1` union all select `cake`.`id` as `x` from `cake`",
    mysql: "(with `_raw_query` (`c0`) as (select 1) select `c0` as `x` from `_raw_query`) union all select `cake`.`id` as `x` from `cake`",
  })
  golden("sorted", pipe(rawQuery({ x: integer })`values (1), (2)`, orderRowsBy((row) => [desc(row.x)])), {
    sqlite: `select "_1"."x" from (with "_raw_query" ("c0") as (values (1), (2)) select "c0" as "x" from "_raw_query") as ` +
        `"_1" order by "_1"."x" desc`,
    postgres: `select "_1"."x" from (with "_raw_query" ("c0") as (values (1), (2)) select "c0" as "x" from "_raw_query") as "_1" order by "_1"."x" desc`,
    mariadb: "select `_1`.`x` from (with `_raw_query` (`c0`) as (values (1), (2)) select `c0` as `x` from `_raw_query`) as `_1` order by `_1`.`x` desc",
    mysql: "select `_1`.`x` from (with `_raw_query` (`c0`) as (values (1), (2)) select `c0` as `x` from `_raw_query`) as `_1` order by `_1`.`x` desc",
  })
  golden("a command, with tables and columns", rawCommand`update ${C} set price = ${5} where ${C.id} = ${1}`, {
    sqlite: {
      sql: `update "cake" as "c" set price = ? where "c"."id" = ?`,
      params: [5n, 1n],
      text: `update "cake" as "c" set price = 5 where "c"."id" = 1`,
    },
    postgres: {
      sql: `update "cake" as "c" set price = $1::int8 where "c"."id" = $2::int8`,
      params: ["5", "1"],
      text: `update "cake" as "c" set price = 5 where "c"."id" = 1`,
    },
    mariadb: {
      sql: "update `cake` as `c` set price = ? where `c`.`id` = ?",
      params: [5n, 1n],
      text: "update `cake` as `c` set price = 5 where `c`.`id` = 1",
    },
    mysql: {
      sql: "update `cake` as `c` set price = ? where `c`.`id` = ?",
      params: [5n, 1n],
      text: "update `cake` as `c` set price = 5 where `c`.`id` = 1",
    },
  })
})

describe("rows", () => {
  test("an expression is decoded by its type", async () => {
    const q = pipe(
      from(Cake),
      select({
        x: raw(bigint)`${Cake.id} * 10000000000000000`, none: raw(integer.pipe(nullable))`null`,
        option: raw(integer.pipe(nullable))`${Cake.bakeryId}`, sum: add(raw(integer)`1 + 1`, 3),
      }),
      orderBy(raw(integer)`-${Cake.id}`),
      limit(1),
    )
    expect(await inBakery(all(q))).toEqual([{ x: 30000000000000000n, none: null, option: null, sum: 5 }])
  })

  test("what is put into raw SQL keeps its value, whatever stands around it", async () => {
    const x = raw(integer)`${add(n, 1)} * ${add(n, 2)}`
    const y = raw(integer)`${n} - ${raw(integer)`${n} - ${3}`}`
    expect(await inBakery(all(pipe(from(Kinds), limit(1), select({ x, y }))))).toEqual([{ x: 72, y: 3 }])
  })

  test("a query is decoded by its columns in order, into records", async () => {
    expect(await inBakery(all(names))).toEqual([{ id: 1, cake: { name: "Opera" } }, { id: 2, cake: { name: "Tart" } }])
    expect(await inBakery(all(rawQuery(integer)`values (1), (2)`))).toEqual([1, 2])
    expect(await inBakery(all(rawQuery({
      a: integer.pipe(option), b: integer.pipe(option),
    })`select null, 2`))).toEqual([{ a: Option.none(), b: Option.some(2) }])
  })

  test("a query composes: limits, sets, order, tables, membership and nesting", async () => {
    const xs = rawQuery({ x: integer })`values (3), (1), (2)`
    expect(await inBakery(all(pipe(xs, orderRowsBy((row) => [row.x]), limit(2))))).toEqual([{ x: 1 }, { x: 2 }])
    expect(await inBakery(all(pipe(xs, limit(2), limit(1))))).toEqual([{ x: 3 }])
    expect(await inBakery(all(pipe(
      from(Fruit),
      select({ x: Fruit.id }),
      where(gt(Fruit.id, 3)),
      unionAll(xs),
      orderRowsBy((row) => [row.x]),
    )))).toEqual([1, 2, 3, 4].map((x) => ({ x })))
    const T = pipe(xs, as("t"))
    expect(await inBakery(all(pipe(
      from(Cake),
      innerJoin(T, eq(T.x, Cake.id)),
      where(gt(T.x, 2)),
      select({ x: T.x, name: Cake.name }),
    )))).toEqual([{ x: 3, name: "Sponge" }])
    expect(await inBakery(all(pipe(from(Cake), limit(1), select(many(xs)))))).toEqual([[{ x: 3 }, { x: 1 }, { x: 2 }]])
    expect(await inBakery(all(pipe(
      from(Cake),
      where(isIn(Cake.id, [literal(2)])),
      select(raw(integer)`${Cake.id} in ${xs}`),
    )))).toEqual([1])
  })

  test("a command is executed", async () => {
    const r = await inBakery(
      Effect.gen(function* () {
        const { rowsAffected } = yield* execute(
          rawCommand`delete from ${Fruit} where ${identifier("id")} in (${[1, 2, 99]})`,
        )
        return [rowsAffected, (yield* all(from(Fruit))).length]
      }),
    )
    expect(r).toEqual([2, 2])
  })

  test("what the columns do not fit is a DecodeError", async () => {
    expect((await failure(all(rawQuery({ x: integer })`select 'a'`)))._tag).toBe("DecodeError")
  })
})
