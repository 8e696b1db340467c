/** Oracles hold of queries that are right, refuse those of which they know nothing, and find what is wrong. */
import { BigDecimal, Effect, Layer, pipe } from "effect"
import {
  add, allRows, asc, avg, boolean, contains, count, countAll, type Database, deleteFrom, distinct, distinctOn, eq, exists, from, groupBy, gt,
  having, inQuery, insertFrom, isIn, isNull, leftJoin, limit, lt, many, max, min, mul, not, or, orderBy, over, random, rawQuery, rowNumber,
  scalar, select, sum, type Supports, as, union, update, value, where, coalesce, integer, returning, caseWhen, like, transaction,
} from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { differential, equivalentRewrites, noRec, type OracleFailure, ternaryLogic, testTransaction } from "fulmar/testing"
import { describe, expect, it } from "vitest"
import { difference } from "../../src/testing/oracle/same.js"
import { Bakery, Cake, Fruit, inBakery, Kinds, Note, seed } from "../core/bakery.js"
import { lying } from "./lying.js"

const joined = pipe(from(Cake), leftJoin(Bakery, eq(Bakery.id, Cake.bakeryId)))
const fruits = pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)))

describe("ternary logic", () => {
  it("holds of rows, groups, distinct rows, aggregates, and of limited queries that are sorted", () =>
    inBakery(
      Effect.gen(function* () {
        yield* ternaryLogic(from(Cake), gt(Cake.price, 15))
        yield* ternaryLogic(joined, gt(Bakery.profit, 1))
        yield* ternaryLogic(joined, eq(Bakery.name, "Sea"))
        yield* ternaryLogic(pipe(joined, where(gt(Cake.price, 5)), orderBy(Cake.id)), or(isNull(Bakery.id), gt(Cake.price, 10)))
        yield* ternaryLogic(pipe(from(Note), select({ b: Note.body }), distinct), eq(Note.body, "soft"))
        yield* ternaryLogic(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ c: Fruit.cakeId, n: countAll })), gt(Fruit.cakeId, 1))
        yield* ternaryLogic(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ c: Fruit.cakeId, n: countAll })), gt(max(Fruit.id), 2))
        yield* ternaryLogic(pipe(from(Cake), select({ n: countAll, s: sum(Cake.price), a: min(Cake.price), z: max(Cake.price), b: count(Cake.bakeryId) })), gt(Cake.bakeryId, 1))
        yield* ternaryLogic(pipe(from(Kinds), select({ s: sum(Kinds.price), r: sum(Kinds.ratio), b: sum(Kinds.big), d: max(Kinds.at) })), eq(Kinds.flag, true))
        yield* ternaryLogic(pipe(from(Cake), orderBy(Cake.id), limit(2)), gt(Cake.price, 15))
        yield* ternaryLogic(pipe(from(Cake), select({ id: Cake.id, f: many(fruits) })), exists(fruits))
        yield* transaction(Effect.ignore(ternaryLogic(from(Cake), gt(Cake.price, 15))))
      }),
    ))

  it("says of what it knows nothing", () =>
    inBakery(
      Effect.gen(function* () {
        const refused = [
          ternaryLogic(pipe(from(Cake), limit(2)), gt(Cake.price, 1)),
          ternaryLogic(pipe(from(Cake), select({ n: pipe(rowNumber(), over({ orderBy: [asc(Cake.id)] })) })), gt(Cake.price, 1)),
          ternaryLogic(pipe(from(Cake), select({ n: avg(Cake.price) })), gt(Cake.price, 1)),
          ternaryLogic(pipe(from(Cake), select({ n: random() })), gt(Cake.price, 1)),
          ternaryLogic(pipe(from(Cake), distinctOn(Cake.bakeryId), orderBy(Cake.bakeryId, Cake.id)), gt(Cake.price, 1)),
          ternaryLogic(pipe(from(Cake), union(from(Cake))), value(boolean, true)),
          noRec(pipe(from(Cake), limit(2)), gt(Cake.price, 1)),
          equivalentRewrites(pipe(from(Cake), limit(2))),
          equivalentRewrites(rawQuery({ n: integer })`select 1`),
        ]
        for (const one of refused) {
          const exit = yield* Effect.exit(one)
          expect(exit).toMatchObject({ cause: { reasons: [{ error: { _tag: "OracleNotApplicable" } }] } })
        }
      }),
    ))

  it("checks that the predicate reads tables of the query", () => {
    // @ts-expect-error table is not in from/join
    void ternaryLogic(from(Cake), gt(Fruit.id, 1))
    // @ts-expect-error table is not in from/join
    void noRec(from(Cake), gt(Fruit.id, 1))
    // @ts-expect-error aggregate in where
    void noRec(from(Cake), gt(max(Cake.id), 1))
  })
})

describe("non-optimizing reference", () => {
  it("holds of any query with tables", () =>
    inBakery(
      Effect.gen(function* () {
        yield* noRec(from(Cake), gt(Cake.price, 15))
        yield* noRec(pipe(joined, distinct), isNull(Bakery.name))
        yield* noRec(pipe(from(Cake), where(gt(Cake.id, 100))), gt(Cake.price, 15))
        yield* noRec(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ c: Fruit.cakeId, n: countAll })), inQuery(Fruit.cakeId, pipe(from(Cake), select(Cake.id))))
        yield* noRec(pipe(from(Cake), orderBy(Cake.id), limit(2)), gt(Cake.price, 15))
      }),
    ))
})

describe("equivalent rewrites", () => {
  it("hold of queries, subqueries, groups and commands, of which nothing is kept", () =>
    inBakery(
      Effect.gen(function* () {
        const expensive = pipe(from(Cake), where(gt(mul(Cake.price, 2), add(Cake.id, 5))))
        const counts = [
          yield* equivalentRewrites(expensive),
          yield* equivalentRewrites(
            pipe(joined, where(or(contains(Cake.name, "a"), not(isIn(Cake.price, [10, 20])))), select({ n: coalesce(Bakery.name, "none"), p: Cake.price, f: scalar(pipe(fruits, select(count(Fruit.id)))) }), orderBy(Cake.id)),
          ),
          yield* equivalentRewrites(pipe(from(Fruit), where(exists(pipe(from(Cake), where(eq(Cake.id, Fruit.cakeId))))), groupBy(Fruit.cakeId), having(gt(countAll, 1)), select({ k: Fruit.cakeId, n: sum(Fruit.id) }))),
          yield* equivalentRewrites(pipe(expensive, as("e"), from)),
          yield* equivalentRewrites(pipe(expensive, select({ id: Cake.id }), union(pipe(from(Fruit), where(isNull(Fruit.cakeId)), select({ id: Fruit.id }))))),
          yield* equivalentRewrites(pipe(update(Cake, { price: caseWhen([[gt(Cake.price, 15), add(Cake.price, 1)]], 0) }), where(lt(Cake.id, 3)))),
          yield* equivalentRewrites(pipe(deleteFrom(Fruit), where(or(eq(Fruit.cakeId, 2), like(Fruit.name, "F%"))), returning(Fruit))),
          yield* equivalentRewrites(pipe(update(Note, { body: null }), allRows)),
          yield* equivalentRewrites(insertFrom(Note, pipe(from(Cake), where(gt(Cake.price, 15)), select({ cakeId: Cake.id, body: Cake.name })))),
        ]
        expect(counts.filter((n) => n > 10)).toHaveLength(7)
        expect(counts[7]).toBe(0)
        yield* ternaryLogic(from(Fruit), isNull(Fruit.cakeId))
        expect((yield* Effect.provide(Effect.exit(equivalentRewrites(expensive)), testTransaction()))._tag).toBe("Success")
      }),
    ))
})

const wrongly = <A>(
  lie: Parameters<typeof lying>[0],
  program: Effect.Effect<A, unknown, Database | Supports<string>>,
): Promise<OracleFailure> =>
  Effect.runPromise(Effect.provide(Effect.andThen(seed as Effect.Effect<void, unknown, Database>, Effect.flip(program)) as Effect.Effect<OracleFailure, unknown, Database>, lying(lie)))

describe("what is wrong is found", () => {
  it("a NOT that takes NULL for false, by ternary logic", async () => {
    const lie = { unary: (op: string) => (op === "not" ? "(coalesce($1, 0) = 0)" : null) }
    const failure = await wrongly(() => lie, ternaryLogic(joined, gt(Bakery.profit, 1)))
    expect(failure).toMatchObject({ _tag: "OracleFailure", left: { extra: [] } })
    expect(failure.right.extra).toHaveLength(1)
    expect(failure.message).toMatch(/true, false and NULL together.*has 1 that the other has not:.*Sponge.*coalesce/s)
    expect(await wrongly(() => lie, ternaryLogic(pipe(joined, select({ n: countAll })), gt(Bakery.profit, 1)))).toMatchObject({ _tag: "OracleFailure" })
    expect(await wrongly(() => lie, ternaryLogic(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ n: countAll, k: Fruit.cakeId })), gt(Fruit.cakeId, 1)))).toMatchObject({ _tag: "OracleFailure" })
    expect(await wrongly(() => lie, equivalentRewrites(pipe(from(Fruit), select({ big: gt(Fruit.cakeId, 1) }))))).toMatchObject({ _tag: "OracleFailure" })
    expect(await wrongly(() => lie, equivalentRewrites(pipe(update(Kinds, { flag: gt(Kinds.m, 1) }), allRows)))).toMatchObject({ _tag: "OracleFailure" })
  })

  it("an operator that means something else, by another database", async () => {
    const lie = { operator: (op: string) => (op === ">" ? "($1 >= $2)" : null) }
    const filled = Layer.effectDiscard(seed)
    const right = Layer.provideMerge(filled, Sqlite.layer({ filename: ":memory:" }))
    const wrong = Layer.provideMerge(filled, lying(() => lie))
    const compared = differential(pipe(from(Cake), where(gt(Cake.price, 10))))
    expect(await Effect.runPromise(compared(right, Layer.fresh(right)))).toBeUndefined()
    const failure = await Effect.runPromise(Effect.flip(compared(right, wrong)))
    expect(failure).toMatchObject({ _tag: "OracleFailure", left: { extra: [] }, right: { extra: [{ name: "Tart" }] } })
  })
})

describe("bags of rows", () => {
  it("are compared by value, floats nearly, each row as often as it comes", () => {
    const rows = [
      { n: 1n, d: BigDecimal.fromStringUnsafe("1.50"), f: 0.1 + 0.2, at: new Date(5), b: Uint8Array.of(1), x: null, l: [1, "a"] },
      { n: 2n, d: null, f: NaN, at: null, b: null, x: "1", l: [] },
    ]
    const others = [
      { l: [], x: "1", b: null, at: null, f: NaN, d: null, n: 2n },
      { n: 1n, d: BigDecimal.fromStringUnsafe("1.5"), f: 0.3, at: new Date(5), b: Uint8Array.of(1), x: null, l: [1, "a"] },
    ]
    expect(difference(rows, others)).toEqual([[], []])
    expect(difference([1, 1, 2], [1, 2, 2])).toEqual([[1], [2]])
    expect(difference([0], [-0])).toEqual([[], []])
    expect(difference(["1"], [1])).toEqual([["1"], [1]])
    expect(difference([null, 1n], [undefined, 1])).toEqual([[null, 1n], [undefined, 1]])
    expect(difference([1], [1.001])).toEqual([[1], [1.001]])
  })
})
