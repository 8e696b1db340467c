/** The first rows and those tied with the last, as a loop would take them, on every database. */
import { BigDecimal, Effect, pipe } from "effect"
import {
  all, as, count, createAll, desc, distinct, eq, execute, from, groupBy, inQuery, insertInto, integer, isNotNull, lag, leftJoin, limit, limitWithTies, many,
  nullable, nullsFirst, nullsLast, numeric, offset, orderBy, over, param, prepare, primaryKey, rowNumber, select, table, text,
  unionAll, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { type Anything, everywhere, on as run } from "./conformance.js"

const Cake = table("cake", { id: integer.pipe(primaryKey), kind: text, size: integer.pipe(nullable), price: numeric(10, 2) })
const Slice = table("slice", { id: integer.pipe(primaryKey), cakeId: integer })

const sizes = [5, 3, 5, null, 3, 9, 5, 1, null, 9]
const cakes = sizes.map((size, i) => ({ id: i + 1, kind: ["a", "B", "🍰"][i % 3]!, size, price: BigDecimal.fromStringUnsafe(["9", "10", "10.00", "2"][i % 4]!) }))

describeOn(everywhere, "limits with ties", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, Anything>): Promise<A> => run(db, program)

  beforeAll(() =>
    on(Effect.gen(function* () {
      yield* createAll([Cake, Slice])
      yield* execute(insertInto(Cake, cakes))
      yield* execute(insertInto(Slice, [1, 1, 2, 2, 3, 4].map((cakeId, i) => ({ id: i + 1, cakeId }))))
    })),
  )

  /** The sizes that a loop takes, NULLs after the others. */
  const taken = (n: number, skipped: number): ReadonlyArray<number | null> => {
    const sorted = sizes.toSorted((a, b) => (b ?? -1) - (a ?? -1)).slice(skipped)
    return n === 0 ? [] : sorted.filter((size, i) => i < n || size === sorted[n - 1])
  }

  it("take the rows that sort like the last", async () => {
    for (const n of [0, 1, 2, 3, 5, 8, 9, 10, 100]) {
      const q = pipe(from(Cake), orderBy(nullsLast(desc(Cake.size))), limitWithTies(n), select(Cake.size))
      expect([n, await on(all(q))]).toEqual([n, taken(n, 0)])
      for (const skipped of [0, 1, 4, 9, 10]) {
        expect([n, skipped, await on(all(pipe(q, offset(skipped))))]).toEqual([n, skipped, taken(n, skipped)])
      }
    }
    const nulls = pipe(from(Cake), orderBy(nullsFirst(Cake.size)), limitWithTies(1), select(Cake.size))
    expect(await on(all(nulls))).toEqual([null, null])
    const read = prepare(pipe(from(Cake), orderBy(nullsLast(desc(Cake.size))), limitWithTies(param("n", integer)), select(Cake.size)))
    expect(await on(read({ n: 3 }))).toEqual(taken(3, 0))
  })

  it("take them by several keys, and by values written differently", async () => {
    expect(await on(all(pipe(from(Cake), orderBy(Cake.kind, desc(Cake.id)), limitWithTies(1), select(Cake.id))))).toEqual([
      cakes.findLast((cake) => cake.kind === "B")!.id,
    ])
    const dearest = await on(all(pipe(from(Cake), orderBy(desc(Cake.price)), limitWithTies(1), select(Cake.id))))
    expect(dearest.toSorted((a, b) => a - b)).toEqual([2, 3, 6, 7, 10])
  })

  it("close the block, as a limit does", async () => {
    const biggest = pipe(from(Cake), orderBy(nullsLast(desc(Cake.size))), limitWithTies(1), select({ id: Cake.id, slice: Slice.id }))
    const joined = pipe(biggest, leftJoin(Slice, eq(Slice.cakeId, Cake.id)), orderBy(Cake.id))
    expect(await on(all(joined as never))).toEqual([{ id: 6, slice: null }, { id: 10, slice: null }])
    expect((await on(all(pipe(from(Cake), orderBy(nullsLast(desc(Cake.size))), limitWithTies(3), select(Cake.size), limit(2))))).length).toBe(2)
    expect(await on(all(pipe(from(Cake), orderBy(Cake.id), limit(4), orderBy(Cake.id), limitWithTies(2), select(Cake.id))))).toEqual([1, 2])
    expect(await on(all(pipe(from(Cake), orderBy(nullsLast(desc(Cake.size))), limitWithTies(1), where(eq(Cake.id, 6)), select(Cake.id))))).toEqual([6])
  })

  it("count groups, distinct rows, numbered rows and rows of set operations", async () => {
    const groups = pipe(from(Slice), groupBy(Slice.cakeId), select({ id: Slice.cakeId, n: count(Slice.id) }), orderBy(desc(count(Slice.id))), limitWithTies(1))
    expect((await on(all(groups))).toSorted((a, b) => a.id - b.id)).toEqual([{ id: 1, n: 2 }, { id: 2, n: 2 }])
    const kinds = pipe(from(Cake), select({ size: Cake.size }), distinct, orderBy(nullsLast(desc(Cake.size))), limitWithTies(2))
    expect(await on(all(kinds))).toEqual([{ size: 9 }, { size: 5 }])
    const numbered = pipe(from(Cake), select(Cake.id), orderBy(pipe(rowNumber(), over({ orderBy: [desc(Cake.id)] }))), limitWithTies(2))
    expect(await on(all(numbered))).toEqual([10, 9])
    const before = lag(Cake.size)
    const shifted = pipe(from(Cake), where(isNotNull(Cake.size)), select(Cake.id), orderBy(nullsLast(desc(pipe(before, over({ orderBy: [Cake.id] }))))), limitWithTies(2))
    const [first, ...rest] = await on(all(shifted))
    expect([first, ...rest.toSorted((a, b) => a - b)]).toEqual([7, 2, 5, 8])
    const ids = pipe(from(Cake), select({ id: Cake.id }))
    const twice = pipe(ids, unionAll(ids), as("twice"))
    expect(await on(all(pipe(from(twice), orderBy(twice.id), limitWithTies(3))))).toEqual([{ id: 1 }, { id: 1 }, { id: 2 }, { id: 2 }])
  })

  it("stand in nested rows and in memberships", async () => {
    const best = pipe(from(Slice), orderBy(desc(Slice.cakeId)), limitWithTies(3), select(Slice.cakeId))
    const nested = pipe(from(Cake), where(eq(Cake.id, 1)), select({ id: Cake.id, best: many(best) }))
    expect(await on(all(nested))).toEqual([{ id: 1, best: [4, 3, 2, 2] }])
    expect(await on(all(pipe(from(Cake), where(inQuery(Cake.id, best)), orderBy(Cake.id), select(Cake.id))))).toEqual([2, 3, 4])
  })

  it("want an order", async () => {
    const e = await on(Effect.flip(all(pipe(from(Cake), limitWithTies(1)))))
    expect(e).toMatchObject({ reason: { _tag: "CompileError", message: "limitWithTies has no order by which rows could be tied; add orderBy, or use limit" } })
  })
})
