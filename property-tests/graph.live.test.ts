/** The same of graphs on servers, with fewer cases. */
import { Effect } from "effect"
import { createAll, type Database } from "fulmar"
import { it } from "vitest"
import { nothingLeft, on } from "../test/live/conformance.js"
import { kinds } from "../test/servers/kinds.js"
import { describeOn } from "../test/servers/live.js"
import { runsOfCost } from "./cases.js"
import { edits, wholeOrNot } from "./graph/properties.js"
import { tables } from "./graph/tables.js"

// Each is some hundred statements.
const numRuns = runsOfCost(25)

describeOn(kinds, "graphs", (db) => {
  it("are saved as they say, and whole or not at all", { timeout: 300_000 }, async () => {
    const program = Effect.gen(function* () {
      yield* createAll(tables)
      const services = yield* Effect.context<never>()
      const provided = <A>(effect: Effect.Effect<A, any, any>) => Effect.provideContext(effect as Effect.Effect<A, unknown, Database>, services as never)
      const run = <A>(effect: Effect.Effect<A, any, any>): Promise<A> => Effect.runPromise(provided(effect) as Effect.Effect<A, unknown>)
      yield* Effect.promise(() => edits(run, numRuns))
      yield* Effect.promise(() => wholeOrNot(run, (effect) => Effect.runPromiseExit(provided(effect) as Effect.Effect<unknown, unknown>), numRuns))
      yield* nothingLeft(db)
    })
    await on(db, program)
  })
})
