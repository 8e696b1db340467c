import { Effect, pipe, Stream } from "effect"
import {
  all, avg, bigint, count, createAll, cursorPage, type CursorPage, date, desc, distinct, eq, execute, from, groupBy, hasMany, insertInto, integer, leftJoin,
  limit, nullable, nullsFirst, nullsLast, numeric, orderBy, pages, paginate, primaryKey, select, table, text, timestamptz, upper, where,
  option,
} from "fulmar"
import * as BigDecimal from "effect/BigDecimal"
import * as Option from "effect/Option"
import { expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on as runOn } from "./conformance.js"

const Cake = table("cake", {
  id: integer.pipe(primaryKey),
  name: text,
  price: numeric(10, 2).pipe(nullable),
  sold: bigint.pipe(nullable),
  day: date.pipe(option),
  at: timestamptz,
})
const Fruit = table("fruit", { id: integer.pipe(primaryKey), cakeId: integer, name: text.pipe(nullable) })
const cakeFruits = hasMany(Cake, Fruit, { id: "cakeId" })

const cakes = Array.from({ length: 23 }, (_, i) => ({
  id: i + 1,
  name: ["Opera", "it's", "", "Ärger", "🍰", "back\\slash"][i % 6]!,
  price: i % 4 === 0 ? null : BigDecimal.fromStringUnsafe(`${i % 3}.50`),
  sold: i % 5 === 0 ? null : 9007199254740993n + BigInt(i % 2),
  day: i % 3 === 0 ? Option.none<`${number}-${number}-${number}`>() : Option.some(`2024-02-${10 + (i % 7)}` as const),
  at: new Date(Date.UTC(2024, 0, 1, 0, 0, i % 4, i % 2)),
}))
const fruits = Array.from({ length: 30 }, (_, i) => ({ id: i + 1, cakeId: (i * 7) % 20, name: i % 4 === 0 ? null : `f${i % 5}` }))

const setUp = Effect.gen(function* () {
  yield* createAll([Cake, Fruit])
  yield* execute(insertInto(Cake, cakes))
  yield* execute(insertInto(Fruit, fruits))
})

/** All rows by pages of a size, forwards and backwards. */
const walked = (query: any, size: number) =>
  Effect.gen(function* () {
    const forwards: Array<unknown> = []
    let page: CursorPage<unknown> = yield* cursorPage({ first: size })(query) as any
    for (;;) {
      forwards.push(...page.rows)
      if (!page.hasNextPage) break
      page = yield* cursorPage({ first: size, after: page.endCursor })(query) as any
    }
    const backwards: Array<unknown> = []
    page = yield* cursorPage({ last: size })(query) as any
    for (;;) {
      backwards.unshift(...page.rows)
      if (!page.hasPreviousPage) break
      page = yield* cursorPage({ last: size, before: page.startCursor })(query) as any
    }
    return [forwards, backwards] as const
  })

const joined = pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)))
const queries = {
  "no order": from(Cake),
  "mixed directions and NULLs": pipe(from(Cake), orderBy(desc(Cake.price), Cake.sold, desc(Cake.name))),
  "NULLs where they are wanted": pipe(from(Cake), orderBy(nullsLast(Cake.price), nullsFirst(desc(Cake.sold)))),
  "days and moments": pipe(from(Cake), orderBy(desc(Cake.day), Cake.at), select({ id: Cake.id, day: Cake.day })),
  "an expression": pipe(from(Cake), orderBy(upper(Cake.name)), select(Cake.id)),
  "a join with many": pipe(joined, orderBy(desc(Cake.name), Fruit.name), select({ cake: Cake.id, fruit: Fruit })),
  "groups": pipe(joined, groupBy(Cake.name), orderBy(desc(count(Fruit.id))), select({ name: Cake.name, n: count(Fruit.id), mean: avg(Cake.id) })),
  "distinct rows": pipe(from(Cake), select({ name: Cake.name }), distinct, orderBy(desc(Cake.name))),
  "a limited query": pipe(from(Cake), orderBy(desc(Cake.id)), limit(10), select(Cake.id)),
  "nothing": pipe(from(Cake), where(eq(Cake.id, 0))),
}

describeOn(everywhere, "pages", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)

  it("by cursor are all rows in order, of whatever size", async () => {
    await on(setUp)
    for (const [name, query] of Object.entries(queries)) {
      const whole = (await on(paginate({ page: 1, size: 1000 })(query as never) as any)) as { readonly rows: ReadonlyArray<unknown>; readonly totalRows: number }
      const plain = (await on(all(query as never) as any)) as ReadonlyArray<unknown>
      expect(whole.rows, name).toHaveLength(plain.length)
      expect(whole.totalRows, name).toBe(plain.length)
      for (const size of [1, 4, 100]) {
        const [forwards, backwards] = await on(walked(query, size))
        expect(forwards, `${name} by ${size}`).toEqual(whole.rows)
        expect(backwards, `${name} by ${size}, backwards`).toEqual(whole.rows)
      }
    }
  }, 60_000)

  it("by number, as a stream, and with related rows", async () => {
    const byName = pipe(from(Cake), orderBy(Cake.name))
    const two = await on(byName.pipe(paginate({ page: 2, size: 10, load: { fruits: cakeFruits } })))
    const three = await on(byName.pipe(paginate({ page: 3, size: 10 })))
    const four = await on(byName.pipe(paginate({ page: 4, size: 10 })))
    expect([two.rows.length, three.rows.length, four.rows.length, two.totalPages, two.totalRows]).toEqual([10, 3, 0, 3, 23])
    expect(two.rows.every((cake) => cake.fruits.length === fruits.filter((f) => f.cakeId === cake.id).length)).toBe(true)
    const streamed = await on(byName.pipe(pages({ size: 10, load: { fruits: cakeFruits } }), Stream.runCollect))
    expect(streamed.map((page) => page.length)).toEqual([10, 10, 3])
    expect(streamed[1]).toEqual(two.rows)
  })

  it("of a wrong cursor, number or size are refused", async () => {
    const page = await on(pipe(from(Cake), cursorPage({ first: 1 })))
    const errors = await Promise.all(
      [
        cursorPage({ first: 1, after: "x" })(from(Cake)),
        cursorPage({ first: 1, after: page.endCursor })(pipe(from(Cake), orderBy(Cake.name))),
        cursorPage({ first: 1, after: btoa('[["cake.id asc first"],["x"]]') })(from(Cake)),
        cursorPage({ first: 0 })(from(Cake)),
        paginate({ page: 0, size: 1 })(from(Cake)),
        paginate({ page: 1, size: 1.5 })(from(Cake)),
      ].map((effect) => on(Effect.flip(effect as Effect.Effect<unknown, { readonly message: string }, any>))),
    )
    expect(errors.map((e) => e.message)).toEqual([
      expect.stringContaining("it is no cursor"),
      expect.stringContaining("it is no cursor of this query"),
      expect.stringContaining("it is no cursor of this query"),
      'Cannot read a page: first: expected a whole number from 1, got 0',
      'Cannot read a page: page: expected a whole number from 1, got 0',
      'Cannot read a page: size: expected a whole number from 1, got 1.5',
    ])
  })
})
