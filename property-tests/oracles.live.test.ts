/** Databases are their own judges of queries: on the servers. */
import { Effect, pipe } from "effect"
import * as fc from "fast-check"
import { expect, test } from "vitest"
import { kinds } from "../test/servers/kinds.js"
import { runsOfCost } from "./cases.js"
import { checked, fill, laws, memories } from "./oracles.js"
import { isFault, isKnown } from "./shop/known.js"
import { onServers } from "./shop/servers.js"

/** A rewrite of each expression is run, so that one case is many statements. */
const runs = runsOfCost(50)

onServers(kinds, "the laws of queries", ({ dialect, kind, perform }) => {
  for (const [law, cases] of Object.entries(laws(dialect))) {
    test(law, { timeout: 3_600_000 }, async () => {
      let said = 0
      await fc.assert(
        fc.asyncProperty(memories, cases, async ({ memory }, one) => {
          await perform(fill(memory))
          const excused = (e: unknown): boolean => isFault(kind, one.trees) || isKnown(kind, String((e as Error).message), one.trees)
          if (await perform(pipe(checked(one), Effect.catch((e) => (excused(e) ? Effect.succeed(false) : Effect.fail(e)))))) said++
        }),
        { numRuns: runs },
      )
      expect(said).toBeGreaterThan(runs / 2)
    })
  }
})
