import { pipe } from "effect"
import { describe, expect, test } from "vitest"
import {
  add, always, coalesce, count, countAll, cube, desc, distinctValues, eq, filterWhere, from, groupBy, grouping, gt, having, limit, literal, lt, max, never, orderBy, rightJoin, rollup, select, sum, where,
} from "../../../src/index.js"
import { Cake, Fruit, rows } from "./meaning.js"

describe("groups", () => {
  test("NULLs are one group", () => {
    expect(rows(pipe(from(Cake), groupBy(Cake.price), select({ price: Cake.price, n: countAll }), orderBy(Cake.price)))).toEqual([
      { price: null, n: 1 },
      { price: 10, n: 1 },
      { price: 30, n: 2 },
    ])
  })
  test("aggregates of no rows are one row: count is 0, others are NULL", () => {
    expect(rows(pipe(from(Cake), where(never), select({ n: countAll, most: max(Cake.price), total: sum(Cake.price) })))).toEqual([{ n: 0, most: null, total: null }])
  })
  test("grouped by a key, no rows make no group", () => {
    expect(rows(pipe(from(Cake), where(never), groupBy(Cake.price), select(countAll)))).toEqual([])
    expect(rows(pipe(from(Cake), where(never), groupBy(), select(literal(1))))).toEqual([1])
  })
  test("count leaves NULLs out, of distinct values each is counted once", () => {
    expect(rows(pipe(from(Cake), select({ all: countAll, some: count(Cake.price), distinct: distinctValues(count(Cake.price)), dear: filterWhere(gt(Cake.price, 20))(countAll) })))).toEqual([
      { all: 4, some: 3, distinct: 2, dear: 2 },
    ])
  })
  test("having without groupBy is on one group of all rows", () => {
    expect(rows(pipe(from(Cake), having(gt(countAll, 3)), select(literal("many"))))).toEqual(["many"])
    expect(rows(pipe(from(Cake), having(lt(countAll, 3)), select(literal("many"))))).toEqual([])
  })
  test("columns that the primary key decides may be selected", () => {
    expect(rows(pipe(from(Cake), groupBy(Cake.id), having(eq(Cake.price, 10)), select({ name: Cake.name, n: countAll })))).toEqual([{ name: "Roll", n: 1 }])
  })
  test("after a limit the groups are of what is left, and their order is not that of the limit", () => {
    expect(rows(pipe(from(Cake), orderBy(desc(Cake.id)), limit(2), groupBy(Cake.price), select({ price: Cake.price, n: countAll }), orderBy(Cake.price)))).toEqual([
      { price: 10, n: 1 },
      { price: 30, n: 1 },
    ])
    expect(rows(pipe(from(Cake), orderBy(Cake.id), limit(3), select(countAll)))).toEqual([3])
  })
  test("after a limit of groups their aggregates are values of the rows", () => {
    const limited = pipe(from(Cake), groupBy(Cake.price), select({ price: Cake.price, n: countAll }), orderBy(Cake.price), limit(2))
    expect(rows(pipe(limited, having(gt(countAll, 1))))).toEqual([])
    expect(rows(pipe(limited, rightJoin(Fruit, eq(Fruit.id, Cake.price)), where(eq(Fruit.id, 1)), select({ fruit: Fruit.id, n: coalesce(add(countAll, 0), -1) })))).toEqual([{ fruit: 1, n: -1 }])
  })
})

describe("grouping sets", () => {
  test("rollup has the groups of every beginning of its keys", () => {
    const by = rollup({ cake: Fruit.cakeId, name: Fruit.name })
    const q = pipe(from(Fruit), where(lt(Fruit.id, 4)), groupBy(by), select({ cake: by.cake, name: by.name, n: countAll, level: add(grouping(by.cake), grouping(by.name)) }))
    expect(rows(pipe(q, orderBy(grouping(by.cake), by.cake, grouping(by.name), by.name)))).toEqual([
      { cake: 1, name: "Cherry", n: 1, level: 0 },
      { cake: 1, name: "Plum", n: 1, level: 0 },
      { cake: 1, name: null, n: 2, level: 1 },
      { cake: 3, name: null, n: 1, level: 0 },
      { cake: 3, name: null, n: 1, level: 1 },
      { cake: null, name: null, n: 3, level: 2 },
    ])
  })
  test("the set without keys has a row where there are no rows", () => {
    const by = cube({ price: Cake.price })
    expect(rows(pipe(from(Cake), where(never), groupBy(by), select({ price: by.price, n: countAll })))).toEqual([{ price: null, n: 0 }])
  })
  test("beside a plain key every set has it", () => {
    const by = cube({ name: Fruit.name })
    expect(rows(pipe(from(Fruit), where(eq(Fruit.name, "Cherry")), groupBy(Fruit.cakeId), groupBy(by), having(always), select({ cake: Fruit.cakeId, name: by.name, n: countAll }), orderBy(Fruit.cakeId, by.name)))).toEqual([
      { cake: 1, name: null, n: 1 },
      { cake: 1, name: "Cherry", n: 1 },
      { cake: 9, name: null, n: 1 },
      { cake: 9, name: "Cherry", n: 1 },
    ])
  })
})
