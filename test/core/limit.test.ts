import { pipe } from "effect"
import { countAll, distinct, from, gt, integer, innerJoin, eq, limit, offset, orderBy, param, prepare, select, union, where, desc } from "fulmar"
import { describe, expect, test } from "vitest"
import { all, Cake, Fruit, inBakery } from "./bakery.js"
import { golden } from "./golden.js"

const id = pipe(from(Cake), select({ id: Cake.id }), orderBy(Cake.id))
const ids = (rows: ReadonlyArray<{ readonly id: number }>) => rows.map((row) => row.id)
const fruits = pipe(from(Fruit), select({ id: Fruit.id }))

describe("prints", () => {
  golden("a limit", pipe(id, limit(2)), { sqlite: "?" })
  golden("limit and offset are a pair", pipe(id, limit(2), offset(1)), { sqlite: "?" })
  golden("an offset without limit", pipe(id, offset(1)), { sqlite: "?" })
  golden("a second limit nests", pipe(id, limit(5), limit(2)), { sqlite: "?" })
  golden("a limit of a set operation", pipe(id, union(fruits), limit(3)), { sqlite: "?" })
  golden("a second limit of a set operation", pipe(id, union(fruits), limit(3), limit(2)), { sqlite: "?" })
  golden("a limit may be a parameter", pipe(id, limit(param("rows", integer))), { sqlite: "?" })
  golden("distinct", pipe(from(Cake), select({ b: Cake.bakeryId }), distinct), { sqlite: "?" })
  golden("distinct after limit is of the limited rows", pipe(from(Cake), select({ b: Cake.bakeryId }), orderBy(Cake.bakeryId), limit(2), distinct), { sqlite: "?" })
  golden("a join after the limit of distinct rows keeps them distinct", pipe(from(Fruit), select({ cake: Fruit.cakeId }), distinct, limit(3), innerJoin(Cake, eq(Fruit.cakeId, Cake.id))), { sqlite: "?" })
})

describe("rows", () => {
  test("limit keeps the first rows and offset drops them", async () => {
    expect(ids(await inBakery(all(pipe(id, limit(2)))))).toEqual([1, 2])
    expect(ids(await inBakery(all(pipe(id, offset(2)))))).toEqual([3])
    expect(ids(await inBakery(all(pipe(id, offset(1), limit(1)))))).toEqual([2])
    expect(ids(await inBakery(all(pipe(id, limit(0)))))).toEqual([])
    expect(ids(await inBakery(all(pipe(id, offset(9)))))).toEqual([])
  })

  test("limits and offsets that follow each other apply one after the other", async () => {
    expect(ids(await inBakery(all(pipe(id, limit(1), limit(2)))))).toEqual([1])
    expect(ids(await inBakery(all(pipe(id, limit(2), limit(1)))))).toEqual([1])
    expect(ids(await inBakery(all(pipe(id, offset(1), offset(1)))))).toEqual([3])
    expect(ids(await inBakery(all(pipe(id, limit(2), offset(1), limit(5), offset(1)))))).toEqual([3])
  })

  test("a set operation may be limited any number of times", async () => {
    const q = pipe(id, select({ id: Cake.id }), union(fruits))
    expect(ids(await inBakery(all(pipe(q, limit(3), limit(2), limit(1)))))).toHaveLength(1)
    expect(ids(await inBakery(all(pipe(q, limit(3), offset(1), limit(2), offset(1), limit(1)))))).toHaveLength(1)
  })

  test("a limit is given its value when it is run", async () => {
    const top = prepare(pipe(id, limit(param("rows", integer))))
    expect(ids(await inBakery(top({ rows: 1 })))).toEqual([1])
  })

  test("distinct rows are each once, NULL too", async () => {
    const q = pipe(from(Cake), select({ b: Cake.bakeryId }), distinct, orderBy(Cake.bakeryId))
    expect(await inBakery(all(q))).toEqual([{ b: null }, { b: 1 }])
    expect(await inBakery(all(pipe(q, limit(1), distinct)))).toEqual([{ b: null }])
  })

  test("distinct before limit and after it differ", async () => {
    const q = pipe(from(Cake), select({ b: Cake.bakeryId }), orderBy(desc(Cake.bakeryId)))
    expect(await inBakery(all(pipe(q, distinct, limit(2))))).toEqual([{ b: 1 }, { b: null }])
    expect(await inBakery(all(pipe(q, limit(2), distinct)))).toEqual([{ b: 1 }])
  })

  test("an aggregate selected after limit is of the rows that are left", async () => {
    expect(await inBakery(all(pipe(from(Cake), limit(2), select(countAll))))).toEqual([2])
    expect(await inBakery(all(pipe(from(Cake), limit(2), where(gt(Cake.id, 1)), select(countAll))))).toEqual([1])
  })
})
