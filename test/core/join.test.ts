import { pipe } from "effect"
import {
  alias, crossJoin, eq, from, fullJoin, innerJoin, isNull, leftJoin, limit, lt, orderBy, rightJoin, select, where,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { all, Bakery, Cake, Fruit, inBakery, Note } from "./bakery.js"
import { golden } from "./golden.js"

const ids = { cake: Cake.id, fruit: Fruit.id }
const onCake = eq(Fruit.cakeId, Cake.id)

describe("prints", () => {
  golden("an inner join", pipe(from(Cake), innerJoin(Fruit, onCake), select(ids)), {
    sqlite: `select "cake"."id" as "cake", "fruit"."id" as "fruit" from "cake" inner join "fruit" on ` +
        `"fruit"."cakeId" = "cake"."id"`,
    postgres: `select "cake"."id" as "cake", "fruit"."id" as "fruit" from "cake" inner join "fruit" on "fruit"."cakeId" = "cake"."id"`,
    mariadb: "select `cake`.`id` as `cake`, `fruit`.`id` as `fruit` from `cake` inner join `fruit` on `fruit`.`cakeId` = `cake`.`id`",
    mysql: "select `cake`.`id` as `cake`, `fruit`.`id` as `fruit` from `cake` inner join `fruit` on `fruit`.`cakeId` = `cake`.`id`",
  })
  golden("a left join", pipe(from(Cake), leftJoin(Fruit, onCake), select(ids)), {
    sqlite: `select "cake"."id" as "cake", "fruit"."id" as "fruit" from "cake" left join "fruit" on ` +
        `"fruit"."cakeId" = "cake"."id"`,
    postgres: `select "cake"."id" as "cake", "fruit"."id" as "fruit" from "cake" left join "fruit" on "fruit"."cakeId" = "cake"."id"`,
    mariadb: "select `cake`.`id` as `cake`, `fruit`.`id` as `fruit` from `cake` left join `fruit` on `fruit`.`cakeId` = `cake`.`id`",
    mysql: "select `cake`.`id` as `cake`, `fruit`.`id` as `fruit` from `cake` left join `fruit` on `fruit`.`cakeId` = `cake`.`id`",
  })
  golden("a right join", pipe(from(Cake), rightJoin(Fruit, onCake), select(ids)), {
    sqlite: `select "cake"."id" as "cake", "fruit"."id" as "fruit" from "cake" right join "fruit" on ` +
        `"fruit"."cakeId" = "cake"."id"`,
    postgres: `select "cake"."id" as "cake", "fruit"."id" as "fruit" from "cake" right join "fruit" on "fruit"."cakeId" = "cake"."id"`,
    mariadb: "select `cake`.`id` as `cake`, `fruit`.`id` as `fruit` from `cake` right join `fruit` on `fruit`.`cakeId` = `cake`.`id`",
    mysql: "select `cake`.`id` as `cake`, `fruit`.`id` as `fruit` from `cake` right join `fruit` on `fruit`.`cakeId` = `cake`.`id`",
  })
  golden("a full join", pipe(from(Cake), fullJoin(Fruit, onCake), select(ids)), {
    sqlite: `select "cake"."id" as "cake", "fruit"."id" as "fruit" from "cake" full join "fruit" on ` +
        `"fruit"."cakeId" = "cake"."id"`,
    postgres: `select "cake"."id" as "cake", "fruit"."id" as "fruit" from "cake" full join "fruit" on "fruit"."cakeId" = "cake"."id"`,
    mariadb: "-- MariaDB has no full join; unite a left join and a right join with unionAll",
    mysql: "-- MySQL has no full join; unite a left join and a right join with unionAll",
  })
  golden("a cross join", pipe(from(Cake), crossJoin(Fruit), select(ids)), {
    sqlite: `select "cake"."id" as "cake", "fruit"."id" as "fruit" from "cake" cross join "fruit"`,
    postgres: `select "cake"."id" as "cake", "fruit"."id" as "fruit" from "cake" cross join "fruit"`,
    mariadb: "select `cake`.`id` as `cake`, `fruit`.`id` as `fruit` from `cake` cross join `fruit`",
    mysql: "select `cake`.`id` as `cake`, `fruit`.`id` as `fruit` from `cake` cross join `fruit`",
  })
  golden("a join does not change what is selected", pipe(
    from(Fruit),
    select({ x: Fruit.id }),
    innerJoin(Cake, onCake),
  ), {
    sqlite: `select "fruit"."id" as "x" from "fruit" inner join "cake" on "fruit"."cakeId" = "cake"."id"`,
    postgres: `select "fruit"."id" as "x" from "fruit" inner join "cake" on "fruit"."cakeId" = "cake"."id"`,
    mariadb: "select `fruit`.`id` as `x` from `fruit` inner join `cake` on `fruit`.`cakeId` = `cake`.`id`",
    mysql: "select `fruit`.`id` as `x` from `fruit` inner join `cake` on `fruit`.`cakeId` = `cake`.`id`",
  })
  golden(
    "a join after limit is a join with the limited rows, in their order",
    pipe(
      from(Cake),
      orderBy(Cake.price),
      limit(2),
      leftJoin(Fruit, onCake),
      select({ cake: Cake.name, fruit: Fruit.name }),
    ),
    {
      sqlite: {
        sql: `select "_1"."c0" as "cake", "fruit"."name" as "fruit" from (select "cake"."name" as "c0", ` +
          `"cake"."id" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit ?) as "_1" ` +
          `left join "fruit" on "fruit"."cakeId" = "_1"."c1" order by "_1"."c2"`,
        params: [2n],
        text: `select "_1"."c0" as "cake", "fruit"."name" as "fruit" from (select "cake"."name" as "c0", ` +
          `"cake"."id" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit 2) as "_1" ` +
          `left join "fruit" on "fruit"."cakeId" = "_1"."c1" order by "_1"."c2"`,
      },
      postgres: {
        sql: `select "_1"."c0" as "cake", "fruit"."name" as "fruit" from (select "cake"."name" as "c0", "cake"."id" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit $1) as "_1" left join "fruit" on "fruit"."cakeId" = "_1"."c1" order by "_1"."c2"`,
        params: ["2"],
        text: `select "_1"."c0" as "cake", "fruit"."name" as "fruit" from (select "cake"."name" as "c0", "cake"."id" as "c1", "cake"."price" as "c2" from "cake" order by "cake"."price" limit 2) as "_1" left join "fruit" on "fruit"."cakeId" = "_1"."c1" order by "_1"."c2"`,
      },
      mariadb: {
        sql: "select `_1`.`c0` as `cake`, `fruit`.`name` as `fruit` from (select `cake`.`name` as `c0`, `cake`.`id` as `c1`, `cake`.`price` as `c2` from `cake` order by `cake`.`price` limit ?) as `_1` left join `fruit` on `fruit`.`cakeId` = `_1`.`c1` order by `_1`.`c2`",
        params: [2n],
        text: "select `_1`.`c0` as `cake`, `fruit`.`name` as `fruit` from (select `cake`.`name` as `c0`, `cake`.`id` as `c1`, `cake`.`price` as `c2` from `cake` order by `cake`.`price` limit 2) as `_1` left join `fruit` on `fruit`.`cakeId` = `_1`.`c1` order by `_1`.`c2`",
      },
      mysql: {
        sql: "select `_1`.`c0` as `cake`, `fruit`.`name` as `fruit` from (select `cake`.`name` as `c0`, `cake`.`id` as `c1`, `cake`.`price` as `c2` from `cake` order by `cake`.`price` limit ?) as `_1` left join `fruit` on `fruit`.`cakeId` = `_1`.`c1` order by `_1`.`c2`",
        params: [2n],
        text: "select `_1`.`c0` as `cake`, `fruit`.`name` as `fruit` from (select `cake`.`name` as `c0`, `cake`.`id` as `c1`, `cake`.`price` as `c2` from `cake` order by `cake`.`price` limit 2) as `_1` left join `fruit` on `fruit`.`cakeId` = `_1`.`c1` order by `_1`.`c2`",
      },
    },
  )
  golden(
    "a row of a table in which all may be NULL is told from none by a witness",
    pipe(from(Cake), leftJoin(Note, eq(Note.cakeId, Cake.id)), select({ id: Cake.id, note: Note })),
    {
      sqlite: `select "cake"."id", "note"."cakeId" as "note.cakeId", "note"."body" as "note.body", ` +
          `"note"."_present" as "note._present" from "cake" left join (select *, 1 as "_present" from "note") ` +
          `as "note" on "note"."cakeId" = "cake"."id"`,
      postgres: `select "cake"."id", "note"."cakeId" as "note.cakeId", "note"."body" as "note.body", "note"."_present" as "note._present" from "cake" left join (select *, 1 as "_present" from "note") as "note" on "note"."cakeId" = "cake"."id"`,
      mariadb: "select `cake`.`id`, `note`.`cakeId` as `note.cakeId`, `note`.`body` as `note.body`, `note`.`_present` as `note._present` from `cake` left join (select *, 1 as `_present` from `note`) as `note` on `note`.`cakeId` = `cake`.`id`",
      mysql: "select `cake`.`id`, `note`.`cakeId` as `note.cakeId`, `note`.`body` as `note.body`, `note`.`_present` as `note._present` from `cake` left join (select *, 1 as `_present` from `note`) as `note` on `note`.`cakeId` = `cake`.`id`",
    },
  )
})

describe("rows", () => {
  test("an inner join gives the pairs for which the condition holds", async () => {
    expect(await inBakery(all(pipe(from(Cake), innerJoin(Fruit, onCake), select(ids), orderBy(Fruit.id))))).toEqual([
      { cake: 1, fruit: 1 },
      { cake: 2, fruit: 2 },
      { cake: 2, fruit: 3 },
    ])
  })

  test("a left join also gives the left rows that found none", async () => {
    expect(await inBakery(all(pipe(
      from(Cake),
      leftJoin(Fruit, onCake),
      select(ids),
      orderBy(Cake.id, Fruit.id),
    )))).toEqual([
      { cake: 1, fruit: 1 },
      { cake: 2, fruit: 2 },
      { cake: 2, fruit: 3 },
      { cake: 3, fruit: null },
    ])
  })

  test("a right join is sound whether select comes before it or after", async () => {
    const rows = [{ cake: 1, fruit: 1 }, { cake: 2, fruit: 2 }, { cake: 2, fruit: 3 }, { cake: null, fruit: 4 }]
    expect(await inBakery(all(pipe(
      from(Cake),
      rightJoin(Fruit, onCake),
      select(ids),
      orderBy(Fruit.id),
    )))).toEqual(rows)
    expect(
      await inBakery(all(pipe(from(Cake), select({ cake: Cake.id }), rightJoin(Fruit, onCake), orderBy(Fruit.id)))),
    ).toEqual(rows.map(({ cake }) => ({ cake })))
  })

  test("a full join gives the rows of both sides that found none", async () => {
    const q = pipe(
      from(Cake),
      select({ cake: Cake, fruit: Fruit.name }),
      fullJoin(Fruit, onCake),
      orderBy(Cake.id, Fruit.id),
    )
    expect((await inBakery(all(q))).map(({ cake, fruit }) => [cake?.name ?? null, fruit])).toEqual([
      [null, "Fig"],
      ["Opera", "Cherry"],
      ["Tart", "Apple"],
      ["Tart", "Berry"],
      ["Sponge", null],
    ])
  })

  test("a cross join gives all pairs", async () => {
    const q = pipe(from(Cake), crossJoin(Bakery), select({ c: Cake.id, b: Bakery.id }), orderBy(Cake.id, Bakery.id))
    expect((await inBakery(all(q))).map(({ c, b }) => [c, b])).toEqual([[1, 1], [1, 2], [2, 1], [2, 2], [3, 1], [3, 2]])
  })

  test("a table joins itself under another name", async () => {
    const Cheaper = Cake.pipe(alias("cheaper"))
    const q = pipe(
      from(Cake),
      leftJoin(Cheaper, lt(Cheaper.price, Cake.price)),
      select({ cake: Cake.name, cheaper: Cheaper }),
      orderBy(Cake.price, Cheaper.price),
    )
    expect((await inBakery(all(q))).map(({ cake, cheaper }) => [cake, cheaper?.name ?? null])).toEqual([
      ["Tart", null],
      ["Sponge", "Tart"],
      ["Opera", "Tart"],
      ["Opera", "Sponge"],
    ])
  })

  test("a table that is absent is null, and one that is there but all NULL is a row of NULLs", async () => {
    const q = pipe(
      from(Note),
      rightJoin(Cake, eq(Note.cakeId, Cake.id)),
      select({ id: Cake.id, note: Note }),
      orderBy(Cake.id),
    )
    expect(await inBakery(all(q))).toEqual([
      { id: 1, note: { cakeId: 1, body: "soft" } },
      { id: 2, note: { cakeId: 2, body: null } },
      { id: 3, note: null },
    ])
    const present = pipe(from(Cake), leftJoin(Note, isNull(Note.cakeId)), select(Note), limit(1))
    expect(await inBakery(all(present))).toEqual([{ cakeId: null, body: null }])
  })

  test("the witness survives a limit and a further join", async () => {
    const q = pipe(
      from(Cake),
      leftJoin(Note, eq(Note.cakeId, Cake.id)),
      orderBy(Cake.id),
      limit(3),
      leftJoin(Bakery, eq(Bakery.id, Cake.bakeryId)),
      select({ note: Note, bakery: Bakery }),
    )
    expect(await inBakery(all(q))).toEqual([
      { note: { cakeId: 1, body: "soft" }, bakery: { id: 1, name: "Sea", profit: 10.5 } },
      { note: { cakeId: 2, body: null }, bakery: { id: 1, name: "Sea", profit: 10.5 } },
      { note: null, bakery: null },
    ])
  })

  test("joins chain, and a later right join makes all tables before it optional", async () => {
    const q = pipe(
      from(Bakery),
      innerJoin(Cake, eq(Cake.bakeryId, Bakery.id)),
      rightJoin(Fruit, onCake),
      select({ bakery: Bakery, cake: Cake.name, fruit: Fruit.name }),
      where(isNull(Cake.id)),
    )
    expect(await inBakery(all(q))).toEqual([{ bakery: null, cake: null, fruit: "Fig" }])
  })
})
