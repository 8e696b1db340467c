/** MERGE, and what `returning` reads of several tables. */
import { Effect, Option, pipe } from "effect"
import {
  add, alias, all, allRows, as, boolean, coalesce, createAll, cte, defaultTo, deleteFrom, eq, execute, exists, from, gt, innerJoin,
  insertInto, integer, isNotDistinctFrom, mergeAction, mergeInto, nullable, option, orderBy, param, prepare, primaryKey, returning,
  select, sum, groupBy, table, text, thenDelete, thenDoNothing, thenInsert, thenUpdate, transaction, update, upper, varchar,
  whenMatched, whenNotMatched, whenNotMatchedBySource, where,
} from "fulmar"
import { beforeAll, beforeEach, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on, tagOf } from "./conformance.js"

const Stock = table("stock", {
  id: integer.pipe(primaryKey),
  cake: varchar(20),
  n: integer.pipe(defaultTo(7)),
  note: text.pipe(nullable),
  wish: text.pipe(option),
})
const Delivery = table("delivery", { id: integer, cake: text, n: integer, gone: boolean.pipe(defaultTo(false)) })
/** Every column may be NULL. */
const Tip = table("tip", { stockId: integer.pipe(nullable), body: text.pipe(nullable) })
const Odd = table('o"dd\\', { 'k"ey': integer.pipe(primaryKey), "it's": text.pipe(nullable) })

const stock = all(pipe(from(Stock), orderBy(Stock.id)))
const merge = mergeInto(Stock, Delivery, eq(Stock.id, Delivery.id))
const opera = { id: 1, cake: "Opera", n: 4, note: "it's \\ 🍰", wish: Option.some("soon") }
const tart = { id: 2, cake: "Tart", n: 0, note: null, wish: Option.none() }
const sponge = { id: 3, cake: "Sponge", n: 9, note: null, wish: Option.none() }

describeOn("postgres", "merge", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)

  beforeAll(() => run(createAll([Stock, Delivery, Tip, Odd])))
  beforeEach(() =>
    run(Effect.gen(function* () {
      for (const t of [Stock, Delivery, Tip, Odd]) yield* execute(pipe(deleteFrom(t), allRows) as never)
      yield* execute(insertInto(Stock, [opera, tart, sponge]))
      yield* execute(insertInto(Delivery, [
        { id: 1, cake: "Opera", n: 2 },
        { id: 2, cake: "Tart", n: 5, gone: true },
        { id: 8, cake: "Éclair 🍰", n: 6 },
      ]))
    })))

  it("changes, deletes and inserts, each row by the first WHEN that applies", async () => {
    const receive = pipe(
      merge,
      whenMatched(Delivery.gone, thenDelete),
      whenMatched(thenUpdate({ n: add(Stock.n, Delivery.n), note: "it's \"new\"", wish: Option.none() })),
      whenNotMatched(gt(Delivery.n, 100), thenDoNothing),
      whenNotMatched(thenInsert({ id: Delivery.id, cake: upper(Delivery.cake), wish: Option.some("?") })),
      whenNotMatchedBySource(gt(Stock.n, 100), thenDelete),
      whenNotMatchedBySource(thenUpdate({ n: 0 })),
    )
    expect(await run(execute(receive))).toEqual({ rowsAffected: 4 })
    expect(await run(stock)).toEqual([
      { ...opera, n: 6, note: "it's \"new\"", wish: Option.none() },
      { ...sponge, n: 0 },
      { id: 8, cake: "ÉCLAIR 🍰", n: 7, note: null, wish: Option.some("?") },
    ])
  })

  it("a row that no WHEN takes stays, and one that does nothing too", async () => {
    expect(await run(execute(pipe(merge, whenMatched(gt(Stock.n, 100), thenDelete))))).toEqual({ rowsAffected: 0 })
    expect(await run(execute(pipe(merge, whenMatched(thenDoNothing), whenNotMatched(thenDoNothing))))).toEqual({ rowsAffected: 0 })
    await run(execute(pipe(deleteFrom(Delivery), allRows)))
    expect(await run(execute(pipe(merge, whenMatched(thenDelete))))).toEqual({ rowsAffected: 0 })
    expect(await run(stock)).toEqual([opera, tart, sponge])
    expect(await run(execute(pipe(merge, whenNotMatchedBySource(thenDelete))))).toEqual({ rowsAffected: 3 })
  })

  it("returns what was done, and rows of the source that may not be there", async () => {
    const done = pipe(
      merge,
      whenMatched(thenUpdate({ n: Delivery.n })),
      whenNotMatched(thenInsert({ id: Delivery.id, cake: "new", n: 1 })),
      whenNotMatchedBySource(thenDelete),
      returning({ what: mergeAction, id: Stock.id, n: Stock.n, from: Delivery, cake: coalesce(Delivery.cake, "none") }),
    )
    const rows = [...(await run(all(done)))].toSorted((a, b) => a.id - b.id)
    expect(rows).toEqual([
      { what: "UPDATE", id: 1, n: 2, from: { id: 1, cake: "Opera", n: 2, gone: false }, cake: "Opera" },
      { what: "UPDATE", id: 2, n: 5, from: { id: 2, cake: "Tart", n: 5, gone: true }, cake: "Tart" },
      { what: "DELETE", id: 3, n: 9, from: null, cake: "none" },
      { what: "INSERT", id: 8, n: 1, from: { id: 8, cake: "Éclair 🍰", n: 6, gone: false }, cake: "Éclair 🍰" },
    ])
  })

  it("a row of NULLs in the source is not the absence of one", async () => {
    await run(execute(insertInto(Tip, [{}, { stockId: 1, body: "x" }])))
    const touch = pipe(
      mergeInto(Stock, Tip, isNotDistinctFrom(coalesce(Tip.stockId, 3), Stock.id)),
      whenMatched(thenUpdate({ n: 1 })),
      whenNotMatchedBySource(thenUpdate({ n: 2 })),
      returning({ id: Stock.id, tip: Tip }),
    )
    expect([...(await run(all(touch)))].toSorted((a, b) => a.id - b.id)).toEqual([
      { id: 1, tip: { stockId: 1, body: "x" } },
      { id: 2, tip: null },
      { id: 3, tip: { stockId: null, body: null } },
    ])
    const nothing = pipe(mergeInto(Stock, Tip, eq(Tip.stockId, Stock.id)), whenNotMatchedBySource(thenDelete), returning(Tip), cte("nothing"))
    const rows = await run(all(from(nothing)))
    expect(rows).toEqual([{ stockId: null, body: null }, { stockId: null, body: null }])
  })

  it("a derived table, a CTE that deletes, and the table itself are sources", async () => {
    const sums = pipe(from(Delivery), groupBy(Delivery.id), select({ id: Delivery.id, n: sum(Delivery.n) }), as("sums"))
    await run(execute(pipe(mergeInto(Stock, sums, eq(sums.id, Stock.id)), whenMatched(thenUpdate({ note: upper(Stock.cake) })))))
    const moved = pipe(deleteFrom(Delivery), where(gt(Delivery.n, 1)), returning(Delivery), cte("moved"))
    await run(execute(pipe(
      mergeInto(Stock, moved, eq(moved.id, Stock.id)),
      whenNotMatched(thenInsert({ id: moved.id, cake: "moved", n: moved.n })),
    )))
    const before = alias("before")(Stock)
    const beneath = exists(pipe(from(Stock), where(gt(Stock.id, before.id))))
    await run(execute(pipe(mergeInto(Stock, before, eq(Stock.id, add(before.id, 1))), whenMatched(beneath, thenUpdate({ n: before.n })))))
    expect((await run(stock)).map(({ id, n, note }) => [id, n, note])).toEqual([[1, 4, "OPERA"], [2, 4, "TART"], [3, 0, null], [8, 6, null]])
    expect(await run(all(from(Delivery)))).toEqual([])
  })

  it("takes parameters, and part in a transaction", async () => {
    const put = prepare(pipe(
      mergeInto(Stock, Delivery, eq(Stock.id, Delivery.id)),
      whenMatched(eq(Stock.id, param("id", integer)), thenUpdate({ n: param("n", integer), cake: param("cake", text) })),
    ))
    expect(await run(put({ id: 2, n: 50, cake: "Tarte" }))).toEqual({ rowsAffected: 1 })
    expect(await run(Effect.flip(put({ id: 2, n: 1.5, cake: "x" })))).toMatchObject({ _tag: "ValidationError" })
    expect(await run(Effect.flip(put({ id: 2, n: 1, cake: "x".repeat(21) })))).toMatchObject({ _tag: "ValidationError" })
    const undone = transaction(Effect.andThen(execute(pipe(merge, whenMatched(thenDelete))), Effect.fail("no")))
    expect(await run(Effect.flip(undone))).toBe("no")
    expect((await run(stock)).map(({ id, n, cake }) => [id, n, cake])).toEqual([[1, 4, "Opera"], [2, 50, "Tarte"], [3, 9, "Sponge"]])
    const reading = transaction(execute(pipe(merge, whenMatched(thenDelete))), { access: "read only" })
    expect(await run(tagOf(reading))).toBe("ReadOnlyError")
  })

  it("a row that two rows would change is an error, and so is a WHEN that is never reached", async () => {
    await run(execute(insertInto(Delivery, { id: 1, cake: "again", n: 3 })))
    expect(await run(tagOf(execute(pipe(merge, whenMatched(thenUpdate({ n: Delivery.n }))))))).toBe("DataError")
    expect(await run(tagOf(execute(pipe(merge, whenMatched(thenDelete), whenMatched(thenDoNothing)))))).toBe("SyntaxError")
    expect(await run(stock)).toEqual([opera, tart, sponge])
  })

  it("names may be hostile", async () => {
    await run(execute(insertInto(Odd, { 'k"ey': 1, "it's": "'; drop table stock --" })))
    const o = alias('a"li\'as')(Odd)
    const copy = pipe(
      mergeInto(o, Odd, eq(o['k"ey'], add(Odd['k"ey'], 1))),
      whenNotMatched(thenInsert({ 'k"ey': add(Odd['k"ey'], 1), "it's": Odd["it's"] })),
      returning({ [`r"es`]: o["it's"] }),
    )
    expect(await run(all(copy))).toEqual([{ [`r"es`]: "'; drop table stock --" }])
  })

  it("an update returns columns of the tables it joins, of the same names too", async () => {
    const joined = pipe(
      update(Stock, { n: Delivery.n }),
      innerJoin(Delivery, eq(Delivery.id, Stock.id)),
      where(eq(Stock.id, 1)),
      returning({ id: Stock.id, cake: Stock.cake, from: Delivery, stock: Stock }),
    )
    expect(await run(all(joined))).toEqual([
      { id: 1, cake: "Opera", from: { id: 1, cake: "Opera", n: 2, gone: false }, stock: { ...opera, n: 2 } },
    ])
  })
})
