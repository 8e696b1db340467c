/** Names, keys and shapes that stand in each other's way. */
import { Effect, Option, pipe } from "effect"
import {
  alias, belongsTo, createAll, cursorPage, eq, execute, from, gt, hasMany, hasOne, insertInto, integer, leftJoin, limit, load, loadInto, nullable, option,
  orderBy, paginate, primaryKey, refineRelation, select, softDelete, table, text, timestamptz, unique, where, withDeleted,
} from "fulmar"
import * as Sqlite from "fulmar/sqlite"
import { describe, expect, it } from "vitest"

const run = <A>(program: Effect.Effect<A, any, any>): Promise<A> =>
  Effect.runPromise(Effect.provide(program, Sqlite.layer({ filename: ":memory:" })) as Effect.Effect<A>)

const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
const Fruit = table("fruit", { id: integer.pipe(primaryKey), cakeId: integer.pipe(nullable, unique) })
const cakeFruit = hasOne(Cake, Fruit, { id: "cakeId" })
const cakeFruits = hasMany(Cake, Fruit, { id: "cakeId" })
const some = Effect.gen(function* () {
  yield* createAll([Cake, Fruit])
  yield* execute(insertInto(Cake, [{ id: 1, name: "a" }, { id: 2, name: "b" }]))
  yield* execute(insertInto(Fruit, [{ id: 7, cakeId: 1 }, { id: 8, cakeId: null }]))
})

describe("names", () => {
  for (const name of ["__proto__", "constructor", "row", "keys", "joined", "nested", "page row", "page keys", "hasOwnProperty"]) {
    for (const strategy of ["join", "query", "nested"] as const) {
      it(`${name} by ${strategy}`, async () => {
        const rows = await run(Effect.andThen(some, load(Cake, { [name]: cakeFruit } as never, { strategy }))) as any
        expect(Object.keys(rows[0])).toEqual(["id", "name", name])
        expect(Object.entries(rows[0])[2]).toEqual([name, { id: 7, cakeId: 1 }])
        expect(Object.entries(rows[1])[2]).toEqual([name, null])
      })
    }
    it(`${name} in pages`, async () => {
      const page = await run(Effect.andThen(some, pipe(from(Cake), cursorPage({ first: 5, load: { [name]: cakeFruits } as never })))) as any
      expect(Object.entries(page.rows[0])).toEqual([["id", 1], ["name", "a"], [name, [{ id: 7, cakeId: 1 }]]])
      const numbered = await run(Effect.andThen(some, pipe(from(Cake), paginate({ page: 1, size: 5, load: { [name]: cakeFruits } as never })))) as any
      expect(Object.entries(numbered.rows[0])).toEqual([["id", 1], ["name", "a"], [name, [{ id: 7, cakeId: 1 }]]])
    })
    it(`${name} as a key and column`, async () => {
      const A = table("a", { [name]: integer.pipe(primaryKey), constructor2: text } as never) as any
      const B = table("b", { id: integer.pipe(primaryKey), [name]: integer.pipe(nullable) } as never) as any
      const aBs = hasMany(A, B, { [name]: name } as never)
      const bA = belongsTo(B, A, { [name]: name } as never)
      const [as, bs] = await run(Effect.gen(function* () {
        yield* createAll([A, B] as never) as any
        yield* execute(insertInto(A, { [name]: 1, constructor2: "x" } as never) as never) as any
        yield* execute(insertInto(B, [{ id: 1, [name]: 1 }, { id: 2, [name]: null }] as never) as never) as any
        return [yield* load(A as never, { bs: aBs } as never) as any, yield* load(B as never, { a: bA } as never) as any]
      }) as any) as any
      expect(as[0].bs.length).toBe(1)
      expect(bs.map((b: any) => b.a === null)).toEqual([false, true])
    })
  }
  it("tables that differ in case only", async () => {
    const Lower = Cake.pipe(alias("FRUIT"))
    const rows = await run(Effect.andThen(some, load(from(Lower), { fruit: hasOne(Lower, Fruit, { id: "cakeId" }) })))
    expect(rows[0]!.fruit).toEqual({ id: 7, cakeId: 1 })
  })
  it("parent alias", async () => {
    const P = Cake.pipe(alias("_parent"))
    const rel = hasMany(P, Fruit, { id: "cakeId" }).pipe(refineRelation((q) => pipe(q, limit(1))))
    const rows = await run(Effect.andThen(some, load(from(P), { f: rel })))
    expect(rows[0]!.f.length).toBe(1)
  })
})

describe("cursors", () => {
  const q = pipe(from(Cake), orderBy(Cake.id))
  const begin = (after: unknown) => run(Effect.andThen(some, Effect.result(pipe(q, cursorPage({ first: 1, after: after as never })))))
  const text64 = (x: unknown) => btoa(typeof x === "string" ? x : JSON.stringify(x))

  it("of other tables and forged ones are refused", async () => {
    const of = await run(Effect.andThen(some, pipe(from(Fruit), orderBy(Fruit.id), cursorPage({ first: 1 }))))
    const [order] = JSON.parse(atob((await run(Effect.andThen(some, pipe(q, cursorPage({ first: 1 }))))).endCursor!)) as [ReadonlyArray<string>]
    const values = [
      [null], [], [true], [1.5], [9e18], [[1]], [{ number: "NaN" }], [{ number: "Infinity" }], [{ bigint: "9".repeat(40) }], [{ bytes: [1] }],
      [{ constructor: 1 }],
    ].map((v) => text64([order, v]))
    const raw = [`[${JSON.stringify(order)},[1e999]]`, `[${JSON.stringify(order)},[{"__proto__":{"bigint":"1"}}]]`, "null", "{}", "[", "[".repeat(100_000)].map(text64)
    for (const cursor of [of.endCursor, ...values, ...raw, "", "!!", 7, {}, [], true, "A".repeat(1_000_000)]) {
      expect(await begin(cursor)).toMatchObject({ _tag: "Failure", failure: { _tag: "ValidationError" } })
    }
  })
})

describe("rows", () => {
  it("null rows in pages", async () => {
    const q = pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), orderBy(Cake.id), select(Fruit))
    const fruitCake = belongsTo(Fruit, Cake, { cakeId: "id" })
    expect(await run(Effect.andThen(some, load(q, { cake: fruitCake })))).toEqual([{ id: 7, cakeId: 1, cake: { id: 1, name: "a" } }, null])
    const page = await run(Effect.andThen(some, pipe(q, cursorPage({ first: 5, load: { cake: fruitCake } }))))
    expect(page.rows).toEqual([{ id: 7, cakeId: 1, cake: { id: 1, name: "a" } }, null])
  })
  it("one value", async () => {
    const q = pipe(from(Cake), select(Cake.name))
    await expect(run(Effect.andThen(some, load(q, { f: cakeFruits } as never)))).rejects.toThrow(/select/)
  })
  it("Option keys", async () => {
    const O = table("o", { id: integer.pipe(primaryKey), cakeId: integer.pipe(option) })
    for (const rel of [hasMany(Cake, O, { id: "cakeId" }), hasMany(Cake, O, { id: "cakeId" }).pipe(refineRelation((q) => pipe(q, limit(5))))]) {
      const rows = await run(Effect.gen(function* () {
        yield* some
        yield* createAll([O])
        yield* execute(insertInto(O, [{ id: 1, cakeId: Option.some(1) }, { id: 2, cakeId: Option.none() }]))
        const back = yield* load(O, { cake: belongsTo(O, Cake, { cakeId: "id" }) }, { strategy: "query" })
        expect(back.map((o) => o.cake?.id)).toEqual([1, undefined])
        const back2 = yield* load(pipe(from(O), select({ x: O.id })), { cake: belongsTo(O, Cake, { cakeId: "id" }) }, { strategy: "query" })
        expect(back2.map((o) => o.cake?.id)).toEqual([1, undefined])
        return yield* load(Cake, { os: rel })
      })) as any
      expect(rows.map((r: any) => r.os.length)).toEqual([1, 0])
    }
  })
  it("200,000 related rows", async () => {
    const Many = table("many", { id: integer.pipe(primaryKey), cakeId: integer })
    const n = await run(Effect.gen(function* () {
      yield* some
      yield* createAll([Many])
      for (let i = 0; i < 20; i++) yield* execute(insertInto(Many, Array.from({ length: 10_000 }, (_, k) => ({ id: i * 10_000 + k, cakeId: 1 }))))
      const rows = yield* load(Cake, { many: hasMany(Cake, Many, { id: "cakeId" }) })
      return rows[0]!.many.length
    }))
    expect(n).toBe(200_000)
  })
  it("that lack a key are refused, not taken for rows without related ones", () => {
    expect(() => loadInto(Cake, [{ id: 1 }, { name: "x" } as never], { fruits: cakeFruits })).toThrow(/without "id" has no related rows/)
  })
  it("limits further inside count for each row too", async () => {
    const Many = table("many", { id: integer.pipe(primaryKey), cakeId: integer })
    const many = hasMany(Cake, Many, { id: "cakeId" })
    const twice = many.pipe(refineRelation((q) => pipe(q, orderBy(Many.id), limit(2), limit(1))))
    const then = many.pipe(refineRelation((q) => pipe(q, orderBy(Many.id), limit(1), where(gt(Many.id, 0)))))
    for (const strategy of ["query", "nested"] as const) {
      const cakes = await run(Effect.gen(function* () {
        yield* createAll([Cake, Many])
        yield* execute(insertInto(Cake, [{ id: 1, name: "a" }, { id: 2, name: "b" }]))
        yield* execute(insertInto(Many, [{ id: 1, cakeId: 1 }, { id: 2, cakeId: 1 }, { id: 3, cakeId: 2 }]))
        return yield* load(Cake, { twice, then }, { strategy })
      }))
      expect(cakes.map((cake) => [cake.twice.map(({ id }) => id), cake.then.map(({ id }) => id)])).toEqual([[[1], [1]], [[3], [3]]])
    }
  })
  it("limits for each of rows marked as deleted", async () => {
    const Soft = table("soft", { id: integer.pipe(primaryKey), deletedAt: timestamptz.pipe(nullable, softDelete) })
    const few = hasMany(Soft, Fruit, { id: "cakeId" }).pipe(refineRelation((q) => pipe(q, limit(1))))
    const rows = await run(Effect.gen(function* () {
      yield* some
      yield* createAll([Soft])
      yield* execute(insertInto(withDeleted(Soft), { id: 1, deletedAt: new Date() } as never))
      return yield* load(withDeleted(Soft), { all: hasMany(Soft, Fruit, { id: "cakeId" }), few })
    }))
    expect([rows[0]!.all.length, rows[0]!.few.length]).toEqual([1, 1])
  })
})
