/** DISTINCT ON keeps the first row of each key, whatever the rows are sorted by. */
import { BigDecimal, Effect, pipe } from "effect"
import {
  add, all, count, createAll, desc, distinctOn, execute, from, groupBy, insertInto, integer, limit, literal, many, nullable,
  nullsFirst, nullsLast, numeric, offset, orderBy, orderRowsBy, primaryKey, select, table, text,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { type Anything, everywhere, on as run } from "./conformance.js"

const Sale = table("sale", {
  id: integer.pipe(primaryKey),
  kind: text.pipe(nullable),
  cents: integer.pipe(nullable),
  price: numeric(10, 2),
})

const price = (s: string) => BigDecimal.fromStringUnsafe(s)
const rows = [
  { id: 1, kind: "tart", cents: 400, price: price("1.50") },
  { id: 2, kind: "tart", cents: 900, price: price("2") },
  { id: 3, kind: "it's \"\\ 🍰", cents: 500, price: price("1.5") },
  { id: 4, kind: null, cents: 100, price: price("1.50") },
  { id: 5, kind: null, cents: null, price: price("3") },
  { id: 6, kind: "empty", cents: null, price: price("2.00") },
]

describeOn(everywhere, "distinct on", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, Anything>): Promise<A> => run(db, program)

  beforeAll(() => on(Effect.andThen(createAll([Sale]), execute(insertInto(Sale, rows)))))

  const dearest = pipe(from(Sale), distinctOn(Sale.kind), select(Sale.id))

  it("takes the first row of each key by the order, NULLs being the same", async () => {
    const ids = await on(all(pipe(dearest, orderBy(nullsLast(Sale.kind), nullsLast(desc(Sale.cents))))))
    expect(ids.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 6])
    expect(ids[ids.length - 1]).toBe(4)
    expect(await on(all(pipe(dearest, orderBy(nullsFirst(Sale.kind), nullsFirst(Sale.cents)), limit(1))))).toEqual([5])
  })

  it("keeps an order that does not begin with the keys, and its limit", async () => {
    expect(await on(all(pipe(dearest, orderBy(nullsLast(desc(Sale.cents)), Sale.id))))).toEqual([2, 3, 4, 6])
    expect(await on(all(pipe(dearest, orderBy(nullsLast(desc(Sale.cents))), limit(2), offset(1))))).toEqual([3, 4])
    expect(await on(count(pipe(dearest, orderBy(desc(Sale.id)), limit(3))))).toBe(3)
  })

  it("compares decimals as numbers, and keys with values by their values", async () => {
    expect(await on(all(pipe(from(Sale), distinctOn(Sale.price), orderBy(Sale.price, Sale.id), select(Sale.id))))).toEqual([1, 2, 5])
    const computed = pipe(from(Sale), distinctOn(add(Sale.cents, 1)), orderBy(nullsLast(add(Sale.cents, 1)), desc(Sale.id)))
    expect(await on(all(pipe(computed, select({ x: add(Sale.cents, 1), id: Sale.id }))))).toEqual([
      { x: 101, id: 4 }, { x: 401, id: 1 }, { x: 501, id: 3 }, { x: 901, id: 2 }, { x: null, id: 6 },
    ])
    expect(await on(all(pipe(from(Sale), distinctOn(literal(7)), orderBy(desc(Sale.id)), select(Sale.id))))).toEqual([6])
  })

  it("applies to the rows that a limit left, and to groups", async () => {
    const three = pipe(from(Sale), orderBy(Sale.id), limit(3), distinctOn(Sale.kind), select(Sale.id))
    expect(await on(all(three))).toEqual([1, 3])
    const groups = pipe(
      from(Sale),
      groupBy(Sale.kind, Sale.price),
      distinctOn(Sale.kind),
      select({ kind: Sale.kind, price: Sale.price, n: count(Sale.id) }),
      orderRowsBy((row) => [nullsFirst(row.kind), desc(row.price)]),
      limit(1),
    )
    expect((await on(all(groups))).map((r) => [r.kind, BigDecimal.format(r.price), r.n])).toEqual([[null, "3", 1]])
  })

  it("works in nested rows", async () => {
    const Other = pipe(from(Sale), distinctOn(Sale.kind), orderBy(desc(Sale.id)), select(Sale.id))
    const One = table("one", { n: integer })
    await on(Effect.andThen(createAll([One]), execute(insertInto(One, { n: 1 }))))
    expect(await on(all(pipe(from(One), select({ ids: many(Other) }))))).toEqual([{ ids: [6, 5, 3, 2] }])
  })

  it("gives nothing of nothing", async () => {
    expect(await on(all(pipe(from(Sale), distinctOn(Sale.kind), orderBy(Sale.id), limit(0))))).toEqual([])
  })
})
