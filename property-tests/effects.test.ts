/** One call of the driver that fails or is interrupted, whichever it is, leaves nothing behind: on SQLite. */
import { ManagedRuntime } from "effect"
import * as fc from "fast-check"
import { Sqlite } from "fulmar/sqlite"
import { it } from "vitest"
import { numRuns } from "./cases.js"
import { type Case, cases, leavesNothing, schema } from "./faults.js"

const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
const holds = (one: Case): Promise<void> => runtime.runPromise(leavesNothing(one))

it("transactions are kept whole or not at all, and nothing stays open", async () => {
  await runtime.runPromise(schema)
  await fc.assert(fc.asyncProperty(cases, holds), { numRuns })
})

it("each call of one program, from BEGIN to COMMIT", async () => {
  const inner = [{ _tag: "Insert" }, { _tag: "Caught", steps: [{ _tag: "Insert" }, { _tag: "Fail" }] }] as const
  const steps = [{ _tag: "Insert" }, { _tag: "Savepoint", steps: inner }, { _tag: "Transaction", steps: inner }] as const
  for (const how of ["fails", "is interrupted"] as const) {
    for (let at = 0; at < 24; at++) await holds({ transactions: [steps, steps], fault: { at, how } })
  }
})
