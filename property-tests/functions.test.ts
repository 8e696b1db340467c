/** SQLite gives what is meant, for every function, operator and cast of scalars. */
import { ManagedRuntime } from "effect"
import * as fc from "fast-check"
import { createAll } from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { afterAll, expect, it } from "vitest"
import { Args, constants, rows } from "./calls.js"
import { runsOfCost } from "./cases.js"
import { differing, differingAggregates } from "./differing.js"

const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
afterAll(() => runtime.dispose())

// Each run computes hundreds of expressions.
const numRuns = runsOfCost(10)

it("gives what is meant", async () => {
  await runtime.runPromise(createAll([Args]))
  await fc.assert(
    fc.asyncProperty(rows, constants, fc.constantFrom("columns", "parameters", "operations"), async (row, given, how) => {
      expect(await runtime.runPromise(differing("sqlite", row, given, how))).toEqual([])
    }),
    { numRuns },
  )
})

it("gives what is meant by aggregates", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rows, { maxLength: 6 }), async (some) => {
      expect(await runtime.runPromise(differingAggregates("sqlite", some.map((row, id) => ({ ...row, id }))))).toEqual([])
    }),
    { numRuns: numRuns * 2 },
  )
})
