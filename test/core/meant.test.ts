/** The comparison with the tree that is meant has teeth: each of these texts is one that PostgreSQL takes, of another statement. */
import { pipe } from "effect"
import {
  add, alias, allRows, and, type AnyQuery, as, between, cast, compile, concat, count, countAll, createIndex, createTable,
  cte, currentRow, defaultWith, deleteFrom, desc, distinct, distinctOn, div, double, eq, except, filterWhere, forUpdate, from,
  groupBy, gt, having, innerJoin, insertInto, integer, isDistinctFrom, isIn, leftJoin, like, limit, limitWithTies, lower,
  many, mergeInto, mul, neg, not, nullsLast, offset, onConflictDoUpdate, or, orderBy, over, preceding, raw,
  recursive, returning, rowNumber, rowsBetween, scalar, select, sub, sum, table, text, thenDelete, thenDoNothing, toSql,
  union, unionAll, update, whenMatched, whenNotMatched, where,
} from "fulmar"
import { dialect } from "fulmar/postgres"
import { loadModule } from "libpg-query"
import { beforeAll, describe, expect, test } from "vitest"
import { Bakery, Cake, Fruit, Kinds } from "./bakery.js"
import { compareText, comparison } from "./meant/index.js"
import { looser } from "./meant/given.js"

beforeAll(loadModule)

const { id, ratio, price, name, flag } = Kinds
const is = (x: unknown) => pipe(from(Kinds), select({ x: x as typeof name }))
const when = (x: unknown) => pipe(from(Kinds), where(x as typeof flag), select(id))
const [a, b, c] = [gt(id, 1), gt(ratio, 2), gt(price, 3)]
const cakes = pipe(from(Cake), select({ id: Cake.id }))
const fruits = pipe(from(Fruit), select({ id: Fruit.id }))
const first = pipe(cakes, orderBy(Cake.id), limit(1))
const both = alias("b")(Cake)

/** A statement, and what to put into its text where. */
type Plant = readonly [name: string, statement: AnyQuery, there: string, instead: string]

const plants: Readonly<Record<string, ReadonlyArray<Plant>>> = {
  operators: [
    ["a dropped parenthesis", is(mul(add(ratio, 1), ratio)), `("kinds"."ratio" + 1::float8) *`, `"kinds"."ratio" + 1::float8 *`],
    ["a dropped parenthesis on the right", is(sub(ratio, sub(ratio, 1))), `("kinds"."ratio" - 1::float8)`, `"kinds"."ratio" - 1::float8`],
    ["a dropped parenthesis of a text", is(like(concat(name, "x"), "%")), `"kinds"."name" || 'x' like '%'`, `"kinds"."name" || ('x' like '%')`],
    ["swapped operands", is(sub(ratio, 1)), `"kinds"."ratio" - 1::float8`, `1::float8 - "kinds"."ratio"`],
    ["another operator", is(gt(ratio, 1)), ">", ">="],
    ["a comparison turned", is(gt(ratio, 1)), `"kinds"."ratio" > 1::float8`, `1::float8 > "kinds"."ratio"`],
    ["a chain of comparisons", is(eq(eq(ratio, 1), flag)), `("kinds"."ratio" = 1::float8) = "kinds"."flag"`, `"kinds"."ratio" = (1::float8 = "kinds"."flag")`],
    ["a sign lost", is(neg(ratio)), `-"kinds"`, `"kinds"`],
    ["a sign that reaches farther", is(add(neg(ratio), 1)), `-"kinds"."ratio" + 1::float8`, `-("kinds"."ratio" + 1::float8)`],
    ["distinct from, negated", is(isDistinctFrom(ratio, 1)), "is distinct", "is not distinct"],
    ["a template torn apart", is(div(price, add(price, 1))), `nullif("kinds"."price" + 1, 0)`, `nullif("kinds"."price", 0) + 1`],
    ["a call of less", is(lower(concat(name, "x"))), `lower("kinds"."name" || 'x')`, `lower("kinds"."name") || 'x'`],
    ["another type", is(cast(ratio, text)), "as text", "as varchar"],
    ["between turned", is(between(ratio, 1, 2)), "1::float8 and 2::float8", "2::float8 and 1::float8"],
    ["another value", is(like(name, "it's\\_%")), "'it''s\\_%'", "'it''s_%'"],
    ["an operand of raw SQL torn apart", is(raw(double)`${add(ratio, 1)} * 2`), `("kinds"."ratio" + 1::float8) *`, `"kinds"."ratio" + 1::float8 *`],
  ],
  conditions: [
    ["a lowered precedence", when(and(a, or(b, c))), `("kinds"."ratio" > 2::float8 or "kinds"."price" > 3.00)`, `"kinds"."ratio" > 2::float8 or "kinds"."price" > 3.00`],
    ["or for and", when(and(a, b)), " and ", " or "],
    ["not torn off", when(not(and(a, b))), `not ("kinds"."id" > 1 and "kinds"."ratio" > 2::float8)`, `not "kinds"."id" > 1 and "kinds"."ratio" > 2::float8`],
    ["not of more", when(and(not(eq(flag, true)), b)), `not ("kinds"."flag" = true) and "kinds"."ratio" > 2::float8`, `not ("kinds"."flag" = true and "kinds"."ratio" > 2::float8)`],
    ["a condition lost", when(and(a, b)), ` and "kinds"."ratio" > 2::float8`, ""],
    ["a query read as its rows", when(isIn(id, [scalar(first)])), `= (select`, `in (select`],
    ["a query among others read as its rows", when(isIn(id, [scalar(first), id])), `, "kinds"."id")`, ")"],
    ["members negated", when(isIn(id, [1, 2])), "in (", "not in ("],
  ],
  joins: [
    ["a turned join", pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), select(Cake.id)), "left join", "right join"],
    ["tables that changed places", pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), select(Cake.id)), `"cake" left join "fruit"`, `"fruit" left join "cake"`],
    ["a join in a join", pipe(from(Cake), innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)), leftJoin(Bakery, eq(Bakery.id, Cake.bakeryId)), select(Cake.id)), `"cake" inner join "fruit" on "fruit"."cakeId" = "cake"."id" left join "bakery" on "bakery"."id" = "cake"."bakeryId"`, `"cake" inner join ("fruit" left join "bakery" on "bakery"."id" = "cake"."bakeryId") on "fruit"."cakeId" = "cake"."id"`],
    ["a column of the other table", pipe(from(Cake), innerJoin(both, eq(both.id, Cake.id)), select(both.price)), `select "b"."price"`, `select "cake"."price"`],
    ["a condition of the join on the rows", pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), where(gt(Fruit.id, 1)), select(Cake.id)), " where", " and"],
  ],
  clauses: [
    ["a direction lost", pipe(cakes, orderBy(desc(Cake.price))), " desc", ""],
    ["the place of NULLs", pipe(cakes, orderBy(nullsLast(desc(Cake.price)))), "nulls last", "nulls first"],
    ["keys that changed places", pipe(cakes, orderBy(Cake.price), orderBy(Cake.name)), `"cake"."price", "cake"."name"`, `"cake"."name", "cake"."price"`],
    ["the number of a column", pipe(cakes, orderBy(cast(raw(double)`2`, double))), `cast(2 as float8)`, "2"],
    ["offset for limit", pipe(cakes, limit(2), offset(1)), "limit 2 offset 1", "limit 1 offset 2"],
    ["ties lost", pipe(cakes, orderBy(Cake.price), limitWithTies(2)), "rows with ties", "rows only"],
    ["distinct lost", pipe(cakes, distinct), "distinct ", ""],
    ["distinct of other keys", pipe(cakes, distinctOn(Cake.price)), `on ("cake"."price")`, `on ("cake"."id")`],
    ["having for where", pipe(from(Cake), groupBy(Cake.id), having(gt(count(Cake.name), 1)), where(gt(Cake.price, 1)), select({ id: Cake.id })), `where "cake"."price" > 1 group by "cake"."id" having`, `group by "cake"."id" having "cake"."price" > 1 and`],
    ["a lock that waits", pipe(cakes, forUpdate({ locked: "skip locked" })), " skip locked", ""],
    ["columns that changed places", pipe(from(Cake), select({ x: Cake.name, y: Cake.price })), `"cake"."name" as "x", "cake"."price" as "y"`, `"cake"."price" as "x", "cake"."name" as "y"`],
  ],
  "closed blocks": [
    ["a condition before the limit", pipe(first, where(gt(Cake.price, 1))), ` order by "cake"."id" limit 1) as "_1" where "_1"."c1" > 1`, ` where "cake"."price" > 1 order by "cake"."id" limit 1) as "_1"`],
    ["columns inside that changed places", pipe(first, where(gt(Cake.price, 1))), `"cake"."price" as "c1"`, `"cake"."bakeryId" as "c1"`],
    ["a limit outside", pipe(first, leftJoin(Fruit, eq(Fruit.cakeId, Cake.id))), ` limit 1)`, `)`],
    ["the order lost", pipe(first, where(gt(Cake.price, 1))), ` order by "_1"."c0"`, ""],
  ],
  "set operations": [
    ["a limit hoisted out of an operand", pipe(cakes, unionAll(pipe(fruits, orderBy(Fruit.id), limit(1)))), `(select "fruit"."id" from "fruit" order by "fruit"."id" limit 1)`, `select "fruit"."id" from "fruit" order by "id" limit 1`],
    ["an operand torn apart", pipe(cakes, except(pipe(fruits, except(cakes)))), `except (select "fruit"."id" from "fruit" except select "cake"."id" from "cake")`, `except select "fruit"."id" from "fruit" except select "cake"."id" from "cake"`],
    ["another operator", pipe(cakes, union(fruits)), "union", "union all"],
    ["operands that changed places", pipe(cakes, except(fruits)), `select "cake"."id" from "cake" except select "fruit"."id" from "fruit"`, `select "fruit"."id" from "fruit" except select "cake"."id" from "cake"`],
  ],
  "aggregates and windows": [
    ["a filter lost", is(pipe(sum(ratio), filterWhere(b))), ` filter (where "kinds"."ratio" > 2::float8)`, ""],
    ["a window of other rows", is(pipe(rowNumber(), over({ partitionBy: [name], orderBy: [ratio] }))), `partition by "kinds"."name" order by "kinds"."ratio"`, `order by "kinds"."name", "kinds"."ratio"`],
    ["another frame", is(pipe(sum(ratio), over({ orderBy: [ratio], frame: rowsBetween(preceding(1), currentRow) }))), "1 preceding and current row", "current row and 1 following"],
    ["the unit of a frame", is(pipe(sum(ratio), over({ orderBy: [ratio], frame: rowsBetween(preceding(1), currentRow) }))), "rows between", "groups between"],
    ["rows nested in another order", pipe(from(Cake), select({ id: Cake.id, fruits: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), orderBy(Fruit.name), select(Fruit.id))) })), ` order by "fruit"."name"`, ""],
    ["all for some", is(countAll), "count(*)", `count("kinds"."id")`],
  ],
  tables: [
    ["a hint turned", pipe(cakes, cte("x", { materialized: true }), (x) => from(x)), "as materialized", "as not materialized"],
    ["another derived table", pipe(cakes, as("x"), (x) => from(x)), `from "cake"`, `from "fruit"`],
    ["a recursion of distinct rows", from(recursive("tree", cakes, (self) => pipe(from(Fruit), innerJoin(self, eq(self.id, Fruit.cakeId)), select({ id: Fruit.id })))), "union all", "union"],
  ],
  commands: [
    ["an update of every row", pipe(update(Cake, { price: 1 }), where(gt(Cake.id, 1))), ` where "cake"."id" > 1`, ""],
    ["another column set", pipe(update(Cake, { price: 1 }), where(gt(Cake.id, 1))), `"price" =`, `"bakeryId" =`],
    ["a delete of the other rows", pipe(deleteFrom(Cake), where(gt(Cake.id, 1))), "where", "where not"],
    ["values that changed places", insertInto(Cake, [{ id: 1, name: "x", price: 2 }]), `1, 'x', 2`, `2, 'x', 1`],
    ["a conflict on another column", pipe(insertInto(Cake, [{ id: 1, name: "x", price: 2 }]), onConflictDoUpdate([Cake.id], { price: 3 })), `conflict ("id")`, `conflict ("name")`],
    ["another column returned", pipe(deleteFrom(Cake), where(gt(Cake.id, 1)), returning(Cake.name)), `returning "name"`, `returning "id" as "name"`],
    ["matches that changed places", pipe(mergeInto(Cake, Fruit, eq(Fruit.cakeId, Cake.id)), whenMatched(thenDelete), whenNotMatched(thenDoNothing)), "when matched then delete when not matched then do nothing", "when matched then do nothing when not matched by source then delete"],
    ["another index", createIndex("i", Cake, [Cake.name, Cake.price]), `("name", "price")`, `("price", "name")`],
    ["a key lost", createTable(Fruit), `, primary key ("id")`, ""],
    ["an action of a foreign key", createTable(Fruit), `("id"))`, `("id") on delete cascade)`],
  ],
}

describe.each(Object.keys(plants))("finds in %s", (chapter) => {
  test.each(plants[chapter]!)("%s", (_, statement, there, instead) => {
    const right = toSql(dialect)(statement)
    const wrong = right.replace(there, () => instead)
    expect(right).toContain(there)
    expect(compareText(statement, right, null).difference).toBeNull()
    expect(compareText(statement, wrong, null).difference, wrong).not.toBeNull()
  })
})

describe("finds in parameters", () => {
  const statement = when(and(eq(id, 1), eq(ratio, 2)))
  const compiled = compile(dialect)(statement)
  const { params, sql } = compiled._tag === "Right" ? compiled.right : { params: [], sql: "" }
  const compared = (text: string, values: ReadonlyArray<unknown> = params) =>
    compareText(statement, text, { values, named: [] }).difference

  test("what is sent in the wrong place", () => {
    expect(compared(sql)).toBeNull()
    expect(compared(sql.replace("$1", "$3").replace("$2", "$1").replace("$3", "$2"))).not.toBeNull()
    expect(compared(sql, [...params].toReversed())).not.toBeNull()
  })

  test("another value, and one that nothing reads", () => {
    expect(compared(sql, ["7", params[1]])).not.toBeNull()
    expect(compared(sql, [...params, "7"])).not.toBeNull()
  })

  test("a type that is not said, and one that is another", () => {
    const typed = is(add(ratio, 1))
    const sent = { values: ["1"], named: [] }
    expect(compareText(typed, `select "kinds"."ratio" + $1::float8 as "x" from "kinds"`, sent).difference).toBeNull()
    expect(compareText(typed, `select "kinds"."ratio" + $1 as "x" from "kinds"`, sent).difference).not.toBeNull()
    expect(compareText(typed, `select "kinds"."ratio" + $1::int4 as "x" from "kinds"`, sent).difference).not.toBeNull()
  })
})

describe("the comparison", () => {
  test("is exact but for what is named", () => {
    expect(comparison(when(a))._tag).toBe("exact")
    const Made = table("made", { id: integer, key: text.pipe(defaultWith(() => "k")) })
    expect(comparison(insertInto(Made, [{ id: 1 }]))._tag).toBe("loose")
    const many = Array.from({ length: 40_000 }, (_, i) => ({ id: i, key: "k" }))
    expect(comparison(insertInto(Made, many))._tag).toBe("loose")
    expect(Object.keys(looser)).toEqual(["made", "parts"])
  })

  test("tells what PostgreSQL cannot have from what was compared", () => {
    expect(comparison(pipe(update(Cake, { price: 1 }), allRows, orderBy(Cake.id), limit(1)))._tag).toBe("refused")
  })
})
