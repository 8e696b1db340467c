/** Window functions give the values of their definition, on every database. */
import { BigDecimal, Duration, Effect, pipe } from "effect"
import {
  add, all, as, avg, count, countAll, createAll, cumeDist, currentRow, date, decimal, denseRank, desc, distinct, eq, excluding,
  execute, filterWhere, first, firstValue, following, from, groupBy, groupsBetween, gt, insertInto, integer, interval, isNotNull,
  lag, lastValue, lead, leftJoin, limit, lte, many, max, min, nthValue, ntile, nullable, nullsFirst, orderBy, over, percentRank,
  preceding, primaryKey, rangeBetween, rank, rowNumber, rowsBetween, select, sum, table, text, timestamp,
  unboundedFollowing, unboundedPreceding, where, window, type AnyExpr, type Frame,
} from "fulmar"
import { expect, it } from "vitest"
import type { Live } from "../core/bakery.js"
import { Sqlite } from "fulmar/sqlite"
import { layerOf } from "../core/on-server.js"
import { kinds } from "../servers/kinds.js"
import { describeOn } from "../servers/live.js"
import { type Bounds, definitions as d, type Item, reference, type Seen, type Spec } from "./window-reference.js"

const Sale = table("sale", {
  id: integer.pipe(primaryKey),
  shop: text.pipe(nullable),
  day: integer,
  sold: integer.pipe(nullable),
  price: decimal().pipe(nullable),
  took: interval.pipe(nullable),
  on: date,
  at: timestamp,
})

const items: ReadonlyArray<Item> = [
  [1, "a", 1, 5], [2, "a", 1, null], [3, "a", 2, 7], [4, "a", 4, 1], [5, "a", 4, 9], [6, "b", 1, 2], [7, "b", 3, 2],
  [8, "b", 7, null], [9, null, 2, 4], [10, null, 2, 4], [11, "A", 5, -3], [12, "a", 9, 2147483647], [13, "b", 8, 6],
].map(([id, shop, day, sold]) => ({ id, shop, day, sold }) as Item)

const two = (n: number): string => String(n).padStart(2, "0")
const seeded = Effect.gen(function* () {
  yield* createAll([Sale])
  yield* execute(
    insertInto(
      Sale,
      items.map(({ day, id, shop, sold }) => ({
        id, shop, day, sold,
        price: sold === null ? null : BigDecimal.make(BigInt(sold), 2),
        took: sold === null ? null : Duration.seconds(sold),
        on: `2024-01-${two(day)}` as `2024-01-${number}`,
        at: `2024-01-01T${two(day)}:30:00` as `2024-01-01T${number}:30:00`,
      })),
    ),
  )
})

const byId = (a: Item, b: Item): number => a.id - b.id
const frames: Readonly<Record<string, readonly [Bounds, Frame<never>]>> = {
  "the rows before": [{ unit: "rows", start: null, end: -1 }, rowsBetween(unboundedPreceding, preceding(1))],
  "the row and its neighbours": [{ unit: "rows", start: -1, end: 1 }, rowsBetween(preceding(1), following(1))],
  "two rows ahead": [{ unit: "rows", start: 1, end: 2 }, rowsBetween(following(1), following(2))],
  "the rest": [{ unit: "rows", start: 0, end: null }, rowsBetween(currentRow, unboundedFollowing)],
  "near in value": [{ unit: "range", start: -1, end: 2 }, rangeBetween(preceding(1), following(2))],
  "alike": [{ unit: "range", start: 0, end: 0 }, rangeBetween(currentRow, currentRow)],
  "all by range": [{ unit: "range", start: null, end: null }, rangeBetween(unboundedPreceding, unboundedFollowing)],
}
const groups: typeof frames = {
  "this group and the one before": [{ unit: "groups", start: -1, end: 0 }, groupsBetween(preceding(1), currentRow) as never],
  "others near in value": [
    { unit: "range", start: -2, end: 2, exclude: "current row" },
    rangeBetween(preceding(2), following(2)).pipe(excluding("current row")) as never,
  ],
  "not its group": [
    { unit: "rows", start: -2, end: 2, exclude: "group" },
    rowsBetween(preceding(2), following(2)).pipe(excluding("group")) as never,
  ],
  "without ties": [
    { unit: "groups", start: -1, end: 1, exclude: "ties" },
    groupsBetween(preceding(1), following(1)).pipe(excluding("ties")) as never,
  ],
}

/** The functions that look at a frame, where rows that sort alike may come in any order. */
const ofFrames = (options: object): Readonly<Record<string, readonly [AnyExpr, (seen: Seen) => unknown]>> => ({
  sum: [sum(Sale.sold).pipe(over(options)), d.sum],
  count: [count(Sale.sold).pipe(over(options)), d.count],
  countAll: [countAll.pipe(over(options)), d.countAll],
  min: [min(Sale.sold).pipe(over(options)), d.min],
  max: [max(Sale.sold).pipe(over(options)), d.max],
  avg: [avg(Sale.sold).pipe(over(options)), d.avg],
  big: [sum(Sale.sold).pipe(filterWhere(gt(Sale.sold, 4)), over(options)), ({ frame }) => {
    const xs = frame.flatMap(({ sold }) => (sold !== null && sold > 4 ? [sold] : []))
    return xs.length === 0 ? null : xs.reduce((a, b) => a + b)
  }],
})

/** Those by which also the order of such rows counts. */
const ofRows = (options: object): ReturnType<typeof ofFrames> => ({
  rowNumber: [rowNumber().pipe(over(options)), d.rowNumber],
  rank: [rank().pipe(over(options)), d.rank],
  denseRank: [denseRank().pipe(over(options)), d.denseRank],
  percentRank: [percentRank().pipe(over(options)), d.percentRank],
  cumeDist: [cumeDist().pipe(over(options)), d.cumeDist],
  ntile: [ntile(3).pipe(over(options)), d.ntile(3)],
  lag: [lag(Sale.sold).pipe(over(options)), d.shift(-1, null)],
  lag2: [lag(Sale.sold, 2, 0).pipe(over(options)), d.shift(-2, 0)],
  lead: [lead(Sale.sold).pipe(over(options)), d.shift(1, null)],
  lead2: [lead(Sale.sold, 2, -1).pipe(over(options)), d.shift(2, -1)],
  lead0: [lead(Sale.sold, 0, -1).pipe(over(options)), d.shift(0, -1)],
  first: [firstValue(Sale.sold).pipe(over(options)), d.first],
  last: [lastValue(Sale.sold).pipe(over(options)), d.last],
  nth: [nthValue(Sale.sold, 2).pipe(over(options)), d.nth(2)],
})

describeOn(["sqlite", ...kinds], "a window", (db) => {
  const url = db.kind === "mariadb" ? db.url.replace(/^mysql:/, "mariadb:") : db.url
  const layer = db.kind === "sqlite" ? Sqlite.layer({ filename: url }) : layerOf(url)
  const run = <A, E>(program: Effect.Effect<A, E, Live>): Promise<A> =>
    Effect.runPromise(Effect.provide(program, layer) as Effect.Effect<A>)
  let once: Promise<void> | undefined
  const on = async <A, E>(program: Effect.Effect<A, E, Live>): Promise<A> => {
    await (once ??= run(seeded as never))
    return run(program)
  }

  const check = async (made: ReturnType<typeof ofFrames>, spec: Spec): Promise<void> => {
    const selection = Object.fromEntries(Object.entries(made).map(([key, [expr]]) => [key, expr]))
    const rows = await on(all(pipe(from(Sale), select(selection as never), orderBy(Sale.id)) as never) as never)
    const column = (key: string): ReadonlyArray<unknown> => (rows as ReadonlyArray<Record<string, unknown>>).map((row) => row[key])
    for (const [key, [, definition]] of Object.entries(made)) {
      const expected = reference(items, spec, definition)
      const actual = column(key)
      if (typeof expected[0] === "number" && expected.some((x) => !Number.isInteger(x ?? 0))) {
        actual.forEach((x, i) => (x === null ? expect(expected[i]).toBe(null) : expect(x, key).toBeCloseTo(expected[i] as number, 4)))
      } else {
        expect(actual, key).toEqual(expected)
      }
    }
  }

  const shop = (row: Item): unknown => row.shop
  const specs: Readonly<Record<string, readonly [object, Spec]>> = {
    "nothing said": [{}, { partition: () => 1, order: () => 0, key: () => 0, frame: null, sorted: false }],
    "parts": [{ partitionBy: [Sale.shop] }, { partition: shop, order: () => 0, key: () => 0, frame: null, sorted: false }],
    "sorted": [
      { orderBy: [Sale.day] },
      { partition: () => 1, order: (a, b) => a.day - b.day, key: (row) => row.day, frame: null, sorted: true },
    ],
    "sorted downwards in parts": [
      { partitionBy: [Sale.shop], orderBy: [desc(Sale.day)] },
      { partition: shop, order: (a, b) => b.day - a.day, key: (row) => -row.day, frame: null, sorted: true },
    ],
  }
  for (const [name, [options, spec]] of Object.entries(specs)) {
    it(`with ${name}`, () => check(ofFrames(options), spec))
  }
  const numbered: Spec = { partition: shop, order: byId, key: (row) => row.id, frame: null, sorted: true }
  it("of rows in an order that is total", () => check(ofRows({ partitionBy: [Sale.shop], orderBy: [Sale.id] }), numbered))
  it("of places that rows share", () => {
    const options = { partitionBy: [Sale.shop], orderBy: [Sale.day] }
    const { cumeDist: c, denseRank: r, percentRank: p, rank: k } = ofRows(options)
    return check({ c: c!, r: r!, p: p!, k: k! }, { ...numbered, order: (a, b) => a.day - b.day })
  })
  const has = db.kind === "sqlite" || db.kind === "postgres"
  for (const [name, [frame, made]] of Object.entries({ ...frames, ...(has ? groups : {}) })) {
    it(`with a frame of ${name}`, async () => {
      const sorted: Spec = { ...numbered, order: (a, b) => a.day - b.day || (frame.unit === "rows" ? byId(a, b) : 0), key: (row) => row.day, frame }
      const keys = frame.unit === "rows" ? [Sale.day, Sale.id] : [Sale.day]
      const options = { partitionBy: [Sale.shop], orderBy: keys, frame: made }
      await check(ofFrames(options), sorted)
      if (frame.unit === "rows") {
        const { first: f, last: l, nth: n } = ofRows(options)
        await check({ f: f!, l: l!, n: n! }, sorted)
      }
    })
  }

  it("of decimals and of intervals is exact, in frames that move", async () => {
    const options = { partitionBy: [Sale.shop], orderBy: [Sale.id], frame: rowsBetween(preceding(1), following(1)) }
    const rows = await on(all(pipe(
      from(Sale),
      select({
        sum: sum(Sale.price).pipe(over(options)), min: min(Sale.price).pipe(over(options)), max: max(Sale.price).pipe(over(options)),
        mean: avg(Sale.price).pipe(over(options)), took: sum(Sale.took).pipe(over(options)), least: min(Sale.took).pipe(over(options)),
        most: max(Sale.took).pipe(over(options)),
      }),
      orderBy(Sale.id),
    )))
    const spec: Spec = { ...numbered, frame: { unit: "rows", start: -1, end: 1 } }
    const expected = (of: (seen: Seen) => number | null) => reference(items, spec, of)
    const cents = (x: BigDecimal.BigDecimal | null) => (x === null ? null : Math.round(BigDecimal.toNumberUnsafe(x) * 100))
    const seconds = (x: Duration.Duration | null) => (x === null ? null : Duration.toSeconds(x))
    expect(rows.map((row) => cents(row.sum))).toEqual(expected(d.sum))
    expect(rows.map((row) => cents(row.min))).toEqual(expected(d.min))
    expect(rows.map((row) => cents(row.max))).toEqual(expected(d.max))
    rows.forEach((row, i) => {
      const mean = expected(d.avg)[i]
      return mean === null ? expect(row.mean).toBe(null) : expect(BigDecimal.toNumberUnsafe(row.mean!) * 100).toBeCloseTo(mean!, 6)
    })
    expect(rows.map((row) => seconds(row.took))).toEqual(expected(d.sum))
    expect(rows.map((row) => seconds(row.least))).toEqual(expected(d.min))
    expect(rows.map((row) => seconds(row.most))).toEqual(expected(d.max))
  })

  it("of all rows leaves those beside it right", async () => {
    const rows = await on(all(pipe(
      from(Sale),
      select({
        all: countAll.pipe(over({})), byId: rowNumber().pipe(over({ orderBy: [Sale.id] })),
        inShop: rowNumber().pipe(over({ partitionBy: [Sale.shop], orderBy: [desc(Sale.id)] })),
      }),
      orderBy(Sale.id),
    )))
    const backwards: Spec = { ...numbered, order: (a, b) => b.id - a.id }
    expect(rows.map((row) => row.all)).toEqual(items.map(() => items.length))
    expect(rows.map((row) => row.byId)).toEqual(items.map((_, i) => i + 1))
    expect(rows.map((row) => row.inShop)).toEqual(reference(items, backwards, d.rowNumber))
  })

  it("is said once where it has a name", async () => {
    const w = window("it's \"w\"", { partitionBy: [Sale.shop], orderBy: [Sale.id] })
    const rows = await on(all(pipe(
      from(Sale),
      where(eq(Sale.shop, "b")),
      select({ n: rowNumber().pipe(over(w)), next: lead(Sale.sold, 1, 0).pipe(over(w)) }),
      orderBy(desc(rowNumber().pipe(over(w)))),
    )))
    expect(rows).toEqual([{ n: 4, next: 0 }, { n: 3, next: 6 }, { n: 2, next: null }, { n: 1, next: 2 }])
  })

  it("sees the rows that where and groupBy leave", async () => {
    const total = sum(Sale.sold)
    const rows = await on(all(pipe(
      from(Sale),
      where(isNotNull(Sale.shop)),
      groupBy(Sale.shop),
      select({ shop: Sale.shop, place: rank().pipe(over({ orderBy: [desc(total)] })), shops: countAll.pipe(over()) }),
      orderBy(rank().pipe(over({ orderBy: [desc(total)] }))),
    )))
    expect(rows).toEqual([
      { shop: "a", place: 1, shops: 3 }, { shop: "b", place: 2, shops: 3 }, { shop: "A", place: 3, shops: 3 },
    ])
  })

  it("counts before a limit that comes later, and after one that came before", async () => {
    const n = countAll.pipe(over())
    expect(await on(all(pipe(from(Sale), orderBy(Sale.id), select({ id: Sale.id, n }), limit(2))))).toEqual([
      { id: 1, n: 13 }, { id: 2, n: 13 },
    ])
    expect(await on(all(pipe(from(Sale), orderBy(Sale.id), limit(2), select({ id: Sale.id, n }))))).toEqual([
      { id: 1, n: 2 }, { id: 2, n: 2 },
    ])
    expect(await on(all(pipe(from(Sale), orderBy(Sale.id), select({ id: Sale.id, n }), limit(2), where(gt(Sale.id, 1)))))).toEqual([
      { id: 2, n: 13 },
    ])
  })

  it("makes the top rows of each group", async () => {
    const place = rowNumber().pipe(over({ partitionBy: [Sale.shop], orderBy: [desc(Sale.day), Sale.id] }))
    const ranked = pipe(from(Sale), select({ id: Sale.id, shop: Sale.shop, place }), as("ranked"))
    expect(await on(all(pipe(from(ranked), where(lte(ranked.place, 1)), select({ id: ranked.id }), orderBy(ranked.id))))).toEqual([
      { id: 10 - 1 }, { id: 11 }, { id: 12 }, { id: 13 },
    ])
  })

  it("is NULL where a joined row is absent, and distinct once its rows are", async () => {
    const rows = await on(all(pipe(
      from(Sale),
      leftJoin(pipe(from(Sale), where(eq(Sale.id, 1)), select({ one: Sale.id, sold: Sale.sold }), as("s")), eq(Sale.id, 1) as never),
      select({ n: countAll.pipe(over()) }),
      distinct,
    )))
    expect(rows).toEqual([{ n: 13 }])
  })

  it("nests in rows", async () => {
    if (db.kind === "mariadb") return
    const Other = pipe(from(Sale), select({ key: Sale.id, of: Sale.shop }), as("other"))
    const q = pipe(
      from(Sale),
      where(eq(Sale.id, 6)),
      select({
        mates: many(pipe(
          from(Other), where(eq(Other.of, Sale.shop)), orderBy(Other.key),
          select({ id: Other.key, n: rowNumber().pipe(over({ orderBy: [desc(Other.key)] })) }),
        )),
      }),
    )
    expect(await on(first(q as never) as never)).toMatchObject({
      value: { mates: [{ id: 6, n: 4 }, { id: 7, n: 3 }, { id: 8, n: 2 }, { id: 13, n: 1 }] },
    })
  })

  it("may be sorted with NULLs first", async () => {
    const rows = await on(all(pipe(
      from(Sale),
      select({ id: Sale.id, n: rowNumber().pipe(over({ orderBy: [nullsFirst(Sale.sold), Sale.id] })), more: add(rank().pipe(over({ orderBy: [Sale.id] })), 1) }),
      orderBy(Sale.id),
    )))
    expect(rows.filter((row) => row.n <= 2)).toEqual([{ id: 2, n: 1, more: 3 }, { id: 8, n: 2, more: 9 }])
  })

  if (db.kind === "postgres" || db.kind === "mysql") {
    it("reaches so far in time", async () => {
      const near = rangeBetween(preceding(Duration.days(1)), following(Duration.days(1)))
      const hours = rangeBetween(preceding(Duration.hours(2)), currentRow)
      const rows = await on(all(pipe(
        from(Sale),
        select({
          days: countAll.pipe(over({ orderBy: [Sale.on], frame: near })),
          hours: countAll.pipe(over({ orderBy: [Sale.at], frame: hours })),
        }),
        orderBy(Sale.id),
      ) as never) as Effect.Effect<ReadonlyArray<{ days: number; hours: number }>, never, Live>)
      const spec = (start: number, end: number): Spec => ({ partition: () => 1, order: (a, b) => a.day - b.day, key: (row) => row.day, sorted: true, frame: { unit: "range", start, end } })
      expect(rows.map((row) => row.days)).toEqual(reference(items, spec(-1, 1), d.countAll))
      expect(rows.map((row) => row.hours)).toEqual(reference(items, spec(-2, 0), d.countAll))
    })
  }
})
