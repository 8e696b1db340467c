/** What becomes of rows that cannot be inserted. */
import { Effect, pipe } from "effect"
import {
  add, all, autoIncrement, coalesce, constrain, createAll, defaultTo, deleteFrom, allRows, excluded, execute, from, insertFrom,
  insertIgnore, insertIgnoreFrom, insertInto, integer, literal, max, nullable, onDuplicateKeyUpdate, orderBy, primaryKey,
  references, replaceFrom, replaceInto, returning, scalar, select, table, text, unique, update, varchar, where, eq, upper,
} from "fulmar"
import { beforeAll, beforeEach, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const Stock = table("stock", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(20).pipe(unique),
  n: integer.pipe(defaultTo(1), constrain.ge(0, { check: true })),
  note: text.pipe(nullable),
})
const Crate = table("crate", {
  id: integer.pipe(primaryKey),
  stockId: integer.pipe(nullable, references(() => Stock.id, { onDelete: "cascade" })),
})
const Odd = table('o"dd`\\', { 'k"e`y': integer.pipe(primaryKey), "it's": text.pipe(nullable) })

const stock = all(pipe(from(Stock), orderBy(Stock.id)))
const opera = { id: 1, name: "Opera", n: 4, note: "old" }
const tart = { id: 2, name: "Tart", n: 5, note: null }

describeOn(["sqlite", "mariadb", "mysql"], "inserts that ignore and replace", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)

  beforeAll(() => run(createAll([Stock, Crate, Odd])))
  beforeEach(() =>
    run(Effect.gen(function* () {
      yield* execute(pipe(deleteFrom(Crate), allRows))
      yield* execute(pipe(deleteFrom(Stock), allRows))
      yield* execute(insertInto(Stock, [opera, tart]))
      yield* execute(insertInto(Crate, [{ id: 1, stockId: 1 }, { id: 2, stockId: 2 }]))
    })))

  it("rows that break a unique constraint are left out", async () => {
    const rows = [{ id: 1, name: "x" }, { id: 3, name: "Tart" }, { id: 4, name: "Sponge", note: "it's \\ 🍰" }]
    expect(await run(execute(insertIgnore(Stock, rows)))).toEqual({ rowsAffected: 1 })
    expect(await run(execute(insertIgnore(Stock, [])))).toEqual({ rowsAffected: 0 })
    expect(await run(stock)).toEqual([opera, tart, { id: 4, name: "Sponge", n: 1, note: "it's \\ 🍰" }])
  })

  it("rows that break a check are left out, and a value that does not fit is never sent", async () => {
    // Of the program, a value that breaks the check would be refused before anything is sent.
    const bad = { id: 3, name: "x", n: add(literal(-1), 0) }
    expect(await run(execute(insertIgnore(Stock, [bad, { id: 4, name: "y" }])))).toEqual({ rowsAffected: 1 })
    const long = insertIgnore(Stock, [{ name: "z" }, { name: "z".repeat(21) }, { name: 7 as never, n: -1 }])
    expect(await run(Effect.flip(execute(long)))).toMatchObject({
      _tag: "ValidationError",
      issues: [{ row: 1, column: "name" }, { row: 2, column: "name" }, { row: 2, column: "n" }],
    })
    expect((await run(stock)).map((row) => row.name)).toEqual(["Opera", "Tart", "y"])
  })

  it("a foreign key fails on SQLite, and leaves the row out elsewhere", async () => {
    const lost = execute(insertIgnore(Crate, [{ id: 3, stockId: 99 }, { id: 4, stockId: null }]))
    const result = await run(Effect.result(lost))
    const crates = await run(all(pipe(from(Crate), orderBy(Crate.id), select(Crate.id))))
    if (db.kind === "sqlite") {
      expect(result).toMatchObject({ _tag: "Failure", failure: { reason: { _tag: "ForeignKeyViolation" } } })
      expect(crates).toEqual([1, 2])
    } else {
      expect(result).toMatchObject({ _tag: "Success", success: { rowsAffected: 1 } })
      expect(crates).toEqual([1, 2, 4])
    }
  })

  it("rows of a query are left out too", async () => {
    const again = pipe(from(Stock), select({ name: upper(Stock.name), n: Stock.n }))
    await run(execute(insertIgnoreFrom(Stock, pipe(from(Stock), select({ name: Stock.name })))))
    await run(execute(insertIgnoreFrom(Stock, again)))
    expect((await run(stock)).map((row) => row.name)).toEqual(["Opera", "Tart", "OPERA", "TART"])
  })

  it("a replace deletes what is there, and all that refers to it", async () => {
    await run(execute(replaceInto(Stock, [{ id: 6, name: "Opera" }, { id: 7, name: "New" }])))
    expect(await run(stock)).toEqual([tart, { id: 6, name: "Opera", n: 1, note: null }, { id: 7, name: "New", n: 1, note: null }])
    expect(await run(all(pipe(from(Crate), select(Crate.id))))).toEqual([2])
  })

  it("a replace deletes every row that has one of its values", async () => {
    await run(execute(replaceInto(Stock, { id: 1, name: "Tart", n: 9 })))
    expect(await run(stock)).toEqual([{ id: 1, name: "Tart", n: 9, note: null }])
  })

  it("a replace may read the table, and take rows of a query", async () => {
    const most = scalar(pipe(from(Stock), select({ n: max(Stock.n) })))
    await run(execute(replaceInto(Stock, { id: 1, name: "Opera", n: add(coalesce(most, 0), 1) })))
    await run(execute(replaceFrom(Stock, pipe(from(Stock), where(eq(Stock.id, 2)), select({ id: Stock.id, name: upper(Stock.name) })))))
    expect(await run(stock)).toEqual([{ ...opera, n: 6, note: null }, { id: 2, name: "TART", n: 1, note: null }])
  })

  it("names and values may be hostile", async () => {
    const odd = { 'k"e`y': 1, "it's": "a'b\\\"`; drop table stock" }
    await run(execute(replaceInto(Odd, odd)))
    await run(execute(insertIgnore(Odd, { 'k"e`y': 1 })))
    expect(await run(all(from(Odd)))).toEqual([odd])
    await run(execute(replaceInto(Odd, { 'k"e`y': 1, "it's": null })))
    expect(await run(all(from(Odd)))).toEqual([{ 'k"e`y': 1, "it's": null }])
  })

  if (db.kind !== "mysql") {
    it("rows that were written are returned", async () => {
      const names = <Q extends Parameters<typeof all>[0]>(q: Q) => run(all(q as never)) as Promise<unknown>
      expect(await names(pipe(insertIgnore(Stock, [{ name: "Tart" }, { id: 9, name: "New" }]), returning({ id: Stock.id, n: Stock.n })) as never))
        .toEqual([{ id: 9, n: 1 }])
      expect(await names(pipe(replaceInto(Stock, { id: 2, name: "Tart", n: 0 }), returning(Stock)) as never))
        .toEqual([{ id: 2, name: "Tart", n: 0, note: null }])
    })
  }

  if (db.kind !== "sqlite") {
    it("a duplicate of any key changes the row that is there", async () => {
      const put = (row: { id?: number; name: string; n?: number }) =>
        execute(pipe(
          insertInto(Stock, row),
          onDuplicateKeyUpdate({ n: add(Stock.n, excluded(Stock.n)), note: "again" }),
        ))
      await run(put({ id: 1, name: "By id", n: 10 }))
      await run(put({ name: "Tart", n: 20 }))
      await run(put({ id: 5, name: "New", n: 30 }))
      expect(await run(stock)).toEqual([
        { ...opera, n: 14, note: "again" },
        { ...tart, n: 25, note: "again" },
        { id: 5, name: "New", n: 30, note: null },
      ])
    })

    it("a duplicate among rows of a query, and among many rows", async () => {
      const doubled = pipe(from(Stock), select({ name: Stock.name, n: add(Stock.n, Stock.n) }))
      await run(execute(pipe(insertFrom(Stock, doubled as never), onDuplicateKeyUpdate({ n: excluded(Stock.n) }))))
      const rows = [{ name: "a", note: null }, { name: "a", note: "b" }, { name: "a", n: 7 }]
      await run(execute(pipe(insertInto(Stock, rows), onDuplicateKeyUpdate({ note: excluded(Stock.note), n: Stock.n }))))
      expect((await run(stock)).map(({ name, n, note }) => [name, n, note])).toEqual([
        ["Opera", 8, "old"], ["Tart", 10, null], ["a", 1, null],
      ])
      const wrong = pipe(insertInto(Stock, { name: "a" }), onDuplicateKeyUpdate({ n: -1 }))
      expect(await run(Effect.flip(execute(wrong)))).toMatchObject({ _tag: "ValidationError", issues: [{ column: "n" }] })
      await run(execute(pipe(update(Stock, { n: 1 }), allRows)))
    })
  }
})
