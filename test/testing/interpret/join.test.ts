import { pipe } from "effect"
import { describe, expect, test } from "vitest"
import {
  alias, always, as, coalesce, crossJoin, desc, eq, from, fullJoin, innerJoin, isNull, leftJoin, leftJoinLateral, limit, orderBy, rightJoin, select, where,
} from "../../../src/index.js"
import { Cake, Fruit, rows } from "./meaning.js"

const on = eq(Fruit.cakeId, Cake.id)
const names = { cake: Cake.name, fruit: Fruit.id }

describe("joins", () => {
  test("an inner join has the pairs for which the condition is true; NULL finds nothing", () => {
    expect(rows(pipe(from(Cake), innerJoin(Fruit, on), select(names)))).toEqual([
      { cake: "Opera", fruit: 1 },
      { cake: "Opera", fruit: 2 },
      { cake: "Roll", fruit: 3 },
    ])
  })
  test("a left join keeps rows without a pair, whose other table is NULL as a whole", () => {
    expect(rows(pipe(from(Cake), leftJoin(Fruit, on), select({ id: Cake.id, fruit: Fruit }), where(isNull(Fruit.id))))).toEqual([
      { id: 2, fruit: null },
      { id: 4, fruit: null },
    ])
  })
  test("a condition after a left join filters the pairs too", () => {
    expect(rows(pipe(from(Cake), leftJoin(Fruit, on), where(eq(Fruit.name, "Plum")), select(names)))).toEqual([{ cake: "Opera", fruit: 2 }])
  })
  test("a full join keeps rows of both sides, those with a NULL key among them", () => {
    expect(rows(pipe(from(Cake), fullJoin(Fruit, on), select({ cake: Cake.id, fruit: Fruit.id })))).toEqual([
      { cake: 1, fruit: 1 },
      { cake: 1, fruit: 2 },
      { cake: 2, fruit: null },
      { cake: 3, fruit: 3 },
      { cake: 4, fruit: null },
      { cake: null, fruit: 4 },
      { cake: null, fruit: 5 },
    ])
  })
  test("a right join after a left join makes all tables before it absent", () => {
    const Other = Cake.pipe(alias("other"))
    expect(
      rows(pipe(from(Cake), leftJoin(Fruit, on), rightJoin(Other, eq(Other.price, Fruit.id)), where(eq(Other.id, 1)), select({ cake: Cake, fruit: coalesce(Fruit.name, "none"), other: Other.id }))),
    ).toEqual([{ cake: null, fruit: "none", other: 1 }])
  })
  test("a cross join has every pair", () => {
    expect(rows(pipe(from(Cake), crossJoin(Fruit), select(Cake.id)))).toHaveLength(20)
  })
  test("a lateral join has the rows that its query gives for each row before it", () => {
    const top = pipe(from(Fruit), where(on), orderBy(desc(Fruit.id)), limit(1), select({ id: Fruit.id }), as("top"))
    expect(rows(pipe(from(Cake), leftJoinLateral(top, always), select({ cake: Cake.id, top: top.id }), orderBy(Cake.id)))).toEqual([
      { cake: 1, top: 2 },
      { cake: 2, top: null },
      { cake: 3, top: 3 },
      { cake: 4, top: null },
    ])
  })
})

describe("limit closes the block", () => {
  test("a join after a limit joins the rows that are left", () => {
    expect(rows(pipe(from(Cake), orderBy(Cake.id), limit(2), leftJoin(Fruit, on), select(names), orderBy(Fruit.id)))).toEqual([
      { cake: "Opera", fruit: 1 },
      { cake: "Opera", fruit: 2 },
      { cake: "Tart", fruit: null },
    ])
  })
  test("a join before it is limited with the rest", () => {
    expect(rows(pipe(from(Cake), leftJoin(Fruit, on), orderBy(Cake.id, Fruit.id), limit(2), select(names)))).toEqual([
      { cake: "Opera", fruit: 1 },
      { cake: "Opera", fruit: 2 },
    ])
  })
  test("a condition after a limit filters what is left", () => {
    expect(rows(pipe(from(Cake), orderBy(Cake.id), limit(2), where(eq(Cake.id, 3)), select(Cake.id)))).toEqual([])
  })
})
