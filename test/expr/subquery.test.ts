import { BigDecimal, Duration, pipe } from "effect"
import {
  add,
  alias,
  all,
  as,
  coalesce,
  count,
  countAll,
  desc,
  eq,
  from,
  gt,
  innerJoin,
  integer,
  json,
  leftJoin,
  limit,
  literal,
  many,
  max,
  maybe,
  orderBy,
  scalar,
  select,
  union,
  where,
  bytes,
  value,
  double,
  unionAll,
  distinct,
  rawQuery,
  text,
} from "fulmar"
import * as t from "io-ts"
import { describe, expect, test } from "vitest"
import { Bakery, Cake, everything, Fruit, inBakery, Kinds, Note, plain } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const own = pipe(from(Fruit), where(eq(Fruit.cakeId, Kinds.id)), select({ id: Fruit.id, name: Fruit.name }))

describe("prints", () => {
  goldenExpr("the value of a query", scalar(pipe(
    from(Fruit),
    where(eq(Fruit.cakeId, Kinds.id)),
    select(count(Fruit.id)),
  )), {
    sqlite: `(select count("fruit"."id") as "value" from "fruit" where "fruit"."cakeId" = "kinds"."id")`,
    postgres: `(select count("fruit"."id") as "value" from "fruit" where "fruit"."cakeId" = "kinds"."id")`,
    mariadb: "(select count(`fruit`.`id`) as `value` from `fruit` where `fruit`.`cakeId` = `kinds`.`id`)",
    mysql: "(select count(`fruit`.`id`) as `value` from `fruit` where `fruit`.`cakeId` = `kinds`.`id`)",
  })
  goldenExpr("all rows of a query", many(own), {
    sqlite: `(select json_group_array(json_array("_1"."c0", "_1"."c1")) from (select "fruit"."id" as "c0", ` +
        `"fruit"."name" as "c1" from "fruit" where "fruit"."cakeId" = "kinds"."id") as "_1")`,
    postgres: `(select coalesce(json_agg(json_build_array("_1"."c0", "_1"."c1")), '[]') from (select "fruit"."id" as "c0", "fruit"."name" as "c1" from "fruit" where "fruit"."cakeId" = "kinds"."id") as "_1")`,
    mariadb: "(select coalesce(json_arrayagg(json_array(`fruit`.`id`, `fruit`.`name`)), json_array()) from `fruit` where `fruit`.`cakeId` = `kinds`.`id`)",
    mysql: "(select coalesce(json_arrayagg(json_array(`_1`.`c0`, `_1`.`c1`)), json_array()) from (select `fruit`.`id` as `c0`, `fruit`.`name` as `c1` from `fruit` where `fruit`.`cakeId` = `kinds`.`id`) as `_1`)",
  })
  goldenExpr("the first row of a query", maybe(pipe(own, orderBy(desc(Fruit.id)))), {
    sqlite: {
      sql: `(select json_array("_1"."c0", "_1"."c1") from (select "fruit"."id" as "c0", "fruit"."name" as "c1" ` +
        `from "fruit" where "fruit"."cakeId" = "kinds"."id" order by "fruit"."id" desc limit ?) as "_1")`,
      params: [1n],
      text: `(select json_array("_1"."c0", "_1"."c1") from (select "fruit"."id" as "c0", "fruit"."name" as "c1" ` +
        `from "fruit" where "fruit"."cakeId" = "kinds"."id" order by "fruit"."id" desc limit 1) as "_1")`,
    },
    postgres: {
      sql: `(select json_build_array("_1"."c0", "_1"."c1") from (select "fruit"."id" as "c0", "fruit"."name" as "c1" from "fruit" where "fruit"."cakeId" = "kinds"."id" order by "fruit"."id" desc limit $1) as "_1")`,
      params: ["1"],
      text: `(select json_build_array("_1"."c0", "_1"."c1") from (select "fruit"."id" as "c0", "fruit"."name" as "c1" from "fruit" where "fruit"."cakeId" = "kinds"."id" order by "fruit"."id" desc limit 1) as "_1")`,
    },
    mariadb: {
      sql: "(select json_array(`fruit`.`id`, `fruit`.`name`) from `fruit` where `fruit`.`cakeId` = `kinds`.`id` order by `fruit`.`id` desc limit ?)",
      params: [1n],
      text: "(select json_array(`fruit`.`id`, `fruit`.`name`) from `fruit` where `fruit`.`cakeId` = `kinds`.`id` order by `fruit`.`id` desc limit 1)",
    },
    mysql: {
      sql: "(select json_array(`_1`.`c0`, `_1`.`c1`) from (select `fruit`.`id` as `c0`, `fruit`.`name` as `c1` from `fruit` where `fruit`.`cakeId` = `kinds`.`id` order by `fruit`.`id` desc limit ?) as `_1`)",
      params: [1n],
      text: "(select json_array(`_1`.`c0`, `_1`.`c1`) from (select `fruit`.`id` as `c0`, `fruit`.`name` as `c1` from `fruit` where `fruit`.`cakeId` = `kinds`.`id` order by `fruit`.`id` desc limit 1) as `_1`)",
    },
  })
  goldenExpr("rows in rows, with what JSON would lose as text", many(pipe(
    from(Cake),
    select({ fruits: many(own), big: Kinds.big, raw: Kinds.raw, doc: Kinds.doc }),
  )), {
    sqlite: `(select json_group_array(json_array(json("_1"."c0"), "_1"."c1", "_1"."c2", "_1"."c3")) from (select ` +
        `(select json_group_array(json_array("_2"."c0", "_2"."c1")) from (select "fruit"."id" as "c0", ` +
        `"fruit"."name" as "c1" from "fruit" where "fruit"."cakeId" = "kinds"."id") as "_2") as "c0", ` +
        `cast("kinds"."big" as text) as "c1", iif("kinds"."raw" is null, null, '\\x' || lower(hex("kinds"."raw"))) as "c2", ` +
        `cast("kinds"."doc" as text) as "c3" from "cake") as "_1")`,
    postgres: `(select coalesce(json_agg(json_build_array("_1"."c0", "_1"."c1", "_1"."c2", "_1"."c3")), '[]') from (select (select coalesce(json_agg(json_build_array("_2"."c0", "_2"."c1")), '[]') from (select "fruit"."id" as "c0", "fruit"."name" as "c1" from "fruit" where "fruit"."cakeId" = "kinds"."id") as "_2") as "c0", cast("kinds"."big" as text) as "c1", "kinds"."raw" as "c2", cast("kinds"."doc" as text) as "c3" from "cake") as "_1")`,
    mariadb: "(select coalesce(json_arrayagg(json_array(json_compact((select coalesce(json_arrayagg(json_array(`fruit`.`id`, `fruit`.`name`)), json_array()) from `fruit` where `fruit`.`cakeId` = `kinds`.`id`)), (cast(`kinds`.`big` as char) collate utf8mb4_nopad_bin), concat('\\\\x', lower(hex(`kinds`.`raw`))), (cast(`kinds`.`doc` as char) collate utf8mb4_nopad_bin))), json_array()) from `cake`)",
    mysql: "(select coalesce(json_arrayagg(json_array(`_1`.`c0`, `_1`.`c1`, `_1`.`c2`, `_1`.`c3`)), json_array()) from (select (select coalesce(json_arrayagg(json_array(`_2`.`c0`, `_2`.`c1`)), json_array()) from (select `fruit`.`id` as `c0`, `fruit`.`name` as `c1` from `fruit` where `fruit`.`cakeId` = `kinds`.`id`) as `_2`) as `c0`, (cast(`kinds`.`big` as char) collate utf8mb4_0900_bin) as `c1`, concat('\\\\x', lower(hex(`kinds`.`raw`))) as `c2`, (cast(`kinds`.`doc` as char) collate utf8mb4_0900_bin) as `c3` from `cake`) as `_1`)",
  })
})

const fruitsOf = pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), orderBy(Fruit.id))

describe("values", () => {
  test("a scalar is the value, and NULL where there is no row", async () => {
    const q = pipe(
      from(Cake),
      select({
        n: scalar(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select(count(Fruit.id)))),
        last: scalar(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select(max(Fruit.name)))),
        one: scalar(pipe(fruitsOf, limit(1), select(Fruit.name))),
      }),
      orderBy(Cake.id),
    )
    expect(await inBakery(all(q))).toEqual([
      { n: 1, last: "Cherry", one: "Cherry" },
      { n: 2, last: "Berry", one: "Apple" },
      { n: 0, last: null, one: null },
    ])
  })

  test("many is all rows in their order, maybe the first or none", async () => {
    const q = pipe(
      from(Cake),
      select({ id: Cake.id, fruits: many(pipe(fruitsOf, select(Fruit.name))), first: maybe(fruitsOf) }),
      orderBy(Cake.id),
    )
    expect(await inBakery(all(q))).toEqual([
      { id: 1, fruits: ["Cherry"], first: { id: 1, name: "Cherry", cakeId: 1 } },
      { id: 2, fruits: ["Apple", "Berry"], first: { id: 2, name: "Apple", cakeId: 2 } },
      { id: 3, fruits: [], first: null },
    ])
  })

  test("order, limit and distinct hold for each row outside", async () => {
    const q = pipe(
      from(Cake),
      select(many(pipe(
        from(Fruit),
        where(eq(Fruit.cakeId, Cake.id)),
        orderBy(desc(Fruit.id)),
        limit(1),
        select(Fruit.id),
      ))),
      orderBy(Cake.id),
    )
    expect(await inBakery(all(q))).toEqual([[1], [3], []])
    const d = pipe(
      from(Cake),
      where(eq(Cake.id, 2)),
      select(many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select({ c: Fruit.cakeId }), distinct))),
    )
    expect(await inBakery(all(d))).toEqual([[{ c: 2 }]])
  })

  test("rows nest three deep, with every type as it would be by itself", async () => {
    const kinds = pipe(
      from(Kinds),
      where(eq(Kinds.id, Fruit.id)),
      select({ kind: Kinds, next: maybe(pipe(from(Note), where(eq(Note.cakeId, Kinds.id)))) }),
    )
    const q = pipe(
      from(Cake),
      where(eq(Cake.id, 1)),
      select({ cake: Cake.name, fruits: many(pipe(fruitsOf, select({ fruit: Fruit.name, kinds: many(kinds) }))) }),
    )
    const rows = await inBakery(all(q))
    expect(plain(rows)).toEqual([{
      cake: "Opera",
      fruits: [{ fruit: "Cherry", kinds: [{ kind: plain(everything), next: { cakeId: 1, body: "soft" } }] }],
    }])
    const kind = rows[0]!.fruits[0]!.kinds[0]!.kind
    expect([
      typeof kind.big, BigDecimal.isBigDecimal(kind.price), kind.raw instanceof Uint8Array, kind.at instanceof Date,
      Duration.isDuration(kind.span),
    ]).toEqual(["bigint", true, true, true, true])
  })

  test("NULLs of every type nest", async () => {
    const rows = await inBakery(all(pipe(
      from(Cake),
      limit(1),
      select(maybe(pipe(from(Kinds), where(eq(Kinds.id, 2))))),
    )))
    expect(Object.values(rows[0]!).filter((x) => x !== null)).toEqual([2, -7])
  })

  test("numbers nest without losing a digit", async () => {
    const x = {
      a: value(double, 0.1 + 0.2), b: value(double, 5e-324), c: value(double, 1.7976931348623157e308),
      d: literal(9007199254740991), e: literal(9223372036854775807n), f: value(double, 1 / 3),
      g: value(double, 123456789.12345679), h: value(double, Infinity),
    }
    const rows = await inBakery(all(pipe(from(Cake), limit(1), select(maybe(pipe(from(Note), limit(1), select(x)))))))
    expect(rows).toEqual([{
      a: 0.1 + 0.2, b: 5e-324, c: 1.7976931348623157e308, d: 9007199254740991, e: 9223372036854775807n, f: 1 / 3,
      g: 123456789.12345679, h: Infinity,
    }])
  })

  test("texts nest whatever is in them", async () => {
    const hostile = ['"', "\\", "\n", "\u2028", "😀", "</script>", "[1]", "null", ""]
    const rows = await inBakery(all(pipe(
      from(Cake),
      limit(1),
      select(maybe(pipe(
        from(Note),
        limit(1),
        select(Object.fromEntries(hostile.map((s, i) => [`c${i}`, literal(s)]))),
      ))),
    )))
    expect(Object.values(rows[0] as object)).toEqual(hostile)
  })

  test("bytes and documents nest", async () => {
    const doc = json(t.type({ a: t.array(t.number) }))
    const rows = await inBakery(all(pipe(
      from(Cake),
      limit(1),
      select(many(pipe(
        from(Note),
        limit(1),
        select({ b: value(bytes, Uint8Array.of(0, 128)), d: value(doc, { a: [1, 2.5] }) }),
      ))),
    )))
    expect(rows).toEqual([[{ b: Uint8Array.of(0, 128), d: { a: [1, 2.5] } }]])
  })

  test("set operations, groups, joins, derived tables and raw queries nest", async () => {
    const set = pipe(
      from(Fruit),
      where(eq(Fruit.cakeId, Cake.id)),
      select({ n: Fruit.name }),
      unionAll(pipe(from(Bakery), where(eq(Bakery.id, Cake.bakeryId)), select({ n: Bakery.name }))),
    )
    const D = pipe(from(Fruit), select({ id: Fruit.id, cake: Fruit.cakeId }), limit(3), as("d"))
    const q = pipe(
      from(Cake),
      where(eq(Cake.id, 1)),
      select({
        set: many(set),
        limited: many(pipe(set, limit(1), limit(1))),
        count: maybe(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select({ n: countAll }))),
        joined: many(pipe(
          from(Fruit),
          leftJoin(Note, eq(Note.cakeId, Fruit.cakeId)),
          where(eq(Fruit.cakeId, Cake.id)),
          select({ f: Fruit.id, note: Note }),
        )),
        derived: many(pipe(from(D), where(eq(D.cake, Cake.id)), select(D.id))),
        raw: many(rawQuery({ one: integer, two: text })`select 1, 'x'`),
      }),
    )
    expect(await inBakery(all(q))).toEqual([
      {
        set: [{ n: "Cherry" }, { n: "Sea" }], limited: [{ n: "Cherry" }], count: { n: 1 },
        joined: [{ f: 1, note: { cakeId: 1, body: "soft" } }], derived: [1], raw: [{ one: 1, two: "x" }],
      },
    ])
  })

  test("a nested query outlives a limit and a join around it", async () => {
    const q = pipe(
      from(Cake),
      select({ id: Cake.id, fruits: many(pipe(fruitsOf, select(Fruit.name))) }),
      orderBy(Cake.id),
      limit(2),
      innerJoin(Bakery, eq(Bakery.id, Cake.bakeryId)),
    )
    expect(await inBakery(all(q))).toEqual([{ id: 1, fruits: ["Cherry"] }, { id: 2, fruits: ["Apple", "Berry"] }])
  })

  test("a nested query in a set operation is still rows", async () => {
    const one = pipe(from(Cake), where(eq(Cake.id, 1)), select({ xs: many(pipe(fruitsOf, select(Fruit.name))) }))
    const two = pipe(from(Cake), where(eq(Cake.id, 2)), select({ xs: many(pipe(fruitsOf, select(Fruit.name))) }))
    expect(
      (await inBakery(all(pipe(one, union(two))))).map((r) => r.xs).toSorted(),
    ).toEqual([["Apple", "Berry"], ["Cherry"]])
  })

  test("a nested query in a derived table, a scalar or a choice is still rows", async () => {
    const fruits = many(pipe(fruitsOf, select(Fruit.name)))
    const D = pipe(from(Cake), select({ id: Cake.id, xs: fruits }), as("d"))
    const q = pipe(
      from(Bakery),
      leftJoin(D, eq(D.id, add(Bakery.id, 1))),
      select({ xs: D.xs, d: D }),
      orderBy(Bakery.id),
    )
    expect(await inBakery(all(q))).toEqual([
      { xs: ["Apple", "Berry"], d: { id: 2, xs: ["Apple", "Berry"] } },
      { xs: [], d: { id: 3, xs: [] } },
    ])
    const first = maybe(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select({ id: Fruit.id })))
    const other = maybe(pipe(from(Fruit), where(eq(Fruit.id, 4)), select({ id: Fruit.id })))
    const chosen = pipe(from(Cake), where(eq(Cake.id, 3)), select({ x: coalesce(first, other) }))
    expect(await inBakery(all(chosen))).toEqual([{ x: { id: 4 } }])
  })

  test("a correlated query reads the tables around it at any depth, itself by another name", async () => {
    const Cheaper = Cake.pipe(alias("cheaper"))
    const q = pipe(
      from(Cake),
      select({
        id: Cake.id,
        cheaper: many(pipe(
          from(Cheaper),
          where(gt(Cake.price, Cheaper.price)),
          orderBy(Cheaper.id),
          select({
            id: Cheaper.id, gap: add(Cake.price, Cheaper.price),
            fruits: many(pipe(
              from(Fruit),
              where(eq(Fruit.cakeId, Cheaper.id)),
              where(gt(Cake.id, 0)),
              orderBy(Fruit.id),
              select(Fruit.id),
            )),
          }),
        )),
      }),
      orderBy(Cake.id),
    )
    expect(await inBakery(all(q))).toEqual([
      { id: 1, cheaper: [{ id: 2, gap: 40, fruits: [2, 3] }, { id: 3, gap: 50, fruits: [] }] },
      { id: 2, cheaper: [] },
      { id: 3, cheaper: [{ id: 2, gap: 30, fruits: [2, 3] }] },
    ])
  })
})
