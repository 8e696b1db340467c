import { Effect, Option, pipe } from "effect"
import {
  all, as, count, createAll, desc, distinct, eq, from, groupBy, gt, limit, load, loadedBy, loadFirst, loadInto, loadOne, manyToMany, orderBy,
  refineRelation, relatedWhere, select, through, transaction, union, where,
} from "fulmar"
import * as Sqlite from "fulmar/sqlite"
import { describe, expect, it } from "vitest"
import { counted } from "./counted.js"
import {
  Cake, CakeFilling, bakeryCakes, cakeBakery, cakeFillings, cakeFruit, Filling, fillingIngredients, Fruit, fruitCake, Ingredient,
  ingredientFilling, Person, personBoss, personStaff, rows, tables, Bakery,
} from "./tables.js"

const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> =>
  Effect.runPromise(
    pipe(
      createAll(tables),
      Effect.andThen(rows),
      Effect.andThen(program),
      Effect.provide(Sqlite.layer({ filename: ":memory:" })),
    ) as Effect.Effect<A, E>,
  )

const fillingCakes = manyToMany(Filling, Cake, { through: CakeFilling, from: { id: "fillingId" }, to: { cakeId: "id" } })
const spec = { fruit: cakeFruit, fillings: [cakeFillings, { ingredients: fillingIngredients }] } as const
const chocolate = { id: 1, name: "Chocolate", vegan: false, ingredients: [{ id: 1, name: "Syrup", fillingId: 1 }, { id: 2, name: "Cocoa", fillingId: 1 }] }
const jam = { id: 2, name: "Jam", vegan: true, ingredients: [{ id: 3, name: "Sugar", fillingId: 2 }] }
const loaded = [
  { id: 42, name: "Black Forest", bakeryId: 1, fruit: { id: 1, name: "Cherry", cakeId: 42 }, fillings: [chocolate, jam] },
  { id: 43, name: "Cheese", bakeryId: null, fruit: null, fillings: [] },
  { id: 44, name: "Opera", bakeryId: 1, fruit: null, fillings: [chocolate] },
]

describe("load", () => {
  it("gives rows with their related rows, by three statements", async () => {
    const [found, sent] = await run(counted(load(Cake, spec)))
    expect(found).toEqual(loaded)
    expect(sent).toHaveLength(3)
  })

  it("gives the same in every strategy", async () => {
    const [found, sent] = await run(counted(load(Cake, spec, { strategy: "nested" })))
    expect(found).toEqual(loaded)
    expect(sent).toHaveLength(1)
    const [byQueries, queries] = await run(counted(load(Cake, spec, { strategy: "query" })))
    expect(byQueries).toEqual(loaded)
    expect(queries).toHaveLength(4)
    const mixed = { fruit: cakeFruit.pipe(loadedBy("query")), fillings: [cakeFillings.pipe(loadedBy("nested")), { ingredients: fillingIngredients }] } as const
    expect(await run(load(Cake, mixed))).toEqual(loaded)
  })

  it("takes queries, and reads the keys that a selection leaves out", async () => {
    const q = pipe(from(Cake), where(gt(Cake.id, 42)), orderBy(desc(Cake.id)), limit(1), select({ name: Cake.name }))
    expect(await run(load(q, spec))).toEqual([{ name: "Opera", fruit: null, fillings: [chocolate] }])
    expect(await run(q.pipe(load({ bakery: cakeBakery })))).toEqual([{ name: "Opera", bakery: { id: 1, name: "Sea" } }])
    expect(await run(load(q, {}))).toEqual([{ name: "Opera" }])
  })

  it("gives the first, or the one", async () => {
    const one = pipe(from(Cake), where(eq(Cake.id, 42)))
    expect(await run(loadFirst(one, spec))).toEqual(Option.some(loaded[0]))
    expect(await run(loadFirst(pipe(from(Cake), where(eq(Cake.id, 0))), spec))).toEqual(Option.none())
    expect(await run(one.pipe(loadOne(spec)))).toEqual(loaded[0])
    expect(await run(Effect.flip(loadOne(Cake, spec)))).toMatchObject({ _tag: "MultipleResultsFound" })
  })

  it("adds to rows that are there", async () => {
    const found = await run(loadInto(Cake, [{ id: 44, label: "x" }, { id: 42, label: "y" }, { id: 44, label: "z" }], spec))
    expect(found).toEqual([
      { id: 44, label: "x", fruit: null, fillings: [chocolate] },
      { id: 42, label: "y", fruit: loaded[0]!.fruit, fillings: [chocolate, jam] },
      { id: 44, label: "z", fruit: null, fillings: [chocolate] },
    ])
  })

  it("follows a table to itself, to any depth", async () => {
    for (const strategy of ["join", "query", "nested"] as const) {
      const found = await run(load(Person, { boss: personBoss, staff: [personStaff, { staff: [personStaff, { boss: personBoss }] }] }, { strategy }))
      expect(found[0]).toEqual({
        id: 1, name: "Ada", bossId: null, boss: null,
        staff: [
          { id: 2, name: "Bob", bossId: 1, staff: [] },
          { id: 3, name: "Cy", bossId: 1, staff: [{ id: 4, name: "Di", bossId: 3, boss: { id: 3, name: "Cy", bossId: 1 } }] },
        ],
      })
    }
  })

  it("limits, orders and selects for each row by itself", async () => {
    const best = cakeFillings.pipe(
      refineRelation((q) => pipe(q, orderBy(desc(CakeFilling.grams)), limit(1), select({ filling: Filling.name, grams: CakeFilling.grams }))),
    )
    const [found, sent] = await run(counted(load(Cake, { best: [best, { ingredients: fillingIngredients }] })))
    expect(found.map((x) => x.best)).toEqual([
      [{ filling: "Chocolate", grams: 100, ingredients: chocolate.ingredients }],
      [],
      [{ filling: "Chocolate", grams: 70, ingredients: chocolate.ingredients }],
    ])
    expect(sent).toHaveLength(3)
    const light = cakeFillings.pipe(refineRelation((q) => pipe(q, where(gt(CakeFilling.grams, 60)), orderBy(desc(CakeFilling.grams)), select(Filling.name))))
    expect((await run(load(Cake, { light }))).map((x) => x.light)).toEqual([["Chocolate"], [], ["Chocolate"]])
    const names = bakeryCakes.pipe(refineRelation((q) => pipe(q, select({ name: Cake.name }), distinct)))
    expect((await run(load(Bakery, { names }))).map((x) => x.names.length)).toEqual([2, 0])
    const counts = cakeFillings.pipe(refineRelation((q) => pipe(q, groupBy(Filling.vegan), select({ vegan: Filling.vegan, n: count(Filling.id) }), orderBy(Filling.vegan))))
    expect((await run(load(Cake, { counts })))[0]!.counts).toEqual([{ vegan: false, n: 1 }, { vegan: true, n: 1 }])
  })

  it("holds the conditions of a relation", async () => {
    const vegan = cakeFillings.pipe(relatedWhere(Filling.vegan))
    for (const strategy of ["query", "nested"] as const) {
      expect((await run(load(Cake, { vegan }, { strategy }))).map((x) => x.vegan.map((f) => f.name))).toEqual([["Jam"], [], []])
    }
    const sea = cakeBakery.pipe(relatedWhere(eq(Bakery.name, "Other")))
    expect((await run(load(Cake, { sea }))).map((x) => x.sea)).toEqual([null, null, null])
  })

  it("goes through chains, each row once", async () => {
    const ingredients = through(cakeFillings, fillingIngredients)
    const bakeries = through(through(ingredientFilling, through(fillingCakes, cakeBakery)), bakeryCakes)
    expect((await run(load(Cake, { ingredients }))).map((x) => x.ingredients.map((i) => i.name))).toEqual([["Syrup", "Cocoa", "Sugar"], [], ["Syrup", "Cocoa"]])
    expect((await run(load(Ingredient, { bakeries }))).map((x) => x.bakeries.map((c) => c.id))).toEqual([[42, 44], [42, 44], [42, 44]])
    const grandBoss = through(personBoss, personBoss)
    expect((await run(load(Person, { grandBoss }))).map((x) => x.grandBoss?.name ?? null)).toEqual([null, null, null, "Ada"])
    const cakeOfFruitBakery = through(fruitCake, cakeBakery)
    expect((await run(load(Fruit, { bakery: cakeOfFruitBakery }))).map((x) => x.bakery?.name ?? null)).toEqual(["Sea", null])
  })

  it("takes set operations of whole rows, and says what else it cannot", async () => {
    const both = pipe(from(Cake), where(eq(Cake.id, 42)), union(pipe(from(Cake), where(eq(Cake.id, 44)))))
    const found = await run(load(both, { fillings: cakeFillings }))
    expect(found.map((x) => x.fillings.length).toSorted()).toEqual([1, 2])
    const groups = pipe(from(Cake), groupBy(Cake.bakeryId), select({ bakeryId: Cake.bakeryId, n: count(Cake.id) }))
    expect(() => Effect.runSync(Effect.provide(load(groups, { bakery: cakeBakery }), Sqlite.layer({ filename: ":memory:" })))).toThrow(/grouped, distinct or of a set operation/)
    const table = pipe(from(Cake), select({ id: Cake.id }), as("c"))
    expect(await run(all(from(table)))).toHaveLength(3)
  })

  it("reads what fibers want at once by one statement, but not across transactions", async () => {
    const one = (id: number) => load(pipe(from(Cake), where(eq(Cake.id, id))), { fillings: cakeFillings })
    const [found, sent] = await run(counted(Effect.all([one(42), one(43), one(44)], { concurrency: "unbounded" })))
    expect(found.map(([cake]) => cake!.fillings.length)).toEqual([2, 0, 1])
    expect(sent.filter((sql) => sql.includes("cake_filling"))).toHaveLength(1)
    const apart = await run(Effect.all([transaction(one(42)), one(43), transaction(one(44))], { concurrency: "unbounded" }))
    expect(apart.map(([cake]) => cake!.fillings.length)).toEqual([2, 0, 1])
  })
})
