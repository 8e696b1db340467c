/** Rows that are marked as deleted are left out wherever their table is read. */
import { Effect, pipe } from "effect"
import {
  addRelated, alias, all, allRows, autoIncrement, count, createAll, deleteFrom, deleteRow, eq, execute, forUpdate, from, hasMany, innerJoin, insertInto, integer, leftJoin,
  load, many, newRow, nullable, onDeleted, orderBy, primaryKey, restoreRow, save, select, softDelete, table, text, timestamptz, transaction, update, where,
  withDeleted, whereRelated, references,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on as runOn } from "./conformance.js"

const key = integer.pipe(primaryKey, autoIncrement)
const Cake = table("cake", { id: key, name: text, deletedAt: timestamptz.pipe(nullable, softDelete) })
const Fruit = table("fruit", { id: key, name: text, cakeId: integer.pipe(references(() => Cake.id)), deletedAt: timestamptz.pipe(nullable, softDelete) })
const cakeFruits = hasMany(Cake, Fruit, { id: "cakeId" }).pipe(onDeleted("cascade"))
const Other = Cake.pipe(alias("other"))

describeOn(everywhere, "soft deletion", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
  beforeAll(() => on(createAll([Cake, Fruit])))

  it("is respected wherever the table is read", async () => {
    const make = (name: string) => save(newRow(Cake, { name }).pipe(addRelated("fruits", cakeFruits, [newRow(Fruit, { name: `${name} 1`, cakeId: 0 }), newRow(Fruit, { name: `${name} 2`, cakeId: 0 })])))
    const [opera, tart] = await on(Effect.all([make("Opera"), make("Tart")]))
    await on(deleteRow(Fruit, opera.fruits[0]!))
    await on(deleteRow(Cake, tart, [cakeFruits]))
    const names = (q: any) => on(all(q) as Effect.Effect<ReadonlyArray<unknown>>)
    expect(await names(pipe(from(Cake), select(Cake.name)))).toEqual(["Opera"])
    expect(await names(pipe(from(Other), select(Other.name)))).toEqual(["Opera"])
    expect(await names(pipe(from(withDeleted(Cake)), orderBy(Cake.id), select(Cake.name)))).toEqual(["Opera", "Tart"])
    expect(await names(pipe(from(withDeleted(Cake)), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), orderBy(Cake.id), select({ cake: Cake.name, fruit: Fruit.name })))).toEqual([
      { cake: "Opera", fruit: "Opera 2" },
      { cake: "Tart", fruit: null },
    ])
    expect(await names(pipe(from(Cake), leftJoin(Other, eq(Other.id, Cake.id)), select({ n: count(Other.id) })))).toEqual([{ n: 1 }])
    expect(await names(pipe(from(Cake), select({ f: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select(Fruit.name))) })))).toEqual([{ f: ["Opera 2"] }])
    expect((await on(load(Cake, { fruits: cakeFruits }))).map((cake) => cake.fruits.map((f) => f.name))).toEqual([["Opera 2"]])
    expect(await names(pipe(from(Cake), whereRelated(cakeFruits, eq(Fruit.name, "Opera 1"))))).toEqual([])
    expect(await on(Effect.flip(deleteRow(Cake, tart)))).toMatchObject({ _tag: "NoResultFound" })
    // Commands change live rows only.
    expect(await on(execute(pipe(update(Cake, { name: "x" }), allRows)))).toEqual({ rowsAffected: 1 })
    expect(await on(execute(pipe(update(Other, { name: "Opera" }), where(eq(Other.name, "x")))))).toEqual({ rowsAffected: 1 })
    const back = await on(restoreRow(Cake, tart))
    expect(back).toEqual({ id: tart.id, name: "Tart", deletedAt: null })
    expect(await names(pipe(from(Cake), orderBy(Cake.id), select(Cake.name)))).toEqual(["Opera", "Tart"])
    await on(execute(pipe(deleteFrom(Fruit), allRows)))
    expect((await names(from(withDeleted(Fruit)))).length).toBe(3)
    await on(execute(pipe(deleteFrom(withDeleted(Fruit)), allRows)))
    await on(deleteRow(withDeleted(Cake), back))
    expect((await names(from(withDeleted(Cake)))).length).toBe(1)
    await on(execute(insertInto(Cake, { name: "New" })))
    expect((await names(from(Cake))).length).toBe(2)
  })

  it.skipIf(db.kind === "sqlite")("locks the rows that are read, and no others", async () => {
    await on(Effect.gen(function* () {
      yield* execute(pipe(deleteFrom(withDeleted(Fruit)), allRows))
      yield* execute(pipe(deleteFrom(withDeleted(Cake)), allRows))
      yield* execute(insertInto(Cake, [{ id: 101, name: "locked" }, { id: 102, name: "free" }, { id: 103, name: "gone", deletedAt: new Date() }]))
      yield* execute(insertInto(Fruit, [{ id: 7, name: "gone", cakeId: 101, deletedAt: new Date() }, { id: 8, name: "locked", cakeId: 101 }]))
    }))
    const one = pipe(from(Cake), where(eq(Cake.id, 101)))
    const joined = pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), where(eq(Cake.id, 101)), select({ cake: Cake.name, fruit: Fruit.name }))
    const inner = pipe(from(Other), innerJoin(Fruit, eq(Fruit.cakeId, Other.id)), where(eq(Other.id, 101)), select({ cake: Other.name, fruit: Fruit.name }))
    const free = async () => {
      const found = [await db.query("select id from cake where id = 101 for update skip locked"), await db.query("select id from cake where id = 102 for update skip locked")]
      return found.flat().length
    }
    const during = (query: unknown) =>
      on(transaction(Effect.gen(function* () {
        const rows = yield* all(query as never) as unknown as Effect.Effect<ReadonlyArray<unknown>>
        return [rows, yield* Effect.promise(free)] as const
      })))
    expect(await during(pipe(one, select(Cake.name)))).toEqual([["locked"], 2])
    expect(await during(pipe(one, select(Cake.name), forUpdate()))).toEqual([["locked"], 1])
    // PostgreSQL locks no table that may be absent.
    for (const query of [db.kind === "postgres" ? pipe(joined, forUpdate({ of: [Cake] })) : pipe(joined, forUpdate()), pipe(inner, forUpdate())]) {
      expect(await during(query)).toEqual([[{ cake: "locked", fruit: "locked" }], 1])
    }
    expect(await during(pipe(from(Cake), where(eq(Cake.id, 103)), select(Cake.name), forUpdate()))).toEqual([[], 2])
  })

  it("cannot restore where nothing is marked", () => {
    const Plain = table("plain", { id: integer.pipe(primaryKey) })
    expect(() => restoreRow(Plain, { id: 1 })).toThrow(/not marked as deleted/)
  })
})
