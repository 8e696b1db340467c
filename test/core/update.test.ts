import { Effect, pipe } from "effect"
import {
  add,
  all,
  allRows,
  alias,
  as,
  countAll,
  crossJoin,
  deleteFrom,
  eq,
  exists,
  execute,
  from,
  groupBy,
  gt,
  innerJoin,
  isNull,
  leftJoin,
  many,
  mul,
  orderBy,
  returning,
  scalar,
  select,
  update,
  where,
  integer,
  nullable,
  onUpdateWith,
  primaryKey,
  table,
  createAll,
  insertInto,
  cte,
  max,
  caseWhen,
  concat,
  count,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { Bakery, Cake, failure, Fruit, inBakery, onEmpty } from "./bakery.js"
import { golden } from "./golden.js"

const sea = eq(Bakery.name, "Sea")
const Dear = pipe(from(Cake), select({ m: max(Cake.price) }), cte("dear"))

describe("prints an update", () => {
  golden("of some rows", pipe(update(Cake, { price: add(Cake.price, 1), name: "x" }), where(eq(Cake.id, 7))), {
    sqlite: {
      sql: `update "cake" set "price" = "cake"."price" + ?, "name" = ? where "cake"."id" = ?`,
      params: [1n, "x", 7n],
      text: `update "cake" set "price" = "cake"."price" + 1, "name" = 'x' where "cake"."id" = 7`,
    },
    postgres: {
      sql: `update "cake" set "price" = "cake"."price" + $1::int8, "name" = $2 where "cake"."id" = $3`,
      params: ["1", "x", "7"],
      text: `update "cake" set "price" = "cake"."price" + 1, "name" = 'x' where "cake"."id" = 7`,
    },
    mariadb: {
      sql: "update `cake` set `price` = `cake`.`price` + ?, `name` = ? where `cake`.`id` = ?",
      params: [1n, "x", 7n],
      text: "update `cake` set `price` = `cake`.`price` + 1, `name` = 'x' where `cake`.`id` = 7",
    },
    mysql: {
      sql: "update `cake` set `price` = `cake`.`price` + ?, `name` = ? where `cake`.`id` = ?",
      params: [1n, "x", 7n],
      text: "update `cake` set `price` = `cake`.`price` + 1, `name` = 'x' where `cake`.`id` = 7",
    },
  })
  golden("of all rows, said so", pipe(update(Cake, { bakeryId: null }), allRows), {
    sqlite: `update "cake" set "bakeryId" = null`,
    postgres: `update "cake" set "bakeryId" = null`,
    mariadb: "update `cake` set `bakeryId` = null",
    mysql: "update `cake` set `bakeryId` = null",
  })
  golden("of a table under another name", pipe(
    update(Cake.pipe(alias("c")), { price: 1 }),
    where(eq(Cake.pipe(alias("c")).id, 1)),
  ), {
    sqlite: {
      sql: `update "cake" as "c" set "price" = ? where "c"."id" = ?`,
      params: [1n, 1n],
      text: `update "cake" as "c" set "price" = 1 where "c"."id" = 1`,
    },
    postgres: {
      sql: `update "cake" as "c" set "price" = $1 where "c"."id" = $2`,
      params: ["1", "1"],
      text: `update "cake" as "c" set "price" = 1 where "c"."id" = 1`,
    },
    mariadb: {
      sql: "update `cake` as `c` set `price` = ? where `c`.`id` = ?",
      params: [1n, 1n],
      text: "update `cake` as `c` set `price` = 1 where `c`.`id` = 1",
    },
    mysql: {
      sql: "update `cake` as `c` set `price` = ? where `c`.`id` = ?",
      params: [1n, 1n],
      text: "update `cake` as `c` set `price` = 1 where `c`.`id` = 1",
    },
  })
  golden("with joined tables", pipe(
    update(Cake, { price: mul(Cake.price, 2) }),
    innerJoin(Bakery, eq(Bakery.id, Cake.bakeryId)),
    where(sea),
  ), {
    sqlite: {
      sql: `update "cake" set "price" = "cake"."price" * ? from "bakery" where "bakery"."id" = ` +
        `"cake"."bakeryId" and "bakery"."name" = ?`,
      params: [2n, "Sea"],
      text: `update "cake" set "price" = "cake"."price" * 2 from "bakery" where "bakery"."id" = ` +
        `"cake"."bakeryId" and "bakery"."name" = 'Sea'`,
    },
    postgres: {
      sql: `update "cake" set "price" = "cake"."price" * $1::int8 from "bakery" where "bakery"."id" = "cake"."bakeryId" and "bakery"."name" = $2`,
      params: ["2", "Sea"],
      text: `update "cake" set "price" = "cake"."price" * 2 from "bakery" where "bakery"."id" = "cake"."bakeryId" and "bakery"."name" = 'Sea'`,
    },
    mariadb: {
      sql: "update `cake`, `bakery` set `cake`.`price` = `cake`.`price` * ? where `bakery`.`id` = `cake`.`bakeryId` and `bakery`.`name` = ?",
      params: [2n, "Sea"],
      text: "update `cake`, `bakery` set `cake`.`price` = `cake`.`price` * 2 where `bakery`.`id` = `cake`.`bakeryId` and `bakery`.`name` = 'Sea'",
    },
    mysql: {
      sql: "update `cake`, `bakery` set `cake`.`price` = `cake`.`price` * ? where `bakery`.`id` = `cake`.`bakeryId` and `bakery`.`name` = ?",
      params: [2n, "Sea"],
      text: "update `cake`, `bakery` set `cake`.`price` = `cake`.`price` * 2 where `bakery`.`id` = `cake`.`bakeryId` and `bakery`.`name` = 'Sea'",
    },
  })
  golden("with a common table expression", pipe(
    update(Cake, { price: 0 }),
    where(eq(Cake.price, scalar(pipe(from(Dear), select(Dear.m))))),
  ), {
    sqlite: {
      sql: `with "dear" ("m") as (select max("cake"."price") as "m" from "cake") update "cake" set "price" = ? ` +
        `where "cake"."price" = (select "dear"."m" from "dear")`,
      params: [0n],
      text: `with "dear" ("m") as (select max("cake"."price") as "m" from "cake") update "cake" set "price" = 0 ` +
        `where "cake"."price" = (select "dear"."m" from "dear")`,
    },
    postgres: {
      sql: `with "dear" ("m") as (select max("cake"."price") as "m" from "cake") update "cake" set "price" = $1 where "cake"."price" = (select "dear"."m" from "dear")`,
      params: ["0"],
      text: `with "dear" ("m") as (select max("cake"."price") as "m" from "cake") update "cake" set "price" = 0 where "cake"."price" = (select "dear"."m" from "dear")`,
    },
    mariadb: "-- MariaDB has no CTE in this update; use a derived table, made by as",
    mysql: {
      sql: "with `dear` (`m`) as (select max(`cake`.`price`) as `m` from `cake`) update `cake` set `price` = ? where `cake`.`price` = (select `dear`.`m` from `dear`)",
      params: [0n],
      text: "with `dear` (`m`) as (select max(`cake`.`price`) as `m` from `cake`) update `cake` set `price` = 0 where `cake`.`price` = (select `dear`.`m` from `dear`)",
    },
  })
  golden("without where, which is refused", update(Cake, { price: 1 }), {
    sqlite: `-- the update of table "cake" has no where; add where, or allRows to mean every row`,
    postgres: `-- the update of table "cake" has no where; add where, or allRows to mean every row`,
    mariadb: `-- the update of table "cake" has no where; add where, or allRows to mean every row`,
    mysql: `-- the update of table "cake" has no where; add where, or allRows to mean every row`,
  })
  golden("of no column, which is refused", pipe(update(Cake, {}), allRows), {
    sqlite: `-- the update of table "cake" sets no column; give at least one`,
    postgres: `-- the update of table "cake" sets no column; give at least one`,
    mariadb: `-- the update of table "cake" sets no column; give at least one`,
    mysql: `-- the update of table "cake" sets no column; give at least one`,
  })
  golden("returning columns that a joined table has too", pipe(
    update(Cake, { name: Fruit.name }),
    innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
    allRows,
    returning({ id: Cake.id, name: Cake.name }),
  ), {
    sqlite: `update "cake" set "name" = "fruit"."name" from "fruit" where "fruit"."cakeId" = "cake"."id" returning "id", "name"`,
    postgres: `update "cake" set "name" = "fruit"."name" from "fruit" where "fruit"."cakeId" = "cake"."id" returning "cake"."id", "cake"."name"`,
    mariadb: "-- MariaDB has no update … returning; select the rows, in the same transaction",
    mysql: "-- MySQL has no update … returning; select the rows, in the same transaction",
  })
  golden("returning columns of a joined table", pipe(
    update(Cake, { name: Fruit.name }),
    innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
    allRows,
    returning({ fruit: Fruit.name }),
  ), {
    sqlite: `-- table "fruit" is not in from/join, so its column "name" cannot be used here`,
    postgres: `update "cake" set "name" = "fruit"."name" from "fruit" where "fruit"."cakeId" = "cake"."id" returning "fruit"."name" as "fruit"`,
    mariadb: "-- MariaDB has no update … returning; select the rows, in the same transaction",
    mysql: "-- MySQL has no update … returning; select the rows, in the same transaction",
  })
  golden("with an outer join, which is refused", pipe(
    update(Cake, { price: 1 }) as never,
    leftJoin(Bakery, sea) as never,
    allRows as never,
  ), {
    sqlite: "-- an update has no left join; join the tables in a query and use it as a derived table",
    postgres: "-- an update has no left join; join the tables in a query and use it as a derived table",
    mariadb: "-- an update has no left join; join the tables in a query and use it as a derived table",
    mysql: "-- an update has no left join; join the tables in a query and use it as a derived table",
  })
})

describe("prints a delete", () => {
  golden("of some rows", pipe(deleteFrom(Cake), where(isNull(Cake.bakeryId)), where(gt(Cake.price, 3))), {
    sqlite: {
      sql: `delete from "cake" where "cake"."bakeryId" is null and "cake"."price" > ?`,
      params: [3n],
      text: `delete from "cake" where "cake"."bakeryId" is null and "cake"."price" > 3`,
    },
    postgres: {
      sql: `delete from "cake" where "cake"."bakeryId" is null and "cake"."price" > $1`,
      params: ["3"],
      text: `delete from "cake" where "cake"."bakeryId" is null and "cake"."price" > 3`,
    },
    mariadb: {
      sql: "delete from `cake` where `cake`.`bakeryId` is null and `cake`.`price` > ?",
      params: [3n],
      text: "delete from `cake` where `cake`.`bakeryId` is null and `cake`.`price` > 3",
    },
    mysql: {
      sql: "delete from `cake` where `cake`.`bakeryId` is null and `cake`.`price` > ?",
      params: [3n],
      text: "delete from `cake` where `cake`.`bakeryId` is null and `cake`.`price` > 3",
    },
  })
  golden("of all rows, said so", pipe(deleteFrom(Cake), allRows), {
    sqlite: `delete from "cake"`,
    postgres: `delete from "cake"`,
    mariadb: "delete from `cake`",
    mysql: "delete from `cake`",
  })
  golden("without where, which is refused", deleteFrom(Cake), {
    sqlite: `-- the delete of table "cake" has no where; add where, or allRows to mean every row`,
    postgres: `-- the delete of table "cake" has no where; add where, or allRows to mean every row`,
    mariadb: `-- the delete of table "cake" has no where; add where, or allRows to mean every row`,
    mysql: `-- the delete of table "cake" has no where; add where, or allRows to mean every row`,
  })
  golden("of a query, which is refused", pipe(deleteFrom(pipe(from(Cake), as("c"))), allRows), {
    sqlite: `-- "c" is a query, not a table of the database, and cannot be changed`,
    postgres: `-- "c" is a query, not a table of the database, and cannot be changed`,
    mariadb: `-- "c" is a query, not a table of the database, and cannot be changed`,
    mysql: `-- "c" is a query, not a table of the database, and cannot be changed`,
  })
})

describe("prints what is returned", () => {
  golden("of an insert", pipe(
    insertInto(Bakery, { id: 9, name: "n" }),
    returning({ id: Bakery.id, twice: concat(Bakery.name, Bakery.name) }),
  ), {
    sqlite: {
      sql: `insert into "bakery" ("id", "name") values (?, ?) returning "id", "name" || "name" as "twice"`,
      params: [9n, "n"],
      text: `insert into "bakery" ("id", "name") values (9, 'n') returning "id", "name" || "name" as "twice"`,
    },
    postgres: {
      sql: `insert into "bakery" ("id", "name") values ($1, $2) returning "id", "name" || "name" as "twice"`,
      params: ["9", "n"],
      text: `insert into "bakery" ("id", "name") values (9, 'n') returning "id", "name" || "name" as "twice"`,
    },
    mariadb: {
      sql: "insert into `bakery` (`id`, `name`) values (?, ?) returning `id`, concat(`name`, `name`) as `twice`",
      params: [9n, "n"],
      text: "insert into `bakery` (`id`, `name`) values (9, 'n') returning `id`, concat(`name`, `name`) as `twice`",
    },
    mysql: {
      sql: "insert into `bakery` (`id`, `name`) values (?, ?);\nselect `bakery`.`id`, concat(`bakery`.`name`, `bakery`.`name`) as `twice` from `bakery` where `bakery`.`id` = ?",
      params: [9n, "n", 9n],
      text: "insert into `bakery` (`id`, `name`) values (9, 'n');\nselect `bakery`.`id`, concat(`bakery`.`name`, `bakery`.`name`) as `twice` from `bakery` where `bakery`.`id` = 9",
    },
  })
  golden("of an update", pipe(update(Bakery, { name: "n" }), allRows, returning(Bakery)), {
    sqlite: {
      sql: `update "bakery" set "name" = ? returning "id", "name", "profit"`,
      params: ["n"],
      text: `update "bakery" set "name" = 'n' returning "id", "name", "profit"`,
    },
    postgres: {
      sql: `update "bakery" set "name" = $1 returning "id", "name", "profit"`,
      params: ["n"],
      text: `update "bakery" set "name" = 'n' returning "id", "name", "profit"`,
    },
    mariadb: "-- MariaDB has no update … returning; select the rows, in the same transaction",
    mysql: "-- MySQL has no update … returning; select the rows, in the same transaction",
  })
  golden(
    "of a delete, with the rows that belonged to it",
    pipe(
      deleteFrom(Bakery),
      where(sea),
      returning({
        id: Bakery.id, cakes: many(pipe(from(Cake), where(eq(Cake.bakeryId, Bakery.id)), select({ id: Cake.id }))),
      }),
    ),
    {
      sqlite: {
        sql: `delete from "bakery" where "bakery"."name" = ? returning "id", (select ` +
          `json_group_array(json_array("_1"."c0")) from (select "cake"."id" as "c0" from "cake" where ` +
          `"cake"."bakeryId" = "bakery"."id") as "_1") as "cakes"`,
        params: ["Sea"],
        text: `delete from "bakery" where "bakery"."name" = 'Sea' returning "id", (select ` +
          `json_group_array(json_array("_1"."c0")) from (select "cake"."id" as "c0" from "cake" where ` +
          `"cake"."bakeryId" = "bakery"."id") as "_1") as "cakes"`,
      },
      postgres: {
        sql: `delete from "bakery" where "bakery"."name" = $1 returning "id", (select coalesce(json_agg(json_build_array("_1"."c0")), '[]') from (select "cake"."id" as "c0" from "cake" where "cake"."bakeryId" = "bakery"."id") as "_1") as "cakes"`,
        params: ["Sea"],
        text: `delete from "bakery" where "bakery"."name" = 'Sea' returning "id", (select coalesce(json_agg(json_build_array("_1"."c0")), '[]') from (select "cake"."id" as "c0" from "cake" where "cake"."bakeryId" = "bakery"."id") as "_1") as "cakes"`,
      },
      mariadb: {
        sql: "delete from `bakery` where `bakery`.`name` = ? returning `id`, (select coalesce(json_arrayagg(json_array(`cake`.`id`)), json_array()) from `cake` where `cake`.`bakeryId` = `bakery`.`id`) as `cakes`",
        params: ["Sea"],
        text: "delete from `bakery` where `bakery`.`name` = 'Sea' returning `id`, (select coalesce(json_arrayagg(json_array(`cake`.`id`)), json_array()) from `cake` where `cake`.`bakeryId` = `bakery`.`id`) as `cakes`",
      },
      mysql: "-- MySQL has no delete … returning; select the rows, in the same transaction",
    },
  )
})

describe("rows", () => {
  test("an update changes the rows for which where holds, from their old values", async () => {
    const r = await inBakery(
      Effect.gen(function* () {
        const { rowsAffected } = yield* execute(pipe(
          update(Cake, { price: add(Cake.price, Cake.id), bakeryId: Cake.id }),
          where(gt(Cake.price, 10)),
          where(eq(Cake.id, 1)),
        ))
        return [
          rowsAffected, yield* all(pipe(from(Cake), select({ p: Cake.price, b: Cake.bakeryId }), orderBy(Cake.id))),
        ]
      }),
    )
    expect(r).toEqual([1, [{ p: 31, b: 1 }, { p: 10, b: 1 }, { p: 20, b: null }]])
  })

  test("an update may use joined tables, derived ones too", async () => {
    const PerCake = pipe(from(Fruit), groupBy(Fruit.cakeId), select({ cake: Fruit.cakeId, n: countAll }), as("per"))
    const prices = await inBakery(
      Effect.gen(function* () {
        yield* execute(pipe(
          update(Cake, { price: mul(Cake.price, PerCake.n) }),
          innerJoin(PerCake, eq(PerCake.cake, Cake.id)),
          where(eq(Cake.bakeryId, 1)),
        ))
        yield* execute(pipe(
          update(Cake, { name: Bakery.name }),
          crossJoin(Bakery) as never,
          where(eq(Bakery.id, 2)),
          where(eq(Cake.id, 3)),
        ) as never)
        return yield* all(pipe(from(Cake), select({ price: Cake.price, name: Cake.name }), orderBy(Cake.id)))
      }),
    )
    expect(prices).toEqual([{ price: 30, name: "Opera" }, { price: 20, name: "Tart" }, { price: 20, name: "Lake" }])
  })

  test("returning gives the new values, computed columns and subqueries that read the changed row", async () => {
    const Other = Cake.pipe(alias("other"))
    const rows = await inBakery(
      all(
        pipe(
          update(Cake, { price: mul(Cake.price, 10) }),
          where(eq(Cake.id, 2)),
          returning({
            cake: Cake,
            label: caseWhen([[gt(Cake.price, 99), "dear"]], "cheap"),
            fruits: many(pipe(
              from(Fruit),
              where(eq(Fruit.cakeId, Cake.id)),
              orderBy(Fruit.id),
              select({ name: Fruit.name, cake: Cake.name }),
            )),
            dearer: scalar(pipe(from(Other), where(gt(Other.price, Cake.price)), select(count(Other.id)))),
            any: exists(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)))),
          }),
        ),
      ),
    )
    expect(rows).toEqual([
      {
        cake: { id: 2, name: "Tart", price: 100, bakeryId: 1 },
        label: "dear",
        fruits: [{ name: "Apple", cake: "Tart" }, { name: "Berry", cake: "Tart" }],
        dearer: 0,
        any: true,
      },
    ])
  })

  test("returning of an insert and of a delete reads their rows in subqueries", async () => {
    const fruits = many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select(Fruit.name)))
    const r = await inBakery(
      Effect.gen(function* () {
        yield* execute(pipe(update(Fruit, { cakeId: 7 as number | null }), where(eq(Fruit.id, 4)))).pipe(Effect.ignore)
        const inserted = yield* all(pipe(
          insertInto(Cake, { id: 7, name: "New", price: 1 }),
          returning({ id: Cake.id, fruits }),
        ))
        yield* execute(pipe(deleteFrom(Fruit), where(eq(Fruit.cakeId, 1))))
        const deleted = yield* all(pipe(
          deleteFrom(Cake),
          where(eq(Cake.id, 1)),
          returning({ name: Cake.name, fruits }),
        ))
        return [inserted, deleted]
      }),
    )
    expect(r).toEqual([[{ id: 7, fruits: [] }], [{ name: "Opera", fruits: [] }]])
  })

  test("a delete removes the rows for which where holds", async () => {
    const r = await inBakery(
      Effect.gen(function* () {
        const some = yield* execute(pipe(deleteFrom(Fruit), where(eq(Fruit.cakeId, 2))))
        const rest = yield* execute(pipe(deleteFrom(Fruit), allRows))
        return [some.rowsAffected, rest.rowsAffected, yield* all(from(Fruit))]
      }),
    )
    expect(r).toEqual([2, 2, []])
  })

  test("a column that the program makes for every update is made for each run, unless it is set", async () => {
    let made = 0
    const Doc = table(
      "doc",
      {
        id: integer.pipe(primaryKey), n: integer.pipe(nullable),
        version: integer.pipe(nullable, onUpdateWith(() => ++made)),
      },
    )
    const touch = pipe(update(Doc, { n: 1 }), allRows, returning(Doc.version))
    const versions = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Doc])
        yield* execute(insertInto(Doc, { id: 1 }))
        return [
          yield* all(touch), yield* all(touch),
          yield* all(pipe(update(Doc, { version: 50 }), allRows, returning(Doc.version))),
        ]
      }),
    )
    expect(versions).toEqual([[1], [2], [50]])
  })

  test("an update and a delete without where are refused when they are run, too", async () => {
    for (const command of [update(Cake, { price: 1 }), deleteFrom(Cake)]) {
      const e = await failure(execute(command as never))
      expect((e as never as { reason: { _tag: string } }).reason._tag).toBe("CompileError")
    }
    expect(await inBakery(all(from(Cake)))).toHaveLength(3)
  })
})
