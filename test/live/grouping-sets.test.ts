/** Rollup, cube and grouping sets give the groups of every set, on every database. */
import { BigDecimal, Effect, pipe } from "effect"
import {
  add, all, as, asc, countAll, createAll, cube, decimal, desc, distinct, eq, execute, from, gt, groupBy, grouping, groupingSets,
  having, insertInto, integer, isNull, leftJoin, limit, max, min, nullable, nullsLast, offset, or, orderBy, over, primaryKey, rank, rollup,
  select, sum, table, text, upper, where,
} from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { expect, it } from "vitest"
import type { Live } from "../core/bakery.js"
import { layerOf } from "../core/on-server.js"
import { kinds } from "../servers/kinds.js"
import { describeOn } from "../servers/live.js"

const Sale = table("sale", {
  id: integer.pipe(primaryKey),
  shop: text.pipe(nullable),
  day: integer,
  cents: integer.pipe(nullable),
  price: decimal(),
})
const Shop = table("shop", { name: text.pipe(primaryKey), town: text })

interface Row {
  readonly id: number
  readonly shop: string | null
  readonly day: number
  readonly cents: number | null
}
const items: ReadonlyArray<Row> = (
  [[1, "a", 1, 5], [2, "a", 1, null], [3, "a", 2, 7], [4, "b", 1, 2], [5, "b", 3, 2], [6, null, 1, 4], [7, null, 2, null]] as const
).map(([id, shop, day, cents]) => ({ id, shop, day, cents }))

const seeded = Effect.gen(function* () {
  yield* createAll([Sale, Shop])
  yield* execute(insertInto(Sale, items.map((item) => ({ ...item, price: BigDecimal.make(BigInt(item.day * 10), item.id) }))))
  yield* execute(insertInto(Shop, [{ name: "a", town: "x" }, { name: "b", town: "x" }]))
})

type Key = "shop" | "day"
/** The groups of each set by definition, as texts in no order. */
const expected = (sets: ReadonlyArray<ReadonlyArray<Key>>, rows: ReadonlyArray<Row> = items): ReadonlyArray<string> =>
  sets.flatMap((set) => {
    const groups = new Map<string, Array<Row>>(set.length === 0 ? [["[]", []]] : [])
    for (const row of rows) {
      const id = JSON.stringify(set.map((key) => row[key]))
      groups.set(id, [...(groups.get(id) ?? []), row])
    }
    return [...groups.values()].map((group) => {
      const cents = group.flatMap((row) => (row.cents === null ? [] : [row.cents]))
      return JSON.stringify({
        shop: set.includes("shop") ? group[0]!.shop : null,
        day: set.includes("day") ? group[0]!.day : null,
        noShop: set.includes("shop") ? 0 : 1,
        n: group.length,
        total: cents.length === 0 ? null : cents.reduce((a, b) => a + b),
      })
    })
  }).toSorted()

describeOn(["sqlite", ...kinds], "grouping sets", (db) => {
  const url = db.kind === "mariadb" ? db.url.replace(/^mysql:/, "mariadb:") : db.url
  const layer = db.kind === "sqlite" ? Sqlite.layer({ filename: url }) : layerOf(url)
  const run = <A, E>(program: Effect.Effect<A, E, Live>): Promise<A> =>
    Effect.runPromise(Effect.provide(program, layer) as Effect.Effect<A>)
  let once: Promise<void> | undefined
  const on = async <A, E>(program: Effect.Effect<A, E, Live>): Promise<A> => {
    await (once ??= run(seeded as never))
    return run(program)
  }
  const keys = { shop: Sale.shop, day: Sale.day }
  const report = (by: ReturnType<typeof rollup<typeof keys>>, only = gt(Sale.id, 0)) =>
    pipe(
      from(Sale),
      where(only),
      groupBy(by),
      select({ shop: by.shop, day: by.day, noShop: grouping(by.shop), n: countAll, total: sum(Sale.cents) }),
    )
  const texts = async (q: ReturnType<typeof report>) => (await on(all(q))).map((row) => JSON.stringify(row)).toSorted()

  it("rollup goes from all keys to none", async () =>
    expect(await texts(report(rollup(keys)))).toEqual(expected([["shop", "day"], ["shop"], []])))
  it("cube takes every choice", async () =>
    expect(await texts(report(cube(keys)))).toEqual(expected([["shop", "day"], ["shop"], ["day"], []])))
  it("grouping sets are those that are given", async () => {
    const by = groupingSets(keys, (k) => [[k.day], [k.shop], [k.shop]])
    expect(await texts(report(by))).toEqual(expected([["day"], ["shop"], ["shop"]]))
  })
  it("of nothing is one row for the set without keys", async () => {
    expect(await texts(report(rollup(keys), gt(Sale.id, 99)))).toEqual(expected([[]], []))
    expect(await texts(report(groupingSets(keys, (k) => [[k.shop, k.day]]), gt(Sale.id, 99)))).toEqual([])
  })

  it("are sorted, limited and filtered as one result", async () => {
    const by = rollup(keys)
    const rows = await on(all(pipe(
      report(by),
      having(or(gt(sum(Sale.cents), 3), isNull(by.shop))),
      orderBy(desc(grouping(by.shop)), nullsLast(by.shop), nullsLast(desc(by.day))),
      offset(1),
      limit(4),
    )))
    expect(rows.map((row) => [row.shop, row.day, row.total])).toEqual([["a", 2, 7], ["a", 1, 5], ["a", null, 12], ["b", null, 4]])
  })

  it("may have expressions and decimals as keys, beside plain keys, and a join", async () => {
    const by = rollup({ next: add(Sale.day, 1), price: Sale.price })
    const rows = await on(all(pipe(
      from(Sale),
      leftJoin(Shop, eq(Shop.name, Sale.shop)),
      where(eq(Sale.day, 1)),
      groupBy(Shop.town),
      groupBy(by),
      select({ town: Shop.town, next: by.next, n: countAll, dearest: max(Sale.price) }),
      having(gt(countAll, 1)),
      orderBy(nullsLast(Shop.town), nullsLast(by.next), nullsLast(by.price)),
    )))
    expect(rows.map(({ n, next, town }) => [town, next, n])).toEqual([["x", 2, 3], ["x", null, 3]])
  })

  it("can be a table, be counted by windows, be distinct, and be joined after a limit", async () => {
    const by = rollup(keys)
    const ranked = pipe(
      from(Sale),
      groupBy(by),
      select({ shop: by.shop, place: rank().pipe(over({ orderBy: [desc(countAll)] })), least: min(Sale.cents) }),
      as("ranked"),
    )
    expect(await on(all(pipe(from(ranked), where(eq(ranked.place, 1)), select({ shop: ranked.shop, least: ranked.least }))))).toEqual([
      { shop: null, least: 2 },
    ])
    const towns = await on(all(pipe(from(Sale), groupBy(by), select({ all: grouping(by.shop) }), distinct, orderBy(desc(grouping(by.shop))))))
    expect(towns).toEqual([{ all: 1 }, { all: 0 }])
    const first = await on(all(pipe(
      from(Sale),
      groupBy(by),
      orderBy(desc(grouping(by.shop)), asc(countAll), nullsLast(by.shop)),
      limit(1),
      leftJoin(Shop, eq(Shop.name, "a")),
      select({ n: countAll, town: Shop.town, shop: by.shop }),
    ) as never) as never)
    expect(first).toEqual([{ n: 7, town: "x", shop: null }])
  })

  it("keep texts with hostile signs and what functions make of keys apart", async () => {
    const by = cube({ "it's \"a\".b": upper(Sale.shop), pipe2: Sale.day })
    const rows = await on(all(pipe(from(Sale), where(eq(Sale.id, 1)), groupBy(by), select({ x: by["it's \"a\".b"], d: by.pipe2 }))))
    expect(rows.map((row) => JSON.stringify(row)).toSorted()).toEqual(
      [{ x: "A", d: 1 }, { x: "A", d: null }, { x: null, d: 1 }, { x: null, d: null }].map((row) => JSON.stringify(row)).toSorted(),
    )
  })
})
