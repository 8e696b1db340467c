/** A row and what is related to it is saved as a whole, and loading it gives it back. */
import { Effect, pipe } from "effect"
import {
  addRelated, all, autoIncrement, belongsTo, change, createAll, deleteRow, edit, execute, foreignKey, from, hasMany, hasOne, insertInto,
  integer, linkedBy, loadOne, loadFirst, manyToMany, newRow, nullable, onDeleted, primaryKey, primaryKeyOn, references, removeRelated,
  save, saveAll, setRelated, table, text, unique, withHooks, eq, where, ValidationError,
} from "fulmar"
import { beforeAll, describe, expect, it } from "vitest"
import { counted } from "../relation/counted.js"
import { describeOn } from "../servers/live.js"
import { everywhere, on as runOn } from "./conformance.js"

const key = integer.pipe(primaryKey, autoIncrement)
const Bakery = table("bakery", { id: key, name: text })
const Cake = table("cake", { id: key, name: text, bakeryId: integer.pipe(nullable, references(() => Bakery.id)) })
const Fruit = table("fruit", { id: key, name: text, cakeId: integer.pipe(nullable, unique, references(() => Cake.id)) })
const Candle = table("candle", { id: key, colour: text, cakeId: integer.pipe(references(() => Cake.id)) })
const Filling = table("filling", { id: key, name: text })
const CakeFilling = table(
  "cake_filling",
  { cakeId: integer.pipe(references(() => Cake.id)), fillingId: integer.pipe(references(() => Filling.id)), grams: integer.pipe(nullable) },
  (t) => [primaryKeyOn(t.cakeId, t.fillingId)],
)
const Ingredient = table("ingredient", { id: key, name: text, fillingId: integer.pipe(references(() => Filling.id)) })
const Box = table("box", { shelf: integer, no: integer, label: text }, (t) => [primaryKeyOn(t.shelf, t.no)])
const Item = table(
  "item",
  { id: key, shelf: integer.pipe(nullable), no: integer.pipe(nullable), name: text },
  (t) => [foreignKey([t.shelf, t.no], () => [Box.shelf, Box.no])],
)
const tables = [Bakery, Cake, Fruit, Candle, Filling, CakeFilling, Ingredient, Box, Item]

const cakeBakery = belongsTo(Cake, Bakery, { bakeryId: "id" })
const cakeFruit = hasOne(Cake, Fruit, { id: "cakeId" })
const cakeCandles = hasMany(Cake, Candle, { id: "cakeId" })
const cakeFillings = manyToMany(Cake, Filling, { through: CakeFilling, from: { id: "cakeId" }, to: { fillingId: "id" } })
const fillingIngredients = hasMany(Filling, Ingredient, { id: "fillingId" })
const boxItems = hasMany(Box, Item, { shelf: "shelf", no: "no" })
const spec = { bakery: cakeBakery, fruit: cakeFruit, candles: cakeCandles, fillings: [cakeFillings, { ingredients: fillingIngredients }] } as const

const whole = newRow(Cake, { name: "Black Forest" }).pipe(
  addRelated("bakery", cakeBakery, newRow(Bakery, { name: "Sea" })),
  addRelated("fruit", cakeFruit, newRow(Fruit, { name: "Cherry" })),
  addRelated("candles", cakeCandles, [newRow(Candle, { colour: "red" } as never), newRow(Candle, { colour: "blue" } as never)]),
  addRelated("fillings", cakeFillings, [
    newRow(Filling, { name: "Chocolate" }).pipe(addRelated("ingredients", fillingIngredients, [newRow(Ingredient, { name: "Syrup" } as never)]), linkedBy({ grams: 100 })),
    newRow(Filling, { name: "Jam" }).pipe(addRelated("ingredients", fillingIngredients, [])),
  ]),
)

describeOn(everywhere, "graphs", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
  beforeAll(() => on(createAll(tables)))
  const cakeOf = (id: number) => loadOne(pipe(from(Cake), where(eq(Cake.id, id))), spec)

  it("are saved as a whole, and loaded as they were saved", async () => {
    const saved = await on(save(whole))
    expect(saved.fillings[0]!.ingredients[0]!.name).toBe("Syrup")
    expect(await on(cakeOf(saved.id))).toEqual(saved)
    expect(await on(all(pipe(from(CakeFilling), where(eq(CakeFilling.cakeId, saved.id)))))).toEqual([
      { cakeId: saved.id, fillingId: saved.fillings[0]!.id, grams: 100 },
      { cakeId: saved.id, fillingId: saved.fillings[1]!.id, grams: null },
    ])
    // What is not changed is not written.
    const [chocolate, jam] = saved.fillings
    const again = edit(Cake, saved).pipe(
      setRelated("bakery", cakeBakery, saved.bakery),
      setRelated("fruit", cakeFruit, saved.fruit),
      setRelated("candles", cakeCandles, saved.candles),
      setRelated("fillings", cakeFillings, [edit(Filling, chocolate!).pipe(setRelated("ingredients", fillingIngredients, chocolate!.ingredients)), jam!]),
    )
    const [same, sent] = await on(counted(save(again)))
    expect(same).toMatchObject({ id: saved.id, candles: saved.candles, fruit: saved.fruit, bakery: saved.bakery })
    expect(sent.filter((sql) => /^insert/i.test(sql))).toEqual([])
    expect(sent.filter((sql) => /^update "?`?(cake|candle|filling|ingredient|bakery)\b/i.test(sql))).toEqual([])
    expect(await on(cakeOf(saved.id))).toEqual(saved)
  })

  it("have rows added, replaced and removed", async () => {
    const saved = await on(save(whole))
    const [chocolate, jam] = saved.fillings
    await on(save(edit(Cake, saved).pipe(
      addRelated("fruit", cakeFruit, newRow(Fruit, { name: "Plum" })),
      setRelated("fillings", cakeFillings, [edit(Filling, jam!).pipe(change({ name: "Plum jam" })), newRow(Filling, { name: "Cream" })]),
      setRelated("bakery", cakeBakery, null),
    )))
    const found = await on(cakeOf(saved.id))
    expect(found.bakery).toBe(null)
    expect(found.fruit?.name).toBe("Plum")
    expect(found.fillings.map((f) => f.name)).toEqual(["Plum jam", "Cream"])
    expect((await on(loadFirst(pipe(from(Fruit), where(eq(Fruit.id, saved.fruit.id))), {}))).valueOrUndefined).toEqual({ id: saved.fruit.id, name: "Cherry", cakeId: null })
    expect((await on(all(pipe(from(Filling), where(eq(Filling.id, chocolate!.id)))))).length).toBe(1)
    await on(save(edit(Cake, saved).pipe(removeRelated(cakeFillings, found.fillings))))
    expect((await on(cakeOf(saved.id))).fillings).toEqual([])
    // A link that is there stays, and takes what it is given.
    await on(save(edit(Cake, saved).pipe(addRelated("fillings", cakeFillings, [jam!, edit(Filling, jam!).pipe(linkedBy({ grams: 7 }))]))))
    await on(save(edit(Cake, saved).pipe(addRelated("fillings", cakeFillings, [edit(Filling, jam!).pipe(linkedBy({ grams: 8 }))]))))
    expect((await on(all(pipe(from(CakeFilling), where(eq(CakeFilling.cakeId, saved.id)))))).map((x) => x.grams)).toEqual([8])
  })

  it("with orphans do what the relation says", async () => {
    const saved = await on(save(whole))
    const [red, blue] = saved.candles
    // The key of a candle cannot be NULL.
    expect(await on(Effect.flip(save(edit(Cake, saved).pipe(setRelated("candles", cakeCandles, [red!])))))).toMatchObject({ _tag: expect.stringMatching(/SqlError|ValidationError/) })
    expect((await on(cakeOf(saved.id))).candles).toHaveLength(2)
    const owned = cakeCandles.pipe(onDeleted("cascade"))
    await on(save(edit(Cake, saved).pipe(setRelated("candles", owned, [red!]))))
    expect((await on(cakeOf(saved.id))).candles).toEqual([red])
    expect(await on(all(pipe(from(Candle), where(eq(Candle.id, blue!.id)))))).toEqual([])
    const fixed = cakeCandles.pipe(onDeleted("restrict"))
    expect(await on(Effect.flip(save(edit(Cake, saved).pipe(setRelated("candles", fixed, [])))))).toMatchObject({ _tag: "Restricted", table: "candle" })
  })

  it("that fail anywhere leave the database as it was", async () => {
    const count = async () => Promise.all(tables.map(async (t) => (await on(all(from(t as never) as any)) as ReadonlyArray<unknown>).length))
    const before = await count()
    const broken = newRow(Cake, { name: "Broken" }).pipe(
      addRelated("bakery", cakeBakery, newRow(Bakery, { name: "Lost" })),
      addRelated("fillings", cakeFillings, [newRow(Filling, { name: "Ok" }), newRow(Filling, { name: 7 } as never)]),
    )
    expect(await on(Effect.flip(save(broken)))).toBeInstanceOf(ValidationError)
    const clash = newRow(Cake, { name: "Clash" }).pipe(addRelated("fruit", cakeFruit, newRow(Fruit, { id: 1, name: "again" })))
    expect(await on(Effect.flip(Effect.andThen(save(whole), save(clash)).pipe((x) => x)))).toMatchObject({ _tag: "SqlError", reason: { _tag: "UniqueViolation" } })
    const after = await count()
    expect(after[0]! - before[0]!).toBe(1)
    expect(after[1]! - before[1]!).toBe(1)
  })

  it("have composite keys, and many rows at once", async () => {
    const box = newRow(Box, { shelf: 1, no: 2, label: "it's" }).pipe(addRelated("items", boxItems, [newRow(Item, { name: "a" }), newRow(Item, { name: "b" })]))
    const saved = await on(save(box))
    expect(saved.items.map(({ name, no, shelf }) => [shelf, no, name])).toEqual([[1, 2, "a"], [1, 2, "b"]])
    expect(await on(loadOne(from(Box), { items: boxItems }))).toEqual(saved)
    await on(save(edit(Box, saved).pipe(setRelated("items", boxItems, [saved.items[1]!]))))
    expect(await on(all(pipe(from(Item), where(eq(Item.name, "a")))))).toMatchObject([{ shelf: null, no: null }])
    const [rows, sent] = await on(counted(saveAll(["x", "y", "z"].map((name) => newRow(Bakery, { name })))))
    expect(rows.map((row) => row.name)).toEqual(["x", "y", "z"])
    expect(sent.filter((sql) => /^insert/i.test(sql))).toHaveLength(1)
  })

  it("run hooks for every row", async () => {
    const seen: Array<string> = []
    const Hooked = withHooks(Filling, {
      beforeSave: (values, row) => ({ ...values, name: `${values.name ?? row?.name}!` }),
      afterSave: (row, before) => Effect.sync(() => void seen.push(`${before?.name ?? "new"} -> ${row.name}`)),
      beforeDelete: (row) => void seen.push(`delete ${row.name}`),
    })
    const fillings = manyToMany(Cake, Hooked, { through: CakeFilling, from: { id: "cakeId" }, to: { fillingId: "id" } })
    const saved = await on(save(newRow(Cake, { name: "H" }).pipe(addRelated("fillings", fillings, [newRow(Hooked, { name: "a" }), newRow(Hooked, { name: "b" })]))))
    expect(saved.fillings.map((f) => f.name)).toEqual(["a!", "b!"])
    const more = await on(saveAll([newRow(Hooked, { name: "c" }), newRow(Hooked, { name: "d" })]))
    await on(deleteRow(Hooked, more[0]!))
    expect(seen).toEqual(["new -> a!", "new -> b!", "new -> c!", "new -> d!", "delete c!"])
    const Failing = withHooks(Filling, { afterSave: () => Effect.fail(new ValidationError({ message: "no", table: "filling", issues: [] })) })
    expect(await on(Effect.flip(save(newRow(Failing, { name: "gone" }))))).toBeInstanceOf(ValidationError)
    expect(await on(all(pipe(from(Filling), where(eq(Filling.name, "gone")))))).toEqual([])
  })
})

/** The table of what SQLAlchemy does when a parent of two children is deleted. */
const Team = table("team", { id: integer.pipe(primaryKey) })
const kinds = {
  nullable: integer.pipe(nullable, references(() => Team.id)),
  required: integer.pipe(references(() => Team.id)),
  cascade: integer.pipe(nullable, references(() => Team.id, { onDelete: "cascade" })),
  setNull: integer.pipe(nullable, references(() => Team.id, { onDelete: "set null" })),
  restrict: integer.pipe(nullable, references(() => Team.id, { onDelete: "restrict" })),
} as const

describe("what becomes of related rows", () => {
  describeOn(everywhere, "is what the rule says", (db) => {
    const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
    const heroes = Object.fromEntries(Object.entries(kinds).map(([name, teamId]) => [name, table(`hero_${name}`, { id: integer.pipe(primaryKey), teamId: teamId as typeof kinds.nullable })]))
    beforeAll(() => on(createAll([Team, ...Object.values(heroes)])))

    it.each([
      ["nullable", "set null", [null, null]],
      ["required", "set null", "error"],
      ["nullable", "cascade", []],
      ["required", "cascade", []],
      ["cascade", "passive", []],
      ["setNull", "passive", [null, null]],
      ["restrict", "passive", "error"],
      ["nullable", "passive", "error"],
      ["nullable", "restrict", "error"],
    ] as const)("of a %s key by %s", async (kind, rule, after) => {
      const Hero = heroes[kind]!
      const teamHeroes = hasMany(Team, Hero, { id: "teamId" }).pipe(onDeleted(rule))
      await on(Effect.gen(function* () {
        yield* execute(pipe(insertInto(Team, { id: 1 })))
        yield* execute(insertInto(Hero, [{ id: 1, teamId: 1 }, { id: 2, teamId: 1 }]))
        const result = yield* Effect.exit(deleteRow(Team, { id: 1 }, [teamHeroes]))
        const found = yield* all(from(Hero))
        const teams = yield* all(from(Team))
        expect([result._tag, found.map((hero) => hero.teamId), teams.length]).toEqual(
          after === "error" ? ["Failure", [1, 1], 1] : ["Success", after, 0],
        )
        yield* deleteRow(Team, { id: 1 }, [teamHeroes.pipe(onDeleted("cascade"))]).pipe(Effect.ignore)
        yield* Effect.forEach(yield* all(from(Hero)), (hero) => deleteRow(Hero, hero))
      }))
    })
  })
})
