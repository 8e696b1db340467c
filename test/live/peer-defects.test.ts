/** What SeaORM and SQLModel get wrong in relations, loading, saving, pages and sessions, and this library does not. */
import { Effect, Option, pipe } from "effect"
import {
  addRelated, all, autoIncrement, belongsTo, change, count, createAll, cursorPage, defaultTo, deleteRow, desc, dropAll, edit, eq, execute, first, from, hasMany,
  hasOne, insertInto, insertRow, integer, limit, load, manyToMany, newRow, nullable, nullsLast, offset, onConflictDoNothing, one, orderBy, paginate, primaryKey,
  primaryKeyOn, references, refineRelation, relatedWhere, returning, save, select, setRelated, table, text, unique, update, updateRow, uuid, where,
} from "fulmar"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { counted } from "../relation/counted.js"
import { describeOn } from "../servers/live.js"
import { everywhere, on as runOn } from "./conformance.js"

const id = integer.pipe(primaryKey, autoIncrement)
const City = table("pd_city", { id, name: text })
const Bakery = table("pd_bakery", { id, name: text, cityId: integer.pipe(references(() => City.id)) })
const Cake = table("pd_cake", {
  id,
  name: text,
  price: integer.pipe(defaultTo(5)),
  stars: integer.pipe(nullable),
  bakeryId: integer.pipe(nullable, references(() => Bakery.id)),
  otherId: integer.pipe(nullable, references(() => Bakery.id)),
})
const Fruit = table("pd_fruit", { id, name: text, cakeId: integer.pipe(nullable, unique) })
const Filling = table("pd_filling", { id, name: text })
const Link = table("pd_link", { cakeId: integer, fillingId: integer, kind: text.pipe(defaultTo("in")) }, (t) => [primaryKeyOn(t.cakeId, t.fillingId)])
const Ticket = table("pd_ticket", { key: uuid.pipe(primaryKey), name: text })
const tables = [City, Bakery, Cake, Fruit, Filling, Link, Ticket] as const

const bakeryCity = belongsTo(Bakery, City, { cityId: "id" })
const cityBakeries = hasMany(City, Bakery, { id: "cityId" })
const bakeryCakes = hasMany(Bakery, Cake, { id: "bakeryId" })
const cakeBakery = belongsTo(Cake, Bakery, { bakeryId: "id" })
const cakeOther = belongsTo(Cake, Bakery, { otherId: "id" })
const cakeFruit = hasOne(Cake, Fruit, { id: "cakeId" })
const cakeFillings = manyToMany(Cake, Filling, { through: Link, from: { id: "cakeId" }, to: { fillingId: "id" } })

const ticket = "01234567-89ab-4cde-8f01-23456789abcd"

describeOn(everywhere, "not as elsewhere:", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
  beforeAll(() => on(dropAll(tables, { ifExists: true })))
  beforeEach(() =>
    on(Effect.gen(function* () {
      yield* dropAll(tables, { ifExists: true })
      yield* createAll(tables)
      yield* execute(insertInto(City, { name: "Paris" }))
      yield* execute(insertInto(Bakery, [{ name: "Sea", cityId: 1 }, { name: "Hill", cityId: 1 }]))
      yield* execute(insertInto(Cake, [{ name: "Opera", bakeryId: 1, otherId: 2, stars: 3 }, { name: "Tart", bakeryId: 1, stars: null }, { name: "Pie", stars: 3 }]))
      yield* execute(insertInto(Fruit, { name: "Cherry", cakeId: 1 }))
      yield* execute(insertInto(Filling, [{ name: "Jam" }, { name: "Coffee" }]))
      yield* execute(insertInto(Link, [{ cakeId: 1, fillingId: 1 }, { cakeId: 1, fillingId: 2, kind: "on" }]))
    })),
  )
  afterAll(() => on(dropAll(tables)))

  it("two relations to one table are loaded side by side, and each of all relations to one row is joined", async () => {
    const [cakes, sent] = await on(counted(load(pipe(from(Cake), where(eq(Cake.id, 1))), { bakery: [cakeBakery, { city: bakeryCity }], fruit: cakeFruit })))
    expect(cakes[0]).toMatchObject({ bakery: { name: "Sea", city: { name: "Paris" } }, fruit: { name: "Cherry" } })
    expect(sent).toHaveLength(1)
    const both = await on(load(pipe(from(Cake), orderBy(Cake.id)), { bakery: cakeBakery, other: cakeOther }))
    expect(both.map((cake) => [cake.bakery?.name ?? null, cake.other?.name ?? null])).toEqual([["Sea", "Hill"], ["Sea", null], [null, null]])
  })

  it("relations are loaded four levels deep, by a statement each", async () => {
    const spec = { bakeries: [cityBakeries, { cakes: [bakeryCakes, { fillings: cakeFillings, fruit: cakeFruit }] }] } as const
    const [cities, sent] = await on(counted(load(City, spec)))
    expect(cities[0]?.bakeries[0]?.cakes[0]).toMatchObject({ name: "Opera", fruit: { name: "Cherry" }, fillings: [{ name: "Jam" }, { name: "Coffee" }] })
    expect(sent).toHaveLength(4)
  })

  it("two relations over one junction to one table are both loaded, each with its own condition, order and limit", async () => {
    const inside = cakeFillings.pipe(relatedWhere(eq(Link.kind, "in")))
    const last = cakeFillings.pipe(refineRelation((q) => pipe(q, orderBy(desc(Filling.name)), limit(1), select(Filling.name))))
    const cakes = await on(load(pipe(from(Cake), orderBy(Cake.id), limit(2)), { inside, last, all: cakeFillings }))
    expect(cakes.map((cake) => [cake.inside.map(({ name }) => name), cake.last, cake.all.length])).toEqual([[["Jam"], ["Jam"], 2], [[], [], 0]])
  })

  it("what one row of many leaves out has its default, not NULL", async () => {
    const made = await on(all(pipe(insertInto(Cake, [{ name: "a", price: 7 }, { name: "b" }]), returning({ name: Cake.name, price: Cake.price }))))
    expect(made).toEqual([{ name: "a", price: 7 }, { name: "b", price: 5 }])
  })

  it("a conflict without columns does nothing, on every database", async () => {
    const insert = pipe(insertInto(Link, { cakeId: 1, fillingId: 1 }), onConflictDoNothing())
    await on(execute(insert))
    expect(await on(count(from(Link)))).toBe(2)
  })

  it("an update to the same value finds its row", async () => {
    expect(await on(execute(pipe(update(Cake, { name: "Opera" }), where(eq(Cake.id, 1)))))).toEqual({ rowsAffected: 1 })
    const opera = { id: 1, name: "read before", price: 5, stars: 3, bakeryId: 1, otherId: 2 }
    expect(await on(updateRow(edit(Cake, opera).pipe(change({ name: "Opera" }))))).toMatchObject({ name: "Opera" })
  })

  it("a new row with a key of the program is inserted, not updated", async () => {
    expect(await on(save(newRow(Ticket, { key: ticket, name: "a" })))).toEqual({ key: ticket, name: "a" })
    expect(await on(save(newRow(Link, { cakeId: 2, fillingId: 1 })))).toEqual({ cakeId: 2, fillingId: 1, kind: "in" })
    expect(await on(Effect.flip(save(newRow(Ticket, { key: ticket, name: "b" }))))).toMatchObject({ reason: { _tag: "UniqueViolation" } })
  })

  it("many related rows are inserted by one statement", async () => {
    const fillings = ["x", "y", "z"].map((name) => newRow(Filling, { name }))
    const [, sent] = await on(counted(save(newRow(Cake, { name: "new" }).pipe(addRelated("fillings", cakeFillings, fillings)))))
    expect(sent.filter((sql) => /^insert/i.test(sql))).toHaveLength(3)
  })

  it("a row to one is replaced without a moment in which two have the key", async () => {
    const opera = await on(one(pipe(from(Cake), where(eq(Cake.id, 1)))))
    await on(save(edit(Cake, opera).pipe(setRelated("fruit", cakeFruit, newRow(Fruit, { name: "Pear" })))))
    expect(await on(all(pipe(from(Fruit), orderBy(Fruit.id), select({ name: Fruit.name, cake: Fruit.cakeId }))))).toEqual([{ name: "Cherry", cake: null }, { name: "Pear", cake: 1 }])
  })

  it("a page of no size is an error, not a panic; totals ignore nothing that the query says", async () => {
    expect(await on(Effect.flip(pipe(from(Cake), paginate({ page: 1, size: 0 }))))).toMatchObject({ _tag: "ValidationError" })
    expect(await on(pipe(from(Cake), orderBy(Cake.id), limit(2), paginate({ page: 1, size: 5 })))).toMatchObject({ totalRows: 2, totalPages: 1 })
    expect(await on(count(pipe(from(Cake), limit(2))))).toBe(2)
  })

  it("cursors follow the order of the query, in mixed directions, with NULLs and related rows", async () => {
    const q = pipe(from(Cake), orderBy(nullsLast(desc(Cake.stars)), Cake.name), select({ id: Cake.id, name: Cake.name }))
    const names: Array<string> = []
    let after: string | null = null
    for (let n = 0; n < 4; n++) {
      const page: { readonly rows: ReadonlyArray<{ readonly name: string; readonly fillings: ReadonlyArray<unknown> }>; readonly endCursor: string | null } = await on(
        q.pipe(cursorPage({ first: 1, after, load: { fillings: cakeFillings } })),
      )
      names.push(...page.rows.map((row) => `${row.name} ${row.fillings.length}`))
      after = page.endCursor ?? after
    }
    expect(names).toEqual(["Opera 2", "Pie 0", "Tart 0"])
  })

  it("what is written comes back as it is now, and is still there after the transaction", async () => {
    const hero = await on(insertRow(newRow(City, { name: "Rome" })))
    expect(hero).toEqual({ id: 2, name: "Rome" })
    expect({ ...hero }).toEqual({ id: 2, name: "Rome" })
  })

  it("the first row is asked for alone, and one respects the limit that the query has", async () => {
    const [found, sent] = await on(counted(first(pipe(from(Cake), orderBy(Cake.id)))))
    expect(Option.getOrThrow(found).name).toBe("Opera")
    expect(sent[0]).toMatch(/limit|fetch first/i)
    expect(await on(one(pipe(from(Cake), orderBy(Cake.id), limit(1), select(Cake.name))))).toBe("Opera")
    expect(await on(one(pipe(from(Cake), orderBy(Cake.id), offset(2), select(Cake.name))))).toBe("Pie")
    expect(await on(Effect.flip(one(from(Cake))))).toMatchObject({ _tag: "MultipleResultsFound" })
  })

  it("no key refers to nothing: SQLite enforces foreign keys too", async () => {
    expect(await on(Effect.flip(deleteRow(City, { id: 1 })))).toMatchObject({ reason: { _tag: "ForeignKeyViolation" } })
    expect(await on(count(from(City)))).toBe(1)
  })
})
