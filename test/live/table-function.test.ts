/** Series are what a loop would make, and rows of an array are its elements in their order, on every database. */
import { BigDecimal, Duration, Effect, pipe } from "effect"
import {
  addDays, all, always, and, array, as, bigint, boolean, count, countAll, createAll, crossJoin, crossJoinLateral, date, desc, double,
  eq, execute, exists, from, generateSeries, groupBy, gt, innerJoin, insertInto, integer, isNull, leftJoin, leftJoinLateral, limit, literal,
  lt, many, max, min, mod, nullable, nullOf, numeric, orderBy, param, prepare, primaryKey, select, sub, table, text, time, timestamp,
  timestamptz, unnest, update, uuid, value, where, type LocalDate,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { plain } from "../core/bakery.js"
import { describeOn } from "../servers/live.js"
import { type Anything, everywhere, on as run, randomOf } from "./conformance.js"

const hostile = ["it's", "\"x\\\"", "🍰", "null", "", " a ", "A", "{1,2}", "[3]", "a\nb\t", "\\x00", "é"]

const Cake = table("cake", {
  id: integer.pipe(primaryKey),
  tags: array(text.pipe(nullable)).pipe(nullable),
  sizes: array(bigint),
  start: date.pipe(nullable),
})

const Kinds = table("kinds", {
  id: integer.pipe(primaryKey),
  n: array(integer),
  big: array(bigint),
  x: array(double),
  price: array(numeric(10, 2)),
  flag: array(boolean),
  day: array(date),
  at: array(timestamp),
  moment: array(timestamptz),
  hour: array(time),
  key: array(uuid),
  name: array(text),
})

const kinds = {
  id: 1,
  n: [1, -2147483648],
  big: [9223372036854775807n, -9223372036854775808n],
  x: [1, -0.5, 1e300],
  price: [BigDecimal.fromStringUnsafe("1.5"), BigDecimal.fromStringUnsafe("-12345678.90")],
  flag: [true, false],
  day: ["2024-02-29", "0001-01-01"],
  at: ["2024-02-29T23:59:59.123456", "2024-01-01T00:00:00"],
  moment: [new Date("2024-02-29T23:59:59.123Z"), new Date(0)],
  hour: ["12:00:00.5", "00:00:00"],
  key: ["0f8fad5b-d9cb-469f-a165-70867728950e"],
  name: hostile,
} as const

/** The numbers from one to another. */
const loop = (start: number, end: number, step: number): ReadonlyArray<number> => {
  const out: Array<number> = []
  for (let i = start; step > 0 ? i <= end : i >= end; i += step) out.push(i)
  return out
}

describeOn(everywhere, "table functions", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, Anything>): Promise<A> => run(db, program)
  const values = (start: number, end: number, step?: number) => {
    const n = generateSeries("n", start, end, step)
    return on(all(pipe(from(n), orderBy((step ?? 1) > 0 ? n.value : desc(n.value)), select(n.value))))
  }

  beforeAll(() =>
    on(Effect.gen(function* () {
      yield* createAll([Cake, Kinds])
      yield* execute(insertInto(Cake, [
        { id: 1, tags: ["sweet", null, "cold"], sizes: [1n, 9007199254740993n], start: "2024-02-28" },
        { id: 2, tags: [], sizes: [] },
        { id: 3, tags: null, sizes: [-5n] },
        { id: 4, tags: hostile, sizes: [] },
      ]))
      yield* execute(insertInto(Kinds, kinds as never))
    })),
  )

  it("count up and down, or not at all", async () => {
    const random = randomOf(7)
    for (let i = 0; i < 12; i++) {
      const [start, end] = [random.below(40) - 20, random.below(40) - 20]
      const step = (random.below(6) + 1) * (random.chance(0.5) ? 1 : -1)
      expect(await values(start, end, step), `${start} ${end} ${step}`).toEqual(loop(start, end, step))
    }
    expect(await values(3, 3)).toEqual([3])
    expect(await values(3, 2)).toEqual([])
    expect(await values(2, 3, -1)).toEqual([])
  })

  it("are as long as they are asked to be", async () => {
    const n = generateSeries("n", 1, 70_000)
    expect(await on(all(pipe(from(n), select({ n: countAll, last: max(n.value) }))))).toEqual([{ n: 70_000, last: 70_000 }])
  })

  it("end where numbers end", async () => {
    const top = generateSeries("n", 9223372036854775801n, 9223372036854775807n, 5n)
    expect(await on(all(pipe(from(top), orderBy(top.value), select(top.value))))).toEqual([9223372036854775801n, 9223372036854775806n])
    const bottom = generateSeries("n", -9223372036854775800n, -9223372036854775808n, -4n)
    expect(await on(all(pipe(from(bottom), orderBy(desc(bottom.value)), select(bottom.value))))).toEqual(
      [-9223372036854775800n, -9223372036854775804n, -9223372036854775808n],
    )
    const great = generateSeries("n", 9007199254740992n, 9007199254740994n)
    expect(await on(all(pipe(from(great), orderBy(great.value), select(great.value))))).toEqual(
      [9007199254740992n, 9007199254740993n, 9007199254740994n],
    )
  })

  it("are nothing where an end is NULL", async () => {
    expect(await on(count(from(generateSeries("n", 1, nullOf(integer)))))).toBe(0)
    expect(await on(count(from(generateSeries("n", nullOf(integer), 3))))).toBe(0)
    expect(await on(count(from(generateSeries("d", nullOf(date), "2024-01-01"))))).toBe(0)
  })

  it("take expressions and parameters, and join like tables", async () => {
    const n = generateSeries("n", sub(literal(3), 1), param("to", integer))
    const prepared = prepare(pipe(from(n), orderBy(n.value), select(n.value)))
    expect(await on(prepared({ to: 4 }))).toEqual([2, 3, 4])
    expect(await on(prepared({ to: 1 }))).toEqual([])
    const ids = generateSeries("ids", 0, 5, 2)
    const missing = pipe(from(ids), leftJoin(Cake, eq(Cake.id, ids.value)), where(isNull(Cake.id)), orderBy(ids.value), select(ids))
    expect(await on(all(missing))).toEqual([{ value: 0 }])
    const odd = pipe(from(generateSeries("n", 1, 6)), where(eq(mod(n.value, 2), 1)), select({ x: n.value }), as("odd"))
    expect(await on(all(pipe(from(odd), crossJoin(ids), where(gt(ids.value, odd.x)), select({ n: countAll }))))).toEqual([{ n: 3 }])
    expect(await on(all(pipe(
      from(Cake),
      where(exists(pipe(from(generateSeries("n", 2, 3)), where(eq(n.value, Cake.id))))),
      orderBy(Cake.id),
      select({ id: Cake.id, ns: many(pipe(from(ids), orderBy(ids.value), select(ids.value))) }),
    )))).toEqual([{ id: 2, ns: [0, 2, 4] }, { id: 3, ns: [0, 2, 4] }])
  })

  it("count days over the ends of months and years", async () => {
    const days = (start: LocalDate, end: LocalDate, step?: number) => {
      const d = generateSeries("d", start, end, step)
      return on(all(pipe(from(d), orderBy((step ?? 1) > 0 ? d.value : desc(d.value)), select(d.value))))
    }
    expect(await days("2024-02-28", "2024-03-01")).toEqual(["2024-02-28", "2024-02-29", "2024-03-01"])
    expect(await days("2024-12-20", "2025-01-10", 7)).toEqual(["2024-12-20", "2024-12-27", "2025-01-03", "2025-01-10"])
    expect(await days("2023-03-02", "2023-02-26", -2)).toEqual(["2023-03-02", "2023-02-28", "2023-02-26"])
    expect(await days("2024-01-02", "2024-01-01")).toEqual([])
    const leap = generateSeries("d", "2024-01-01", value(date, "2024-12-31"))
    expect(await on(all(pipe(from(leap), select({ n: countAll, first: min(leap.value) }))))).toEqual([{ n: 366, first: "2024-01-01" }])
  })

  it("give the elements of arrays with their places", async () => {
    const tags = unnest("tags", Cake.tags)
    const q = pipe(from(Cake), orderBy(Cake.id, tags.ordinality), select({ id: Cake.id, place: tags.ordinality, tag: tags.value }))
    const expected = [
      ...["sweet", null, "cold"].map((tag, i) => ({ id: 1, place: i + 1, tag })),
      ...hostile.map((tag, i) => ({ id: 4, place: i + 1, tag })),
    ]
    expect(await on(all(pipe(q, crossJoin(tags))))).toEqual(expected)
    expect(await on(all(pipe(q, crossJoinLateral(tags))))).toEqual(expected)
    const left = pipe(from(Cake), leftJoinLateral(tags, lt(tags.ordinality, 3)), where(lt(Cake.id, 4)), orderBy(Cake.id, tags.ordinality))
    expect(await on(all(pipe(left, select({ id: Cake.id, tags }))))).toEqual([
      { id: 1, tags: { value: "sweet", ordinality: 1 } },
      { id: 1, tags: { value: null, ordinality: 2 } },
      { id: 2, tags: null },
      { id: 3, tags: null },
    ])
  })

  it("compare elements as values of their type", async () => {
    const tags = unnest("tags", Cake.tags)
    const having = (tag: string) =>
      on(all(pipe(from(Cake), where(exists(pipe(from(tags), where(eq(tags.value, tag))))), select(Cake.id))))
    expect(await having("sweet")).toEqual([1])
    for (const tag of hostile) expect(await having(tag), tag).toEqual([4])
    for (const tag of ["a", "SWEET", "sweet ", "e"]) expect(await having(tag), tag).toEqual([])
    const sizes = unnest("sizes", Cake.sizes)
    const big = pipe(from(Cake), crossJoin(sizes), where(gt(sizes.value, 9007199254740992n)), select({ id: Cake.id, size: sizes.value }))
    expect(await on(all(big))).toEqual([{ id: 1, size: 9007199254740993n }])
    const groups = pipe(from(Cake), crossJoin(sizes), groupBy(Cake.id), select({ id: Cake.id, most: max(sizes.value), n: count(sizes.value) }), orderBy(Cake.id))
    expect(await on(all(groups))).toEqual([{ id: 1, most: 9007199254740993n, n: 2 }, { id: 3, most: -5n, n: 1 }])
  })

  it("read elements of every type", async () => {
    for (const key of ["n", "big", "x", "price", "flag", "day", "at", "moment", "hour", "key", "name"] as const) {
      const items = unnest("items", Kinds[key] as typeof Kinds.name)
      const q = pipe(from(Kinds), crossJoin(items), orderBy(items.ordinality), select(items.value))
      expect(plain(await on(all(q))), key).toEqual(plain(kinds[key]))
      for (const item of kinds[key]) {
        const found = pipe(from(Kinds), crossJoin(items), where(eq(items.value, item as never)), select(items.ordinality))
        expect(await on(all(found)), `${key} ${String(item)}`).toEqual([kinds[key].indexOf(item as never) + 1])
      }
    }
  })

  it("take arrays that are values, limits, and tables made of them", async () => {
    const xs = unnest("xs", value(array(integer), [3, 1, 2]))
    expect(await on(all(pipe(from(xs), orderBy(xs.value))))).toEqual([
      { value: 1, ordinality: 2 }, { value: 2, ordinality: 3 }, { value: 3, ordinality: 1 },
    ])
    const tags = unnest("tags", Cake.tags)
    const limited = pipe(from(Cake), orderBy(Cake.id), limit(1), crossJoin(tags), orderBy(tags.ordinality), select({ id: Cake.id, tag: tags.value }), limit(2))
    expect(await on(all(limited))).toEqual([{ id: 1, tag: "sweet" }, { id: 1, tag: null }])
    const d = pipe(from(Cake), crossJoin(tags), select({ id: Cake.id, tag: tags.value, place: tags.ordinality }), as("d"))
    expect(await on(all(pipe(from(d), where(and(eq(d.place, 3), always)), orderBy(d.id), select(d.tag))))).toEqual(["cold", "🍰"])
    const nested = pipe(from(Cake), where(eq(Cake.id, 1)), select({ tags: many(pipe(from(tags), orderBy(desc(tags.ordinality)), select(tags))) }))
    expect(await on(all(nested))).toEqual([
      { tags: [{ value: "cold", ordinality: 3 }, { value: null, ordinality: 2 }, { value: "sweet", ordinality: 1 }] },
    ])
  })

  it("are joined to updates", async () => {
    const ids = unnest("ids", value(array(integer), [2, 3]))
    const days = generateSeries("days", 3, 9)
    const q = pipe(
      update(Cake, { start: addDays(value(date, "2024-02-27"), ids.ordinality) }),
      innerJoin(ids, eq(ids.value, Cake.id)),
      innerJoin(days, eq(days.value, Cake.id)),
      where(gt(ids.ordinality, 1)),
    )
    expect(await on(execute(q))).toMatchObject({ rowsAffected: 1 })
    expect(await on(all(pipe(from(Cake), orderBy(Cake.id), select(Cake.start))))).toEqual(["2024-02-28", null, "2024-02-29", null])
  })
})

describeOn(["postgres", "mysql"], "series in lateral joins", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => run(db, program as Effect.Effect<A, E, Anything>)

  it("end where the row says", async () => {
    await on(createAll([Cake]))
    await on(execute(insertInto(Cake, [{ id: 1, sizes: [], start: "2024-02-28" }, { id: 3, sizes: [] }])))
    const n = generateSeries("n", 1, Cake.id)
    const q = pipe(from(Cake), crossJoinLateral(n), orderBy(Cake.id, n.value), select({ id: Cake.id, n: n.value }))
    expect(await on(all(q))).toEqual([{ id: 1, n: 1 }, { id: 3, n: 1 }, { id: 3, n: 2 }, { id: 3, n: 3 }])
    const d = generateSeries("d", Cake.start, "2024-03-01")
    const days = pipe(from(Cake), leftJoinLateral(d, always), orderBy(Cake.id, d.value), select({ id: Cake.id, day: d.value }))
    expect(await on(all(days))).toEqual([
      { id: 1, day: "2024-02-28" }, { id: 1, day: "2024-02-29" }, { id: 1, day: "2024-03-01" }, { id: 3, day: null },
    ])
  })
})

describeOn("postgres", "series of moments", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => run(db, program as Effect.Effect<A, E, Anything>)

  it("go by a Duration", async () => {
    const t = generateSeries("t", new Date("2024-03-30T12:00:00Z"), new Date("2024-03-31T12:00:00Z"), Duration.hours(8))
    expect(await on(all(pipe(from(t), select(t.value))))).toEqual(
      ["2024-03-30T12:00:00Z", "2024-03-30T20:00:00Z", "2024-03-31T04:00:00Z", "2024-03-31T12:00:00Z"].map((s) => new Date(s)),
    )
    const back = generateSeries("t", value(timestamp, "2024-03-01T00:00:00"), "2024-02-29T12:00:00", Duration.hours(-6))
    expect(await on(all(pipe(from(back), select(back.value))))).toEqual(
      ["2024-03-01T00:00:00", "2024-02-29T18:00:00", "2024-02-29T12:00:00"],
    )
  })
})
