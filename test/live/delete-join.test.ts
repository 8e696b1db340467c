/** Deletes of rows that have others in joined tables. */
import { Effect, pipe } from "effect"
import {
  alias, all, allRows, and, as, createAll, deleteFrom, eq, execute, exists, from, groupBy, gt, countAll, having, innerJoin,
  insertInto, integer, isNull, nullable, orderBy, primaryKey, returning, select, table, text, where,
} from "fulmar"
import { beforeAll, beforeEach, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const Cake = table("cake", { id: integer.pipe(primaryKey), name: text.pipe(nullable), bakery: integer.pipe(nullable) })
const Fruit = table("fruit", { id: integer.pipe(primaryKey), name: text.pipe(nullable), cakeId: integer.pipe(nullable) })
const Odd = table('o"dd`\\', { 'k"e`y': integer.pipe(primaryKey), "it's": text.pipe(nullable) })

const cakes = [
  { id: 1, name: "Opera", bakery: 1 },
  { id: 2, name: "it's \\ 🍰", bakery: 1 },
  { id: 3, name: null, bakery: null },
  { id: 4, name: "Opera", bakery: 2 },
]
const fruits = [
  { id: 1, name: "Cherry", cakeId: 1 },
  { id: 2, name: "Apple", cakeId: 2 },
  { id: 3, name: "it's \\ 🍰", cakeId: 2 },
  { id: 4, name: null, cakeId: null },
  { id: 5, name: null, cakeId: 3 },
]
const cakeIds = all(pipe(from(Cake), orderBy(Cake.id), select(Cake.id)))
const fruitIds = all(pipe(from(Fruit), orderBy(Fruit.id), select(Fruit.id)))
const ofCake = eq(Cake.id, Fruit.cakeId)

describeOn(["sqlite", "postgres", "mariadb", "mysql"], "deletes with joins", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)

  beforeAll(() => run(createAll([Cake, Fruit, Odd])))
  beforeEach(() =>
    run(Effect.gen(function* () {
      for (const t of [Cake, Fruit, Odd]) yield* execute(pipe(deleteFrom(t as typeof Cake), allRows))
      yield* execute(insertInto(Cake, cakes))
      yield* execute(insertInto(Fruit, fruits))
      yield* execute(insertInto(Odd, [{ 'k"e`y': 1, "it's": "Opera" }, { 'k"e`y': 2, "it's": null }]))
    })))

  it("rows that have a joined one are deleted, once, and the joined ones stay", async () => {
    expect(await run(execute(pipe(deleteFrom(Cake), innerJoin(Fruit, ofCake), allRows)))).toEqual({ rowsAffected: 3 })
    expect(await run(cakeIds)).toEqual([4])
    expect(await run(fruitIds)).toEqual([1, 2, 3, 4, 5])
  })

  it("conditions may read both, of the same column too", async () => {
    const same = pipe(deleteFrom(Fruit), innerJoin(Cake, ofCake), where(eq(Cake.name, Fruit.name)))
    expect(await run(execute(same))).toEqual({ rowsAffected: 1 })
    const none = pipe(deleteFrom(Fruit), innerJoin(Cake, ofCake), where(isNull(Cake.name)), where(isNull(Fruit.name)))
    expect(await run(execute(none))).toEqual({ rowsAffected: 1 })
    expect(await run(fruitIds)).toEqual([1, 2, 4])
  })

  it("several tables, the first of which reads the last", async () => {
    const command = pipe(
      deleteFrom(Cake),
      innerJoin(Fruit, and(ofCake, eq(Fruit.id, Odd['k"e`y']))),
      innerJoin(Odd, eq(Odd["it's"], Cake.name)),
      allRows,
    )
    expect(await run(execute(command))).toEqual({ rowsAffected: 1 })
    expect(await run(cakeIds)).toEqual([2, 3, 4])
  })

  it("the same table under another name, on either side", async () => {
    const Other = Cake.pipe(alias("other"))
    const later = pipe(deleteFrom(Cake), innerJoin(Other, and(eq(Other.name, Cake.name), gt(Cake.id, Other.id))), allRows)
    expect(await run(execute(later))).toEqual({ rowsAffected: 1 })
    expect(await run(cakeIds)).toEqual([1, 2, 3])
    const first = pipe(deleteFrom(Other), innerJoin(Cake, and(eq(Cake.bakery, Other.bakery), gt(Cake.id, Other.id))), allRows)
    expect(await run(execute(first))).toEqual({ rowsAffected: 1 })
    expect(await run(cakeIds)).toEqual([2, 3])
  })

  it("a derived table, of the table itself too, and subqueries of it", async () => {
    const Many = pipe(from(Fruit), groupBy(Fruit.cakeId), having(gt(countAll, 1)), select({ cake: Fruit.cakeId }), as("many"))
    expect(await run(execute(pipe(deleteFrom(Fruit), innerJoin(Many, eq(Many.cake, Fruit.cakeId)), allRows)))).toEqual({ rowsAffected: 2 })
    const Same = Fruit.pipe(alias("same"))
    const twin = exists(pipe(from(Same), where(gt(Same.id, Fruit.id))))
    await run(execute(pipe(deleteFrom(Fruit), innerJoin(Cake, ofCake), where(twin))))
    expect(await run(fruitIds)).toEqual([4, 5])
    const Plain = pipe(from(Fruit), select({ id: Fruit.id, cake: Fruit.cakeId }), as("plain"))
    await run(execute(pipe(deleteFrom(Fruit), innerJoin(Plain, and(eq(Plain.id, Fruit.id), isNull(Plain.cake))), allRows)))
    expect(await run(fruitIds)).toEqual([5])
  })

  it("names may be hostile", async () => {
    const odd = pipe(deleteFrom(Odd), innerJoin(Cake, eq(Cake.name, Odd["it's"])), where(eq(Cake.name, "Opera")))
    expect(await run(execute(odd))).toEqual({ rowsAffected: 1 })
    expect(await run(all(from(Odd)))).toEqual([{ 'k"e`y': 2, "it's": null }])
  })

  it("what is deleted is returned, of a joined table on PostgreSQL only", async () => {
    const gone = pipe(deleteFrom(Fruit), innerJoin(Cake, ofCake), where(eq(Cake.name, "Opera")))
    const own = await run(Effect.result(all(pipe(gone, returning({ id: Fruit.id, name: Fruit.name })))))
    if (db.kind === "mysql") {
      expect(own).toMatchObject({ _tag: "Failure", failure: { reason: { _tag: "CompileError" } } })
      return
    }
    expect(own).toMatchObject({ _tag: "Success", success: [{ id: 1, name: "Cherry" }] })
    const joined = all(pipe(deleteFrom(Fruit), innerJoin(Cake, ofCake), where(isNull(Cake.name)), returning({ id: Fruit.id, of: Cake.id })))
    if (db.kind === "postgres") {
      expect(await run(joined)).toEqual([{ id: 5, of: 3 }])
    } else {
      expect(await run(Effect.flip(joined))).toMatchObject({ reason: { _tag: "CompileError" } })
    }
    const Other = Fruit.pipe(alias("other"))
    const twins = pipe(deleteFrom(Fruit), innerJoin(Other, and(eq(Other.cakeId, Fruit.cakeId), gt(Fruit.id, Other.id))), allRows)
    expect(await run(all(pipe(twins, returning({ id: Fruit.id }))))).toEqual([{ id: 3 }])
  })
})
