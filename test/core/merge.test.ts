import { pipe } from "effect"
import {
  add, alias, allRows, alongside, as, count, cte, defaultTo, defaultWith, deleteFrom, eq, exists, from, generatedAlways, generateSeries, groupBy, gt,
  insertInto, integer, isNull, literal, mergeAction, mergeInto, nullable, onUpdateWith, param, primaryKey, returning, select, table,
  text, thenDelete, thenDoNothing, thenInsert, thenUpdate, upper, whenMatched, whenNotMatched, whenNotMatchedBySource, where,
  type AnyQuery, compile, isNotNull, lower,
} from "fulmar"
import { dialect } from "fulmar/postgres"
import { describe, expect, test } from "vitest"
import { Note } from "./bakery.js"
import { golden } from "./golden.js"

const Stock = table("stock", {
  id: integer.pipe(primaryKey), cake: text, n: integer.pipe(defaultTo(0)), note: text.pipe(nullable),
})
const Delivery = table("delivery", { id: integer.pipe(primaryKey), cake: text, n: integer, note: text.pipe(nullable) })
const Hostile = table(`st"o'ck`, { [`k"ey`]: integer, [`it's`]: text.pipe(nullable) })

const on = eq(Stock.id, Delivery.id)
const merge = mergeInto(Stock, Delivery, on)
const Old = alias("old")(Stock)

describe("prints", () => {
  golden("what is done with matches, and with rows that are new", pipe(
    merge,
    whenMatched(thenUpdate({ n: add(Stock.n, Delivery.n), note: "it's" })),
    whenNotMatched(thenInsert({ id: Delivery.id, cake: upper(Delivery.cake), note: null })),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: {
      sql: `merge into "stock" using "delivery" on "stock"."id" = "delivery"."id" when matched then update set "n" = (cast("stock"."n" as int8) + "delivery"."n"), "note" = $1 when not matched then insert ("id", "cake", "note") values ("delivery"."id", upper("delivery"."cake"), null)`,
      params: ["it's"],
      text: `merge into "stock" using "delivery" on "stock"."id" = "delivery"."id" when matched then update set "n" = (cast("stock"."n" as int8) + "delivery"."n"), "note" = 'it''s' when not matched then insert ("id", "cake", "note") values ("delivery"."id", upper("delivery"."cake"), null)`,
    },
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("conditions, in their order", pipe(
    merge,
    whenMatched(eq(Delivery.n, 0), thenDelete),
    whenMatched(gt(Stock.n, Delivery.n), thenDoNothing),
    whenMatched(thenUpdate({ n: Delivery.n })),
    whenNotMatched(isNull(Delivery.note), thenDoNothing),
    whenNotMatched(thenInsert({ id: Delivery.id, cake: "x" })),
    whenNotMatchedBySource(gt(Stock.n, 9), thenUpdate({ n: 0 })),
    whenNotMatchedBySource(thenDelete),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: {
      sql: `merge into "stock" using "delivery" on "stock"."id" = "delivery"."id" when matched and "delivery"."n" = $1 then delete when matched and "stock"."n" > "delivery"."n" then do nothing when matched then update set "n" = "delivery"."n" when not matched and "delivery"."note" is null then do nothing when not matched then insert ("id", "cake") values ("delivery"."id", $2) when not matched by source and "stock"."n" > $3 then update set "n" = $4 when not matched by source then delete`,
      params: ["0", "x", "9", "0"],
      text: `merge into "stock" using "delivery" on "stock"."id" = "delivery"."id" when matched and "delivery"."n" = 0 then delete when matched and "stock"."n" > "delivery"."n" then do nothing when matched then update set "n" = "delivery"."n" when not matched and "delivery"."note" is null then do nothing when not matched then insert ("id", "cake") values ("delivery"."id", 'x') when not matched by source and "stock"."n" > 9 then update set "n" = 0 when not matched by source then delete`,
    },
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("another name of the same table", pipe(
    mergeInto(Stock, Old, eq(Stock.id, add(Old.id, 1))),
    whenMatched(thenUpdate({ n: Old.n })),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: {
      sql: `merge into "stock" using "stock" as "old" on "stock"."id" = "old"."id" + $1::int8 when matched then update set "n" = "old"."n"`,
      params: ["1"],
      text: `merge into "stock" using "stock" as "old" on "stock"."id" = "old"."id" + 1 when matched then update set "n" = "old"."n"`,
    },
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("another name of the target", pipe(
    mergeInto(alias("s")(Stock), Delivery, eq(alias("s")(Stock).id, Delivery.id)),
    whenMatched(thenUpdate({ n: alias("s")(Stock).id })),
    returning({ id: alias("s")(Stock).id }),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `merge into "stock" as "s" using "delivery" on "s"."id" = "delivery"."id" when matched then update set "n" = "s"."id" returning "s"."id"`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  const sums = pipe(from(Delivery), groupBy(Delivery.cake), select({ cake: Delivery.cake, n: count(Delivery.id) }), as("sums"))
  golden("a derived table", pipe(
    mergeInto(Stock, sums, eq(sums.cake, Stock.cake)),
    whenMatched(exists(pipe(from(Delivery), where(eq(Delivery.id, Stock.id)))), thenUpdate({ n: sums.n })),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `merge into "stock" using (select "delivery"."cake", count("delivery"."id") as "n" from "delivery" group by "delivery"."cake") as "sums" on "sums"."cake" = "stock"."cake" when matched and exists (select "delivery"."id", "delivery"."cake", "delivery"."n", "delivery"."note" from "delivery" where "delivery"."id" = "stock"."id") then update set "n" = "sums"."n"`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  const moved = pipe(deleteFrom(Delivery), allRows, returning(Delivery), cte("moved"))
  golden("a CTE that is a command", pipe(
    mergeInto(Stock, moved, eq(moved.id, Stock.id)),
    whenNotMatched(thenInsert({ id: moved.id, cake: moved.cake, n: moved.n })),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `with "moved" ("id", "cake", "n", "note") as (delete from "delivery" returning "id", "cake", "n", "note") merge into "stock" using "moved" on "moved"."id" = "stock"."id" when not matched then insert ("id", "cake", "n") values ("moved"."id", "moved"."cake", "moved"."n")`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("what was done", pipe(
    merge,
    whenNotMatchedBySource(thenDelete),
    whenMatched(thenUpdate({ n: 0 })),
    returning({ what: mergeAction, stock: Stock, id: Delivery.id, n: lower(Delivery.cake) }),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: {
      sql: `merge into "stock" using "delivery" on "stock"."id" = "delivery"."id" when not matched by source then delete when matched then update set "n" = $1 returning merge_action() as "what", "stock"."id" as "stock.id", "stock"."cake" as "stock.cake", "stock"."n" as "stock.n", "stock"."note" as "stock.note", "delivery"."id", lower("delivery"."cake") as "n"`,
      params: ["0"],
      text: `merge into "stock" using "delivery" on "stock"."id" = "delivery"."id" when not matched by source then delete when matched then update set "n" = 0 returning merge_action() as "what", "stock"."id" as "stock.id", "stock"."cake" as "stock.cake", "stock"."n" as "stock.n", "stock"."note" as "stock.note", "delivery"."id", lower("delivery"."cake") as "n"`,
    },
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("a row of the source that may not be there, and has no column that tells", pipe(
    mergeInto(Stock, Note, eq(Note.cakeId, Stock.id)),
    whenNotMatchedBySource(thenUpdate({ n: 0 })),
    returning({ id: Stock.id, note: Note }),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: {
      sql: `merge into "stock" using (select *, 1 as "_present" from "note") as "note" on "note"."cakeId" = "stock"."id" when not matched by source then update set "n" = $1 returning "stock"."id", "note"."cakeId" as "note.cakeId", "note"."body" as "note.body", "note"."_present" as "note._present"`,
      params: ["0"],
      text: `merge into "stock" using (select *, 1 as "_present" from "note") as "note" on "note"."cakeId" = "stock"."id" when not matched by source then update set "n" = 0 returning "stock"."id", "note"."cakeId" as "note.cakeId", "note"."body" as "note.body", "note"."_present" as "note._present"`,
    },
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  const merged = pipe(merge, whenNotMatchedBySource(thenDelete), returning(Delivery), cte("merged"))
  golden("a merge as a CTE, and alongside", pipe(
    from(merged),
    where(isNotNull(merged.id)),
    alongside(pipe(mergeInto(Note, Delivery, eq(Note.cakeId, Delivery.id)), whenMatched(thenDelete))),
  ), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: `with "merged" ("id", "cake", "n", "note") as (merge into "stock" using "delivery" on "stock"."id" = "delivery"."id" when not matched by source then delete returning "delivery"."id", "delivery"."cake", "delivery"."n", "delivery"."note"), "_1" as (merge into "note" using "delivery" on "note"."cakeId" = "delivery"."id" when matched then delete) select "merged"."id", "merged"."cake", "merged"."n", "merged"."note" from "merged" where "merged"."id" is not null`,
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  const n = generateSeries("n", 1, 3)
  golden("a function as a source", pipe(
    mergeInto(Stock, n, eq(Stock.id, n.value)),
    whenNotMatched(thenInsert({ id: n.value, cake: "x" })),
    returning({ id: Stock.id, n: n.value }),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: {
      sql: `merge into "stock" using generate_series($1::int8, $2::int8, $3::int8) as "n" ("value") on "stock"."id" = "n"."value" when not matched then insert ("id", "cake") values ("n"."value", $4) returning "stock"."id", "n"."value" as "n"`,
      params: ["1", "3", "1", "x"],
      text: `merge into "stock" using generate_series(1, 3, 1) as "n" ("value") on "stock"."id" = "n"."value" when not matched then insert ("id", "cake") values ("n"."value", 'x') returning "stock"."id", "n"."value" as "n"`,
    },
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("a row of defaults", pipe(
    mergeInto(Note, Delivery, eq(Note.cakeId, Delivery.id)),
    whenNotMatched(thenInsert({})),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `merge into "note" using "delivery" on "note"."cakeId" = "delivery"."id" when not matched then insert default values`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("names with quotes, and parameters", pipe(
    mergeInto(Hostile, alias(`o"ld`)(Hostile), eq(Hostile[`k"ey`]!, param("key", integer))),
    whenMatched(thenUpdate({ [`it's`]: param("text", text) })),
    whenNotMatched(thenInsert({ [`k"ey`]: 1, [`it's`]: "a'b" })),
  ), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: {
      sql: `merge into "st""o'ck" using "st""o'ck" as "o""ld" on "st""o'ck"."k""ey" = $1 when matched then update set "it's" = $2 when not matched then insert ("k""ey", "it's") values ($3, $4)`,
      params: [undefined, undefined, "1", "a'b"],
      text: `merge into "st""o'ck" using "st""o'ck" as "o""ld" on "st""o'ck"."k""ey" = :key when matched then update set "it's" = :text when not matched then insert ("k""ey", "it's") values (1, 'a''b')`,
    },
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
})

describe("refuses", () => {
  const loose = (q: unknown): AnyQuery => q as AnyQuery
  golden("a merge that does nothing", loose(merge), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `-- the merge into table "stock" does nothing; add whenMatched or whenNotMatched`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("the row of the target where there is none", loose(pipe(merge as never, whenNotMatched(thenInsert({ id: Stock.id, cake: "x" })) as never)), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `-- table "stock" is not in from/join, so its column "id" cannot be used here`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("the row of the source where there is none", loose(pipe(merge as never, whenNotMatchedBySource(eq(Delivery.id, 1), thenDelete) as never)), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `-- table "delivery" is not in from/join, so its column "id" cannot be used here`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("one table twice", loose(pipe(mergeInto(Stock, Stock as never, literal(true) as never) as never, whenMatched(thenDelete) as never)), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `-- table "stock" is in the merge twice; give one of them another name with alias`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("an update of nothing", pipe(merge, whenMatched(thenUpdate({}))), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `-- the update of table "stock" sets no column; give at least one`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  const sums = pipe(from(Delivery), as("sums"))
  golden("a query as its target", loose(pipe(mergeInto(sums, Stock, literal(true)) as never, whenMatched(thenDelete) as never)), {
    sqlite: `-- "sums" is a query, not a table of the database, and cannot be changed`,
    postgres: `-- "sums" is a query, not a table of the database, and cannot be changed`,
    mariadb: `-- "sums" is a query, not a table of the database, and cannot be changed`,
    mysql: `-- "sums" is a query, not a table of the database, and cannot be changed`,
  })
  const Made = table("made", { id: integer.pipe(primaryKey, defaultWith(() => 7)), n: integer })
  golden("a default of the program", pipe(mergeInto(Made, Delivery, eq(Made.id, Delivery.id)), whenNotMatched(thenInsert({ n: 1 }))), {
    sqlite: "-- SQLite has no MERGE; use insertInto with onConflictDoUpdate",
    postgres: `-- column "id" has a default made by the program, which a merge cannot call for each row; give it a value`,
    mariadb: "-- MariaDB has no MERGE; use insertInto with onConflictDoUpdate",
    mysql: "-- MySQL has no MERGE; use insertInto with onConflictDoUpdate",
  })
  golden("a condition on all", loose(pipe(pipe(merge, whenMatched(thenDelete)) as never, where(eq(Stock.id, 1)) as never)), {
    sqlite: "-- a merge has no where",
    postgres: "-- a merge has no where",
    mariadb: "-- a merge has no where",
    mysql: "-- a merge has no where",
  })
})

describe("values", () => {
  const issues = (q: AnyQuery) => {
    const made = compile(dialect)(q)
    return made._tag === "Left" && made.left._tag === "ValidationError" ? made.left.issues.map((x) => [x.column, x.expected]) : made
  }

  test("are checked before anything is sent", () => {
    const loud = table("loud", { id: integer.pipe(primaryKey), big: text.pipe(generatedAlways(upper(Stock.cake))) })
    const into = mergeInto(loud, Delivery, eq(loud.id, Delivery.id)) as never
    expect(issues(pipe(merge as never, whenMatched(thenUpdate({ n: 0.5, cake: null, zzz: 1 })) as never))).toEqual([
      ["n", "integer"],
      ["cake", "text"],
      ["zzz", `one of the columns "id", "cake", "n", "note"`],
    ])
    expect(issues(pipe(merge as never, whenNotMatched(thenInsert({ id: "x", n: undefined })) as never))).toEqual([
      ["id", "integer"],
      ["n", "integer; leave the key out for its default"],
      ["cake", "text; the column has no default"],
    ])
    expect(issues(pipe(into, whenNotMatched(thenInsert({ id: 1, big: "x" })) as never))).toEqual([
      ["big", "nothing, since the database generates it"],
    ])
  })

  test("that the program makes for updates are made for each run", () => {
    let n = 0
    const Seen = table("seen", { id: integer.pipe(primaryKey), n: integer, version: integer.pipe(nullable, onUpdateWith(() => ++n)) })
    const seen = pipe(mergeInto(Seen, Delivery, eq(Seen.id, Delivery.id)), whenMatched(thenUpdate({ n: 1 })))
    const params = () => {
      const made = compile(dialect)(seen)
      return made._tag === "Right" ? made.right.params : made
    }
    expect(params()).not.toEqual(params())
    expect(compile(dialect)(insertInto(Seen, { id: 1, n: 1 }))._tag).toBe("Right")
  })
})
