/** The names that stand for tables in a query are nobody else's: other names give the same rows, and none is taken for another. */
import { ManagedRuntime, pipe } from "effect"
import * as fc from "fast-check"
import { alias, all, and, as, boolean, cte, eq, exists, from, innerJoin, leftJoin, or, orderBy, select, where } from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { arbitraryExpr, arbitraryMemory } from "fulmar/testing/arbitrary"
import { afterAll, beforeAll, expect, test } from "vitest"
import { numRuns } from "./harness.js"
import { Cake, coded, create, fill, Fruit, shop } from "./shop/database.js"

const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
beforeAll(() => runtime.runPromise(create))
afterAll(() => runtime.dispose())

/** Names that a printer may have made itself, those of the tables and columns, and any. */
const name = fc.oneof(
  fc.constantFrom("cake", "fruit", "id", "name", "_1", "_2", "_present", "l1", "k0", "excluded", "old", "a.b", 'a"b', "Cake", "t1"),
  fc.string({ minLength: 1, maxLength: 5 }).filter((text) => !text.includes("\0")),
)
/** Three that differ in more than case; the last is that of a CTE, which may not be one of a table that is read. */
const names = fc
  .uniqueArray(name, { minLength: 3, maxLength: 3, selector: (text) => text.toLowerCase() })
  .filter((three) => !["cake", "fruit"].includes(three[2]!.toLowerCase()))
const plain = ["one", "two", "three"] as const
const memories = coded(arbitraryMemory(...shop))

/** A table with itself, a derived table and a CTE, under these names. */
const query = ([a, b, c]: ReadonlyArray<string>) => {
  const One = Cake.pipe(alias(a as "one"))
  const Two = Cake.pipe(alias(b as "two"))
  const Rows = pipe(from(Fruit), select({ id: Fruit.id, cakeId: Fruit.cakeId }), c!.length % 2 === 0 ? as(c as "three") : cte(c as "three"))
  const Inner = Fruit.pipe(alias(b as "two"))
  return pipe(
    from(One),
    innerJoin(Two, or(eq(One.vegan, Two.vegan), eq(One.id, Two.layers))),
    leftJoin(Rows, eq(Rows.cakeId, Two.id)),
    where(or(exists(pipe(from(Inner), where(eq(Inner.cakeId, One.id)))), eq(One.layers, Two.layers))),
    select({ one: One.id, two: Two.name, fruit: Rows.id, whole: Two }),
    orderBy(One.id, Two.id, Rows.id),
  )
}

test("a query has the same rows under any names for its tables", () =>
  fc.assert(
    fc.asyncProperty(memories, names, async ({ it: db }, given) => {
      await runtime.runPromise(fill(db))
      const rows = await runtime.runPromise(all(query(given)))
      expect(rows).toEqual(await runtime.runPromise(all(query(plain))))
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  ), 240_000)

const Other = Cake.pipe(alias("other"))

test("of a table joined with itself each side reads its own columns", () =>
  fc.assert(
    fc.asyncProperty(memories, arbitraryExpr({ determined: true }, boolean, Cake), arbitraryExpr({ determined: true }, boolean, Other), async ({ it: db }, p, q) => {
      await runtime.runPromise(fill(db))
      const kept = await runtime.runPromise(all(pipe(from(Cake), where(p), select(Cake.id))))
      const others = await runtime.runPromise(all(pipe(from(Other), where(q), select(Other.id))))
      const pairs = await runtime.runPromise(
        all(pipe(from(Cake), innerJoin(Other, q), where(and(p)), select({ cake: Cake.id, other: Other.id }), orderBy(Cake.id, Other.id))),
      )
      const sorted = (ids: ReadonlyArray<number>) => ids.toSorted((a, b) => a - b)
      expect(pairs).toEqual(sorted(kept).flatMap((cake) => sorted(others).map((other) => ({ cake, other }))))
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  ), 240_000)
