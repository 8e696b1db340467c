/** Vectors of pgvector, where the server has the extension. */
import { Effect, pipe } from "effect"
import {
  all, cosineDistance, createAll, createIndex, eq, execute, from, innerProduct, insertInto, integer, l1Distance, l2Distance, limit,
  negativeInnerProduct, nullable, nullOf, one, orderBy, primaryKey, rawCommand, select, table, vector, where,
} from "fulmar"
import { beforeAll, expect, it, type TestContext } from "vitest"
import { describeOn } from "../servers/live.js"
import { on, tagOf } from "./conformance.js"

const Cake = table("cake", { id: integer.pipe(primaryKey), taste: vector(3), note: vector(2).pipe(nullable) })

describeOn("postgres", "vectors", (db) => {
  let there = false
  beforeAll(async () => {
    there = (await db.query("select 1 from pg_available_extensions where name = 'vector'")).length > 0
    if (!there) return
    await on(db, execute(rawCommand`create extension vector`))
    await on(db, createAll([Cake]))
    await on(db, execute(insertInto(Cake, [
      { id: 1, taste: [1, 0, 0] },
      { id: 2, taste: [0, 1, 0], note: [0.1, -2e-10] },
      { id: 3, taste: [3, 4, 0], note: [1e20, 0] },
    ])))
  })
  const test = (name: string, body: () => Promise<void>) =>
    it(name, (context: TestContext) => (there ? body() : context.skip("skipped: PostgreSQL has no extension pgvector here")))

  test("are read as they were written, to 32 bits", async () => {
    const found = await on(db, all(pipe(from(Cake), orderBy(Cake.id), select({ taste: Cake.taste, note: Cake.note }))) as never)
    expect(found).toEqual([
      { taste: [1, 0, 0], note: null }, { taste: [0, 1, 0], note: [0.1, -2e-10] }, { taste: [3, 4, 0], note: [1e20, 0] },
    ])
  })

  test("have distances", async () => {
    const plain = pipe(from(Cake), where(eq(Cake.id, 3)), select({
      l2: l2Distance(Cake.taste, [0, 0, 0]), l1: l1Distance(Cake.taste, [0, 0, 1]), cosine: cosineDistance(Cake.taste, [-3, -4, 0]),
      inner: innerProduct(Cake.taste, [1, 1, 1]), negative: negativeInnerProduct(Cake.taste, [1, 1, 1]),
      none: l2Distance(Cake.taste, nullOf(vector(3))), self: Cake.taste.pipe(l2Distance(Cake.taste)), same: eq(Cake.taste, [3, 4, 0]),
    }))
    expect(await on(db, one(plain) as never)).toEqual({ l2: 5, l1: 8, cosine: 2, inner: 7, negative: -7, none: null, self: 0, same: true })
    const nearest = pipe(from(Cake), orderBy(cosineDistance(Cake.taste, [1, 0.1, 0])), limit(2), select(Cake.id))
    expect(await on(db, all(nearest) as never)).toEqual([1, 3])
  })

  test("have an index", async () => {
    await on(db, execute(createIndex("by_taste", Cake, [Cake.taste], { using: "ivfflat" })))
  })

  test("of another length are refused", async () => {
    expect(await on(db, Effect.map(Effect.flip(execute(insertInto(Cake, { id: 9, taste: [1, 2] }))), (e) => e._tag))).toBe("ValidationError")
    expect(await on(db, tagOf(all(pipe(from(Cake), select({ x: l2Distance(Cake.taste, Cake.note) })))) as never)).toBe("DataError")
  })
})

describeOn("postgres", "vectors without the extension", (db) => {
  it("are a SyntaxError", async () => {
    expect(await on(db, tagOf(createAll([Cake])))).toBe("SyntaxError")
    const x = l2Distance(nullOf(vector(2)), [1, 2])
    expect(await on(db, tagOf(all(pipe(from(table("pg_class", { relname: integer })), select({ x })))) as never)).toBe("SyntaxError")
  })
})
