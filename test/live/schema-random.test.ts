import { Effect } from "effect"
import * as fc from "fast-check"
import { describeTables, diff, introspect, plan, runPlan } from "fulmar/schema"
import { expect, it } from "vitest"
import { changed } from "../schema/random-changes.js"
import { version } from "../schema/random-tables.js"
import { describeOn } from "../servers/live.js"
import { dialectOf, on } from "./conformance.js"

const runs = process.env["FULMAR_SCHEMA_RUNS"]

describeOn(["postgres", "mariadb", "mysql"], "random versions of tables", (db) => {
  const dialect = dialectOf(db)
  const empty = describeTables(dialect)([])
  const emptied = Effect.flatMap(introspect(), (found) => runPlan(plan(dialect)(found, diff(dialect)(found, empty))))

  it("are made of one another with their rows, and back", async () => {
    await fc.assert(
      fc.asyncProperty(version, version, async (a, b) => {
        const found = await on(db, Effect.andThen(emptied, changed(dialect, a, b)))
        expect([found.afterCreate, found.afterChange, found.model, found.afterInverse]).toEqual([[], [], [], []])
        for (const [was, is] of [...found.rows, ...found.rowsBack]) {
          expect(is).toEqual(was)
        }
      }),
      // A case takes a second: the same ones each time, and others where many are asked for.
      runs === undefined ? { numRuns: 6, seed: 8 } : { numRuns: Number(runs), endOnFailure: true },
    )
  }, 600_000)
})
