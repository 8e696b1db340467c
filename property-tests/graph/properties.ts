/** What holds of saving graphs, on whatever database. */
import { isDeepStrictEqual } from "node:util"
import { Effect, type Exit } from "effect"
import * as fc from "fast-check"
import { Database, edit, from, load, type Row, save, setRelated } from "fulmar"
import { expect } from "vitest"
import { counted } from "../../test/relation/counted.js"
import { faulty } from "../faults.js"
import { cakeEdits, planned } from "./edit.js"
import { Cake, cakeBakery, cakeCandles, cakeFillings, cakeFruit, empty, Filling, fillingIngredients, names, snapshot, spec } from "./tables.js"

type Run = <A>(effect: Effect.Effect<A, any, any>) => Promise<A>
type RunExit = (effect: Effect.Effect<unknown, any, any>) => Promise<Exit.Exit<unknown, unknown>>

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

/** What of a saved row is there once loaded: rows that were added are only some of those that are. */
const given = (row: object): object => Object.fromEntries(Object.entries(row).filter(([, value]) => !Array.isArray(value)))

type Versioned = Readonly<Record<string, unknown>> & { readonly id: number; readonly version: number }
type Snapshot = ReadonlyArray<ReadonlyArray<unknown>>

/** The version of a row rises with each change of it, and with nothing else. */
const counts = (before: Snapshot, after: Snapshot): void => {
  for (const [i, rows] of before.entries()) {
    const later = new Map((after[i] as ReadonlyArray<Versioned>).map((row) => [row.id, row]))
    for (const row of rows as ReadonlyArray<Versioned>) {
      const now = later.get(row.id)
      if (row.version === undefined || now === undefined) continue
      const { version, ...rest } = row
      const { version: next, ...others } = now
      if (isDeepStrictEqual(rest, others)) expect(next).toBe(version)
      else expect(next).toBeGreaterThan(version)
    }
  }
}

/** Edits do what a model of them says; what is loaded is saved without a change. */
export const edits = (run: Run, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(cakeEdits, { minLength: 1, maxLength: 4 }), async (some) => {
      await run(empty)
      const fresh = counting()
      let model = await run(names)
      for (const one of some) {
        const was = await run(snapshot)
        const { after, saved } = await run(planned(one, model, fresh))
        const row = (await run(saved)) as Row<typeof Cake>
        model = await run(names)
        expect(model).toEqual(after)
        // What saving gives is what loading gives.
        const cakes = await run(load(from(Cake), spec))
        expect(cakes.find(({ id }) => id === row.id)).toMatchObject(given(row))
        const before = await run(snapshot)
        counts(was as Snapshot, before as Snapshot)
        for (const cake of cakes) {
          const [same, sent] = await run(counted(save(again(cake))))
          expect(same).toEqual(cake)
          // Candles that are not among them are marked as gone: there are none.
          expect(sent.filter((sql) => /^(insert|update .(cake|filling|ingredient|bakery|candle).)(?! set .goneAt.)/i.test(sql))).toEqual([])
        }
        expect(await run(snapshot)).toEqual(before)
      }
    }),
    { numRuns },
  )

/** A save of which one call fails, or is interrupted, leaves the database as it was, outside of a transaction too. */
export const wholeOrNot = (run: Run, runExit: RunExit, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(cakeEdits, { minLength: 1, maxLength: 3 }), cakeEdits, fc.nat(16), fc.constantFrom("fails" as const, "is interrupted" as const), async (some, last, at, how) => {
      await run(empty)
      const fresh = counting()
      let model = await run(names)
      for (const one of some) {
        const { after, saved } = await run(planned(one, model, fresh))
        await run(saved)
        model = after
      }
      const { after, saved } = await run(planned(last, model, fresh))
      const before = await run(snapshot)
      const broken = Effect.flatMap(Database, (database) => Effect.provideService(saved, Database, faulty(database, { at, how })))
      const exit = await runExit(broken)
      const found = await run(names)
      // A commit cannot be interrupted: then all of it is there, though the fiber was.
      if (exit._tag === "Success" || (how === "is interrupted" && isDeepStrictEqual(found, after))) expect(found).toEqual(after)
      else expect(await run(snapshot)).toEqual(before)
    }),
    { numRuns },
  )
