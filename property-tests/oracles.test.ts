/** Databases are their own judges of queries: on SQLite. */
import * as fc from "fast-check"
import { type Effect, ManagedRuntime } from "effect"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { Sqlite } from "../src/driver/sqlite/index.js"
import { dialect, numRuns } from "./harness.js"
import { checked, fill, laws, memories, shop } from "./oracles.js"
import { sql } from "./arbitraries/index.js"

const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
const perform = <A>(effect: Effect.Effect<A, unknown, any>): A => runtime.runSync(effect as Effect.Effect<A, unknown, never>)
beforeAll(() => perform(sql.createAll([...shop])))
afterAll(() => runtime.dispose())

describe("on SQLite", () => {
  for (const [law, cases] of Object.entries(laws(dialect))) {
    test(law, () => {
      let said = 0
      fc.assert(
        fc.property(memories, cases, ({ memory }, one) => {
          perform(fill(memory))
          if (perform(checked(one))) said++
        }),
        { numRuns },
      )
      expect(said).toBeGreaterThan(numRuns / 2)
    })
  }
})
