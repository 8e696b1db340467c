/** Rows saved with what is related to them: as a model of it says, the same when saved again, and whole or not at all. */
import { isDeepStrictEqual } from "node:util"
import { Effect, ManagedRuntime } from "effect"
import * as fc from "fast-check"
import { createAll, Database, edit, from, load, type Row, save, setRelated } from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { beforeAll, expect, it } from "vitest"
import { counted } from "../test/relation/counted.js"
import { numRuns } from "./cases.js"
import { faulty } from "./faults.js"
import { cakeEdits, planned } from "./graph/edit.js"
import { Cake, cakeBakery, cakeCandles, cakeFillings, cakeFruit, empty, Filling, fillingIngredients, names, snapshot, spec, tables } from "./graph/tables.js"

const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
const run = <A>(effect: Effect.Effect<A, any, any>): Promise<A> => runtime.runPromise(effect as Effect.Effect<A, unknown, Database>)
beforeAll(() => run(createAll(tables)))

const counting = () => {
  let last = 0
  return (kind: string): string => `${kind}${++last}`
}

/** A loaded cake to be saved as it is. */
const again = (cake: Row<typeof Cake> & { readonly bakery: any; readonly fruit: any; readonly candles: any; readonly fillings: ReadonlyArray<any> }) =>
  edit(Cake, cake).pipe(
    setRelated("bakery", cakeBakery, cake.bakery),
    setRelated("fruit", cakeFruit, cake.fruit),
    setRelated("candles", cakeCandles, cake.candles),
    setRelated("fillings", cakeFillings, cake.fillings.map((one) => edit(Filling, one).pipe(setRelated("ingredients", fillingIngredients, one.ingredients)))),
  )

it("edits of graphs do what they say, and what is loaded is saved without a change", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cakeEdits, { minLength: 1, maxLength: 4 }), async (edits) => {
      await run(empty)
      const fresh = counting()
      let model = await run(names)
      for (const one of edits) {
        const { after, saved } = await run(planned(one, model, fresh))
        const row = (await run(saved)) as Row<typeof Cake>
        model = await run(names)
        expect(model).toEqual(after)
        // What saving gives is what loading gives.
        const cakes = await run(load(from(Cake), spec))
        expect(cakes.find(({ id }) => id === row.id)).toMatchObject(given(row))
        const before = await run(snapshot)
        for (const cake of cakes) {
          const [same, sent] = await run(counted(save(again(cake))))
          expect(same).toEqual(cake)
          expect(sent.filter((sql) => /^(insert|update "(cake|filling|ingredient|bakery|candle)")/i.test(sql))).toEqual([])
        }
        expect(await run(snapshot)).toEqual(before)
      }
    }),
    { numRuns },
  )
})

/** What of a saved row is there once loaded: rows that were added are only some of those that are. */
const given = (row: object): object => Object.fromEntries(Object.entries(row).filter(([, value]) => !Array.isArray(value)))

it("what fails anywhere leaves the database as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cakeEdits, { minLength: 1, maxLength: 3 }), cakeEdits, fc.nat(12), fc.constantFrom("fails" as const, "is interrupted" as const), async (edits, last, at, how) => {
      await run(empty)
      const fresh = counting()
      let model = await run(names)
      for (const one of edits) {
        const { after, saved } = await run(planned(one, model, fresh))
        await run(saved)
        model = after
      }
      const { after, saved } = await run(planned(last, model, fresh))
      const before = await run(snapshot)
      const broken = Effect.flatMap(Database, (database) => Effect.provideService(saved, Database, faulty(database, { at, how })))
      const exit = await runtime.runPromiseExit(broken as Effect.Effect<unknown, unknown, Database>)
      const found = await run(names)
      // A commit cannot be interrupted: then all of it is there, though the fiber was.
      if (exit._tag === "Success" || (how === "is interrupted" && isDeepStrictEqual(found, after))) expect(found).toEqual(after)
      else expect(await run(snapshot)).toEqual(before)
    }),
    { numRuns },
  )
})
