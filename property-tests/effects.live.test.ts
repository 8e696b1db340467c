/** One call of the driver that fails or is interrupted, whichever it is, leaves nothing behind: on servers. */
import { Effect } from "effect"
import * as fc from "fast-check"
import { it } from "vitest"
import { nothingLeft, on } from "../test/live/conformance.js"
import { kinds } from "../test/servers/kinds.js"
import { describeOn } from "../test/servers/live.js"
import { cases, leavesNothing, schema } from "./faults.js"

const numRuns = Number(process.env["FULMAR_RUNS"] ?? 150)

describeOn(kinds, "one call that goes wrong", (db) => {
  it("leaves transactions whole or undone, and nothing open", { timeout: 300_000 }, async () => {
    const program = Effect.gen(function* () {
      yield* schema
      const services = yield* Effect.context<never>()
      const property = fc.asyncProperty(cases, (one) =>
        Effect.runPromise(Effect.provide(leavesNothing(one), services as never) as Effect.Effect<void, unknown>),
      )
      yield* Effect.promise(() => fc.assert(property, { numRuns }))
      yield* nothingLeft(db)
    })
    await on(db, program)
  })
})
