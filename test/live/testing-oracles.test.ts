/** The oracles hold on every database: of joins, groups, subqueries and commands, with NULLs and odd values. */
import { BigDecimal, Effect, Layer, pipe } from "effect"
import {
  add, all, and, between, coalesce, type Condition, count, countAll, type Database, deleteFrom, distinct, eq, exists, from, groupBy, gt, gte, having, inQuery,
  insertFrom, isIn, isNotNull, isNull, leftJoin, like, limit, lt, max, min, mul, neq, not, or, orderBy, scalar, select, startsWith, sum, type Supports,
  table, text, integer, nullable, transaction, update, where, createAll, insertInto, execute, boolean, numeric, double, bigint, timestamptz,
} from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { differential, equivalentRewrites, noRec, ternaryLogic } from "fulmar/testing"
import { beforeAll, expect, it } from "vitest"
import { Bakery, Cake, Fruit, Note, plain, seed } from "../core/bakery.js"
import { describeOn } from "../servers/live.js"
import { conformanceOptions, everywhere, nothingLeft, on } from "./conformance.js"

const Odd = table("odd", {
  id: integer, name: text.pipe(nullable), price: numeric(20, 6).pipe(nullable), ratio: double.pipe(nullable), flag: boolean.pipe(nullable),
  big: bigint.pipe(nullable), at: timestamptz.pipe(nullable),
})
const names = ["", "it's", "a\\b", "%_", "ünï", "🍒", "null", null]
const odd = names.map((name, id) => ({
  id,
  name,
  price: id % 3 === 0 ? null : BigDecimal.fromStringUnsafe(`${id - 4}.${id}00001`),
  ratio: id % 4 === 0 ? null : (id - 3) / 7,
  flag: [true, false, null][id % 3] ?? null,
  big: id % 5 === 0 ? null : 9007199254740993n * BigInt(id - 4),
  at: id % 2 === 0 ? null : new Date(id * 1e9 + 1),
}))

const fill = Effect.gen(function* () {
  yield* seed
  yield* createAll([Odd])
  yield* execute(insertInto(Odd, odd))
})

const joined = pipe(from(Cake), leftJoin(Bakery, eq(Bakery.id, Cake.bakeryId)))
const fruits = pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)))
const conditions: ReadonlyArray<Condition<typeof Odd>> = [
  eq(Odd.name, "it's"), neq(Odd.name, "%_"), startsWith(Odd.name, "a\\"), like(Odd.name, "%\\_"), isNull(Odd.name), gt(Odd.price, BigDecimal.fromStringUnsafe("0.5")),
  lt(Odd.ratio, 0.1), and(Odd.flag, gt(Odd.id, 2)), or(not(Odd.flag), isNotNull(Odd.at)), gte(Odd.big, 9007199254740993n),
  isIn(Odd.name, ["", "🍒", null]), between(Odd.price, BigDecimal.fromStringUnsafe("-2"), BigDecimal.fromStringUnsafe("1.5")),
  inQuery(Odd.id, pipe(from(Note), select(Note.cakeId))), not(inQuery(Odd.id, pipe(from(Note), select(Note.cakeId)))),
]
const queries = [
  pipe(joined, where(or(gt(Bakery.profit, 1), not(isIn(Cake.price, [10, 20])))), orderBy(Cake.id)),
  pipe(from(Cake), where(and(exists(fruits), lt(mul(Cake.price, 2), add(Cake.id, 50))))),
]

describeOn(everywhere, "the oracles", (db) => {
  beforeAll(() => on(db, fill))

  it("ternary logic and the reference hold of every condition", () =>
    on(
      db,
      Effect.gen(function* () {
        for (const condition of conditions) {
          yield* ternaryLogic(from(Odd), condition)
          yield* ternaryLogic(pipe(from(Odd), select({ n: countAll, s: sum(Odd.price), r: sum(Odd.ratio), b: max(Odd.big), a: min(Odd.at), c: count(Odd.flag) })), condition)
          yield* ternaryLogic(pipe(from(Odd), select(Odd.flag), distinct), condition)
          yield* noRec(from(Odd), condition)
        }
        yield* ternaryLogic(joined, gt(Bakery.profit, 1))
        yield* ternaryLogic(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ k: Fruit.cakeId, n: countAll })), gt(max(Fruit.id), 2))
        yield* ternaryLogic(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ k: Fruit.cakeId, n: countAll })), gt(Fruit.cakeId, 1))
        yield* ternaryLogic(pipe(from(Cake), orderBy(Cake.id), limit(2)), exists(fruits))
        yield* noRec(joined, isNull(Bakery.name))
      }),
    ))

  it("equivalent rewrites hold of queries", () =>
    on(
      db,
      Effect.gen(function* () {
        for (const query of queries) expect(yield* equivalentRewrites(query)).toBeGreaterThan(20)
        for (const condition of conditions) expect(yield* equivalentRewrites(pipe(from(Odd), where(condition)))).toBeGreaterThan(4)
        yield* equivalentRewrites(pipe(from(Odd), select({ a: add(Odd.id, 1), b: Odd.price, c: Odd.name, d: Odd.flag, e: Odd.at, f: Odd.big, g: Odd.ratio })))
        yield* equivalentRewrites(pipe(joined, select({ n: coalesce(Bakery.name, "none"), f: scalar(pipe(fruits, select(count(Fruit.id)))) })))
        yield* equivalentRewrites(pipe(from(Fruit), where(exists(pipe(from(Cake), where(eq(Cake.id, Fruit.cakeId))))), groupBy(Fruit.cakeId), having(gt(countAll, 1)), select({ k: Fruit.cakeId, n: sum(Fruit.id) })))
      }),
    ))

  it("equivalent rewrites hold of commands, of which nothing is kept", async () => {
    const program = Effect.gen(function* () {
      const before = [yield* all(from(Odd)), yield* all(from(Note)), yield* all(from(Fruit))]
      const tried = [
        yield* equivalentRewrites(pipe(update(Odd, { price: mul(Odd.price, BigDecimal.fromStringUnsafe("2")), flag: gt(Odd.ratio, 0) }), where(or(lt(Odd.id, 5), isNull(Odd.name))))),
        yield* equivalentRewrites(pipe(deleteFrom(Fruit), where(or(eq(Fruit.cakeId, 2), like(Fruit.name, "F%"))))),
        yield* equivalentRewrites(insertFrom(Note, pipe(from(Cake), where(gt(Cake.price, 15)), select({ cakeId: Cake.id, body: Cake.name })))),
        yield* transaction(equivalentRewrites(pipe(deleteFrom(Note), where(isNull(Note.body))))),
      ]
      const after = [yield* all(from(Odd)), yield* all(from(Note)), yield* all(from(Fruit))]
      yield* nothingLeft(db)
      return [tried, before, after] as const
    })
    const [tried, before, after] = await on(db, program)
    expect(tried.every((ways) => ways >= 5)).toBe(true)
    expect(plain(after)).toEqual(plain(before))
  })

  it("the same queries give the same rows as on SQLite", async () => {
    const sqlite = Sqlite.layer({ filename: ":memory:" })
    const there = conformanceOptions(db).layer as Layer.Layer<Database | Supports<string>, unknown>
    const here = Layer.provideMerge(Layer.effectDiscard(fill), sqlite)
    for (const query of queries) await Effect.runPromise(differential(query)(here, there))
    for (const condition of conditions) await Effect.runPromise(differential(pipe(from(Odd), where(condition)))(here, there))
  })
})
