/** OFFSET without LIMIT, NULLs first and last, and comparisons that know NULL, in set operations and windows. */
import { Effect, pipe } from "effect"
import {
  all, createAll, desc, execute, from, insertInto, integer, isDistinctFrom, isNotDistinctFrom, nullable, nullsFirst, nullsLast, offset,
  orderBy, orderRowsBy, over, primaryKey, rowNumber, select, table, union, unionAll, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { type Anything, everywhere, on as run } from "./conformance.js"

const Cake = table("cake", { id: integer.pipe(primaryKey), size: integer.pipe(nullable) })

describeOn(everywhere, "rows in an order with NULLs", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, Anything>): Promise<A> => run(db, program)
  const sizes = pipe(from(Cake), select({ size: Cake.size }))

  beforeAll(() =>
    on(Effect.gen(function* () {
      yield* createAll([Cake])
      yield* execute(insertInto(Cake, [{ id: 1, size: 5 }, { id: 2, size: null }, { id: 3, size: 7 }, { id: 4, size: null }]))
    })),
  )

  it("of a set operation", async () => {
    const each = pipe(sizes, union(sizes))
    const of = async (q: typeof each) => (await on(all(q))).map((row) => row.size)
    expect(await of(pipe(each, orderRowsBy((row) => [nullsFirst(row.size)])))).toEqual([null, 5, 7])
    expect(await of(pipe(each, orderRowsBy((row) => [nullsLast(row.size)])))).toEqual([5, 7, null])
    expect(await of(pipe(each, orderRowsBy((row) => [nullsLast(desc(row.size))]), offset(1)))).toEqual([5, null])
    expect(await of(pipe(each, orderRowsBy((row) => [nullsFirst(desc(row.size))]), offset(1)))).toEqual([7, 5])
    const rest = pipe(sizes, orderBy(nullsLast(Cake.size)), offset(2))
    expect(await of(pipe(rest, unionAll(rest)))).toEqual([null, null, null, null])
    const notFive = pipe(sizes, where(isDistinctFrom(Cake.size, 5)))
    const nothing = pipe(sizes, where(isNotDistinctFrom(Cake.size, null)))
    expect(await of(pipe(notFive, union(nothing), orderRowsBy((row) => [nullsLast(row.size)])))).toEqual([7, null])
  })

  it("of a window", async () => {
    const last = pipe(rowNumber(), over({ orderBy: [nullsLast(desc(Cake.size)), Cake.id] }))
    const first = pipe(rowNumber(), over({ orderBy: [nullsFirst(Cake.size), Cake.id] }))
    const notFive = isDistinctFrom(Cake.size, 5)
    const apart = pipe(rowNumber(), over({ partitionBy: [notFive], orderBy: [Cake.id] }))
    const q = pipe(from(Cake), select({ id: Cake.id, last, first, apart }), orderBy(Cake.id))
    expect(await on(all(q))).toEqual([
      { id: 1, last: 2, first: 3, apart: 1 },
      { id: 2, last: 3, first: 1, apart: 1 },
      { id: 3, last: 1, first: 4, apart: 2 },
      { id: 4, last: 4, first: 2, apart: 3 },
    ])
    expect((await on(all(pipe(q, offset(3)))))).toEqual([{ id: 4, last: 4, first: 2, apart: 3 }])
  })
})
