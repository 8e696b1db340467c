/** The servers give what is meant, for every function, operator and cast of scalars. */
import { Effect } from "effect"
import * as fc from "fast-check"
import { createAll } from "fulmar"
import { expect, it } from "vitest"
import { on } from "../test/live/conformance.js"
import { kinds } from "../test/servers/kinds.js"
import { describeOn } from "../test/servers/live.js"
import { Args, constants, rows } from "./calls.js"
import { differing } from "./differing.js"

const numRuns = Math.ceil(Number(process.env["FULMAR_RUNS"] ?? 1000) / 100)

describeOn(kinds, "functions", (db) => {
  it("give what is meant", { timeout: 300_000 }, async () => {
    await on(
      db,
      Effect.flatMap(Effect.context<never>(), (context) =>
        Effect.andThen(
          createAll([Args]),
          Effect.promise(() =>
            fc.assert(
              fc.asyncProperty(rows, constants, fc.constantFrom("columns", "parameters"), async (row, given, how) => {
                expect(await Effect.runPromiseWith(context)(differing(db.kind as never, row, given, how) as never)).toEqual([])
              }),
              { numRuns },
            ),
          ),
        ),
      ),
    )
  })
})
