import { Effect } from "effect"
import * as fc from "fast-check"
import { dialect, layer } from "fulmar/sqlite"
import { expect, test } from "vitest"
import { changed } from "./random-changes.js"
import { version } from "./random-tables.js"

test("any version of tables is made of any other with its rows, and the other again by the inverse", async () => {
  await fc.assert(
    fc.asyncProperty(version, version, async (a, b) => {
      const program = changed(dialect, a, b).pipe(Effect.provide(layer({ filename: ":memory:" })))
      const found = await Effect.runPromise(program)
      expect([found.afterCreate, found.afterChange, found.model, found.afterInverse]).toEqual([[], [], [], []])
      for (const [was, is] of [...found.rows, ...found.rowsBack]) {
        expect(is).toEqual(was)
      }
    }),
    { numRuns: Number(process.env["FULMAR_SCHEMA_RUNS"] ?? 60) },
  )
}, 300_000)
