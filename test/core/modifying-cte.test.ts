import { pipe } from "effect"
import {
  add, alias, allRows, alongside, as, count, cte, defaultWith, deleteFrom, eq, excluded, exists, from, gt, innerJoin, insertFrom,
  insertInto, integer, lt, onConflictDoUpdate, orderBy, param, primaryKey, returning, select, table, text, type AnyQuery,
  union, update, upper, where, limit, compile, many,
} from "fulmar"
import { dialect } from "fulmar/postgres"
import { describe, expect, test } from "vitest"
import type { StatementNode } from "../../src/core/ddl-node.js"
import { writes } from "../../src/core/writes.js"
import { Cake, Fruit } from "./bakery.js"
import { golden } from "./golden.js"

const Gone = table("gone", { id: integer.pipe(primaryKey), name: text })
const Hostile = table(`g"o'ne`, { [`k"ey`]: integer })

const moved = pipe(deleteFrom(Cake), where(lt(Cake.price, 15)), returning({ id: Cake.id, name: Cake.name }), cte("moved"))
const raised = pipe(update(Cake, { price: add(Cake.price, 1) }), allRows, returning(Cake), cte("raised"))
const made = pipe(insertInto(Fruit, [{ id: 7, name: "Fig" }, { id: 8, name: "Date", cakeId: 1 }]), returning(Fruit), cte("made"))
const clear = pipe(deleteFrom(Gone), allRows)
const other = alias("other")(moved)

describe("a command as a CTE", () => {
  golden("feeds an insert", insertFrom(Gone, from(moved)), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "moved" ("id", "name") as (delete from "cake" where "cake"."price" < $1 returning "id", "name") insert into "gone" ("id", "name") select "moved"."id", "moved"."name" from "moved"`,
      params: ["15"],
      text: `with "moved" ("id", "name") as (delete from "cake" where "cake"."price" < 15 returning "id", "name") insert into "gone" ("id", "name") select "moved"."id", "moved"."name" from "moved"`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  golden("is read as a table, more than once", pipe(
    from(moved),
    innerJoin(other, eq(other.id, moved.id)),
    where(gt(moved.id, 1)),
    select({ n: count(moved.id), m: count(other.id) }),
  ), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "moved" ("id", "name") as (delete from "cake" where "cake"."price" < $1 returning "id", "name") select count("moved"."id") as "n", count("other"."id") as "m" from "moved" inner join "moved" as "other" on "other"."id" = "moved"."id" where "moved"."id" > $2`,
      params: ["15", "1"],
      text: `with "moved" ("id", "name") as (delete from "cake" where "cake"."price" < 15 returning "id", "name") select count("moved"."id") as "n", count("other"."id") as "m" from "moved" inner join "moved" as "other" on "other"."id" = "moved"."id" where "moved"."id" > 1`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  golden("gives whole rows", pipe(from(raised), orderBy(raised.id), limit(2)), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "raised" ("id", "name", "price", "bakeryId") as (update "cake" set "price" = "cake"."price" + $1::int8 returning "id", "name", "price", "bakeryId") select "raised"."id", "raised"."name", "raised"."price", "raised"."bakeryId" from "raised" order by "raised"."id" limit $2`,
      params: ["1", "2"],
      text: `with "raised" ("id", "name", "price", "bakeryId") as (update "cake" set "price" = "cake"."price" + 1 returning "id", "name", "price", "bakeryId") select "raised"."id", "raised"."name", "raised"."price", "raised"."bakeryId" from "raised" order by "raised"."id" limit 2`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  golden("inserts", from(made), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "made" ("id", "name", "cakeId") as (insert into "fruit" ("id", "name", "cakeId") values ($1, $2, default), ($3, $4, $5) returning "id", "name", "cakeId") select "made"."id", "made"."name", "made"."cakeId" from "made"`,
      params: ["7", "Fig", "8", "Date", "1"],
      text: `with "made" ("id", "name", "cakeId") as (insert into "fruit" ("id", "name", "cakeId") values (7, 'Fig', default), (8, 'Date', 1) returning "id", "name", "cakeId") select "made"."id", "made"."name", "made"."cakeId" from "made"`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  golden("stands in front, however deep it is used", pipe(
    from(Fruit),
    where(exists(pipe(from(pipe(from(moved), where(eq(moved.name, "x")), as("deep"))), limit(1)))),
    select({ id: Fruit.id, rows: many(from(made)) }),
  ), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "made" ("id", "name", "cakeId") as (insert into "fruit" ("id", "name", "cakeId") values ($1, $2, default), ($3, $4, $5) returning "id", "name", "cakeId"), "moved" ("id", "name") as (delete from "cake" where "cake"."price" < $6 returning "id", "name") select "fruit"."id", (select coalesce(json_agg(json_build_array("_1"."c0", "_1"."c1", "_1"."c2")), '[]') from (select "made"."id" as "c0", "made"."name" as "c1", "made"."cakeId" as "c2" from "made") as "_1") as "rows" from "fruit" where exists (select "deep"."id", "deep"."name" from (select "moved"."id", "moved"."name" from "moved" where "moved"."name" = $7) as "deep" limit $8)`,
      params: ["7", "Fig", "8", "Date", "1", "15", "x", "1"],
      text: `with "made" ("id", "name", "cakeId") as (insert into "fruit" ("id", "name", "cakeId") values (7, 'Fig', default), (8, 'Date', 1) returning "id", "name", "cakeId"), "moved" ("id", "name") as (delete from "cake" where "cake"."price" < 15 returning "id", "name") select "fruit"."id", (select coalesce(json_agg(json_build_array("_1"."c0", "_1"."c1", "_1"."c2")), '[]') from (select "made"."id" as "c0", "made"."name" as "c1", "made"."cakeId" as "c2" from "made") as "_1") as "rows" from "fruit" where exists (select "deep"."id", "deep"."name" from (select "moved"."id", "moved"."name" from "moved" where "moved"."name" = 'x') as "deep" limit 1)`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  const cheap = pipe(from(Cake), where(lt(Cake.price, param("most", integer))), select({ id: Cake.id }), cte("cheap"))
  const sold = pipe(deleteFrom(Cake), where(exists(pipe(from(cheap), where(eq(cheap.id, Cake.id))))), returning({ id: Cake.id }), cte("sold"))
  golden("may use others, and parameters", pipe(update(Fruit, { name: upper(Fruit.name) }), where(exists(pipe(from(sold), where(eq(sold.id, Fruit.cakeId)))))), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "cheap" ("id") as (select "cake"."id" from "cake" where "cake"."price" < $1), "sold" ("id") as (delete from "cake" where exists (select "cheap"."id" from "cheap" where "cheap"."id" = "cake"."id") returning "id") update "fruit" set "name" = upper("fruit"."name") where exists (select "sold"."id" from "sold" where "sold"."id" = "fruit"."cakeId")`,
      params: [undefined],
      text: `with "cheap" ("id") as (select "cake"."id" from "cake" where "cake"."price" < :most), "sold" ("id") as (delete from "cake" where exists (select "cheap"."id" from "cheap" where "cheap"."id" = "cake"."id") returning "id") update "fruit" set "name" = upper("fruit"."name") where exists (select "sold"."id" from "sold" where "sold"."id" = "fruit"."cakeId")`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  golden("on conflict", from(pipe(
    insertInto(Gone, { id: 1, name: "it's" }),
    onConflictDoUpdate([Gone.id], { name: excluded(Gone.name) }),
    returning({ id: Gone.id }),
    cte("kept"),
  )), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "kept" ("id") as (insert into "gone" ("id", "name") values ($1, $2) on conflict ("id") do update set "name" = "excluded"."name" returning "id") select "kept"."id" from "kept"`,
      params: ["1", "it's"],
      text: `with "kept" ("id") as (insert into "gone" ("id", "name") values (1, 'it''s') on conflict ("id") do update set "name" = "excluded"."name" returning "id") select "kept"."id" from "kept"`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  const names = pipe(deleteFrom(Hostile), allRows, returning({ [`o"ne`]: Hostile[`k"ey`]! }), cte(`n"ame`))
  golden("of names with quotes", from(names), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: `with "n""ame" ("o""ne") as (delete from "g""o'ne" returning "k""ey" as "o""ne") select "n""ame"."o""ne" from "n""ame"`,
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  golden("in both operands of a set operation", pipe(from(moved), union(from(moved))), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "moved" ("id", "name") as (delete from "cake" where "cake"."price" < $1 returning "id", "name") select "moved"."id", "moved"."name" from "moved" union select "moved"."id", "moved"."name" from "moved"`,
      params: ["15"],
      text: `with "moved" ("id", "name") as (delete from "cake" where "cake"."price" < 15 returning "id", "name") select "moved"."id", "moved"."name" from "moved" union select "moved"."id", "moved"."name" from "moved"`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  const unread = (deleteFrom(Gone) as AnyQuery).pipe(cte("unread") as never) as never
  golden("returns rows", from(unread), {
    sqlite: "-- nothing is selected; select at least one column",
    postgres: "-- nothing is selected; select at least one column",
    mariadb: "-- nothing is selected; select at least one column",
    mysql: "-- nothing is selected; select at least one column",
  })
  const unbounded = (pipe(deleteFrom(Gone), returning(Gone)) as AnyQuery).pipe(cte("unbounded") as never) as never
  golden("says which rows", from(unbounded), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: `-- the delete of table "gone" has no where; add where, or allRows to mean every row`,
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  golden("has a name of its own", from(pipe(deleteFrom(Gone), allRows, returning(Gone), cte("gone"))), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: `-- the CTE "gone" has the name of a table that the statement uses; give it another name`,
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
})

describe("a command alongside", () => {
  golden("a query", pipe(from(Cake), where(eq(Cake.id, 2)), alongside(clear)), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "_1" as (delete from "gone") select "cake"."id", "cake"."name", "cake"."price", "cake"."bakeryId" from "cake" where "cake"."id" = $1`,
      params: ["2"],
      text: `with "_1" as (delete from "gone") select "cake"."id", "cake"."name", "cake"."price", "cake"."bakeryId" from "cake" where "cake"."id" = 2`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  golden("a command, with others", pipe(
    insertInto(Gone, { id: 9, name: "nine" }),
    returning(Gone),
    alongside(pipe(deleteFrom(Cake), where(eq(Cake.id, 2)))),
    alongside(pipe(update(Fruit, { name: "x" }), where(gt(Fruit.id, 3)))),
  ), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "_1" as (delete from "cake" where "cake"."id" = $1), "_2" as (update "fruit" set "name" = $2 where "fruit"."id" > $3) insert into "gone" ("id", "name") values ($4, $5) returning "id", "name"`,
      params: ["2", "x", "3", "9", "nine"],
      text: `with "_1" as (delete from "cake" where "cake"."id" = 2), "_2" as (update "fruit" set "name" = 'x' where "fruit"."id" > 3) insert into "gone" ("id", "name") values (9, 'nine') returning "id", "name"`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  golden("CTEs of the query and of itself", pipe(
    insertFrom(Gone, from(moved)),
    alongside(pipe(deleteFrom(Fruit), where(exists(pipe(from(made), where(eq(made.id, Fruit.id))))))),
  ), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: {
      sql: `with "made" ("id", "name", "cakeId") as (insert into "fruit" ("id", "name", "cakeId") values ($1, $2, default), ($3, $4, $5) returning "id", "name", "cakeId"), "moved" ("id", "name") as (delete from "cake" where "cake"."price" < $6 returning "id", "name"), "_1" as (delete from "fruit" where exists (select "made"."id", "made"."name", "made"."cakeId" from "made" where "made"."id" = "fruit"."id")) insert into "gone" ("id", "name") select "moved"."id", "moved"."name" from "moved"`,
      params: ["7", "Fig", "8", "Date", "1", "15"],
      text: `with "made" ("id", "name", "cakeId") as (insert into "fruit" ("id", "name", "cakeId") values (7, 'Fig', default), (8, 'Date', 1) returning "id", "name", "cakeId"), "moved" ("id", "name") as (delete from "cake" where "cake"."price" < 15 returning "id", "name"), "_1" as (delete from "fruit" where exists (select "made"."id", "made"."name", "made"."cakeId" from "made" where "made"."id" = "fruit"."id")) insert into "gone" ("id", "name") select "moved"."id", "moved"."name" from "moved"`,
    },
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  const One = table("_1", { id: integer })
  golden("has a name that no table has", pipe(from(One), alongside(clear)), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: `with "__1" as (delete from "gone") select "_1"."id" from "_1"`,
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
  golden("may insert no rows", pipe(from(Cake), select({ id: Cake.id }), alongside(insertInto(Gone, []))), {
    sqlite: "-- SQLite has no CTE that changes rows; run the commands one after the other, in one transaction",
    postgres: `with "_1" as (insert into "gone" ("id") select null where false) select "cake"."id" from "cake"`,
    mariadb: "-- MariaDB has no CTE that changes rows; run the commands one after the other, in one transaction",
    mysql: "-- MySQL has no CTE that changes rows; run the commands one after the other, in one transaction",
  })
})

const compiled = (q: AnyQuery) => {
  const r = compile(dialect)(q)
  if (r._tag === "Left") throw new Error(r.left.message)
  return r.right
}
const isWriting = (q: AnyQuery): boolean => writes(q as unknown as StatementNode)

describe("what it is", () => {
  test("a query that writes", () => {
    expect([from(moved), pipe(from(Cake), where(exists(from(moved)))), pipe(from(Cake), alongside(clear))].map(isWriting))
      .toEqual([true, true, true])
    expect(compiled(from(moved)).operation).toBe("SELECT")
    expect(compiled(pipe(insertInto(Gone, { id: 1, name: "x" }), alongside(clear)))).toMatchObject({ operation: "INSERT", shape: null })
  })

  test("a value that the program makes is made for each run, and a wrong one is not remembered", () => {
    let n = 0
    const Counted = table("counted", { id: integer.pipe(defaultWith(() => ++n)) })
    const q = from(pipe(insertInto(Counted, {}), returning(Counted), cte("ones")))
    const also = pipe(from(Cake), alongside(insertInto(Counted, {})))
    const run = (query: AnyQuery) => compiled(query).params
    expect(run(q)).not.toEqual(run(q))
    expect(run(also)).not.toEqual(run(also))
    let wrong = 0
    const Wrong = table("wrong", { id: integer.pipe(defaultWith(() => (wrong++ === 0 ? "x" : 1) as never)) })
    const insert = insertInto(Wrong, {})
    expect(compile(dialect)(insert)._tag).toBe("Left")
    expect(compile(dialect)(insert)._tag).toBe("Right")
  })

  test("what the program made of given values is remembered", () => {
    const Dated = table("dated", { id: integer.pipe(defaultWith(() => 1)) })
    const given = insertInto(Dated, { id: 3 })
    expect(compile(dialect)(given)).toBe(compile(dialect)(given))
  })
})
