/** Rows are written as changesets say: new ones inserted, changed ones updated, and nothing that is not changed. */
import { Effect, pipe } from "effect"
import * as BigDecimal from "effect/BigDecimal"
import {
  all, autoIncrement, change, changeFrom, changesOf, constrain, createAll, deleteRow, edit, execute, from, insertRow, integer, isChanged, newRow,
  newRowFrom, nullable, numeric, primaryKey, primaryKeyOn, rowVersion, save, StaleRow, table, text, timestamptz, update, updateRow, allRows,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { counted } from "../relation/counted.js"
import { everywhere, on as runOn } from "./conformance.js"

const Fruit = table("fruit", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: text.pipe(constrain.minLength(1)),
  price: numeric(10, 2).pipe(nullable),
  at: timestamptz.pipe(nullable),
})
const Cake = table("cake", { id: integer.pipe(primaryKey), name: text, version: integer.pipe(rowVersion) })
const Place = table("place", { row: integer, seat: text, taken: text.pipe(nullable) }, (t) => [primaryKeyOn(t.row, t.seat)])
const Log = table("log", { line: text })

describeOn(everywhere, "changesets", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
  beforeAll(() => on(createAll([Fruit, Cake, Place, Log])))

  it("insert what is new, and update only what is changed", async () => {
    const apple = await on(save(newRow(Fruit, { name: "Apple" })))
    expect(apple).toEqual({ id: apple.id, name: "Apple", price: null, at: null })
    const at = new Date("2024-02-29T12:00:00.000Z")
    const same = edit(Fruit, apple).pipe(change({ name: "Apple", price: null }))
    expect([isChanged(same), changesOf(same)]).toEqual([false, {}])
    const [unchanged, nothing] = await on(counted(save(same)))
    expect([unchanged, nothing]).toEqual([apple, []])
    // Someone else changes a column that is not changed here.
    await on(execute(pipe(update(Fruit, { at }), allRows)))
    const changed = await on(updateRow(edit(Fruit, apple).pipe(change({ price: BigDecimal.fromStringUnsafe("1.50") }))))
    expect(changed).toEqual({ id: apple.id, name: "Apple", price: expect.anything(), at })
    expect(isChanged(edit(Fruit, changed).pipe(change({ at: new Date(at), price: BigDecimal.fromStringUnsafe("1.5") })))).toBe(false)
    await on(deleteRow(Fruit, changed))
    expect(await on(Effect.flip(updateRow(edit(Fruit, changed).pipe(change({ name: "x" })))))).toMatchObject({ _tag: "NoResultFound" })
    expect(await on(Effect.flip(deleteRow(Fruit, changed)))).toMatchObject({ _tag: "NoResultFound" })
  })

  it("take rows with composite keys, and change keys", async () => {
    await on(insertRow(newRow(Place, { row: 1, seat: "it's" })))
    await on(insertRow(newRow(Place, { row: 1, seat: "b" })))
    const moved = await on(updateRow(edit(Place, { row: 1, seat: "it's", taken: null }).pipe(change({ row: 2, taken: "Ada" }))))
    expect(moved).toEqual({ row: 2, seat: "it's", taken: "Ada" })
    expect((await on(all(from(Place)))).length).toBe(2)
  })

  it("notice that a row was changed since it was read", async () => {
    const cake = await on(insertRow(newRow(Cake, { id: 1, name: "Opera" })))
    expect(cake.version).toBe(1)
    const mine = edit(Cake, cake).pipe(change({ name: "Mine" }))
    const yours = await on(updateRow(edit(Cake, cake).pipe(change({ name: "Yours" }))))
    expect(yours).toEqual({ id: 1, name: "Yours", version: 2 })
    const stale = await on(Effect.flip(updateRow(mine)))
    expect(stale).toBeInstanceOf(StaleRow)
    expect(stale.message).toBe('The row of table "cake" with id = 1 was changed since it was read: its version is 2, not 1. Read it again.')
    expect(await on(Effect.flip(deleteRow(Cake, cake)))).toBeInstanceOf(StaleRow)
    expect(await on(all(from(Cake)))).toEqual([yours])
    // Of all that change it at once, one does.
    const at = await on(Effect.all(Array.from({ length: 5 }, (_, i) => Effect.option(updateRow(edit(Cake, yours).pipe(change({ name: `n${i}` }))))), { concurrency: "unbounded" }))
    expect(at.filter((x) => x._tag === "Some")).toHaveLength(1)
  })

  it("come from unknown input, with an error for each column", () => {
    const found = newRowFrom(Fruit, { name: "", price: "x", extra: 1 })
    expect(found._tag === "Left" && found.left.issues.map((issue) => [issue.column, issue.expected])).toEqual([
      ["name", expect.any(String)],
      ["price", expect.any(String)],
    ])
    expect(newRowFrom(Fruit, {})).toMatchObject({ _tag: "Left", left: { issues: [{ column: "name" }] } })
    expect(newRowFrom(Fruit, null)._tag).toBe("Left")
    const pear = edit(Fruit, { id: 1, name: "Pear", price: null, at: null })
    const input = pear.pipe(changeFrom({ id: 7, name: "Sweet pear", price: null }, { only: ["name"] }))
    expect(input._tag === "Right" && changesOf(input.right)).toEqual({ name: "Sweet pear" })
    expect(pear.pipe(changeFrom({ name: 7 }))).toMatchObject({ _tag: "Left" })
    expect(pear.pipe(changeFrom(JSON.parse('{"__proto__":{"name":"x"}}')))).toMatchObject({ _tag: "Right" })
  })

  it("refuse rows that cannot be told apart", () => {
    expect(() => edit(Log, { line: "x" })).toThrow(/has no primary key/)
    expect(() => edit(Fruit, { name: "x" })).toThrow(/without its "id"/)
    expect(() => edit(Cake, { id: 1 })).toThrow(/without its "version"/)
  })
})
