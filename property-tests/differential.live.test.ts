/** One query has the same rows on SQLite and on the servers. */
import { Effect, Layer, ManagedRuntime, pipe } from "effect"
import type { AnyQuery } from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { differential, OracleFailure, OracleNotApplicable } from "fulmar/testing"
import { arbitraryQuery } from "fulmar/testing/arbitrary"
import { afterAll, beforeAll, expect, test } from "vitest"
import { contentsOf } from "../src/testing/arbitrary/contents.js"
import { kinds } from "../test/servers/kinds.js"
import { runsOfCost } from "./cases.js"
import type { Kind } from "./documented.js"
import { coded, create, fill, shop } from "./shop/database.js"
import { isFault, isKnown, isWrittenOtherwise } from "./shop/known.js"
import { ofMemories } from "./shop/property.js"
import { onServers } from "./shop/servers.js"

type Anything = any

/** Are the rows in an order that says where NULLs are? By themselves they are last on PostgreSQL, and first elsewhere. */
const ordersAlike = (kind: Kind, query: AnyQuery): boolean => {
  const words = contentsOf(query as never)
  const count = (word: string): number => words.get(word) ?? 0
  return kind !== "postgres" || count("asc") + count("desc") === count("nullsFirst") + count("nullsLast")
}

onServers(kinds, "queries", ({ kind, perform }) => {
  const sqlite = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
  beforeAll(() => sqlite.runPromise(create))
  afterAll(() => sqlite.dispose())

  test("have the same rows as on SQLite", async () => {
    const one = Layer.succeedContext(await sqlite.context()) as Anything
    const seen = { same: 0, open: 0 }
    await ofMemories(coded<AnyQuery>(arbitraryQuery({ determined: true }, ...shop)), runsOfCost(10), async (db, queries) => {
      await sqlite.runPromise(fill(db))
      await perform(fill(db))
      for (const query of queries.filter((q) => ordersAlike(kind, q))) {
        const other = await perform(Effect.context<never>() as Anything)
        const compared = differential(query as Anything)(one, Layer.succeedContext(other as Anything)) as Effect.Effect<void, unknown>
        const failure = await Effect.runPromise(pipe(compared, Effect.as(null), Effect.catch(Effect.succeed)))
        if (failure instanceof OracleNotApplicable) continue
        const open =
          failure !== null &&
          (isFault(kind, query) ||
            (failure instanceof OracleFailure ? isWrittenOtherwise(kind, contentsOf(query as never)) : isKnown(kind, String((failure as Error).message), query)))
        seen[open ? "open" : "same"]++
        expect(open ? null : failure).toBeNull()
      }
    })
    expect(seen.open).toBeLessThan(0.1 * seen.same + 5)
  })
})
