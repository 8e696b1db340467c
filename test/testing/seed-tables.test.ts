/** Any tables can be filled, or it is said why not. */
import { Effect } from "effect"
import * as fc from "fast-check"
import { count, createAll, from } from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { arbitraryTables, seed, type SeedError } from "fulmar/testing/arbitrary"
import { expect, it } from "vitest"

it("fills any tables, or says which it cannot fill", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryTables({ dialect: Sqlite.dialect, maxTables: 3 }), fc.integer(), async (tables, number) => {
      const program = Effect.gen(function* () {
        yield* createAll(tables)
        const seeded = yield* Effect.match(seed(tables, { rows: 5, seed: number }), { onSuccess: () => null, onFailure: (e) => e })
        const counts = yield* Effect.forEach(tables, (t) => count(from(t) as never) as unknown as Effect.Effect<number>)
        return [seeded, counts] as const
      })
      const [error, counts] = await Effect.runPromise(Effect.provide(program, Sqlite.layer({ filename: ":memory:" })) as unknown as Effect.Effect<readonly [SeedError | null, ReadonlyArray<number>]>)
      expect(error?.message ?? "").toMatch(/^(|Only \d of 5 rows of table [^]* differ in what is unique: [^]*|A row of table [^]* needs one of [^]*)$/)
      expect(counts.every((n) => n === (error === null ? 5 : 0))).toBe(true)
    }),
    { numRuns: Number(process.env["FULMAR_RUNS"] ?? 20) },
  )
}, 300_000)
