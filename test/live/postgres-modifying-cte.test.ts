/** Commands as CTEs, and alongside other statements. */
import { Effect, Option, pipe, Stream } from "effect"
import {
  add, alias, all, allRows, alongside, as, bytes, count, createAll, cte, defaultTo, deleteFrom, eq, excluded, execute,
  exists, existsRow, first, from, gt, insertFrom, insertInto, integer, json, leftJoin, limit, lt, nullable, onConflictDoUpdate,
  option, orderBy, param, prepare, primaryKey, references, returning, select, stream, sum, table, text, timestamptz, transaction,
  union, update, where,
} from "fulmar"
import { beforeAll, beforeEach, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on, tagOf } from "./conformance.js"

const Cart = table("cart", {
  id: integer.pipe(primaryKey),
  cake: text,
  n: integer.pipe(defaultTo(1)),
  note: text.pipe(nullable),
  wish: text.pipe(option),
  at: timestamptz.pipe(nullable),
  doc: json().pipe(nullable),
  raw: bytes.pipe(nullable),
})
const Sale = table("sale", { id: integer.pipe(primaryKey), cake: text, note: text.pipe(nullable) })
const Line = table("line", { id: integer.pipe(primaryKey), saleId: integer.pipe(references(() => Sale.id)) })
const Odd = table('o"dd\\', { 'k"ey': integer.pipe(primaryKey), "it's": text.pipe(nullable) })

const rows = [
  { id: 1, cake: "Opera", n: 2, note: "it's \\ \"🍰\"" },
  { id: 2, cake: "Tart", n: 5, wish: Option.some("soon"), at: new Date(5), doc: { a: [1, null] }, raw: Uint8Array.of(0, 255) },
  { id: 3, cake: "Sponge" },
]
const carts = all(pipe(from(Cart), orderBy(Cart.id), select(Cart.id)))
const sales = all(pipe(from(Sale), orderBy(Sale.id)))

describeOn("postgres", "commands in a statement", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)

  beforeAll(() => run(createAll([Cart, Sale, Line, Odd])))
  beforeEach(() =>
    run(Effect.gen(function* () {
      yield* execute(pipe(deleteFrom(Line), allRows))
      yield* execute(pipe(deleteFrom(Sale), allRows))
      yield* execute(pipe(deleteFrom(Cart), allRows))
      yield* execute(insertInto(Cart, rows))
    })))

  const sold = pipe(
    deleteFrom(Cart),
    where(lt(Cart.id, param("below", integer))),
    returning({ id: Cart.id, cake: Cart.cake, note: Cart.note }),
    cte("sold"),
  )

  it("rows move from a table to another", async () => {
    const move = prepare(pipe(insertFrom(Sale, from(sold)), returning(Sale)))
    expect(await run(move({ below: 3 }))).toEqual([
      { id: 1, cake: "Opera", note: "it's \\ \"🍰\"" },
      { id: 2, cake: "Tart", note: null },
    ])
    expect(await run(move({ below: 3 }))).toEqual([])
    expect(await run(carts)).toEqual([3])
    expect((await run(sales)).map((row) => row.id)).toEqual([1, 2])
  })

  it("every value comes back as it was", async () => {
    const gone = pipe(deleteFrom(Cart), allRows, returning(Cart), cte("gone"))
    const plain = { note: null, wish: Option.none(), at: null, doc: null, raw: null }
    expect(await run(all(pipe(from(gone), orderBy(gone.id))))).toEqual([
      { ...plain, ...rows[0] },
      { ...plain, ...rows[1] },
      { ...plain, n: 1, ...rows[2] },
    ])
    expect(await run(carts)).toEqual([])
  })

  it("an empty CTE gives none, and its columns NULL where a join finds none", async () => {
    const none = pipe(deleteFrom(Cart), where(eq(Cart.id, 99)), returning(Cart), cte("none"))
    expect(await run(all(from(none)))).toEqual([])
    const joined = pipe(from(Cart), leftJoin(none, eq(none.id, Cart.id)), where(eq(Cart.id, 1)), select({ id: Cart.id, none, n: none.n }))
    expect(await run(all(joined))).toEqual([{ id: 1, none: null, n: null }])
  })

  it("all parts see the tables as they were", async () => {
    const more = pipe(update(Cart, { n: add(Cart.n, 100) }), allRows, returning({ id: Cart.id, n: Cart.n }), cte("more"))
    const both = pipe(from(more), leftJoin(Cart, eq(Cart.id, more.id)), orderBy(more.id), select({ now: more.n, was: Cart.n }))
    expect(await run(all(both))).toEqual([{ now: 102, was: 2 }, { now: 105, was: 5 }, { now: 101, was: 1 }])
  })

  it("it runs once and to its end, however often and however little it is read", async () => {
    const made = (id: number) => pipe(
      insertInto(Sale, [{ id, cake: "a" }, { id: id + 1, cake: "b" }, { id: id + 2, cake: "c" }]),
      returning(Sale),
      cte("made"),
    )
    const again = alias("again")(made(20))
    expect(Option.isSome(await run(first(from(made(1)))))).toBe(true)
    expect(await run(all(pipe(from(made(10)), limit(0))))).toEqual([])
    expect(await run(count(pipe(from(made(20)), leftJoin(again, gt(again.id, 0)))).pipe(tagOf))).toBe("CompileError")
    const twice = made(20)
    expect(await run(count(pipe(from(twice), union(from(twice)))))).toBe(3)
    expect(await run(existsRow(from(made(30))))).toBe(true)
    expect(await run(Stream.runCollect(Stream.take(stream(from(made(40)), { chunkSize: 1 }), 1)))).toHaveLength(1)
    expect(await run(all(pipe(from(Cart), where(exists(from(made(50)))), select({ n: count(Cart.id) }))))).toEqual([{ n: 3 }])
    expect((await run(sales)).map((row) => row.id)).toEqual([1, 10, 20, 30, 40, 50].flatMap((n) => [n, n + 1, n + 2]))
  })

  it("deep in a derived table of a grouped query", async () => {
    const gone = pipe(deleteFrom(Cart), allRows, returning({ cake: Cart.cake, n: Cart.n }), cte("gone"))
    const inner = pipe(from(gone), orderBy(gone.n), limit(2), as("inner"))
    expect(await run(all(pipe(from(inner), select({ total: sum(inner.n) }))))).toEqual([{ total: 3 }])
    expect(await run(carts)).toEqual([])
  })

  it("an upsert says what it did, and NULLs stay", async () => {
    const put = pipe(
      insertInto(Sale, [{ id: 1, cake: "x" }, { id: 2, cake: "y", note: null }]),
      onConflictDoUpdate([Sale.id], { cake: excluded(Sale.cake) }),
      returning(Sale),
      cte("put"),
    )
    await run(execute(insertInto(Sale, { id: 1, cake: "old", note: "kept" })))
    expect(await run(all(pipe(from(put), orderBy(put.id))))).toEqual([
      { id: 1, cake: "x", note: "kept" },
      { id: 2, cake: "y", note: null },
    ])
  })

  it("a command alongside runs though nobody reads it", async () => {
    const clear = pipe(deleteFrom(Cart), where(eq(Cart.id, param("id", integer))))
    const sell = prepare(pipe(insertInto(Sale, { id: param("id", integer), cake: "Opera" }), alongside(clear)))
    expect(await run(sell({ id: 1 }))).toEqual({ rowsAffected: 1 })
    const query = pipe(from(Cart), orderBy(Cart.id), select(Cart.id), alongside(pipe(deleteFrom(Cart), where(eq(Cart.id, 2)))))
    expect(await run(all(query))).toEqual([2, 3])
    expect(await run(first(query))).toEqual(Option.some(3))
    expect(await run(carts)).toEqual([3])
    expect((await run(sales)).map((row) => row.id)).toEqual([1])
  })

  it("several commands alongside a command, and a foreign key between them", async () => {
    const parent = insertInto(Sale, { id: 5, cake: "e" })
    const child = insertInto(Line, [{ id: 1, saleId: 5 }, { id: 2, saleId: 5 }])
    const cart = pipe(update(Cart, { n: 0 }), where(gt(Cart.id, 1)))
    expect(await run(execute(pipe(child, alongside(parent), alongside(cart))))).toEqual({ rowsAffected: 2 })
    expect(await run(all(pipe(from(Cart), orderBy(Cart.id), select(Cart.n))))).toEqual([2, 0, 0])
  })

  it("it fails as a whole, and takes part in a transaction", async () => {
    const failing = pipe(insertInto(Sale, { id: 7, cake: "g" }), alongside(insertInto(Cart, { id: 1, cake: "again" })))
    expect(await run(tagOf(execute(failing)))).toBe("UniqueViolation")
    expect(await run(sales)).toEqual([])
    const moved = pipe(deleteFrom(Cart), allRows, returning({ id: Cart.id, cake: Cart.cake }), cte("moved"))
    await run(Effect.flip(transaction(Effect.andThen(execute(insertFrom(Sale, from(moved))), Effect.fail("no")))))
    expect([await run(carts), await run(sales)]).toEqual([[1, 2, 3], []])
    const reading = transaction(all(from(moved)), { access: "read only" })
    expect(await run(tagOf(reading))).toBe("ReadOnlyError")
  })

  it("a value that does not fit is not sent", async () => {
    const wrong = pipe(insertInto(Cart, [{ id: 8, cake: "h" }, { id: 9.5, cake: "i" }]), returning(Cart), cte("wrong"))
    expect(await run(Effect.flip(all(from(wrong))))).toMatchObject({ _tag: "ValidationError", issues: [{ row: 1, column: "id" }] })
    expect(await run(carts)).toEqual([1, 2, 3])
  })

  it("names may be hostile", async () => {
    await run(execute(insertInto(Odd, { 'k"ey': 1, "it's": "'; drop table cart --" })))
    const odd = pipe(deleteFrom(Odd), allRows, returning(Odd), cte('c"te\''))
    expect(await run(all(pipe(from(odd), alongside(pipe(update(Cart, { n: 1 }), allRows))))))
      .toEqual([{ 'k"ey': 1, "it's": "'; drop table cart --" }])
  })
})
