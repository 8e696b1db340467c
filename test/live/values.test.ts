/** Rows of values are a table like any other, whatever their types are, on every database. */
import { BigDecimal, Effect, Option, pipe } from "effect"
import {
  add, all, and, array, as, bigint, boolean, bytes, concat, constrain, countAll, createAll, crossJoin, cte, date, double, eq, exists,
  execute, from, groupBy, gt, inQuery, innerJoin, insertFrom, insertInto, integer, isNull, json, leftJoin, literal, many, max, min,
  nullable, numeric, option, orderBy, param, prepare, primaryKey, scalar, select, sum, table, text, time, timestamp, timestamptz,
  union, update, uuid, values, where, type AnyQuery, type LocalDate, type LocalDateTime, type LocalTime,
} from "fulmar"
import * as t from "io-ts"
import { beforeAll, expect, it } from "vitest"
import { plain } from "../core/bakery.js"
import { describeOn } from "../servers/live.js"
import { type Anything, everywhere, on as run } from "./conformance.js"

const hostile = ["it's", "\"x\\\"", "🍰", "null", "", " a ", "A", "a", "a\nb\t", "\\x00", "é", "x".repeat(5000)]

const Cake = table("cake", { id: integer.pipe(primaryKey), name: text.pipe(nullable), price: numeric(10, 2).pipe(nullable) })

const kinds = {
  n: integer.pipe(nullable),
  big: bigint.pipe(nullable),
  x: double.pipe(nullable),
  price: numeric(10, 2).pipe(nullable),
  wide: numeric(38, 10).pipe(nullable),
  flag: boolean.pipe(nullable),
  day: date.pipe(nullable),
  at: timestamp.pipe(nullable),
  moment: timestamptz.pipe(nullable),
  hour: time.pipe(nullable),
  key: uuid.pipe(nullable),
  raw: bytes.pipe(nullable),
  doc: json(t.unknown).pipe(nullable),
  name: text.pipe(nullable),
}
const nothing = Object.fromEntries(Object.keys(kinds).map((key) => [key, null])) as { readonly [K in keyof typeof kinds]: null }
const full = {
  n: -2147483648,
  big: 9223372036854775807n,
  x: -0.5,
  price: BigDecimal.fromStringUnsafe("-12345678.90"),
  wide: BigDecimal.fromStringUnsafe("1234567890123456789012345678.0123456789"),
  flag: true,
  day: "0001-01-01" as LocalDate,
  at: "2024-02-29T23:59:59.123456" as LocalDateTime,
  moment: new Date("2024-02-29T23:59:59.123Z"),
  hour: "12:00:00.5" as LocalTime,
  key: "0f8fad5b-d9cb-469f-a165-70867728950e",
  raw: Uint8Array.of(0, 255, 39),
  doc: { a: [1, null, "it's"], b: true },
  name: "it's",
}
const small = {
  ...full,
  n: 0,
  big: -1n,
  x: 1e300,
  price: BigDecimal.fromStringUnsafe("0.1"),
  wide: BigDecimal.fromStringUnsafe("0"),
  flag: false,
  doc: "a",
  name: "🍰",
  raw: new Uint8Array(0),
}

describeOn(everywhere, "rows of values", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, Anything>): Promise<A> => run(db, program)

  beforeAll(() =>
    on(Effect.gen(function* () {
      yield* createAll([Cake])
      yield* execute(insertInto(Cake, [
        { id: 1, name: "Opera", price: BigDecimal.fromStringUnsafe("1.5") },
        { id: 2, name: "it's", price: null },
        { id: 3, name: null, price: BigDecimal.fromStringUnsafe("20") },
      ]))
    })),
  )

  it("are read back, of every type, with NULLs before and after", async () => {
    for (const rows of [[full], [nothing], [nothing, full, small], [small, full, nothing], [full, nothing, small]]) {
      const v = values("v", { at_: integer, ...kinds }, rows.map((row, i) => ({ at_: i, ...row })))
      const read = await on(all(pipe(from(v), orderBy(v.at_))))
      expect(plain(read)).toEqual(plain(rows.map((row, i) => ({ at_: i, ...row }))))
    }
  })

  it("are read back, whatever the texts are", async () => {
    const v = values("it's \"v\" `é`", { "a \"b\" `c`": text, at: integer }, hostile.map((name, at) => ({ "a \"b\" `c`": name, at })))
    expect(await on(all(pipe(from(v), orderBy(v.at), select(v["a \"b\" `c`"]))))).toEqual(hostile)
  })

  it("compare with columns and values by their types", async () => {
    const v = values("v", kinds, [full, nothing, small])
    for (const key of Object.keys(kinds) as ReadonlyArray<keyof typeof kinds>) {
      if (key === "doc") continue
      const found = await on(all(pipe(from(v), where(eq(v[key] as never, full[key] as never)), select(v.big)) as never))
      const both = ["day", "at", "moment", "hour", "key"].includes(key)
      expect([key, found]).toEqual([key, both ? [full.big, small.big] : [full.big]])
    }
    expect(await on(all(pipe(from(v), where(gt(v.big, 0n)), select(v.n))))).toEqual([full.n])
    expect(plain(await on(all(pipe(from(v), select({ s: sum(v.price), least: min(v.wide), most: max(v.big), n: countAll })))))).toEqual(
      plain([{ s: BigDecimal.fromStringUnsafe("-12345678.80"), least: BigDecimal.fromStringUnsafe("0"), most: full.big, n: 3 }]),
    )
  })

  it("are joined, from either side, and nested", async () => {
    const wanted = values("wanted", { name: text.pipe(nullable), amount: integer }, [
      { name: "Opera", amount: 2 },
      { name: "it's", amount: 3 },
      { name: null, amount: 4 },
      { name: "none", amount: 5 },
    ])
    expect(await on(all(pipe(from(Cake), innerJoin(wanted, eq(wanted.name, Cake.name)), orderBy(Cake.id), select({ id: Cake.id, amount: wanted.amount }))))).toEqual([
      { id: 1, amount: 2 },
      { id: 2, amount: 3 },
    ])
    expect(await on(all(pipe(from(wanted), leftJoin(Cake, eq(wanted.name, Cake.name)), orderBy(wanted.amount), select({ amount: wanted.amount, id: Cake.id }))))).toEqual([
      { amount: 2, id: 1 },
      { amount: 3, id: 2 },
      { amount: 4, id: null },
      { amount: 5, id: null },
    ])
    expect(await on(all(pipe(from(Cake), leftJoin(wanted, eq(wanted.name, Cake.name)), orderBy(Cake.id), select({ id: Cake.id, wanted }))))).toEqual([
      { id: 1, wanted: { name: "Opera", amount: 2 } },
      { id: 2, wanted: { name: "it's", amount: 3 } },
      { id: 3, wanted: null },
    ])
    const maybe = values("maybe", { id: integer.pipe(nullable) }, [{ id: null }, { id: 1 }])
    expect(await on(all(pipe(from(Cake), leftJoin(maybe, and(eq(Cake.id, 2), isNull(maybe.id))), orderBy(Cake.id), select({ id: Cake.id, maybe }))))).toEqual([
      { id: 1, maybe: null },
      { id: 2, maybe: { id: null } },
      { id: 3, maybe: null },
    ])
    const amounts = many(pipe(from(wanted), where(eq(wanted.name, Cake.name)), select(wanted.amount)))
    expect(await on(all(pipe(from(Cake), orderBy(Cake.id), select({ id: Cake.id, amounts }))))).toEqual([
      { id: 1, amounts: [2] },
      { id: 2, amounts: [3] },
      { id: 3, amounts: [] },
    ])
    expect(await on(all(pipe(from(Cake), where(exists(pipe(from(wanted), where(eq(wanted.name, Cake.name))))), orderBy(Cake.id), select(Cake.id))))).toEqual([1, 2])
    expect(await on(all(pipe(from(Cake), where(inQuery(Cake.name, pipe(from(wanted), select(wanted.name)))), orderBy(Cake.id), select(Cake.id))))).toEqual([1, 2])
  })

  it("stand in derived tables, CTEs, groups and set operations", async () => {
    const v = values("v", { id: integer, n: integer }, [{ id: 1, n: 1 }, { id: 1, n: 2 }, { id: 2, n: 5 }])
    const totals = pipe(from(v), groupBy(v.id), select({ id: v.id, n: sum(v.n) }))
    const inFrom = pipe(totals, as("d"))
    const inWith = pipe(totals, cte("c"))
    expect(await on(all(pipe(from(inFrom), orderBy(inFrom.id), select(inFrom.n))))).toEqual([3, 5])
    expect(await on(all(pipe(from(inWith), innerJoin(inFrom, eq(inFrom.id, inWith.id)), orderBy(inWith.id), select(inWith.n))))).toEqual([3, 5])
    const ids = pipe(from(v), select({ id: v.id }))
    expect(await on(all(pipe(ids, union(pipe(from(Cake), select({ id: Cake.id }))), (q) => pipe(q, as("u")), (u) => pipe(from(u), orderBy(u.id), select(u.id)))))).toEqual([1, 2, 3])
  })

  it("may be expressions, with subqueries and parameters", async () => {
    const v = values("v", { id: integer, name: text.pipe(nullable), big: bigint, price: numeric(10, 2).pipe(nullable) }, [
      { id: add(literal(1), 1), name: scalar(pipe(from(Cake), where(eq(Cake.id, 2)), select(Cake.name))), big: 1n, price: null },
      { id: 3, name: concat("a", "b"), big: literal(9007199254740993n), price: scalar(pipe(from(Cake), where(eq(Cake.id, 3)), select(Cake.price))) },
    ])
    const rows = [
      { id: 2, name: "it's", big: 1n, price: null },
      { id: 3, name: "ab", big: 9007199254740993n, price: BigDecimal.fromStringUnsafe("20") },
    ]
    expect(plain(await on(all(pipe(from(v), orderBy(v.id)))))).toEqual(plain(rows))
    expect(await on(all(pipe(from(Cake), innerJoin(v, eq(v.id, Cake.id)), orderBy(v.id), select(v.name))))).toEqual(["it's", "ab"])
    const p = values("p", { id: integer, name: text }, [{ id: param("id", integer), name: "a" }, { id: 7, name: param("name", text) }])
    const read = prepare(pipe(from(p), orderBy(p.id)))
    expect(await on(read({ id: 2, name: "it's" }))).toEqual([{ id: 2, name: "a" }, { id: 7, name: "it's" }])
  })

  it("are none where there are no rows, of the same types", async () => {
    const none = values("none", kinds, [])
    expect(await on(all(from(none)))).toEqual([])
    expect(await on(all(pipe(from(Cake), innerJoin(none, eq(none.n, Cake.id)), select(Cake.id))))).toEqual([])
    expect(await on(all(pipe(from(Cake), leftJoin(none, eq(none.name, Cake.name)), orderBy(Cake.id), select({ id: Cake.id, none }))))).toEqual(
      [1, 2, 3].map((id) => ({ id, none: null })),
    )
    expect(await on(all(pipe(from(none), select({ n: countAll, s: sum(none.price) }))))).toEqual([{ n: 0, s: null }])
  })

  it("are inserted, and update", async () => {
    const Copy = table("copy", { id: integer.pipe(primaryKey), name: text.pipe(nullable), price: numeric(10, 2).pipe(nullable) })
    const v = values("v", { id: integer, name: text.pipe(nullable), price: numeric(10, 2).pipe(nullable) }, [
      { id: 1, name: "it's", price: BigDecimal.fromStringUnsafe("1.25") },
      { id: 2, name: null, price: null },
    ])
    const prices = values("prices", { id: integer, price: numeric(10, 2) }, [{ id: 2, price: BigDecimal.fromStringUnsafe("99999999.99") }])
    const rows = await on(Effect.gen(function* () {
      yield* createAll([Copy])
      yield* execute(insertFrom(Copy, from(v)))
      yield* execute(insertFrom(Copy, from(values("nothing", { id: integer }, []))))
      yield* execute(pipe(update(Copy, { price: prices.price }), innerJoin(prices, eq(prices.id, Copy.id)), where(isNull(Copy.price))))
      return yield* all(pipe(from(Copy), orderBy(Copy.id)))
    }))
    expect(plain(rows)).toEqual(plain([
      { id: 1, name: "it's", price: BigDecimal.fromStringUnsafe("1.25") },
      { id: 2, name: null, price: BigDecimal.fromStringUnsafe("99999999.99") },
    ]))
  })

  it("may be thousands", async () => {
    const v = values("v", { n: integer, name: text }, Array.from({ length: 5000 }, (_, n) => ({ n, name: `cake ${n}` })))
    const w = values("w", { n: integer }, [{ n: 4999 }, { n: 0 }, { n: -1 }])
    expect(await on(all(pipe(from(v), innerJoin(w, eq(w.n, v.n)), orderBy(v.n), select(v.name))))).toEqual(["cake 0", "cake 4999"])
  })

  it("are checked by their codecs and constraints", async () => {
    const reason = (q: AnyQuery) => on(Effect.map(Effect.flip(all(q as never)), (e) => (e as { reason: unknown }).reason))
    const layers = { id: integer, layers: integer.pipe(constrain.ge(1)) }
    expect(await reason(from(values("v", layers, [{ id: 1, layers: 1 }, { id: 2, layers: 0 }])))).toMatchObject({
      _tag: "CompileError",
      message: `row 2 of the values "v", column "layers": expected at least 1, got 0; give a value that fits, or an expression`,
    })
    expect(await reason(from(values("v", layers, [{ id: "1", layers: 1 }] as never)))).toMatchObject({
      message: `row 1 of the values "v", column "id": expected integer, got "1"; give a value that fits, or an expression`,
    })
    expect(await reason(from(values("v", layers, [{ id: 1 }] as never)))).toMatchObject({
      message: `row 1 of the values "v", column "layers": expected integer, got undefined; give a value that fits, or an expression`,
    })
  })

  it("may be Options", async () => {
    const v = values("v", { id: integer, n: integer.pipe(option) }, [{ id: 1, n: Option.some(5) }, { id: 2, n: Option.none() }])
    expect(await on(all(pipe(from(v), orderBy(v.id), select(v.n))))).toEqual([Option.some(5), Option.none()])
  })

  it.runIf(db.kind === "postgres")("may be arrays", async () => {
    const v = values("v", { id: integer, tags: array(text.pipe(nullable)), ns: array(bigint).pipe(nullable) }, [
      { id: 1, tags: hostile, ns: null },
      { id: 2, tags: [], ns: [1n] },
      { id: 3, tags: [null, "NULL"], ns: [] },
    ])
    expect(await on(all(pipe(from(v), crossJoin(Cake), where(eq(Cake.id, 1)), orderBy(v.id), select({ tags: v.tags, ns: v.ns }))))).toEqual([
      { tags: hostile, ns: null },
      { tags: [], ns: [1n] },
      { tags: [null, "NULL"], ns: [] },
    ])
  })
})
