import { Effect, pipe } from "effect"
import {
  all,
  as,
  count,
  countAll,
  cte,
  desc,
  distinct,
  eq,
  execute,
  from,
  fullJoin,
  groupBy,
  gt,
  insertFrom,
  innerJoin,
  leftJoin,
  limit,
  many,
  orderBy,
  orderRowsBy,
  returning,
  rightJoin,
  scalar,
  select,
  unionAll,
  update,
  where,
  add,
  exists,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { Bakery, Cake, Fruit, inBakery, Note } from "./bakery.js"

const onCake = eq(Fruit.cakeId, Cake.id)
const Dear = pipe(from(Cake), where(gt(Cake.price, 15)), select({ id: Cake.id, name: Cake.name }), cte("dear"))

describe("what comes after a limit applies to its rows", () => {
  test("a left join gives the limited rows with all that belongs to them, in their order", async () => {
    const q = pipe(
      from(Cake),
      orderBy(Cake.price),
      limit(2),
      leftJoin(Fruit, onCake),
      select({ cake: Cake.name, fruit: Fruit.name }),
      orderBy(Fruit.id),
    )
    expect((await inBakery(all(q))).map(({ cake, fruit }) => [cake, fruit])).toEqual([
      ["Tart", "Apple"],
      ["Tart", "Berry"],
      ["Sponge", null],
    ])
  })

  test("a right join makes the limited rows optional", async () => {
    const q = pipe(
      from(Cake),
      orderBy(Cake.id),
      limit(1),
      rightJoin(Fruit, onCake),
      select({ cake: Cake, fruit: Fruit.id }),
    )
    const rows = await inBakery(all(pipe(q, orderBy(Fruit.id))))
    expect(rows.map(
      ({ cake, fruit }) => [cake?.name ?? null, fruit],
    )).toEqual([[null, 2], [null, 3], [null, 4], ["Opera", 1]])
  })

  test("a full join does so for both, and knows a row of NULLs from none", async () => {
    const q = pipe(
      from(Note),
      limit(3),
      fullJoin(Cake, eq(Note.cakeId, Cake.id)),
      select({ note: Note, cake: Cake.name }),
    )
    expect(await inBakery(all(pipe(q, orderBy(Cake.id))))).toEqual([
      { note: { cakeId: null, body: null }, cake: null },
      { note: { cakeId: 1, body: "soft" }, cake: "Opera" },
      { note: { cakeId: 2, body: null }, cake: "Tart" },
      { note: null, cake: "Sponge" },
    ])
  })

  test("a join with limited groups keeps their aggregates and their order", async () => {
    const q = pipe(
      from(Fruit),
      groupBy(Fruit.cakeId),
      select({ cake: Fruit.cakeId, fruits: countAll }),
      orderBy(desc(countAll), desc(Fruit.cakeId)),
      limit(2),
      leftJoin(Cake, eq(Cake.id, Fruit.cakeId)),
    )
    expect(await inBakery(all(q))).toEqual([{ cake: 2, fruits: 2 }, { cake: 1, fruits: 1 }])
  })

  test("an order by a subquery is kept", async () => {
    const fruits = scalar(pipe(from(Fruit), where(onCake), select(count(Fruit.id))))
    const q = pipe(
      from(Cake),
      orderBy(desc(fruits)),
      limit(2),
      innerJoin(Bakery, eq(Bakery.id, Cake.bakeryId)),
      select(Cake.id),
    )
    expect(await inBakery(all(q))).toEqual([2, 1])
  })

  test("distinct rows stay as they are, with nested rows among them", async () => {
    const names = many(pipe(from(Bakery), where(eq(Bakery.id, Cake.bakeryId)), select(Bakery.name)))
    const q = pipe(from(Cake), select({ b: Cake.bakeryId, names }), distinct, limit(5), where(gt(Cake.bakeryId, 0)))
    expect(await inBakery(all(q))).toEqual([{ b: 1, names: ["Sea"] }])
  })

  test("limits, joins and conditions follow each other as often as they like", async () => {
    const q = pipe(
      from(Cake),
      orderBy(desc(Cake.price)),
      limit(3),
      where(gt(Cake.price, 10)),
      limit(2),
      leftJoin(Fruit, onCake),
      limit(2),
      where(exists(pipe(from(Bakery), where(eq(Bakery.id, Cake.bakeryId))))),
      limit(1),
      select({ cake: Cake.name, fruit: Fruit.name }),
    )
    expect(await inBakery(all(q))).toEqual([{ cake: "Opera", fruit: "Cherry" }])
  })

  test("a derived table of it may be limited, joined and derived again", async () => {
    const A = pipe(from(Cake), orderBy(desc(Cake.price)), limit(2), as("a"))
    const B = pipe(
      from(A),
      leftJoin(Fruit, eq(Fruit.cakeId, A.id)),
      select({ name: A.name, fruit: Fruit.name }),
      limit(5),
      as("b"),
    )
    expect(await inBakery(all(pipe(from(B), orderBy(B.name), limit(1), where(eq(B.fruit, "Cherry")))))).toEqual([
      { name: "Opera", fruit: "Cherry" },
    ])
  })
})

describe("a common table expression is hoisted", () => {
  test("from nested rows and set operations", async () => {
    const nested = many(pipe(from(Dear), where(gt(Dear.id, Bakery.id)), select(Dear.name)))
    expect(await inBakery(all(pipe(
      from(Bakery),
      orderBy(Bakery.id),
      select(nested),
    )))).toEqual([["Sponge"], ["Sponge"]])
    const both = pipe(from(Dear), unionAll(pipe(from(Cake), select({ name: Cake.name, id: Cake.id }))))
    expect((await inBakery(all(pipe(
      both,
      orderRowsBy((row) => [row.id, row.name]),
    )))).map((row) => row.id)).toEqual([1, 1, 2, 3, 3])
  })

  test("from an insert and an update", async () => {
    const r = await inBakery(
      Effect.gen(function* () {
        const rows = pipe(from(Dear), select({ name: Dear.name, id: add(Dear.id, 50) }))
        const inserted = yield* all(pipe(insertFrom(Bakery, rows), returning(Bakery.id)))
        yield* execute(pipe(update(Cake, { price: 0 }), where(exists(pipe(from(Dear), where(eq(Dear.id, Cake.id)))))))
        return [inserted, yield* all(pipe(from(Cake), orderBy(Cake.id), select(Cake.price)))]
      }),
    )
    expect(r).toEqual([[51, 53], [0, 10, 0]])
  })
})
