/** Several who load, page and save the same rows at the same time. */
import { Effect, pipe, Result } from "effect"
import * as fc from "fast-check"
import {
  addRelated, all, allRows, autoIncrement, change, count, createAll, cursorPage, deleteFrom, desc, dropAll, edit, eq, execute, from, hasMany, insertInto, integer, manyToMany,
  newRow, nullable, nullsLast, orderBy, primaryKey, primaryKeyOn, references, rowVersion, save, select, setRelated, table, text, where,
} from "fulmar"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { runsOfCost } from "../../property-tests/cases.js"
import { describeOn } from "../servers/live.js"
import { everywhere, nothingLeft, on as runOn } from "./conformance.js"

const id = integer.pipe(primaryKey, autoIncrement)
const Cake = table("race_cake", { id, name: text, version: integer.pipe(rowVersion) })
const Candle = table("race_candle", { id, colour: text, cakeId: integer.pipe(nullable, references(() => Cake.id)) })
const Filling = table("race_filling", { id, name: text })
const Link = table("race_link", { cakeId: integer, fillingId: integer }, (t) => [primaryKeyOn(t.cakeId, t.fillingId)])
const tables = [Cake, Candle, Filling, Link] as const
const cakeCandles = hasMany(Cake, Candle, { id: "cakeId" })
const cakeFillings = manyToMany(Cake, Filling, { through: Link, from: { id: "cakeId" }, to: { fillingId: "id" } })

describeOn(everywhere, "at the same time", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
  beforeAll(() => on(createAll(tables)))
  afterAll(() => on(dropAll(tables)))
  beforeEach(() => on(Effect.forEach(tables.toReversed(), (one) => execute(allRows(deleteFrom(one as typeof Cake))))))

  const racing = <A, E>(effects: ReadonlyArray<Effect.Effect<A, E, any>>) =>
    Effect.map(Effect.all(effects.map((effect) => Effect.result(effect)), { concurrency: "unbounded" }), (results) => ({
      won: results.filter(Result.isSuccess).length,
      lost: results.filter(Result.isFailure).map(({ failure }) => failure as { readonly _tag: string; readonly reason?: { readonly _tag: string } }),
    }))

  it("the same link is added once, and who comes too late leaves nothing", async () => {
    const { lost, won, rows } = await on(Effect.gen(function* () {
      const cake = yield* save(newRow(Cake, { name: "Opera" }))
      const jam = yield* save(newRow(Filling, { name: "Jam" }))
      const one = (name: string) => save(edit(Cake, cake).pipe(addRelated("fillings", cakeFillings, [newRow(Filling, { name }), jam])))
      const result = yield* racing(["a", "b", "c", "d"].map(one))
      const rows = yield* Effect.all([count(from(Filling)), count(from(Link)), count(pipe(from(Link), where(eq(Link.fillingId, jam.id))))])
      return { ...result, rows }
    }))
    expect(won).toBeGreaterThan(0)
    // Its own filling with each that won; the shared one, which all link, once.
    expect(rows).toEqual([1 + won, 1 + won, 1])
    for (const { _tag, reason } of lost) expect([_tag, reason?._tag]).toEqual(["SqlError", expect.stringMatching(/UniqueViolation|Deadlock|SerializationFailure|LockTimeout/)])
    await on(nothingLeft(db))
  })

  it("one of two graphs of the same row is saved, with all that is related, and nothing of the other", async () => {
    const { candles, lost, name, won } = await on(Effect.gen(function* () {
      const cake = yield* save(newRow(Cake, { name: "Opera" }))
      const one = (colour: string) =>
        save(edit(Cake, cake).pipe(change({ name: colour }), setRelated("candles", cakeCandles, [newRow(Candle, { colour }), newRow(Candle, { colour })])))
      const result = yield* racing(["red", "blue", "green"].map(one))
      const [row] = yield* all(from(Cake))
      return { ...result, name: row!.name, candles: yield* all(pipe(from(Candle), select(Candle.colour))) }
    }))
    expect([won, lost.map(({ _tag, reason }) => reason?._tag ?? _tag)]).toEqual([1, expect.arrayContaining([expect.stringMatching(/StaleRow|Deadlock|SerializationFailure/)])])
    expect(candles).toEqual([name, name])
  })

  it("pages by cursor give each row that stays once, whatever comes and goes between them", async () => {
    const Row = table("race_row", { id: integer.pipe(primaryKey), a: integer.pipe(nullable), b: integer.pipe(nullable) })
    const key = fc.option(fc.integer({ min: 0, max: 2 }))
    const row = fc.record({ a: key, b: key })
    const step = fc.record({ adds: fc.array(row, { maxLength: 2 }), drops: fc.option(fc.nat(9)) })
    const property = fc.record({ rows: fc.array(row, { maxLength: 9 }), steps: fc.array(step, { maxLength: 6 }), size: fc.integer({ min: 1, max: 3 }), backwards: fc.boolean() })
    await on(Effect.gen(function* () {
      yield* createAll([Row])
      const services = yield* Effect.context<never>()
      const run = <A>(effect: Effect.Effect<A, any, any>): Promise<A> => Effect.runPromise(Effect.provideContext(effect as Effect.Effect<A>, services as never))
      const query = pipe(from(Row), orderBy(desc(Row.a), nullsLast(Row.b)), select(Row.id))
      yield* Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(property, async ({ backwards, rows, size, steps }) => {
            await run(execute(allRows(deleteFrom(Row))))
            await run(execute(insertInto(Row, rows.map((values, i) => ({ id: i, ...values })))))
            const dropped = new Set<number>()
            const seen: Array<number> = []
            let cursor: string | null = null
            let next = 100
            for (let n = 0; n < 60; n++) {
              const page = (await run(
                backwards ? query.pipe(cursorPage({ last: size, before: cursor })) : query.pipe(cursorPage({ first: size, after: cursor })),
              )) as unknown as { readonly rows: ReadonlyArray<number>; readonly startCursor: string | null; readonly endCursor: string | null }
              if (page.rows.length === 0) break
              seen.push(...page.rows)
              cursor = backwards ? page.startCursor : page.endCursor
              const { adds, drops } = steps[n] ?? { adds: [], drops: null }
              await run(execute(insertInto(Row, adds.map((values) => ({ id: next++, ...values })))))
              if (drops !== null) {
                dropped.add(drops)
                await run(execute(pipe(deleteFrom(Row), where(eq(Row.id, drops)))))
              }
            }
            const stayed = rows.map((_, i) => i).filter((i) => !dropped.has(i))
            expect(seen.filter((one) => one < 100 && !dropped.has(one)).toSorted((x, y) => x - y)).toEqual(stayed)
            expect(new Set(seen).size).toBe(seen.length)
          }),
          { numRuns: runsOfCost(20) },
        ),
      )
      yield* dropAll([Row])
    }))
  })
})
