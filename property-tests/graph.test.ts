/** Rows saved with what is related to them: as a model of it says, the same when saved again, and whole or not at all. */
import { type Effect, ManagedRuntime } from "effect"
import { createAll, type Database } from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { beforeAll, it } from "vitest"
import { runsOfCost } from "./cases.js"
import { edits, wholeOrNot } from "./graph/properties.js"
import { tables } from "./graph/tables.js"

// Each saves several graphs, and each cake again.
const numRuns = runsOfCost(2)
const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
const run = <A>(effect: Effect.Effect<A, any, any>): Promise<A> => runtime.runPromise(effect as Effect.Effect<A, unknown, Database>)
beforeAll(() => run(createAll(tables)))

it("edits of graphs do what they say, and what is loaded is saved without a change", () => edits(run, numRuns))

it("what fails anywhere leaves the database as it was", () => wholeOrNot(run, (effect) => runtime.runPromiseExit(effect as Effect.Effect<unknown, unknown, Database>), numRuns))
